"""The filter of the list of indicators: program, group, whether they go on; every field is a part of the address."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from accountability.core.saying import say
from accountability.directives.models import Program
from accountability.indicators.models import Indicator

# Groups are words of the Office; more than so many are no menu.
_MOST_GROUPS = 200


class IndicatorFilter(forms.Form):
    """Narrow the list; the menus hold only what the reader sees. A value that there is not narrows to nothing."""

    def __init__(self, data: Any, *, seen: QuerySet[Indicator]) -> None:
        super().__init__(data)
        self.seen = seen
        programs = Program.objects.filter(pk__in=seen.exclude(program=None).order_by().values("program"))
        of = seen.filter(program__code=self._given("chuong-trinh")) if self._given("chuong-trinh") else seen
        groups = of.exclude(group="").order_by("group").values_list("group", flat=True).distinct()
        everything = ("", say("Tất cả"))
        for name, label, choices in (
            ("chuong-trinh", say("Chương trình"), [everything, *programs.order_by("code").values_list("code", "title")]),
            ("nhom", say("Nhóm"), [everything, *((one, one) for one in groups[:_MOST_GROUPS])]),
            ("tinh-trang", say("Tình trạng"), [("", say("Đang theo dõi")), ("ended", say("Đã kết thúc")), ("all", say("Tất cả"))]),
        ):  # fmt: skip
            self.fields[name] = forms.ChoiceField(label=label, choices=choices, required=False)

    def _given(self, name: str) -> str:
        return str(self.data.get(name, ""))

    @property
    def is_used(self) -> bool:
        """Whether anything is narrowed."""
        return any(self._given(name) for name in self.fields)

    def narrowed(self, today: date) -> QuerySet[Indicator]:
        """The indicators that fit, in their order."""
        if not self.is_valid():
            return self.seen.none()
        rows, wanted = self.seen, self.cleaned_data
        if wanted["chuong-trinh"]:
            rows = rows.filter(program__code=wanted["chuong-trinh"])
        if wanted["nhom"]:
            rows = rows.filter(group=wanted["nhom"])
        ended = Q(ended_on__lt=today)
        if wanted["tinh-trang"] == "ended":
            return rows.filter(ended)
        return rows if wanted["tinh-trang"] == "all" else rows.filter(~ended | Q(ended_on=None))
