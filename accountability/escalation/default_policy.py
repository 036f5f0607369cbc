"""The ladders that the system comes with (DESIGN §6), as literals; migrations lay them down from here.

`RUNGS` is version 1 of the usual ladder and stays as it was. `USUAL` is version 2; `URGENT` halves its offsets; `AT_ONCE`
counts in hours.
"""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from accountability.core.zone import LOCAL
from accountability.escalation.rules import halved

CODE = "default"
TITLE = "Quy tắc nhắc việc, đôn đốc chung"
NOTE = "Bản đầu, theo thiết kế ban đầu của hệ thống."
NOTE_2 = "Thêm phần phối hợp, việc thường xuyên, tạm dừng khi chờ ý kiến, quyền lợi người dân."
IN_FORCE_AT = datetime(2022, 1, 1, tzinfo=LOCAL)

RUNGS: tuple[dict[str, Any], ...] = (
    {"key": "unacknowledged", "anchor": "assigned", "offset": 2, "condition": "not_acknowledged",
     "title": "Chưa tiếp nhận sau 2 ngày làm việc: nhắc đơn vị chủ trì",
     "to": ["lead.head", "lead.focal_point"]},
    {"key": "due-soon", "anchor": "deadline", "offset": -5, "channel": "digest",
     "title": "Còn 5 ngày làm việc: nhắc người thực hiện",
     "to": ["lead.officer", "lead.focal_point"]},
    {"key": "due-soon-2", "anchor": "deadline", "offset": -2,
     "title": "Còn 2 ngày làm việc: nhắc người thực hiện",
     "to": ["lead.officer", "lead.focal_point"]},
    {"key": "due-today", "anchor": "deadline", "offset": 0,
     "title": "Đến hạn: nhắc người thực hiện và Thủ trưởng đơn vị",
     "to": ["lead.officer", "lead.head"]},
    {"key": "late-1", "anchor": "deadline", "offset": 1,
     "title": "Quá hạn 1 ngày làm việc: nhắc Thủ trưởng đơn vị",
     "to": ["lead.head", "lead.officer"]},
    {"key": "late-3", "anchor": "deadline", "offset": 3,
     "title": "Quá hạn 3 ngày làm việc: báo cáo cấp trên trực tiếp",
     "to": ["lead.direct_superior", "office.specialist", "program.standing_agency"], "cc": ["lead.head"]},
    {"key": "late-5", "anchor": "deadline", "offset": 5, "require": "explanation", "answer_days": 3,
     "title": "Quá hạn 5 ngày làm việc: yêu cầu giải trình",
     "to": ["lead.head"], "cc": ["office.deputy_chief"]},
    {"key": "late-10", "anchor": "deadline", "offset": 10, "channel": "weekly_list",
     "title": "Quá hạn 10 ngày làm việc: báo cáo Phó Chủ tịch phụ trách",
     "to": ["vice_chair"], "cc": ["lead.head"]},
    {"key": "late-15", "anchor": "deadline", "offset": 15, "channel": "weekly_list", "require": "decision",
     "title": "Quá hạn 15 ngày làm việc: báo cáo Chủ tịch, xin ý kiến chỉ đạo",
     "to": ["chair"], "cc": ["lead.head"]},
    {"key": "unexplained", "anchor": "explanation", "offset": 3, "condition": "not_explained",
     "title": "Chưa giải trình sau 3 ngày làm việc: báo cáo Phó Chủ tịch phụ trách",
     "to": ["vice_chair"], "cc": ["lead.head"]},
    {"key": "silent", "anchor": "last_progress", "offset": 15, "unit": "d",
     "title": "15 ngày chưa cập nhật kết quả: nhắc đơn vị chủ trì",
     "to": ["lead.head", "lead.focal_point"]},
    {"key": "unverified", "anchor": "claim", "offset": 3,
     "title": "Chờ xác nhận, xem xét 3 ngày làm việc: nhắc Văn phòng",
     "to": ["office.section_head", "office.deputy_chief"]},
    {"key": "unanswered", "anchor": "obstacle", "offset": 2,
     "title": "Khó khăn, vướng mắc chờ trả lời 2 ngày làm việc: nhắc Văn phòng",
     "to": ["office.specialist", "office.deputy_chief"]},
)  # fmt: skip

