"""Documents are tried on what tests/given.py gives, four weeks after it was due."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.assignments.actions import LeaderWord, instruct
from accountability.assignments.models import Assignment, Instruction
from accountability.documents import actions
from accountability.documents.actions import DocumentSpec, write
from accountability.documents.models import OutgoingDocument
from tests.cast import Province, actor
from tests.given import GoTo, assignments, go_to, many, on, sign_in
from tests.remembered import remembered

__all__ = ["assignments", "go_to", "many", "sign_in"]

LATE = "2022-12-07"
NOW = on(LATE)
Draft = Callable[..., OutgoingDocument]


def pdf(row: OutgoingDocument, number: int, day: object, at: object) -> bytes:
    """In place of the file, which costs a second to draw."""
    return f"%PDF-1.7 {number} {day}".encode()


@pytest.fixture
def who(cast: dict[str, User], province: Province) -> Callable[[str], Actor]:
    """A member of the cast at work on that day; `chief` is the Chánh Văn phòng, who is not of the cast."""

    def at_work(name: str) -> Actor:
        return actor(province.user("chanhvanphong") if name == "chief" else cast[name], NOW.date())

    return at_work


@pytest.fixture
def letter(
    assignments: list[Assignment], province: Province, go_to: GoTo, who: Callable[[str], Actor]
) -> Draft:
    """A draft that urges the labour department about its two assignments; other facts by name."""
    go_to(LATE)
    labour = province.agency("SLDTBXH")

    @remembered
    def drafted(by: str = "specialist", **facts: object) -> OutgoingDocument:
        own = [row for row in assignments if row.lead_agency_id == labour.pk]
        spec = {
            "kind": "urge", "issuer": province.agency("VPUBND"), "field": "VX", "abstract": "đôn đốc nhiệm vụ quá hạn",
            "body": "Đề nghị khẩn trương thực hiện.", "signer": province.position("chanhvanphong"),
            "addressees": [(labour, None)], "assignments": own,
        }  # fmt: skip
        return write(DocumentSpec(**(spec | facts)), token=uuid4(), by=who(by), at=NOW)  # type: ignore[arg-type]

    return drafted


@pytest.fixture
def order(
    assignments: list[Assignment], province: Province, who: Callable[[str], Actor]
) -> Callable[..., Instruction]:
    """A leader has the Office draft a letter about the labour department's first assignment."""

    @remembered
    def ordered(
        letter: str = "criticism", leader: str = "chutich", row: Assignment | None = None
    ) -> Instruction:
        word = LeaderWord(
            leader=province.position(leader), decided_on=NOW.date(), form="but_phe", text="Soạn văn bản."
        )
        return instruct(
            word, act=Instruction.Act.DRAFT, by=who("specialist"), at=NOW, assignment=row or assignments[0],
            details={"letter": letter},
        )  # fmt: skip

    return ordered


@pytest.fixture
def criticism(
    letter: Draft, order: Callable[..., Instruction], province: Province, assignments: list[Assignment]
) -> Draft:
    """A draft that criticises the head of the labour department, by the Chair's order."""

    def drafted(**facts: object) -> OutgoingDocument:
        own = {
            "kind": "criticise", "issuer": province.agency("UBND"), "signer": province.position("chutich"),
            "order": facts.pop("order", None) or order(), "assignments": [assignments[0]],
            "addressees": [(province.agency("SLDTBXH"), province.position("ldtbxh"))],
            "abstract": "phê bình việc chậm thực hiện", "body": "Phê bình Giám đốc Sở.",
        }  # fmt: skip
        return letter(**(own | facts))

    return drafted


@pytest.fixture
def issued(who: Callable[[str], Actor]) -> Callable[[OutgoingDocument], OutgoingDocument]:
    """Submitted, signed and issued by those whose work that is."""

    def go(row: OutgoingDocument, signer: str = "chief") -> OutgoingDocument:
        actions.submit(row.pk, by=who("specialist"), at=NOW)
        actions.sign(row.pk, revision=row.revision, by=who(signer), at=NOW)
        return actions.issue(row.pk, draw=pdf, by=who("clerk"), at=NOW)

    return go
