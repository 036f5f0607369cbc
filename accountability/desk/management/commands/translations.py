"""Keeps the books of translations: what templates and code say, beside what it is in another language."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandParser

from accountability.core.languages.books import path_of
from accountability.core.languages.gathering import Found, in_code, in_scripts, in_templates
from accountability.core.languages.loading import PAPERS
from accountability.core.saying import OURS


class Command(BaseCommand):
    """Writes every sentence into the book of each language; says how many still wait for a translator."""

    help = "Cập nhật tệp dịch trong locale/: thêm câu mới, bỏ câu không còn dùng, báo số câu chưa dịch."

    def add_arguments(self, parser: CommandParser) -> None:
        """`--check` writes nothing."""
        parser.add_argument("--check", action="store_true", help="chỉ kiểm tra, không ghi tệp")

    def handle(self, *args: Any, **options: Any) -> None:
        """Exit code 1 with --check when a book is not complete."""
        found = every_sentence()
        missing = 0
        for language in (code for code, _ in settings.LANGUAGES if code != OURS):
            kept = _kept(path_of(language))
            missing += sum(not kept.get(one.text) for one in found)
            if not options["check"]:
                _write(path_of(language), language, found, kept)
        self.stdout.write(f"{len(found)} câu, {missing} câu chưa dịch.")
        if options["check"] and missing:
            raise SystemExit(1)


def every_sentence() -> list[Found]:
    """Each sentence once, where it stands first."""
    root = Path(settings.BASE_DIR)
    first: dict[str, Found] = {}
    for one in [
        *in_templates(root / "templates", PAPERS),
        *in_code([root / "accountability", root / "workflows"]),
        *in_scripts(root / "static/dondoc"),
    ]:
        first.setdefault(one.text, one)
    return list(first.values())


def _kept(path: Path) -> dict[str, str]:
    from babel.messages.pofile import read_po

    if not path.exists():
        return {}
    with path.open("rb") as file:
        return {str(one.id): str(one.string) for one in read_po(file) if one.id}


def _write(path: Path, language: str, found: list[Found], kept: dict[str, str]) -> None:
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import write_po

    catalog = Catalog(locale=language, project="Đôn Đốc", charset="utf-8")
    root = Path(settings.BASE_DIR)
    for one in found:
        # Without the line: each change of a file would be a change of the book.
        where = [(Path(one.file).relative_to(root).as_posix(), 0)]
        catalog.add(one.text, kept.get(one.text, ""), locations=where)
    buffer = BytesIO()
    write_po(buffer, catalog, width=0, omit_header=False, sort_by_file=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_without_dates(buffer.getvalue()))


def _without_dates(po: bytes) -> bytes:
    """The file without the lines that change at every writing."""
    return b"\n".join(
        line for line in po.split(b"\n") if b"-Date:" not in line and b"Generated-By" not in line
    )
