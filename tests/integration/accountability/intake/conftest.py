"""A directive that is being cut, and its annex as a file."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from accountability.accounts.models import User
from accountability.calendars.demo_clock import STARTS_AT
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from tests.cast import Province, actor
from tests.integration.accountability.intake import annex_books as books
from workflows import acts


@pytest.fixture(autouse=True)
def _at_the_demo_time(demo_time: None, settings: Any, tmp_path: Path) -> None:
    """08:00 of 08/11/2022; what is uploaded goes with the test."""
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def directive(cast: dict[str, User], province: Province) -> Directive:
    """Plan 812/KH-UBND of 7 November 2022, registered and not cut yet."""
    return acts.register_directive(
        DirectiveSpec(
            kind="KH", issuer=province.agency("UBND"), issued_on=date(2022, 11, 7), abstract="Kế hoạch có phụ lục",
            field="NC", reference=Reference("812", "KH-UBND"), signer=province.position("chutich"), signer_form="TM",
        ), by=actor(cast["clerk"]), at=STARTS_AT,
    )  # fmt: skip


@pytest.fixture
def book(tmp_path: Path) -> Callable[..., str]:
    """`book(rows)`: the path of a workbook with these rows."""

    def made(rows: Any = books.SHEET, *, name: str = "phu-luc.xlsx", **options: Any) -> str:
        path = tmp_path / name
        path.write_bytes(getattr(books, name.rsplit(".", 1)[-1])(rows, **options))
        return str(path)

    return made
