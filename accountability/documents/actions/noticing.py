"""An issued notice of conclusion is the document that an instruction given by word was waiting for."""

from __future__ import annotations

from datetime import datetime

from accountability.access.actor import Actor
from accountability.agencies.reading import the_province
from accountability.assignments.actions.noticing import follow_notice
from accountability.core.saying import say
from accountability.directives.actions import Refused, give_notice_number, lose_notice_number
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.documents.models import OutgoingDocument
from accountability.documents.notices import announces, missing_of


def refuse_incomplete(row: OutgoingDocument) -> None:
    """The annex of such a notice is all that was given by word. Raises Refused when something is missing."""
    if row.directive is not None and announces(row) and (number := missing_of(row, row.directive)):
        raise Refused(
            say(
                "Thông báo còn thiếu {n} nhiệm vụ đã giao theo {cited}; sửa dự thảo, chọn thêm nhiệm vụ rồi trình lại.",
                n=number, cited=row.directive.cited,
            )
        )  # fmt: skip


def number_directive(row: OutgoingDocument, *, by: Actor, at: datetime) -> None:
    """In the transaction of the issue: the directive bears the notice's number, symbol and day; Tạm giao ends."""
    if row.directive_id is None or row.issued_on is None or not announces(row):
        return
    refuse_incomplete(row)
    reference = Reference(row.number, row.symbol)
    made = give_notice_number(
        row.directive_id, issuer=row.issuer, reference=reference, dated_on=row.issued_on, by=by, at=at
    )
    follow_notice(made)


def take_number_back(row: OutgoingDocument, *, by: Actor, at: datetime) -> None:
    """In the transaction of the recall: the directive is one given by word again, and what it gave Tạm giao."""
    if row.directive is None or not is_numbered_by(row, row.directive):
        return
    note = say("Thu hồi {cited}.", cited=row.cited)
    issuer = row.directive.signer.agency if row.directive.signer else the_province()
    follow_notice(lose_notice_number(row.directive.pk, issuer=issuer, by=by, at=at, note=note))


def is_numbered_by(row: OutgoingDocument, directive: Directive) -> bool:
    """Whether the directive has its number from this notice."""
    borne = (directive.issuer_id, directive.number, directive.symbol, directive.noticed_on)
    return bool(row.number) and borne == (row.issuer_id, row.number, row.symbol, row.issued_on)
