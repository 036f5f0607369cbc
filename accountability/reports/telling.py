"""Who must act on a report hears it, by mail and on screen; and is reminded once before the deadline and once after it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.urls import reverse

from accountability.access.permissions import Permission
from accountability.access.roles import Relation
from accountability.access.rules import roles_allowing
from accountability.agencies.models import Position
from accountability.agencies.reading import holders, positions_of, the_office
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.kinds import MailKind, register
from accountability.notices.message import MailDraft, MailItem
from accountability.reports.models import ReportCycle, ReportFile, ReportWord

KIND = "report.turn"
_State = ReportCycle.State


def register_kind() -> None:
    """Make the kind known to the outbox; called once when the application starts."""
    why = "Bạn nhận thư này vì đến lượt bạn soạn, thẩm tra, cho ý kiến hoặc phát hành một báo cáo định kỳ."
    register(MailKind(KIND, say("Báo cáo định kỳ chờ xử lý"), why, _still_due))


def _still_due(payload: dict[str, Any]) -> bool:
    """While the report is where it was."""
    return ReportCycle.objects.filter(pk__in=[payload.get("cycle")], state=str(payload.get("state"))).exists()


def tell_turn(cycle: ReportCycle, text: str, *, fact: str, at: datetime, mail: bool = True) -> int:
    """Tell those whose turn it is; how many lines were written on screens.

    `fact` is what makes the mail one of its own: a state that is reached again after a return is told again.
    """
    url, subject = reverse("cycle-detail", args=[cycle.pk]), f"rc:{cycle.pk}"
    people = [
        (user, position_id)
        for position_id, users in holders(
            (seat.pk for seat in seats_of_turn(cycle)), today=local(at).date()
        ).items()
        for user in users
    ]
    item = MailItem(cycle.kind.title, cycle.label, url, due=cycle.due_on, note=text)
    if mail:
        post_mails(
            [
                MailDraft(
                    kind=KIND, dedupe_key=f"{KIND}:{cycle.pk}:{fact}:{user.pk}", to=user,
                    subject_line=f"{text}: {cycle}", items=(item,), subjects=(subject,),
                    payload={"cycle": cycle.pk, "state": str(cycle.state)}, position=position_id,
                )
                for user, position_id in people
            ],
            at=at,
        )  # fmt: skip
    return notify_many(
        [NoticeDraft(user.pk, KIND, f"{text}: {cycle}", url, subject) for user, _ in people], at=at
    )


def tell_recorded(cycle: ReportCycle, *, at: datetime) -> None:
    """The leader hears on his screen that a word was recorded in his name, so that he can correct it."""
    seats = holders([cycle.kind.addressee_id], today=local(at).date())
    users = [user.pk for people in seats.values() for user in people]
    _notify(cycle, users, say("Ý kiến được ghi thay vào báo cáo định kỳ"), at)


def tell_unsigned(file: ReportFile, *, at: datetime) -> None:
    """Who may sign an issued report hears that the key failed: the engine that drew it shows its message to nobody."""
    cycle = file.issue.snapshot.cycle
    text = say("Chưa ký số được tệp PDF của báo cáo, chờ ký lại: {cycle}", cycle=cycle)
    url = reverse("cycle-signatures", args=[cycle.pk, file.pk])
    users = _of_standing_agency(cycle, Permission.ISSUE_REPORT, at)
    notify_many([NoticeDraft(user, KIND, text, url, f"rc:{cycle.pk}") for user in sorted(users)], at=at)


def tell_set_right(cycle: ReportCycle, word: ReportWord, *, at: datetime) -> None:
    """Who entered the word and who drafts the report hear that the leader corrected it."""
    users = {word.step.by_id, *_of_standing_agency(cycle, Permission.DRAFT_REPORT, at)}
    _notify(cycle, sorted(users), say("Lãnh đạo đính chính ý kiến vào báo cáo định kỳ"), at)


def _of_standing_agency(cycle: ReportCycle, permission: Permission, at: datetime) -> set[int]:
    """Who may do that to the report, by the role table."""
    roles = roles_allowing(permission, Relation.STANDING)
    seats = positions_of([cycle.kind.program.standing_agency_id], roles).values()
    people = holders((seat.pk for found in seats for seat in found), today=local(at).date())
    return {user.pk for users in people.values() for user in users}


def _notify(cycle: ReportCycle, users: Iterable[int], text: str, at: datetime) -> None:
    url, subject = reverse("cycle-detail", args=[cycle.pk]), f"rc:{cycle.pk}"
    notify_many([NoticeDraft(user, KIND, f"{text}: {cycle}", url, subject) for user in users], at=at)


def seats_of_turn(cycle: ReportCycle) -> Iterable[Position]:
    """The positions whose step is next, by the role table."""
    if cycle.state == _State.SUBMITTED:
        return [cycle.kind.addressee]
    if cycle.state == _State.IN_REVIEW:
        roles = roles_allowing(Permission.REVIEW_REPORT, Relation.IN_FIELD)
        return [
            seat
            for seats in positions_of([the_office().pk], roles).values()
            for seat in seats
            if seat.covers(cycle.kind.field)
        ]
    if cycle.state == _State.ARCHIVED:
        return []
    permission = Permission.ISSUE_REPORT if cycle.state == _State.INSTRUCTED else Permission.DRAFT_REPORT
    roles = roles_allowing(permission, Relation.STANDING)
    drafter = [cycle.kind.program.standing_agency_id]
    return [seat for seats in positions_of(drafter, roles).values() for seat in seats]
