"""What the pages of a directive show: its facts, its steps, its duties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.urls import reverse

from accountability.assignments.badges import Badge, state_badge, timing_badge
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination, Target
from accountability.assignments.reading import timings, with_facts
from accountability.assignments.rules import Duration, Timing
from accountability.core.saying import say
from accountability.core.text import date_vi, moment_vi, number_vi
from accountability.directives.models import Directive

PAGE_SIZE = 100

_D = Directive.State
STATE_TONES: Mapping[str, str] = {
    _D.SPLITTING: "active",
    _D.IN_REVIEW: "wait",
    _D.TO_SIGN: "wait",
    _D.SIGNED: "wait",
    _D.ISSUED: "done",
    _D.REGISTERED: "none",
    _D.WITHDRAWN: "stopped",
}


@dataclass
class Row:
    """One assignment of a duty, with its words and looks."""

    assignment: Assignment
    timing: Timing
    alike: Sequence[Any] = ()  # Open assignments that resemble a draft (intake.lookalikes).

    @property
    def state_badge(self) -> Badge:
        """The state in words and looks."""
        return state_badge(self.assignment.state)

    @property
    def timing_badge(self) -> Badge:
        """How it stands to its deadline."""
        return timing_badge(self.timing, self.assignment.state)


@dataclass
class Duty:
    """One duty: a single assignment, or one per agency of a group; `rows` are those of the page, `total` counts all."""

    first: Assignment
    rows: list[Row] = field(default_factory=list)
    total: int = 1

    @property
    def alike(self) -> int:
        """How many of its drafts on this page resemble an open assignment."""
        return sum(bool(row.alike) for row in self.rows)

    @property
    def is_shared(self) -> bool:
        """Given to several agencies at once, though this page may show one of them."""
        return self.total > 1

    @property
    def deadline(self) -> str:
        """The kind of duration in words."""
        return deadline_words(self.first)

    @property
    def targets(self) -> list[str]:
        """The figures to reach, in words: "Hồ sơ trực tuyến: từ 50 % trở lên"."""
        return [target_words(target) for target in self.first.targets.all()]


@dataclass
class Group:
    """The duties under one heading of the directive."""

    title: str
    duties: list[Duty] = field(default_factory=list)


def target_words(target: Target) -> str:
    """Name, direction, figure and unit."""
    figure = f"{number_vi(target.value)} {target.unit}"
    if target.direction == Target.Direction.AT_MOST:
        return say("{target}: không quá {figure}", target=target.name, figure=figure)
    return say("{target}: từ {figure} trở lên", target=target.name, figure=figure)


def deadline_words(row: Assignment) -> str:
    """The deadline as it was written down: "Đến 11:00 ngày 31/12/2022", "05 ngày làm việc"."""
    if row.series is not None:
        return say(
            "Định kỳ: {rhythm_words}, từ {starts_on}",
            rhythm_words=row.series.rhythm_words,
            starts_on=date_vi(row.series.starts_on),
        )
    if row.duration == Duration.FIXED and row.due_on:
        hour = say("{due_time:%H:%M} ngày ", due_time=row.due_time) if row.due_time else ""
        return say("Đến {hour}{due_on}", hour=hour, due_on=date_vi(row.due_on))
    if row.duration == Duration.WORKING_DAYS:
        return say("{duration_days:02d} ngày làm việc kể từ ngày giao", duration_days=row.duration_days or 0)
    if row.duration == Duration.CALENDAR_DAYS:
        return say("{duration_days:02d} ngày kể từ ngày giao", duration_days=row.duration_days or 0)
    if row.duration == Duration.ONGOING and row.review_days:
        return say("Thường xuyên, rà soát mỗi {review_days} ngày", review_days=row.review_days)
    return Duration(row.duration).label


@dataclass
class DutyPage:
    """One page of the assignments of a directive, by heading and duty; `page_obj` is the paginator's."""

    groups: list[Group]
    page_obj: Page[Assignment]


def paged(rows: AssignmentQuerySet, at: datetime, number: str | None) -> DutyPage:
    """One page of these assignments in their order in the directive; the queries do not grow with them."""
    found = (
        with_facts(rows)
        .select_related("lead_agency", "lead_position", "supervisor", "verifier", "series", "addendum")
        .prefetch_related("coordinations__agency", "milestones", "targets", "proposals")
        .order_by("rank", "pk")
    )
    page = Paginator(found, PAGE_SIZE).get_page(number)
    shown = list(page.object_list)
    return DutyPage(_grouped(shown, _totals(rows, shown), at), page)