# What version 2 adds to rungs of version 1: they wait while a superior owes an answer, and come one step sooner where
# rights of citizens are affected.
_ADDED: dict[str, dict[str, Any]] = {
    "late-3": {"waits": True, "citizens_offset": 1},
    "late-5": {"waits": True, "citizens_offset": 3},
    "late-10": {"waits": True, "citizens_offset": 5},
    "late-15": {"waits": True, "citizens_offset": 10},
}
_NEW: tuple[dict[str, Any], ...] = (
    {"key": "part-due-soon", "anchor": "coordination", "offset": -2,
     "title": "Còn 2 ngày làm việc: nhắc đơn vị phối hợp",
     "to": ["coordinating.focal_point"]},
    {"key": "part-late-1", "anchor": "coordination", "offset": 1,
     "title": "Phần phối hợp quá hạn 1 ngày làm việc: nhắc Thủ trưởng đơn vị phối hợp",
     "to": ["coordinating.head"]},
    {"key": "part-late-5", "anchor": "coordination", "offset": 5,
     "title": "Phần phối hợp quá hạn 5 ngày làm việc: báo cáo cấp trên trực tiếp",
     "to": ["coordinating.direct_superior", "office.specialist"], "cc": ["coordinating.head", "lead.head"]},
    {"key": "review-due", "anchor": "review", "offset": 1,
     "title": "Đến kỳ rà soát việc thường xuyên mà chưa cập nhật kết quả: nhắc đơn vị chủ trì",
     "to": ["lead.officer", "lead.head"]},
    {"key": "returned-twice", "anchor": "return", "offset": 0, "unit": "d", "condition": "returned_twice",
     "title": "Đã hai lần bị yêu cầu bổ sung, thực hiện lại: báo cáo cấp trên trực tiếp",
     "to": ["lead.direct_superior", "office.specialist"], "cc": ["lead.head"]},
    {"key": "behind-line", "anchor": "reading", "offset": 0, "unit": "d", "condition": "behind_line",
     "title": "Chỉ tiêu giao thấp hơn tiến độ cần đạt: nhắc đơn vị chủ trì",
     "to": ["lead.head", "lead.officer"], "cc": ["office.specialist"]},
)  # fmt: skip
USUAL = (*(rung | _ADDED.get(rung["key"], {}) for rung in RUNGS), *_NEW)

_COUNTED = re.compile(r"\b\d+ (?=ngày)")


def _halved(rung: dict[str, Any]) -> dict[str, Any]:
    """The rung for urgent documents: half the days, also in its title."""
    was = abs(rung["offset"])
    found = rung | {"offset": halved(rung["offset"])}
    for name in ("citizens_offset", "answer_days"):
        if rung.get(name):
            found[name] = halved(rung[name])
    if was:
        found["title"] = _COUNTED.sub(f"{halved(was)} ", rung["title"])
    return found


URGENT = tuple(_halved(rung) for rung in USUAL)

