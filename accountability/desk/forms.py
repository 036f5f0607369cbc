"""The filters of the desk's pages; all of them stand in the address."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Exists, OuterRef

from accountability.agencies.models import Agency
from accountability.assignments.models import AssignmentQuerySet
from accountability.core.saying import say
from accountability.desk.rules.matrix import DEPARTMENTS, GROUPS
from accountability.directives.models import Program

_NOT_THERE = {"invalid_choice": say("Không có lựa chọn này trong danh sách.")}


class MatrixFilter(forms.Form):
    """Which agencies and which duties the matrix shows."""

    nhom = forms.ChoiceField(
        label=say("Nhóm đơn vị"), required=False, error_messages=_NOT_THERE,
        choices=[("", say("Tất cả")), *((group.code, group.title) for group in (DEPARTMENTS, *GROUPS))],
    )  # fmt: skip
    huyen = forms.ChoiceField(label=say("Huyện và các xã"), required=False, error_messages=_NOT_THERE)
    xep = forms.ChoiceField(
        label=say("Xếp theo"), required=False, error_messages=_NOT_THERE,
        choices=[("", say("Chậm nhất trước")), ("ten", say("Thứ tự trong danh mục"))],
    )  # fmt: skip
    cham = forms.BooleanField(label=say("Chỉ đơn vị, việc quá hạn"), required=False)
    so_lieu = forms.BooleanField(label=say("Chỉ việc có chỉ tiêu"), required=False)
    phoi_hop = forms.BooleanField(label=say("Cả phần phối hợp"), required=False)

    def __init__(self, *args: Any, districts: list[tuple[int, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["huyen"]
        field.choices = [("", say("Tất cả")), *((str(pk), name) for pk, name in districts)]  # type: ignore[attr-defined]

    @property
    def is_used(self) -> bool:
        """Whether the address asks for a part of the matrix."""
        return any(self.data.get(name) for name in self.fields)


class DueFilter(forms.Form):
    """Which assignments the calendar of deadlines shows; choices are only what the reader may see."""

    program = forms.ModelChoiceField(
        label=say("Chương trình, đề án"), queryset=Program.objects.none(), required=False, empty_label=say("Tất cả"),
        error_messages=_NOT_THERE,
    )  # fmt: skip
    agency = forms.ModelChoiceField(
        label=say("Cơ quan"), queryset=Agency.objects.none(), required=False, empty_label=say("Tất cả"),
        error_messages=_NOT_THERE,
    )  # fmt: skip

    def __init__(self, *args: Any, visible: AssignmentQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        given = visible.open().order_by()
        programs = Program.objects.filter(Exists(given.filter(directive__program=OuterRef("pk"))))
        agencies = Agency.objects.filter(Exists(given.filter(lead_agency=OuterRef("pk"))))
        self.fields["program"].queryset = programs.order_by("code")  # type: ignore[attr-defined]
        self.fields["agency"].queryset = agencies.order_by("rank", "pk")  # type: ignore[attr-defined]

    @property
    def is_used(self) -> bool:
        """Whether the address asks for a part of them."""
        return any(self.data.get(name) for name in self.fields)

    def narrowed(self, rows: AssignmentQuerySet) -> AssignmentQuerySet:
        """The assignments that fit; a wrong value in the address is said by the form, and nothing fits."""
        if not self.is_valid():
            return rows.none()
        columns = {"program": "directive__program", "agency": "lead_agency"}
        return rows.filter(**{columns[name]: value for name, value in self.cleaned_data.items() if value})

    def of_program(self, rows: AssignmentQuerySet) -> AssignmentQuerySet:
        """The assignments of the program, whoever leads: an agency is asked for its parts in those of others, too."""
        if not self.is_valid():
            return rows.none()
        program = self.cleaned_data["program"]
        return rows.filter(directive__program=program) if program else rows

    @property
    def chosen_agency(self) -> Agency | None:
        """The agency asked for."""
        return self.cleaned_data["agency"] if self.is_valid() else None
