"""The default ladder for ordinary duties (DESIGN §6), as a literal; the migration and the demo lay it down from here."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from accountability.core.zone import LOCAL

CODE = "default"
TITLE = "Quy tắc nhắc việc, đôn đốc chung"
NOTE = "Bản đầu, theo thiết kế ban đầu của hệ thống."
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

_USUAL: dict[str, Any] = {
    "unit": "wd",
    "condition": "not_done",
    "cc": [],
    "channel": "act_now",
    "require": "",
}


def lay_down(policies: Any, versions: Any, rungs: Any) -> bool:
    """Write the policy with version 1 unless it is there; whether it was written.

    The three arguments are the managers of Policy, PolicyVersion and Rung: those of a migration's moment or today's.
    """
    policy, _ = policies.get_or_create(code=CODE, defaults={"title": TITLE})
    version, is_new = versions.get_or_create(
        policy=policy, number=1, defaults={"in_force_at": IN_FORCE_AT, "note": NOTE}
    )
    if is_new:
        rungs.bulk_create(
            [
                rungs.model(version=version, rank=rank, **(_USUAL | rung))
                for rank, rung in enumerate(RUNGS, start=1)
            ]
        )
    return bool(is_new)
