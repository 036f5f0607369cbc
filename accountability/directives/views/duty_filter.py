"""Which assignments of a directive its page shows: by state and by lead, kept in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Count

from accountability.agencies.models import Agency
from accountability.assignments.models import AssignmentQuerySet
from accountability.assignments.rules import State
from accountability.core.saying import say
from accountability.core.text import number_vi

# So many are read without a filter.
FEW = 10


class DutyFilter(forms.Form):
    """State and lead, of those that occur among what the actor sees, each with its number."""

    state = forms.ChoiceField(
        label=say("Trạng thái"),
        required=False,
        error_messages={"invalid_choice": say("Không có trạng thái này.")},
    )
    agency = forms.ChoiceField(
        label=say("Cơ quan chủ trì"),
        required=False,
        error_messages={"invalid_choice": say("Không có cơ quan này trong danh sách.")},
    )

    def __init__(self, *args: Any, visible: AssignmentQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.visible = visible
        states = _counted(visible, "state")
        leads = _counted(visible, "lead_agency")
        agencies = Agency.objects.filter(pk__in=leads).order_by("rank", "pk")
        self._offer("state", [(one.value, one.label, states[one.value]) for one in State if one in states])
        self._offer("agency", [(str(one.pk), one.short_name, leads[one.pk]) for one in agencies])

    def _offer(self, name: str, found: list[tuple[str, str, int]]) -> None:
        labelled = [
            (value, say("{label} ({number})", label=label, number=number_vi(number)))
            for value, label, number in found
        ]
        self.fields[name].choices = [("", say("Tất cả")), *labelled]

    @property
    def is_used(self) -> bool:
        """Whether the address asks for a part of them."""
        return any(self.data.get(name) for name in self.fields)

    def narrowed(self) -> AssignmentQuerySet:
        """The assignments that fit; a wrong value in the address is said by the form, and nothing fits."""
        if not self.is_valid():
            return self.visible.none()
        columns = {"state": "state", "agency": "lead_agency_id"}
        wanted = {columns[name]: value for name, value in self.cleaned_data.items() if value}
        return self.visible.filter(**wanted)


def _counted(rows: AssignmentQuerySet, column: str) -> dict[Any, int]:
    return dict(rows.order_by().values_list(column).annotate(Count("pk")).values_list(column, "pk__count"))
