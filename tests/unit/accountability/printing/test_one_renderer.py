"""WeasyPrint is loaded in one file only, the child process."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[4]
RENDERER = ROOT / "accountability/printing/render_child.py"
LOADS = re.compile(r"^\s*(?:import|from)\s+weasyprint\b|import_module\(['\"]weasyprint", re.MULTILINE)
STYLES = re.compile(r"<style|\sstyle=|<script|\son[a-z]+=", re.IGNORECASE)


def test_only_the_child_process_loads_weasyprint() -> None:
    rooms = [*ROOT.glob("accountability/**/*.py"), *ROOT.glob("config/**/*.py")]
    loading = [path for path in rooms if LOADS.search(path.read_text("utf-8"))]
    assert loading == [RENDERER]


def test_print_templates_hold_no_style_no_script_and_no_address_but_assets() -> None:
    templates = [*ROOT.glob("templates/reports/print/*.html"), *ROOT.glob("templates/printing/*.html")]
    assert templates
    for path in templates:
        markup = path.read_text("utf-8")
        assert not STYLES.search(markup), path.name
        addresses = re.findall(r"(?:href|src)=\"([^\"]*)\"", markup)
        assert all(address.startswith("asset:print/") for address in addresses), path.name


def test_print_styles_name_no_address_but_our_fonts() -> None:
    for path in ROOT.glob("static/print/*.css"):
        for address in re.findall(r"url\(([^)]*)\)", path.read_text("utf-8")):
            assert address.startswith('"asset:fonts/tinos/'), (path.name, address)
