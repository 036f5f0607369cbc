"""A few outgoing documents of the demo: an extract that Vinh got, a notice that waits for its signature, minutes being drafted."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.http import QueryDict

from accountability.agencies.models import Agency, Position
from accountability.assignments.models import Assignment
from accountability.core.zone import local
from accountability.desk.demo_story import actor_of
from accountability.directives.models import Directive
from accountability.documents import actions
from accountability.documents.annex import annex_rows
from accountability.documents.models import OutgoingDocument
from accountability.documents.paper import pdf_of
from accountability.documents.proposing import Proposal, proposed
from accountability.documents.rules import Kind
from accountability.documents.rules.own_wording import OWN
from accountability.documents.wordings import filled, values_for
from workflows import letters


@transaction.atomic
def load(*, at: datetime) -> None:
    """Load them once, behind the story."""
    if OutgoingDocument.objects.exists():
        return
    city = Agency.objects.get(code="H412")
    extract = _draft(Kind.EXTRACT, f"co_quan={city.pk}", 1, at=at)
    office, chief = actor_of("chuyenvien", at), actor_of("chanhvanphong", at)
    actions.submit(extract.pk, by=office, at=at)
    actions.sign(extract.pk, revision=1, by=chief, at=at)
    letters.issue_document(
        extract.pk, draw=lambda row, number, on, now: pdf_of(row, now, number=number, on=on),
        by=actor_of("vanthu", at), at=at,
    )  # fmt: skip
    spoken = Directive.objects.filter(number="", state="issued", program__code="DA06").order_by("pk").first()
    if spoken is not None:
        notice = _draft(Kind.CONCLUSION, f"van_ban={spoken.pk}", 2, at=at)
        actions.submit(notice.pk, by=office, at=at)
    giver, taker = (Position.objects.get(code=code).pk for code in ("chuyenvien", "chuyenvien-kt"))
    _draft(Kind.HANDOVER, f"ben_giao={giver}&ben_nhan={taker}", 3, at=at)


def _draft(kind: Kind, query: str, number: int, *, at: datetime) -> OutgoingDocument:
    office = actor_of("chuyenvien", at)
    begun = proposed(kind, office, QueryDict(query), at)
    return actions.write(_spec(begun, at), token=UUID(int=number), by=office, at=at)


def _spec(begun: Proposal, at: datetime) -> actions.DocumentSpec:
    """The proposal as it stands, with our own wording filled."""
    keys = [row.pk for row in begun.offered]
    rows = annex_rows(Assignment.objects.filter(pk__in=keys), at)
    parties = (begun.from_position, begun.to_position)
    values = values_for(rows, begun.addressees, today=local(at).date(), parties=parties)
    words = filled(OWN[begun.kind], values)
    assert begun.issuer is not None and begun.signer is not None  # noqa: PT018, S101 - the province of the demo has both
    return actions.DocumentSpec(
        kind=begun.kind, issuer=begun.issuer, field=begun.field, abstract=words.abstract, body=words.body,
        recipients=words.recipients, signer=begun.signer, addressees=begun.addressees, assignments=begun.offered,
        directive=begun.directive, from_position=begun.from_position, to_position=begun.to_position,
    )  # fmt: skip
