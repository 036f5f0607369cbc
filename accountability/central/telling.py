"""The Office hears that the tasks of the agencies are done, so that the province's report is due."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accountability.access.roles import Role
from accountability.agencies.models import Position
from accountability.agencies.reading import holders
from accountability.central.models import CentralTask
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.kinds import MailKind, register
from accountability.notices.message import MailDraft, MailItem

KIND = "central.report_due"


def _still_due(payload: dict[str, Any]) -> bool:
    return CentralTask.objects.open().filter(pk__in=[payload.get("task")]).exists()


def register_kind() -> None:
    """Make the kind known to the outbox; called once when the application starts."""
    why = "Bạn nhận thư này vì theo dõi, phụ trách nhiệm vụ Trung ương giao tỉnh."
    register(MailKind(KIND, say("Đến lượt tỉnh báo cáo"), why, _still_due))


def tell_children_done(task: CentralTask, *, fact: str, at: datetime) -> None:
    """The specialist and the deputy chief of the field hear that the province's report is due; the leader sees it."""
    deputies = [one for one in Position.objects.filter(role=Role.OFFICE_DEPUTY) if one.covers(task.field)]
    seats = {one.pk: one for one in [task.specialist, *deputies[:1]] if one is not None}
    readers = {
        user.pk: (user, position_id)
        for position_id, users in holders(seats, today=local(at).date()).items()
        for user in users
    }
    text = "Các nhiệm vụ của cơ quan đã xong, đến lượt tỉnh báo cáo"
    url, subject = f"/trung-uong-giao/{task.pk}/", f"t:{task.pk}"
    due = task.due_on or "không ghi hạn Trung ương"
    item = MailItem(number=task.directive.cited, title=task.title, url=url, due=due, note=text)
    post_mails(
        [
            MailDraft(
                kind=KIND, dedupe_key=f"{KIND}:{task.pk}:{fact}:{user.pk}", to=user, subject_line=text,
                lines=(f"{text}.",), items=(item,), subjects=(subject,), payload={"task": task.pk},
                position=position_id,
            )
            for user, position_id in readers.values()
        ],
        at=at,
    )  # fmt: skip
    notify_many(
        [NoticeDraft(pk, KIND, f"{text}: {task.title}", url, subject) for pk in sorted(readers)], at=at
    )
