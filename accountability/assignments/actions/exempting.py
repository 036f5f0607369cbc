"""Không thuộc đối tượng: proposed by the agency with a reason, agreed or refused by the Office."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accountability.access.actor import Actor
from accountability.assignments.actions.aside import set_aside
from accountability.assignments.actions.guards import Refused, lock, log
from accountability.assignments.models import Exemption
from accountability.assignments.rules import OPEN_STATES, WORK_STATES, State
from accountability.assignments.telling import heads_and_focal_points, office_of, tell
from accountability.core.saying import say
from accountability.core.zone import local


@transaction.atomic
def ask_exemption(pk: int, *, reason: str, by: Actor, at: datetime) -> Exemption:
    """The agency says that it is not concerned. Until the Office agrees, the deadline and the ladder run on."""
    row = lock(pk, states=[State.ASSIGNED, *WORK_STATES], verb=say("đề nghị không thuộc đối tượng"))
    if not reason.strip():
        raise Refused(say("Vui lòng nêu lý do không thuộc đối tượng thực hiện."))
    if Exemption.objects.filter(assignment=row, state=Exemption.State.ASKED).exists():
        raise Refused(say("Đang có một đề nghị không thuộc đối tượng chờ Văn phòng trả lời."))
    made = Exemption.objects.create(
        assignment=row, reason=reason.strip(), asked_at=at, asked_on=local(at).date(), asked_by_id=by.user_id
    )
    log(row, "ask_exemption", by=by, at=at, after={"exemption": made.pk})
    tell([row], office_of(row), kind="reported",
         text=say("{short_name} đề nghị không thuộc đối tượng", short_name=row.lead_agency.short_name), fact=f"exemption:{made.pk}", at=at)  # fmt: skip
    return made


@transaction.atomic
def answer_exemption(exemption_pk: int, *, agreed: bool, text: str, by: Actor, at: datetime) -> Exemption:
    """The Office agrees (counted neither done nor late, outside averages) or refuses with a reason (all goes on)."""
    asked = Exemption.objects.select_for_update().get(pk=exemption_pk)
    if asked.state != Exemption.State.ASKED:
        raise Refused(say("Đề nghị này đã được trả lời hoặc không còn cần xem xét; vui lòng tải lại trang."))
    row = lock(asked.assignment_id, states=OPEN_STATES, verb=say("trả lời đề nghị"))
    if row.lead_agency_id in by.works_for:
        raise Refused(say("Không ai tự đồng ý đề nghị của chính cơ quan mình."))
    if not agreed and not text.strip():
        raise Refused(say("Vui lòng nêu lý do không đồng ý."))
    asked.state = Exemption.State.AGREED if agreed else Exemption.State.REFUSED
    asked.answer, asked.answered_at = text.strip(), at
    asked.answered_by_id, asked.answered_title = by.user_id, by.title[:200]
    asked.save()
    if agreed:
        set_aside([row], State.NOT_CONCERNED, reason=asked.reason, by=by, at=at, exemption=asked)
    else:
        log(row, "refuse_exemption", by=by, at=at, after={"exemption": asked.pk}, note=text)
    people = heads_and_focal_points([row.lead_agency_id]).get(row.lead_agency_id, [])
    said = say("Đồng ý: không thuộc đối tượng") if agreed else say("Không đồng ý: vẫn thuộc đối tượng")
    tell([row], people, kind="changed", text=said, fact=f"exemption-answered:{asked.pk}", at=at)
    return asked
