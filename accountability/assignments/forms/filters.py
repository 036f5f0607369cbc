"""The filter of the list of assignments: every field is a part of the address, so that a view can be handed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, cast

from django import forms
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from accountability.access.actor import Actor
from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments.badges import LAGGING
from accountability.assignments.finding import find, found_for, sees_widely
from accountability.assignments.forms.base import day
from accountability.assignments.forms.menus import NAMES, Menus, NearMenus, WideMenus
from accountability.assignments.lagging import lagging
from accountability.assignments.models import Assignment, AssignmentQuerySet, Coordination, Obstacle
from accountability.assignments.narrowing import earliest_due, in_bucket, near_and_far
from accountability.assignments.plain_lists import plain_parts
from accountability.assignments.reading import with_facts
from accountability.assignments.rules import Bucket, State
from accountability.assignments.sorting import SORTS, in_order, parts_in_order
from accountability.core.finding.rules import read
from accountability.core.menus import Menu
from accountability.core.paging import Part, QueriedPart
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.models import Directive, Program

# Days overdue, from and to; the bands of the Office's histogram (issue of screens).
AGES = {"1-30": (1, 30), "31-60": (31, 60), "61-90": (61, 90), "91-120": (91, 120), "121-": (121, None)}
_AGE_LABELS = {
    key: say("{first}–{last} ngày", first=first, last=last) if last else say("Trên 120 ngày")
    for key, (first, last) in AGES.items()
}
# Whoever sees widely gets no menu of thousands of documents or persons: they come with the address, from a search.
_FROM_ELSEWHERE = ("directive", "officer")


def _one_of(label: str, model: Any, missing: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label, queryset=model.objects.none(), required=False, empty_label=say("Tất cả"), widget=Menu,
        error_messages={"invalid_choice": missing},
    )  # fmt: skip


def _choice(label: str, choices: Any, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=False, choices=[("", say("Tất cả")), *choices], widget=Menu,
        error_messages={"invalid_choice": missing},
    )  # fmt: skip


class _SortField(forms.ChoiceField):
    """An order; the one that holds without any may be named as well, as the heads of columns do."""

    def valid_value(self, value: Any) -> bool:
        """Whether there is such an order."""
        return value in SORTS


class AssignmentFilter(forms.Form):
    """Narrow the list; every field may stay empty. Choices are only what the actor may see."""

    q = forms.CharField(
        label=say("Tìm"),
        required=False,
        max_length=200,
        empty_value="",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": say("Nội dung, cơ quan, số ký hiệu")}),
    )
    bucket = _choice(
        say("Tiến độ"), [(one.value, one.label) for one in Bucket], say("Không có nhóm tiến độ này.")
    )
    sort = _SortField(
        label=say("Sắp xếp"), required=False, widget=Menu,
        choices=[("", SORTS["due"].label), *((key, one.label) for key, one in SORTS.items() if key != "due")],
        error_messages={"invalid_choice": say("Không có cách sắp xếp này.")},
    )  # fmt: skip
    state = _choice(
        say("Trạng thái"), [(one.value, one.label) for one in State], say("Không có trạng thái này.")
    )
    age = _choice(say("Quá hạn"), list(_AGE_LABELS.items()), say("Không có khoảng quá hạn này."))
    agency = _one_of(say("Cơ quan chủ trì"), Agency, say("Không có cơ quan này trong danh sách."))
    coordinating = _one_of(say("Cơ quan phối hợp"), Agency, say("Không có cơ quan này trong danh sách."))
    program = _one_of(say("Chương trình, đề án"), Program, say("Không có chương trình này trong danh sách."))
    directive = _one_of(say("Văn bản"), Directive, say("Không có văn bản này trong danh sách."))
    officer = _one_of(say("Người thực hiện"), User, say("Không có người này trong danh sách."))
    supervisor = _one_of(say("Lãnh đạo phụ trách"), Position, say("Không có lãnh đạo này trong danh sách."))
    due_from = day(say("Thời hạn từ ngày"), required=False)
    due_to = day(say("Thời hạn đến ngày"), required=False)
    unacknowledged = forms.BooleanField(label=say("Chưa tiếp nhận"), required=False)
    lagging = forms.BooleanField(label=LAGGING.label, required=False)
    obstacle = forms.BooleanField(label=say("Đang có khó khăn, vướng mắc"), required=False)

    def __init__(self, *args: Any, actor: Actor, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.actor, self.wide = actor, sees_widely(actor)
        # Whether the rows of `parts` are few, once they were asked for.
        self.few = True
        menus: Menus = WideMenus(self._given) if self.wide else NearMenus(self._given)
        for name in NAMES:
            self._offer(self.fields[name], name, menus)
        if self.wide:
            for name in _FROM_ELSEWHERE:
                self.fields[name].widget = forms.HiddenInput()

    def _offer(self, field: Any, name: str, menus: Menus) -> None:
        """What is sent is asked of the database; what is offered is read when the menu is drawn."""
        if self.data.get(name):
            field.queryset = menus.rows(name)
        field.widget.offer(lambda: (("", field.empty_label), *menus.offered(name)))

    def _given(self) -> AssignmentQuerySet:
        """What the actor may see, of what was given."""
        return found_for(self.actor, wide=self.wide).exclude(state=State.DRAFT).order_by()

    @property
    def asks_for_overdue(self) -> bool:
        """Whether every row that fits is overdue."""
        return self.is_valid() and (
            self.cleaned_data["bucket"] == Bucket.OVERDUE or bool(self.cleaned_data["age"])
        )

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
            self.add_error("due_to", say("Ngày cuối phải từ ngày đầu trở đi."))
        return cleaned

    def narrow(self, at: datetime) -> QuerySet[Assignment]:
        """The assignments that fit, with their facts, in the order asked for; a wrong value is said, and nothing fits."""
        return in_order(with_facts(cast(AssignmentQuerySet, self._fitting(at))), self._sort)

    def parts(self, at: datetime) -> Sequence[Part]:
        """The same rows without facts, as parts that follow each other: for a list, which reads page by page."""
        if self._is_plain():
            overdue = self.cleaned_data["bucket"] == Bucket.OVERDUE
            plain = plain_parts(self.actor, wide=self.wide, overdue=overdue, sort=self._sort, at=at)
            if plain is not None:
                self.few = connection.vendor != "postgresql"
                return plain
        in_time = self.is_valid() and self.cleaned_data["bucket"] == Bucket.IN_TIME
        divided = near_and_far(at) if in_time else ()
        return [QueriedPart(rows) for rows in parts_in_order(self._fitting(at), self._sort, divided)]

    def _is_plain(self) -> bool:
        if not self.is_valid() or self.cleaned_data["bucket"] not in ("", Bucket.OVERDUE):
            return False
        return not any(value for name, value in self.cleaned_data.items() if name not in ("bucket", "sort"))

    @property
    def _sort(self) -> str:
        return str(self.cleaned_data.get("sort", "")) if self.is_valid() else ""

    def _fitting(self, at: datetime) -> QuerySet[Any]:
        if not self.is_valid():
            return Assignment.objects.none()
        wanted = self.cleaned_data
        found = find(self.actor, read(wanted["q"]), wide=self.wide)
        rows: QuerySet[Any] = found.rows
        self.few = found.few
        if wanted["age"] and wanted["bucket"] not in ("", Bucket.OVERDUE):
            return rows.none()
        if wanted["age"]:
            rows = _of_age(rows, *AGES[wanted["age"]], at)
        elif wanted["bucket"]:
            rows = in_bucket(rows, wanted["bucket"], at)
        elif not wanted["state"]:  # What is in a bucket was given.
            rows = rows.exclude(state=State.DRAFT)
        condition = _conditions(wanted)
        return rows.filter(condition) if condition else rows


def _conditions(wanted: dict[str, Any]) -> Q:
    """What every row must fulfil besides its words, its bucket and its state."""
    condition = Q()
    for name, column in (
        ("state", "state"), ("agency", "lead_agency"), ("program", "directive__program"), ("directive", "directive"),
        ("officer", "officer"), ("supervisor", "supervisor"), ("due_from", "due_on__gte"), ("due_to", "due_on__lte"),
    ):  # fmt: skip
        if wanted[name]:
            condition &= Q(**{column: wanted[name]})
    if wanted["coordinating"]:
        part = Coordination.objects.filter(assignment=OuterRef("pk"), agency=wanted["coordinating"])
        condition &= Q(Exists(part))
    if wanted["unacknowledged"]:
        condition &= Q(state=State.ASSIGNED)
    if wanted["lagging"]:
        condition &= lagging()
    if wanted["obstacle"]:
        open_one = Obstacle.objects.filter(assignment=OuterRef("pk"), answered_at=None)
        condition &= Q(Exists(open_one))
    return condition


def _of_age(rows: QuerySet[Any], first: int, last: int | None, at: datetime) -> QuerySet[Any]:
    """The overdue of so many days; the deadlines that can be so old are a range of an index."""
    today = local(at).date()
    latest = today - timedelta(days=first)
    found = in_bucket(rows, Bucket.OVERDUE, at).filter(due_on__lte=latest, excused_on__lte=latest)
    if last is None:
        return found
    earliest = today - timedelta(days=last)
    return found.filter(due_on__gte=earliest_due(earliest), excused_on__gte=earliest)
