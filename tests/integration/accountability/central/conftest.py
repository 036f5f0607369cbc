"""A task that the Prime Minister gave the province, due on 20/12/2022; beside it what tests/given.py gives."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from accountability.accounts.models import User
from accountability.central.actions import CentralTaskSpec, register_task
from accountability.central.models import CentralTask
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from tests.cast import Province, actor
from tests.given import assignments, go_to, many, on, sign_in
from workflows import acts

__all__ = ["assignments", "go_to", "many", "sign_in"]

Document = Callable[..., Directive]
AT = on("2022-11-08")


@pytest.fixture
def document(cast: dict[str, User], province: Province, go_to: object) -> Document:
    """Register a document of a body above (or, with `body=""`, of the province)."""

    def register(
        number: str, body: str = "Thủ tướng Chính phủ", issued_on: date = date(2022, 11, 1)
    ) -> Directive:
        spec = DirectiveSpec(
            kind="CV", issuer=province.agency("UBND"), issuer_text=body, field="VX", issued_on=issued_on,
            abstract=f"Văn bản số {number}", reference=Reference(number, "TTg-KSTT"),
        )  # fmt: skip
        return acts.register_directive(spec, by=actor(cast["clerk"]), at=AT)

    return register


@pytest.fixture
def task(document: Document, cast: dict[str, User]) -> CentralTask:
    """Of field Văn xã, so that the specialist of the cast follows it."""
    spec = CentralTaskSpec(title="Báo cáo kết quả chi trả không dùng tiền mặt", due_on=date(2022, 12, 20))
    return register_task(document("1041"), spec, by=actor(cast["specialist"]), at=AT)
