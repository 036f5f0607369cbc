"""The filter of the list of assignments: every field is a part of the address, so that a view can be handed on."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Q, QuerySet

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments.finding import found_for, sees_widely
from accountability.assignments.forms.base import day
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination, Obstacle
from accountability.assignments.reading import bucketed, with_facts
from accountability.assignments.rules import UNFINISHED_STATES, Bucket, State
from accountability.assignments.sorting import SORTS, in_order
from accountability.core.finding.rules import read
from accountability.core.zone import local
from accountability.directives.models import Directive, Program

# Days overdue, from and to; the bands of the Office's histogram (issue of screens).
AGES = {"1-30": (1, 30), "31-60": (31, 60), "61-90": (61, 90), "91-120": (91, 120), "121-": (121, None)}
_AGE_LABELS = {
    key: f"{first}–{last} ngày" if last else "Trên 120 ngày" for key, (first, last) in AGES.items()
}
_LEADERS = (Role.CHAIR, Role.VICE_CHAIR)
# Whoever sees widely gets no menu of thousands of documents or persons: they come with the address, from a search.
_FROM_ELSEWHERE = ("directive", "officer")


class _Named(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.cited} – {obj.abstract}"[:110] if isinstance(obj, Directive) else str(obj)


def _one_of(label: str, model: Any, missing: str) -> forms.ModelChoiceField:
    return _Named(
        label=label, queryset=model.objects.none(), required=False, empty_label="Tất cả",
        error_messages={"invalid_choice": missing},
    )  # fmt: skip


def _choice(label: str, choices: Any, missing: str, *, empty: str = "Tất cả") -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=[("", empty), *choices],
        error_messages={"invalid_choice": missing},
    )  # fmt: skip


class AssignmentFilter(forms.Form):
    """Narrow the list; every field may stay empty. Choices are only what the actor may see."""

    q = forms.CharField(
        label="Tìm",
        required=False,
        max_length=200,
        empty_value="",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nội dung, cơ quan, số ký hiệu"}),
    )
    bucket = _choice("Tiến độ", [(one.value, one.label) for one in Bucket], "Không có nhóm tiến độ này.")
    sort = _choice(
        "Sắp xếp", [(key, one.label) for key, one in SORTS.items() if key != "due"],
        "Không có cách sắp xếp này.", empty=SORTS["due"].label,
    )  # fmt: skip
    state = _choice("Trạng thái", [(one.value, one.label) for one in State], "Không có trạng thái này.")
    age = _choice("Quá hạn", list(_AGE_LABELS.items()), "Không có khoảng quá hạn này.")
    agency = _one_of("Cơ quan chủ trì", Agency, "Không có cơ quan này trong danh sách.")
    coordinating = _one_of("Cơ quan phối hợp", Agency, "Không có cơ quan này trong danh sách.")
    program = _one_of("Chương trình, đề án", Program, "Không có chương trình này trong danh sách.")
    directive = _one_of("Văn bản", Directive, "Không có văn bản này trong danh sách.")
    officer = _one_of("Người thực hiện", User, "Không có người này trong danh sách.")
    supervisor = _one_of("Lãnh đạo phụ trách", Position, "Không có lãnh đạo này trong danh sách.")
    due_from = day("Thời hạn từ ngày", required=False)
    due_to = day("Thời hạn đến ngày", required=False)
    unacknowledged = forms.BooleanField(label="Chưa tiếp nhận", required=False)
    obstacle = forms.BooleanField(label="Đang có khó khăn, vướng mắc", required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.rows = actor, found_for(actor)
        self.fields["supervisor"].queryset = Position.objects.filter(role__in=_LEADERS)  # type: ignore[attr-defined]
        choices = self._wide_choices() if sees_widely(actor) else self._near_choices()
        for name, rows in choices.items():
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    def _near_choices(self) -> dict[str, QuerySet[Any]]:
        """What stands in one's own rows."""
        given = self.rows.exclude(state=State.DRAFT).order_by()
        helping = Coordination.objects.filter(assignment__in=given.values("pk")).order_by()
        return {
            "agency": Agency.objects.filter(pk__in=given.values("lead_agency")),
            "coordinating": Agency.objects.filter(pk__in=helping.values("agency")),
            "program": Program.objects.filter(pk__in=given.values("directive__program")),
            "directive": Directive.objects.filter(pk__in=given.values("directive")),
            "officer": User.objects.filter(pk__in=given.values("officer")).order_by("display_name", "pk"),
        }

    def _wide_choices(self) -> dict[str, QuerySet[Any]]:
        """Agencies and programs are no secret; a document or a person must stand in a row that one may see."""
        given = self.rows.exclude(state=State.DRAFT).order_by()
        for name in _FROM_ELSEWHERE:
            self.fields[name].widget = forms.HiddenInput()
        return {
            "agency": Agency.objects.that_can_lead(),
            "coordinating": Agency.objects.exclude(kind=Agency.Kind.PROVINCE),
            "program": Program.objects.filter(Exists(given.filter(directive__program=OuterRef("pk")))),
            "directive": Directive.objects.filter(Exists(given.filter(directive=OuterRef("pk")))),
            "officer": User.objects.filter(Exists(given.filter(officer=OuterRef("pk")))),
        }

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields behind "Lọc thêm"."""
        first = ("q", "bucket", "sort")
        return [field for field in self.visible_fields() if field.name not in first]

    @property
    def uses_more(self) -> bool:
        """Whether one of these is filled in."""
        return any(field.value() for field in self.more)

    def clean(self) -> dict[str, Any]:
        """A period runs forwards."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("due_from"), cleaned.get("due_to")
        if since and until and until < since:
            self.add_error("due_to", "Ngày cuối phải từ ngày đầu trở đi.")
        return cleaned

    def narrow(self, at: datetime) -> QuerySet[Assignment]:
        """The assignments that fit, in the order asked for; a wrong value in the address is said, and nothing fits."""
        if not self.is_valid():
            return with_facts(Assignment.objects.none())
        wanted = self.cleaned_data
        typed = read(wanted["q"])
        rows = found_for(self.actor, typed) if typed else self.rows
        bucket = Bucket.OVERDUE.value if wanted["age"] else wanted["bucket"]
        found = _in_bucket(rows, bucket, wanted["age"], at) if bucket else with_facts(rows)
        if wanted["age"] and wanted["bucket"] not in ("", Bucket.OVERDUE):
            found = found.none()
        found = found.filter(state=wanted["state"]) if wanted["state"] else found.exclude(state=State.DRAFT)
        return in_order(found.filter(_conditions(wanted)), wanted["sort"])