AT_ONCE: tuple[dict[str, Any], ...] = (
    {"key": "unacknowledged", "anchor": "assigned", "offset": 1, "unit": "h", "condition": "not_acknowledged",
     "title": "Chưa tiếp nhận sau 1 giờ: nhắc đơn vị chủ trì",
     "to": ["lead.head", "lead.focal_point"], "cc": ["office.specialist"]},
    {"key": "due-4h", "anchor": "deadline", "offset": -4, "unit": "h",
     "title": "Còn 4 giờ: nhắc người thực hiện và Thủ trưởng đơn vị",
     "to": ["lead.officer", "lead.head"]},
    {"key": "late-0h", "anchor": "deadline", "offset": 0, "unit": "h",
     "title": "Hết giờ: báo cáo Phó Chánh Văn phòng phụ trách",
     "to": ["office.deputy_chief"], "cc": ["lead.head"]},
    {"key": "late-4h", "anchor": "deadline", "offset": 4, "unit": "h", "waits": True, "citizens_offset": 0,
     "title": "Quá hạn 4 giờ: báo cáo Phó Chủ tịch phụ trách",
     "to": ["vice_chair"], "cc": ["lead.head"]},
    {"key": "late-24h", "anchor": "deadline", "offset": 24, "unit": "h", "waits": True, "citizens_offset": 4,
     "require": "decision", "title": "Quá hạn 1 ngày: báo cáo Chủ tịch, xin ý kiến chỉ đạo",
     "to": ["chair"], "cc": ["lead.head"]},
    {"key": "unexplained", "anchor": "explanation", "offset": 1, "condition": "not_explained",
     "title": "Chưa giải trình sau 1 ngày làm việc: báo cáo Phó Chủ tịch phụ trách",
     "to": ["vice_chair"], "cc": ["lead.head"]},
    {"key": "silent", "anchor": "last_progress", "offset": 1, "unit": "d",
     "title": "1 ngày chưa cập nhật kết quả: nhắc đơn vị chủ trì",
     "to": ["lead.head", "lead.focal_point"]},
    {"key": "unverified", "anchor": "claim", "offset": 4, "unit": "h",
     "title": "Chờ xác nhận, xem xét 4 giờ: nhắc Văn phòng",
     "to": ["office.section_head", "office.deputy_chief"]},
    {"key": "unanswered", "anchor": "obstacle", "offset": 4, "unit": "h",
     "title": "Khó khăn, vướng mắc chờ trả lời 4 giờ: nhắc Văn phòng",
     "to": ["office.specialist", "office.deputy_chief"]},
    {"key": "part-due-soon", "anchor": "coordination", "offset": -4, "unit": "h",
     "title": "Còn 4 giờ: nhắc đơn vị phối hợp",
     "to": ["coordinating.focal_point", "coordinating.head"]},
    {"key": "part-late-1", "anchor": "coordination", "offset": 0, "unit": "h",
     "title": "Phần phối hợp hết giờ: báo cáo cấp trên trực tiếp",
     "to": ["coordinating.direct_superior", "office.deputy_chief"], "cc": ["coordinating.head", "lead.head"]},
    {"key": "returned-twice", "anchor": "return", "offset": 0, "unit": "d", "condition": "returned_twice",
     "title": "Đã hai lần bị yêu cầu bổ sung, thực hiện lại: báo cáo cấp trên trực tiếp",
     "to": ["lead.direct_superior", "office.specialist"], "cc": ["lead.head"]},
)  # fmt: skip

_USUAL: dict[str, Any] = {
    "unit": "wd",
    "condition": "not_done",
    "cc": [],
    "channel": "act_now",
    "require": "",
}


def lay_down(policies: Any, versions: Any, rungs: Any) -> bool:
    """Write the usual policy with version 1 unless it is there; whether it was written.

    The three arguments are the managers of Policy, PolicyVersion and Rung: those of a migration's moment or today's.
    """
    return _lay(policies, versions, rungs, CODE, {"title": TITLE}, 1, NOTE, RUNGS)


def lay_down_by_urgency(policies: Any, versions: Any, rungs: Any) -> None:
    """Write version 2 of the usual policy and the policies of urgent documents, those that are not there."""
    _lay(policies, versions, rungs, CODE, {"title": TITLE}, 2, NOTE_2, USUAL)
    for code, title, steps in (
        ("khan", "Quy tắc cho văn bản khẩn", URGENT),
        ("thuong_khan", "Quy tắc cho văn bản thượng khẩn", URGENT),
        ("hoa_toc", "Quy tắc cho văn bản hỏa tốc", AT_ONCE),
    ):
        _lay(policies, versions, rungs, code, {"title": title, "urgency": code}, 1, NOTE, steps)


def _lay(
    policies: Any, versions: Any, rungs: Any, code: str, facts: dict[str, Any], number: int, note: str,
    steps: tuple[dict[str, Any], ...],
) -> bool:  # fmt: skip
    policy, _ = policies.get_or_create(code=code, defaults=facts)
    version, is_new = versions.get_or_create(
        policy=policy, number=number, defaults={"in_force_at": IN_FORCE_AT, "note": note}
    )
    if is_new:
        rungs.bulk_create(
            [
                rungs.model(version=version, rank=rank, **(_USUAL | rung))
                for rank, rung in enumerate(steps, start=1)
            ]
        )
    return bool(is_new)
