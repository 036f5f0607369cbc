"""What every verb on proposals does first: hold the directive, hold the proposal, refuse what their state does not allow."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from accountability.access.actor import Actor
from accountability.assignments.actions import Refused
from accountability.audit.meanwhile import Overtaken
from accountability.audit.record import record
from accountability.core.saying import say
from accountability.core.text import secrecy_mark
from accountability.directives.models import Directive
from accountability.intake.models import Proposal

__all__ = ["Overtaken", "hold", "hold_directive", "log", "refuse_secret"]

State = Proposal.State


def hold_directive(pk: int) -> Directive:
    """The directive, locked while proposals of it change: what is reviewed shall not change under the reviewer's hands.

    Raises Refused unless it is being cut.
    """
    row = Directive.objects.select_for_update(of=("self",)).get(pk=pk)
    if row.state != Directive.State.SPLITTING:
        raise Refused(
            say(
                "Văn bản đang ở bước “{state}”, không sửa bản bóc tách được. Người duyệt có thể trả lại để "
                "sửa.",
                state=row.get_state_display(),
            )
        )
    return row


def hold(pk: int, *, states: Collection[str], verb: str) -> Proposal:
    """The proposal with its directive, both locked. Raises Refused in any other state: the second of two clicks ends here."""
    directive_pk = Proposal.objects.values_list("extraction__directive", flat=True).get(pk=pk)
    directive = hold_directive(directive_pk)
    row = Proposal.objects.select_for_update(of=("self",)).select_related("extraction").get(pk=pk)
    row.extraction.directive = directive
    if row.state not in states:
        raise Refused(
            say(
                "Đề xuất đang ở trạng thái “{state}”, không {verb} được. Có thể người khác vừa xử lý; vui "
                "lòng tải lại trang.",
                state=row.get_state_display(),
                verb=verb,
            )
        )
    return row


def log(
    row: Proposal, action: str, *, by: Actor | None, at: datetime, before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
) -> None:  # fmt: skip
    """The audit event of a verb on a proposal; facts only, the sentence stays in the text."""
    record(
        action=f"proposal.{action}", by=by, at=at, target_kind="proposal", target_pk=row.pk, before=before, after=after,
        directive_pk=row.extraction.directive_id,
    )  # fmt: skip


def refuse_secret(*texts: str) -> None:
    """Raises Refused when a text bears a secrecy mark; called before anything is stored."""
    for text in texts:
        mark = secrecy_mark(text)
        if mark:
            raise Refused(
                say(
                    "Nội dung có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu gì của văn bản "
                    "này.",
                    mark=mark,
                )
            )
