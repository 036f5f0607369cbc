"""A policy in words that the Office uses: anchors, moments, conditions, channels. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from accountability.core.saying import joined, say
from accountability.escalation.rules import Anchor, Channel, Condition, Require

ANCHORS: Mapping[Anchor, str] = {
    Anchor.ASSIGNED: say("ngày giao cho đơn vị"),
    Anchor.DEADLINE: say("thời hạn"),
    Anchor.EXPLANATION: say("ngày yêu cầu giải trình"),
    Anchor.LAST_PROGRESS: say("lần cập nhật kết quả gần nhất"),
    Anchor.CLAIM: say("ngày báo cáo hoàn thành, trình sản phẩm"),
    Anchor.OBSTACLE: say("ngày nêu khó khăn, vướng mắc"),
    Anchor.COORDINATION: say("thời hạn phần phối hợp"),
    Anchor.REVIEW: say("kỳ rà soát việc thường xuyên"),
    Anchor.RETURN: say("lần yêu cầu bổ sung, thực hiện lại gần nhất"),
    Anchor.READING: say("lần cập nhật chỉ tiêu gần nhất"),
}
CONDITIONS: Mapping[Condition, str] = {
    Condition.NOT_DONE: say("chưa hoàn thành"),
    Condition.NOT_ACKNOWLEDGED: say("chưa tiếp nhận"),
    Condition.NOT_EXPLAINED: say("chưa giải trình"),
    Condition.NO_PROGRESS: say("chưa cập nhật kết quả trong số ngày ghi bên cạnh"),
    Condition.UNANSWERED: say("có khó khăn, vướng mắc chưa được trả lời"),
    Condition.BEHIND_LINE: say("chỉ tiêu chưa đạt tiến độ"),
    Condition.RETURNED_TWICE: say("đã hai lần bị yêu cầu bổ sung, thực hiện lại"),
}
UNITS: Mapping[str, str] = {"wd": say("ngày làm việc"), "d": say("ngày"), "h": say("giờ")}
CHANNELS: Mapping[Channel, str] = {
    Channel.ACT_NOW: say("thư gửi ngay"),
    Channel.DIGEST: say("thư tổng hợp"),
    Channel.WEEKLY_LIST: say("danh sách tuần của lãnh đạo"),
    Channel.RECORD: say("chỉ trên hệ thống"),
}
REQUIRES: Mapping[str, str] = {
    "": say("không"),
    Require.EXPLANATION: say("giải trình"),
    Require.DECISION: say("ý kiến chỉ đạo"),
}
URGENCY_ANY, PROGRAM_ANY, KIND_ANY = (
    say("mọi độ khẩn"),
    say("mọi chương trình, đề án"),
    say("mọi loại văn bản"),
)


class Worded(Protocol):
    """A rung: as stored, or as typed."""

    @property
    def anchor(self) -> str:
        """What it counts from."""

    @property
    def offset(self) -> int | None:
        """How far from it, negative before."""

    @property
    def unit(self) -> str:
        """wd, d or h."""


def moment(rung: Worded) -> str:
    """When a rung is reached: "sau thời hạn 3 ngày làm việc"; what is missing stays out."""
    anchor = ANCHORS[Anchor(rung.anchor)] if rung.anchor else say("mốc")
    if rung.offset is None:
        return say("tính từ {anchor}", anchor=anchor)
    if rung.offset == 0:
        return say("vào {anchor}", anchor=anchor)
    words = say("sau {anchor} {number} {unit}") if rung.offset > 0 else say("trước {anchor} {number} {unit}")
    return words.format(anchor=anchor, number=abs(rung.offset), unit=UNITS.get(rung.unit, "")).rstrip()


def scope(urgency: str, program: str, kind: str) -> str:
    """What a policy is for: "hỏa tốc · Đề án 06 · mọi loại văn bản"; the three are labels, empty for any."""
    if not (urgency or program or kind):
        return say("mọi văn bản không có quy tắc riêng")
    return joined(
        " · ", [urgency.lower() or URGENCY_ANY, program or PROGRAM_ANY, kind.lower() if kind else KIND_ANY]
    )