def _totals(rows: AssignmentQuerySet, shown: Iterable[Assignment]) -> dict[str, int]:
    """How many of `rows` each duty of a group has, on this page and the others."""
    keys = {row.duty_key for row in shown if row.duty_key}
    if not keys:
        return {}
    counted = rows.filter(duty_key__in=keys).order_by().values_list("duty_key").annotate(Count("pk"))
    return dict(counted.values_list("duty_key", "pk__count"))


def _grouped(shown: Iterable[Assignment], totals: Mapping[str, int], at: datetime) -> list[Group]:
    rows = list(shown)
    standing = timings(rows, at)
    groups: dict[str, Group] = {}
    duties: dict[str, Duty] = {}
    for row in rows:
        key = row.duty_key or f"#{row.pk}"
        if key not in duties:
            duties[key] = Duty(row, total=totals.get(row.duty_key, 1))
            groups.setdefault(row.group, Group(row.group)).duties.append(duties[key])
        duties[key].rows.append(Row(row, standing[row.pk]))
    return list(groups.values())


def size(rows: AssignmentQuerySet) -> tuple[int, int]:
    """How many assignments, and for how many agencies, leading or coordinating. Two queries."""
    parts = Coordination.objects.filter(assignment__in=rows.order_by().values("pk"))
    leads = rows.order_by().values_list("lead_agency_id")
    return rows.count(), leads.union(parts.order_by().values_list("agency_id")).count()


def facts(directive: Directive) -> list[dict[str, Any]]:
    """The facts of the register."""
    spoken, unnumbered = directive.origin == Directive.Origin.SPOKEN, directive.is_provisional
    signer = str(directive.signer or "")
    if signer and directive.signer_form:
        signer = say(
            "{signer} ({signer_form})", signer=signer, signer_form=directive.get_signer_form_display()
        )
    items = [
        (say("Loại"), directive.get_kind_display()),
        (say("Số, ký hiệu"), "" if unnumbered else directive.reference),
        (say("Cơ quan ban hành"), "" if unnumbered else directive.issuer_text or directive.issuer.name),
        (say("Ngày ra thông báo"), date_vi(directive.noticed_on) if directive.noticed_on else ""),
        (say("Ngày chỉ đạo") if spoken else say("Ngày ban hành"), date_vi(directive.issued_on)),
        (say("Hiệu lực từ"), moment_vi(directive.effective_at) if directive.effective_at else ""),
        (say("Lãnh đạo chỉ đạo") if spoken else say("Người ký"), signer),
        (say("Hình thức"), directive.get_spoken_form_display() if spoken else ""),
        (say("Độ khẩn"), directive.get_urgency_display()),
        (say("Lĩnh vực"), directive.get_field_display()),
        (say("Chương trình, đề án"), str(directive.program or "")),
        (say("Nguồn"), directive.get_origin_display()),
        (say("Chuyên viên theo dõi"), str(directive.specialist or "")),
    ]
    found = [{"label": label, "value": value} for label, value in items]
    if directive.file is not None:
        url = reverse("directive-file", args=[directive.pk])
        found.append({"label": say("Tệp"), "value": directive.file.name, "url": url})
    return found


def steps(directive: Directive) -> list[dict[str, str]]:
    """The way of the directive, with the step at which it stands."""
    titles = [say("Đăng ký"), say("Bóc tách"), say("Duyệt giao")]
    reached = {_D.SPLITTING: 1, _D.IN_REVIEW: 2, _D.ISSUED: 3}
    if directive.origin == Directive.Origin.HERE:
        titles += [say("Ký"), say("Phát hành")]
        reached |= {_D.TO_SIGN: 3, _D.SIGNED: 4, _D.ISSUED: 5}
    titles.append(say("Giao nhiệm vụ"))
    if directive.state not in reached:
        return [{"title": directive.get_state_display(), "tone": STATE_TONES[directive.state]}]
    place = reached[_D(directive.state)]
    issued = directive.state == _D.ISSUED
    return [
        {
            "title": title,
            "tone": "done" if number < place or issued else "active" if number == place else "none",
        }
        for number, title in enumerate(titles)
    ]
