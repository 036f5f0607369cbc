"""Who hears of a ranking: heads by mail when the window opens, when an objection is answered, when it is approved.

No mail carries a score, a place or the words of an objection: it says that there is something to read, and where.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.urls import reverse

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import holders, positions_of
from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.core.zone import local
from accountability.notices.actions import notify, post_mails
from accountability.notices.message import MailDraft, MailItem
from accountability.ranking.kinds import ANSWERED, APPROVED, WINDOW
from accountability.ranking.models import Objection, Ranking

if TYPE_CHECKING:
    from accountability.accounts.models import User

# Of an agency the first of these that somebody holds is written to.
_ANSWERING = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.FOCAL_POINT)


def _heads(agencies: Iterable[int], at: datetime) -> list[tuple[int, Position, list[User]]]:
    """(agency, position, who holds it). Four statements for any number of agencies."""
    keys = list(agencies)
    found = positions_of(keys, _ANSWERING)
    people = holders([one.pk for rows in found.values() for one in rows], today=local(at).date())
    told = []
    for key in keys:
        seats = (seat for role in _ANSWERING for seat in found.get((key, role.value), []))
        seat = next((one for one in seats if people.get(one.pk)), None)
        if seat is not None:
            told.append((key, seat, people[seat.pk]))
    return told


def _post(
    kind: str, ranking: Ranking, agencies: Iterable[int], subject_line: str, lines: tuple[str, ...], key: str, at: datetime,
    **payload: object,
) -> None:  # fmt: skip
    drafts = []
    for agency, seat, people in _heads(agencies, at):
        url = reverse("ranking-row", args=[ranking.pk, agency])
        drafts += [
            MailDraft(
                kind=kind, dedupe_key=f"{key}:{agency}:{person.pk}", to=person, subject_line=subject_line, lines=lines,
                items=(MailItem("Xếp hạng", str(ranking), url, "mở trang để xem"),), more_url=url, position=seat.pk,
                payload={"user": person.pk, "ranking": ranking.pk, **payload}, demo=ranking.is_assumed,
            )
            for person in people
        ]  # fmt: skip
    post_mails(drafts, at=at)


def _agencies_with_rows(ranking: Ranking) -> list[int]:
    """Those of which something was due or left out; bodies outside the province are told nothing."""
    rows = ranking.rows.filter(due__gt=0) | ranking.rows.filter(left_out__gt=0)
    ours = rows.filter(agency__in=Agency.objects.that_can_lead()).order_by("agency_id")
    return list(ours.values_list("agency_id", flat=True))


def tell_window(ranking: Ranking, *, at: datetime) -> None:
    """The heads may look at their rows and object until that day."""
    until = date_vi(ranking.window_to_on) if ranking.window_to_on else ""
    lines = (
        f"Văn phòng UBND tỉnh đã tính kết quả thực hiện nhiệm vụ {str(ranking).lower()} của đơn vị. Đề nghị kiểm tra từng "
        f"nhiệm vụ được tính; nếu có sai sót, gửi kiến nghị trên hệ thống đến hết ngày {until}.",
        "Kết quả chưa được Chủ tịch UBND tỉnh phê duyệt, chỉ dùng trong nội bộ đơn vị.",
    )
    _post(WINDOW, ranking, _agencies_with_rows(ranking), f"Nhận kiến nghị về xếp hạng {str(ranking).lower()} đến {until}",
          lines, f"ranking:window:{ranking.pk}:{ranking.window_to_on}", at)  # fmt: skip


def tell_objection(objection: Objection, *, at: datetime) -> None:
    """The Office finds it on screen: whoever made the ranking."""
    ranking = objection.ranking
    text = say(
        "{agency} kiến nghị về xếp hạng {period}", agency=objection.agency.short_name, period=str(ranking)
    )
    url = reverse("objection-answer", args=[objection.pk])
    _on_screen([ranking.started_by], text, url, at)


def tell_answer(objection: Objection, *, at: datetime) -> None:
    """The agency that objected."""
    ranking = objection.ranking
    lines = (
        f"Văn phòng UBND tỉnh đã trả lời kiến nghị của đơn vị về kết quả {str(ranking).lower()}. "
        "Nội dung trả lời xem trên hệ thống.",
    )
    _post(ANSWERED, ranking, [objection.agency_id], f"Trả lời kiến nghị về xếp hạng {str(ranking).lower()}", lines,
          f"ranking:answer:{objection.pk}", at, objection=objection.pk)  # fmt: skip


def tell_submitted(ranking: Ranking, *, at: datetime) -> None:
    """The Chairman has it on screen."""
    chairs = list(Position.objects.filter(role=Role.CHAIR.value).values_list("pk", flat=True))
    people = holders(chairs, today=local(at).date())
    text = say("Văn phòng trình phê duyệt xếp hạng {period}", period=str(ranking))
    _on_screen([user for users in people.values() for user in users], text,
               reverse("ranking-decide", args=[ranking.pk]), at)  # fmt: skip


def tell_returned(ranking: Ranking, *, at: datetime) -> None:
    """Whoever submitted it."""
    text = say("Chủ tịch UBND tỉnh trả lại xếp hạng {period}", period=str(ranking))
    _on_screen([ranking.submitted_by], text, reverse("ranking-detail", args=[ranking.pk]), at)


def tell_approved(ranking: Ranking, *, at: datetime) -> None:
    """The heads of all agencies in it, and who submitted it."""
    lines = (f"Chủ tịch UBND tỉnh đã phê duyệt kết quả xếp hạng {str(ranking).lower()}.",)
    _post(APPROVED, ranking, _agencies_with_rows(ranking), f"Đã công bố xếp hạng {str(ranking).lower()}", lines,
          f"ranking:approved:{ranking.pk}", at)  # fmt: skip
    text = say("Chủ tịch UBND tỉnh đã phê duyệt xếp hạng {period}", period=str(ranking))
    _on_screen([ranking.submitted_by], text, reverse("ranking-detail", args=[ranking.pk]), at)


def _on_screen(users: Iterable[User | None], text: str, url: str, at: datetime) -> None:
    notify(
        users=[user for user in users if user is not None],
        kind="ranking",
        text=text,
        url=url,
        subject="",
        at=at,
    )
