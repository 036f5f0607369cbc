"""What a page is checked with: axe-core in the browser that shows it; the Nu Html Checker and our own books on what was sent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lxml import html

from accountability.core.languages.books import book
from accountability.core.languages.runs import READ
from accountability.core.text import one_line

if TYPE_CHECKING:
    from playwright.sync_api import Page

# bin/setup puts them there, from the lock file in this folder.
TOOLS = Path(sys.prefix) / "node" / "node_modules"
WCAG_22_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
_RUN = "(tags) => axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']})"


def bring_axe(page: Page) -> None:
    """Whatever the page shows from now on has axe with it: the browser is given its half a megabyte once."""
    page.add_init_script(path=TOOLS / "axe-core" / "axe.min.js")


def barriers(page: Page) -> list[str]:
    """What keeps people out of the page as it is shown now, by WCAG 2.2 AA; one line per rule with its first places."""
    found: dict[str, Any] = page.evaluate(_RUN, WCAG_22_AA)
    return [
        f"{one['id']}: {one['help']} – " + "; ".join(node["html"][:160] for node in one["nodes"][:3])
        for one in found["violations"]
    ]


def markup_errors(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Name → HTML: what the validator calls an error, each with the name of its page."""
    folder.mkdir(parents=True, exist_ok=True)
    names = {}
    for number, (name, text) in enumerate(pages.items()):
        path = folder / f"{number}.html"
        path.write_text(text, encoding="utf-8")
        names[f"file:{path}"] = name
    if not names:
        return []
    jar = TOOLS / "vnu-jar" / "build" / "dist" / "vnu.jar"
    options = ["--format", "json", "--stdout", "--errors-only", "--exit-zero-always"]
    done = subprocess.run(
        ["java", "-Xss2m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-jar", str(jar), *options, *map(str, sorted(folder.glob("*.html")))],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    messages = json.loads(done.stdout)["messages"]
    return sorted(
        {f"{names[one['url']]}: {one['message']} – {one.get('extract', '')[:120]!r}" for one in messages}
    )


def said_on(page: bytes | str) -> Iterator[str]:
    """What is read on a page: its texts and the attributes that are read, but for what is marked as another language."""
    tree = html.document_fromstring(page)
    own = tree.get("lang")
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            continue
        if any(up.get("lang", own) != own for up in [element, *element.iterancestors()]):
            continue
        yield from (value for name, value in element.attrib.items() if name in READ and name != "lang")
        yield element.text or ""
        yield from (child.tail or "" for child in element)


def english_words(pages: Mapping[str, str]) -> list[str]:
    """Name → HTML of Vietnamese pages: what is read there and stands in the English book, each with the name of its page."""
    english = {one_line(text) for text in (book("en") or {}).values()} - set(book("en") or {})
    return [
        f"{name}: {text[:160]}"
        for name, page in pages.items()
        for text in map(one_line, said_on(page))
        if text in english
    ]


def note_figures(member: str, pages: int, found: int) -> None:
    """For the table of docs/quality.md; nothing outside bin/audit-pages."""
    if folder := os.environ.get("AUDIT_FOLDER"):
        Path(folder, f"axe-{member}.json").write_text(
            json.dumps({"pages": pages, "found": found}), encoding="utf-8"
        )
