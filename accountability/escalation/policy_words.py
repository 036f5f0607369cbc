"""A policy in words that the Office uses: anchors, moments, conditions, channels. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from accountability.escalation.rules import Anchor, Channel, Condition, Require

ANCHORS: Mapping[Anchor, str] = {
    Anchor.ASSIGNED: "ngày giao cho đơn vị",
    Anchor.DEADLINE: "thời hạn",
    Anchor.EXPLANATION: "ngày yêu cầu giải trình",
    Anchor.LAST_PROGRESS: "lần cập nhật kết quả gần nhất",
    Anchor.CLAIM: "ngày báo cáo hoàn thành, trình sản phẩm",
    Anchor.OBSTACLE: "ngày nêu khó khăn, vướng mắc",
    Anchor.COORDINATION: "thời hạn phần phối hợp",
    Anchor.REVIEW: "kỳ rà soát việc thường xuyên",
    Anchor.RETURN: "lần yêu cầu bổ sung, thực hiện lại gần nhất",
    Anchor.READING: "lần cập nhật chỉ tiêu gần nhất",
}
CONDITIONS: Mapping[Condition, str] = {
    Condition.NOT_DONE: "chưa hoàn thành",
    Condition.NOT_ACKNOWLEDGED: "chưa tiếp nhận",
    Condition.NOT_EXPLAINED: "chưa giải trình",
    Condition.NO_PROGRESS: "chưa cập nhật kết quả trong số ngày ghi bên cạnh",
    Condition.UNANSWERED: "có khó khăn, vướng mắc chưa được trả lời",
    Condition.BEHIND_LINE: "chỉ tiêu chưa đạt tiến độ",
    Condition.RETURNED_TWICE: "đã hai lần bị yêu cầu bổ sung, thực hiện lại",
}
UNITS: Mapping[str, str] = {"wd": "ngày làm việc", "d": "ngày", "h": "giờ"}
CHANNELS: Mapping[Channel, str] = {
    Channel.ACT_NOW: "thư gửi ngay",
    Channel.DIGEST: "thư tổng hợp",
    Channel.WEEKLY_LIST: "danh sách tuần của lãnh đạo",
    Channel.RECORD: "chỉ trên hệ thống",
}
REQUIRES: Mapping[str, str] = {
    "": "không",
    Require.EXPLANATION: "giải trình",
    Require.DECISION: "ý kiến chỉ đạo",
}
URGENCY_ANY, PROGRAM_ANY, KIND_ANY = "mọi độ khẩn", "mọi chương trình, đề án", "mọi loại văn bản"


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
    anchor = ANCHORS[Anchor(rung.anchor)] if rung.anchor else "mốc"
    if rung.offset is None:
        return f"tính từ {anchor}"
    if rung.offset == 0:
        return f"vào {anchor}"
    side = "sau" if rung.offset > 0 else "trước"
    return f"{side} {anchor} {abs(rung.offset)} {UNITS.get(rung.unit, '')}".rstrip()


def scope(urgency: str, program: str, kind: str) -> str:
    """What a policy is for: "hỏa tốc · Đề án 06 · mọi loại văn bản"; the three are labels, empty for any."""
    if not (urgency or program or kind):
        return "mọi văn bản không có quy tắc riêng"
    return " · ".join(
        [urgency.lower() or URGENCY_ANY, program or PROGRAM_ANY, kind.lower() if kind else KIND_ANY]
    )
