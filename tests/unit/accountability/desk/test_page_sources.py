"""What the sources of our pages may hold: a strict CSP, no internet, only icons that exist."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[4]
TEMPLATES = ROOT / "templates"
NOT_PAGES = {"notices", "mail", "reports", "pdf"}  # mails and PDFs carry their own style
PAGES = sorted(
    path for path in TEMPLATES.rglob("*.html") if path.relative_to(TEMPLATES).parts[0] not in NOT_PAGES
)
INLINE = re.compile(
    r"""<style|<script(?![^>]*\ssrc=)|\sstyle=|\son[a-z]+\s*=\s*["']|javascript:""", re.IGNORECASE
)
OUTSIDE = re.compile(r"""(?:src|href|action)=["'](?:https?:)?//""")


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_a_page_has_no_inline_code_and_reaches_nothing_outside(page: Path) -> None:
    source = page.read_text()
    assert not INLINE.search(source)
    assert not OUTSIDE.search(source)


def test_every_icon_that_a_page_names_is_in_the_sprite() -> None:
    drawn = set(
        re.findall(r'symbol id="([\w-]+)"', (ROOT / "static/vendor/tabler-icons/icons.svg").read_text())
    )
    named = {name for page in PAGES for name in re.findall(r'% icon "([\w-]+)"', page.read_text())}
    assert named
    assert named <= drawn


def test_style_sheets_load_only_files_that_lie_beside_them() -> None:
    sheets = sorted((ROOT / "static").rglob("*.css"))
    loaded = [
        (sheet, address)
        for sheet in sheets
        for address in re.findall(r"""url\(["']?([^"')]+)""", sheet.read_text())
        if not address.startswith("asset:")  # the PDF renderer's own scheme, never seen by a browser
    ]
    assert loaded
    assert [address for sheet, address in loaded if not (sheet.parent / address).is_file()] == []
