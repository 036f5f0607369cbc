"""The table of figures: on the terminal, and in docs/reliability.md when CRASH_WRITE names that file."""

from __future__ import annotations

import os
import platform
import re
from collections.abc import Callable, Iterable
from pathlib import Path

START, END = "<!-- figures: bin/test-crash --write -->", "<!-- end of figures -->"
HEAD = ("", "Phép thử", "Kết quả", "Khi bỏ chốt giữ (đối chứng)")


def machine() -> str:
    """Cores, memory and versions; no names of machines or folders."""
    from django import get_version
    from django.db import connection

    memory = Path("/proc/meminfo").read_text(encoding="ascii").split()[1]
    database = connection.vendor
    if database == "postgresql":
        number = os.environ.get("CRASH_POSTGRES", "")
        database = f"PostgreSQL {number}".strip()
    return (
        f"{os.cpu_count()} lõi, {int(memory) / 2**20:.0f} GiB bộ nhớ, {platform.system()} {platform.release().split('-')[0]}, "
        f"Python {platform.python_version()}, Django {get_version()}, {database}"
    )


def table(figures: Iterable[tuple[list[str], bool]]) -> list[str]:
    """As Markdown, one line per test by its number; its control is another test that fills the last column."""
    lines: dict[str, list[list[str]]] = {}
    for (code, *cells), passed in figures:
        columns = lines.setdefault(code, [[], [], []])
        for column, cell in zip(columns, cells, strict=True):
            column += [cell if passed else f"**KHÔNG ĐẠT**: {cell}"] if cell else []
    rows = sorted(lines.items(), key=lambda one: int(re.sub(r"\D", "", one[0])))
    head = ["| " + " | ".join(HEAD) + " |", "|---|---|---|---|"]
    return head + [
        f"| {code} | " + " | ".join("; ".join(dict.fromkeys(cells)) for cells in columns) + " |"
        for code, columns in rows
    ]


def publish(figures: list[tuple[list[str], bool]], write_line: Callable[[str], None]) -> None:
    """Print the table; write it into the file as well when asked to."""
    from accountability.core.clock import system_now

    stamp = f"Đo ngày {system_now():%d/%m/%Y}; {machine()}."
    lines = table(figures)
    for line in ["", *lines, "", stamp]:
        write_line(line)
    if path := os.environ.get("CRASH_WRITE"):
        page = Path(path)
        text = page.read_text(encoding="utf-8")
        before, rest = text.split(START)
        after = rest.split(END)[1]
        page.write_text(
            before + START + "\n" + "\n".join([stamp, "", *lines]) + "\n" + END + after, encoding="utf-8"
        )
