"""The filter of the list of assignments."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import F, Q, QuerySet

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment, AssignmentQuerySet
from accountability.assignments.reading import bucketed, with_facts
from accountability.assignments.rules import Bucket, State
from accountability.core.text import fold
from accountability.directives.models import Directive, Program

_NUMBER = re.compile(r"(\d+[a-zđ]?)\s*[/-]\s*(\S+)", re.IGNORECASE)


class _Named(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.cited} – {obj.abstract}"[:110] if isinstance(obj, Directive) else str(obj)


def _one_of(label: str, model: Any, missing: str) -> forms.ModelChoiceField:
    return _Named(
        label=label,
        queryset=model.objects.none(),
        required=False,
        empty_label="Tất cả",
        error_messages={"invalid_choice": missing},
    )


class AssignmentFilter(forms.Form):
    """Narrow the list; every field may stay empty. Choices are only what the actor may see."""

    q = forms.CharField(
        label="Tìm",
        required=False,
        max_length=200,
        empty_value="",
        widget=forms.TextInput(attrs={"type": "search", "placeholder": "Nội dung, cơ quan, số ký hiệu"}),
    )
    bucket = forms.ChoiceField(
        label="Tiến độ",
        required=False,
        choices=[("", "Tất cả"), *((bucket.value, bucket.label) for bucket in Bucket)],
        error_messages={"invalid_choice": "Không có nhóm tiến độ này."},
    )
    state = forms.ChoiceField(
        label="Trạng thái",
        required=False,
        choices=[("", "Tất cả"), *((state.value, state.label) for state in State)],
        error_messages={"invalid_choice": "Không có trạng thái này."},
    )
    agency = _one_of("Cơ quan chủ trì", Agency, "Không có cơ quan này trong danh sách.")
    program = _one_of("Chương trình, đề án", Program, "Không có chương trình này trong danh sách.")
    directive = _one_of("Văn bản", Directive, "Không có văn bản này trong danh sách.")

    def __init__(self, *args: Any, visible: AssignmentQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = visible.exclude(state=State.DRAFT).order_by()
        for name, rows in (
            ("agency", Agency.objects.filter(pk__in=given.values("lead_agency"))),
            ("program", Program.objects.filter(pk__in=given.values("directive__program"))),
            ("directive", Directive.objects.filter(pk__in=given.values("directive"))),
        ):
            self.fields[name].queryset = rows  # type: ignore[attr-defined]

    @property
    def more(self) -> list[forms.BoundField]:
        """The fields behind "Lọc thêm"."""
        return [self[name] for name in ("state", "agency", "program", "directive")]

    @property
    def uses_more(self) -> bool:
        """Whether one of these is filled in."""
        return any(field.value() for field in self.more)

    def narrow(self, rows: AssignmentQuerySet, at: datetime) -> QuerySet[Assignment]:
        """The assignments that fit, by deadline; a wrong value in the address is said by the form, and nothing fits."""
        if not self.is_valid():
            return with_facts(rows.none())
        wanted = self.cleaned_data
        found = bucketed(rows, at) if wanted["bucket"] else with_facts(rows)
        if wanted["bucket"]:
            found = found.filter(bucket=wanted["bucket"])  # type: ignore[misc]
        found = found.filter(state=wanted["state"]) if wanted["state"] else found.exclude(state=State.DRAFT)
        for name, column in (
            ("agency", "lead_agency"),
            ("program", "directive__program"),
            ("directive", "directive"),
        ):
            if wanted[name]:
                found = found.filter(**{column: wanted[name]})
        return found.filter(_matching(wanted["q"])).order_by(F("due_on").asc(nulls_last=True), "pk")


def _matching(typed: str) -> Q:
    """Each word somewhere in the searching text; or number and symbol as typed."""
    folded = fold(typed)
    if not folded:
        return Q()
    condition = Q()
    for word in folded.split(" "):
        condition &= Q(search_text__contains=word)
    if match := _NUMBER.fullmatch(typed.strip()):
        symbol = match[2]
        condition |= Q(directive__number=match[1]) & (
            Q(directive__symbol__icontains=symbol) | Q(directive__symbol__contains=symbol.upper())
        )
    elif typed.strip().isdigit():
        condition |= Q(directive__number=typed.strip())
    return condition
