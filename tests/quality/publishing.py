"""Writes the figures of bin/audit-pages into docs/quality.md, each table with its day."""

from __future__ import annotations

import json
import re
import sys
from datetime import date
from pathlib import Path

from config.settings.environment import BASE_DIR
from tests.quality.lighthouse_pages import BOUNDS, FIRST_VISIT, LATER

PAGE = BASE_DIR / "docs" / "quality.md"


def _axe(folder: Path) -> str:
    found = {
        path.stem.removeprefix("axe-"): json.loads(path.read_text())
        for path in sorted(folder.glob("axe-*.json"))
    }
    if not found:
        return ""
    rows = [f"| {member} | {one['pages']} | {one['found']} |" for member, one in found.items()]
    return "\n".join(["| member of the cast | pages × looks | violations |", "|---|---|---|", *rows])


def _lighthouse(folder: Path) -> str:
    path = folder / "lighthouse.json"
    if not path.exists():
        return ""
    head = " | ".join([*(f"{name} (≥ {bound})" for name, bound in BOUNDS.items())])
    rows = [
        f"| {one['name']} | " + " | ".join(str(one["points"][name]) for name in BOUNDS)
        + f" | {one['first_kb']} | {one['later_kb']} | {one['load']} | {'yes' if one['is_good'] else '**no**'} |"
        for one in json.loads(path.read_text())
    ]  # fmt: skip
    titles = f"| page | {head} | first visit, kB (≤ {FIRST_VISIT}) | after, kB (≤ {LATER}) | load | within |"
    return "\n".join([titles, "|---" * (len(BOUNDS) + 5) + "|", *rows])


def main(folder: Path) -> None:
    """Put each table that there are figures for between its marks."""
    text = PAGE.read_text(encoding="utf-8")
    for name, table in (("axe", _axe(folder)), ("lighthouse", _lighthouse(folder))):
        if table:
            taken_on = date.fromtimestamp(max(path.stat().st_mtime for path in folder.glob(f"{name}*.json")))
            block = f"<!-- {name} -->\nOf {taken_on}.\n\n{table}\n<!-- end of {name} -->"
            text = re.sub(
                rf"<!-- {name} -->.*?<!-- end of {name} -->", lambda _, new=block: new, text, flags=re.DOTALL
            )
    PAGE.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
