"""How the province stands to a deadline from above: in neutral words, since nobody above the agencies is late. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from accountability.core.saying import say
from accountability.core.text import agency_key, date_vi


class Standing(StrEnum):
    """Where a task of the province stands."""

    NO_DEADLINE = "no_deadline"
    RUNNING = "running"
    NEAR = "near"
    PAST = "past"
    REPORTED = "reported"


@dataclass(frozen=True)
class Words:
    """The standing in words and looks; the tone is never that of lateness."""

    standing: Standing
    label: str
    tone: str


def standing_of(due_on: date | None, *, reported: bool, today: date, near_days: int) -> Standing:
    """The deadline is inclusive, as all deadlines are; from `near_days` days before it on it is near."""
    if reported:
        return Standing.REPORTED
    if due_on is None:
        return Standing.NO_DEADLINE
    left = (due_on - today).days
    if left < 0:
        return Standing.PAST
    return Standing.NEAR if left <= near_days else Standing.RUNNING


def words_of(due_on: date | None, *, reported_on: date | None, today: date, near_days: int) -> Words:
    """As "Còn 12 ngày đến hạn Trung ương", "Đã qua hạn Trung ương 5 ngày", "Đã báo cáo ngày 20/12/2022"."""
    standing = standing_of(due_on, reported=reported_on is not None, today=today, near_days=near_days)
    if reported_on is not None:
        return Words(standing, say("Đã báo cáo ngày {reported_on}", reported_on=date_vi(reported_on)), "done")
    if due_on is None:
        return Words(standing, say("Không ghi hạn Trung ương"), "none")
    left = (due_on - today).days
    if left < 0:
        return Words(standing, say("Đã qua hạn Trung ương {value} ngày", value=-left), "wait")
    label = say("Còn {left} ngày đến hạn Trung ương", left=left) if left else say("Hạn Trung ương hôm nay")
    return Words(standing, label, "wait" if standing == Standing.NEAR else "none")


def same_body(one: tuple[int, str], other: tuple[int, str]) -> bool:
    """Whether two documents come from one body: (key of the issuer, its name where it is outside the list)."""
    return one[0] == other[0] and agency_key(one[1]) == agency_key(other[1])


def child_refusal(
    due_on: date | None, *, above: date | None, is_counted: bool = False, is_recurring: bool = False
) -> str:
    """Why a task of an agency cannot serve a task of the province with that deadline, in Vietnamese; empty when it can.

    A child is due no later than what it serves. `is_counted`: its deadline is a number of days, known when it is given.
    """
    if is_recurring:
        return say(
            "Nhiệm vụ định kỳ không gắn với nhiệm vụ Trung ương giao; vui lòng giao nhiệm vụ có thời hạn."
        )
    if above is None or (due_on is None and is_counted):
        return ""
    if due_on is None:
        return say(
            "Nhiệm vụ phục vụ nhiệm vụ Trung ương giao phải có thời hạn, không sau hạn Trung ương ({above}).",
            above=date_vi(above),
        )
    if due_on > above:
        return say(
            "Thời hạn ({due_on}) không được sau hạn Trung ương ({above}).",
            due_on=date_vi(due_on),
            above=date_vi(above),
        )
    return ""
