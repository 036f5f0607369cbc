"""What must be asked about a candidate, and how sure it is. Pure: every doubt has its sentence in Vietnamese."""

from __future__ import annotations

from collections.abc import Sequence

from accountability.core.saying import say
from accountability.core.text import date_vi
from accountability.intake.rules.candidates import Candidate
from accountability.intake.rules.deadlines import Deadline

_EACH_QUESTION = 0.07
_LEAST, _MOST = 0.1, 0.99


def questions_of(
    found: Candidate, deadline: Deadline | None, milestones: Sequence[Deadline]
) -> tuple[str, ...]:
    """The questions to the person who confirms, most important first."""
    asked = [*_about_lead(found)]
    if deadline is not None and deadline.question:
        asked.append(deadline.question)
    dates = {milestone.on for milestone in milestones if milestone.on is not None}
    if len(dates) > 1:
        told = ", ".join(date_vi(on) for on in sorted(dates))
        asked.append(
            say(
                "Câu có nhiều mốc thời gian ({told}). Xin hỏi: mốc nào là hạn hoàn thành, mốc nào là mốc "
                "trung gian?",
                told=told,
            )
        )
    for body in found.coordinating:
        if len(body.codes) > 1:
            asked.append(
                say(
                    "Có {n} cơ quan tên “{phrase}”. Xin hỏi: cơ quan nào phối hợp?",
                    n=len(body.codes),
                    phrase=body.phrase,
                )
            )
    return tuple(asked)


def _about_lead(found: Candidate) -> list[str]:
    if found.lead is None:
        return [say("Câu không nêu cơ quan chủ trì. Xin hỏi: giao cho cơ quan nào?")]
    asked = []
    if found.lead_is_hidden:
        asked.append(
            say(
                "Chủ thể không có trong câu; lấy “{lead}” từ đề mục hoặc câu trước. Có đúng không?",
                lead=found.lead,
            )
        )
    if len(found.leads) > 1 and not all(named.is_group for named in found.leads):
        asked.append(
            say("Có nhiều cơ quan đứng đầu câu. Xin hỏi: cơ quan nào chủ trì, hay mỗi cơ quan một nhiệm vụ?")
        )
    elif any(named.is_group for named in found.leads):
        asked.append(
            say(
                "“{lead}” là một nhóm: mỗi đơn vị một nhiệm vụ khi xác nhận. Xin kiểm tra danh sách.",
                lead=found.lead,
            )
        )
    elif len(found.leads[0].codes) > 1:
        asked.append(
            say(
                "Có {n} cơ quan tên “{lead}”. Xin hỏi: cơ quan nào?",
                n=len(found.leads[0].codes),
                lead=found.lead,
            )
        )
    elif found.lead_code is None:
        asked.append(
            say(
                "“{lead}” không có trong danh bạ cơ quan của ngày văn bản. Xin chọn cơ quan.", lead=found.lead
            )
        )
    return asked


def confidence_of(found: Candidate, sureness: float, questions: tuple[str, ...]) -> float:
    """Between 0.1 and 0.99: how sure it is that this is a duty, less something for each open question."""
    value = sureness - _EACH_QUESTION * len(questions) + (0.04 if found.deadline_on or found.period else 0.0)
    return round(min(_MOST, max(_LEAST, value)), 2)
