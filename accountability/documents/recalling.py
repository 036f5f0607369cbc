"""What the recall of a document undoes, said before it is done."""

from __future__ import annotations

from accountability.core.saying import say
from accountability.documents.actions.noticing import is_numbered_by
from accountability.documents.models import OutgoingDocument
from accountability.documents.rules import Kind


def recall_undoes(row: OutgoingDocument) -> list[str]:
    """The sentences of the page that asks for the reason. One statement."""
    said = [say("Nơi nhận được thông báo và không mở được văn bản nữa; số văn bản không cấp lại.")]
    if row.kind == Kind.EXPLAIN:
        said.append(_of_demands(row))
    if row.directive is not None and is_numbered_by(row, row.directive):
        said.append(
            say(
                "Văn bản chỉ đạo không còn số của thông báo này; nhiệm vụ giao bằng lời trở lại Tạm giao và Văn phòng phải ra "
                "thông báo khác."
            )
        )
    return said


def _of_demands(row: OutgoingDocument) -> str:
    owed = row.spoken_of.filter(
        demanded_here=True, explanation__answered_at=None, explanation__withdrawn_at=None
    ).count()
    if not owed:
        return say(
            "Không còn yêu cầu giải trình nào của công văn này chưa trả lời; giải trình đã gửi giữ nguyên."
        )
    return say(
        "{n} yêu cầu giải trình chưa trả lời do công văn này nêu ra được thu hồi, trừ việc mà quy tắc đôn đốc cũng đã yêu cầu "
        "giải trình; giải trình đã gửi giữ nguyên.",
        n=owed,
    )