def _conditions(wanted: dict[str, Any]) -> Q:
    """What every row must fulfil besides its words, its bucket and its state."""
    condition = Q()
    for name, column in (
        ("agency", "lead_agency"), ("program", "directive__program"), ("directive", "directive"),
        ("officer", "officer"), ("supervisor", "supervisor"), ("due_from", "due_on__gte"), ("due_to", "due_on__lte"),
    ):  # fmt: skip
        if wanted[name]:
            condition &= Q(**{column: wanted[name]})
    if wanted["coordinating"]:
        part = Coordination.objects.filter(assignment=OuterRef("pk"), agency=wanted["coordinating"])
        condition &= Q(Exists(part))
    if wanted["unacknowledged"]:
        condition &= Q(state=State.ASSIGNED)
    if wanted["obstacle"]:
        open_one = Obstacle.objects.filter(assignment=OuterRef("pk"), answered_at=None)
        condition &= Q(Exists(open_one))
    return condition


def _in_bucket(rows: AssignmentQuerySet, bucket: str, age: str, at: datetime) -> QuerySet[Any]:
    """The rows of a bucket, and of an age of those overdue. The bucket is computed; what it needs is asked of indexes."""
    today = local(at).date()
    if bucket == Bucket.NO_DEADLINE:
        rows = rows.filter(due_on=None)
    elif bucket in (Bucket.DONE_ON_TIME, Bucket.DONE_LATE):
        rows = rows.filter(state=State.DONE)
    else:
        rows = rows.filter(state__in=UNFINISHED_STATES, due_on__isnull=False)
    if bucket == Bucket.OVERDUE:
        rows = rows.filter(due_on__lte=today)
    found = bucketed(rows, at).filter(bucket=bucket)
    if not age:
        return found
    first, last = AGES[age]
    found = found.filter(excused_on__lte=today - timedelta(days=first))
    return found.filter(excused_on__gte=today - timedelta(days=last)) if last else found
