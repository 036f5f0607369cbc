"""What an agency types of its briefing, and who is named to read. Beside the views: they share fields with assignments."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.agencies.reading import holders
from accountability.assignments.forms.base import ManyFilesField
from accountability.awareness.actions import BriefingSpec
from accountability.awareness.rules import briefing_refusal
from accountability.core.saying import say
from accountability.directives.form_fields import REQUIRED, AgencyChoice, day_field
from accountability.directives.models import Directive

_READING_ROLES = (
    Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.OFFICE_DEPUTY, Role.SECTION_HEAD, Role.SPECIALIST, Role.FOCAL_POINT,
    Role.OFFICER,
)  # fmt: skip
# The Office names by role for all agencies at once; a list of 460 communes has too many boxes.
_EVERYWHERE = (
    ("heads", say("Thủ trưởng tất cả cơ quan nhận")),
    ("focal_points", say("Đầu mối tất cả cơ quan nhận")),
    ("officers", say("Chuyên viên tất cả cơ quan nhận")),
)
_ROLES_OF = {
    "heads": (Role.AGENCY_HEAD, Role.OFFICE_CHIEF),
    "focal_points": (Role.FOCAL_POINT,),
    "officers": (Role.OFFICER,),
}


def _count(label: str) -> forms.IntegerField:
    return forms.IntegerField(
        label=label, min_value=0, max_value=1_000_000,
        error_messages={
            "required": say("Vui lòng nhập số người."), "invalid": say("Vui lòng nhập số nguyên."),
            "min_value": say("Số người không được là số âm."), "max_value": say("Số người quá lớn."),
        },
    )  # fmt: skip


class BriefingForm(forms.Form):
    """Ghi nhận quán triệt."""

    agency = AgencyChoice(label=say("Cơ quan"))
    held_on = day_field(say("Ngày họp quán triệt"))
    convened = _count(say("Số người triệu tập"))
    present = _count(say("Số người có mặt"))
    staff = _count(say("Số người của cơ quan"))
    informed = _count(say("Số người đã được phổ biến"))
    note = forms.CharField(
        label=say("Hình thức, nội dung chính"), required=False, max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=say("Ví dụ: hội nghị trực tiếp; sao gửi qua thư điện tử."),
        error_messages={"max_length": say("Dài quá 2000 ký tự.")},
    )  # fmt: skip
    files = ManyFilesField(label=say("Minh chứng (biên bản, danh sách, ảnh)"), required=False)  # type: ignore[assignment]

    def __init__(self, *args: Any, agencies: list[Agency], directive: Directive, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.directive, self.today = directive, today
        choice: Any = self.fields["agency"]
        choice.offer(agencies)
        self.initial.setdefault("held_on", today)
        if len(agencies) == 1:
            self.only = agencies[0]
            del self.fields["agency"]

    def clean(self) -> dict[str, Any]:
        """The figures fit each other."""
        given = super().clean() or self.cleaned_data
        given.setdefault("agency", getattr(self, "only", None))
        names = ("held_on", "convened", "present", "staff", "informed")
        if all(given.get(name) is not None for name in names):
            figures = {name: given[name] for name in names}
            wrong = briefing_refusal(issued_on=self.directive.issued_on, today=self.today, **figures)
            if wrong:
                self.add_error(None, wrong)
        return given

    def spec(self) -> BriefingSpec:
        """What was typed."""
        names = ("held_on", "convened", "present", "staff", "informed", "note")
        return BriefingSpec(**{name: self.cleaned_data[name] for name in names})


class ReadersForm(forms.Form):
    """Who must read: whole roles of all agencies for the Office, named positions of one's own agency for its head."""

    roles = forms.MultipleChoiceField(
        label=say("Chỉ định theo vai trò"), required=False, choices=_EVERYWHERE, widget=forms.CheckboxSelectMultiple,
        error_messages=REQUIRED,
    )  # fmt: skip
    positions = forms.MultipleChoiceField(
        label=say("Chỉ định từng người"), required=False, widget=forms.CheckboxSelectMultiple, error_messages=REQUIRED,
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: list[Agency], by_role: bool, today: date, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.by_role = by_role
        keys = [agency.pk for agency in agencies]
        found = Position.objects.filter(agency__in=keys, role__in=[role.value for role in _READING_ROLES])
        rows = list(found.select_related("agency").order_by("agency__rank", "rank", "pk"))
        self.known = {str(row.pk): row for row in rows}
        field: Any = self.fields["positions"]
        field.choices = _grouped(rows, today)
        if not by_role:
            del self.fields["roles"]
            field.label = say("Người phải đọc")

    def clean(self) -> dict[str, Any]:
        """At least one."""
        given = super().clean() or self.cleaned_data
        if not self.errors and not self.chosen():
            self.add_error(None, say("Vui lòng chọn ít nhất một người."))
        return given

    def chosen(self) -> list[Position]:
        """The positions named, by themselves or by their role."""
        given = self.cleaned_data
        roles = {role.value for name in given.get("roles") or () for role in _ROLES_OF[name]}
        keys = set(given.get("positions") or ())
        return [row for key, row in self.known.items() if key in keys or row.role in roles]


def _grouped(rows: list[Position], today: date) -> list[tuple[str, list[tuple[str, str]]]]:
    people = holders((row.pk for row in rows), today=today)
    groups: dict[str, list[tuple[str, str]]] = {}
    for row in rows:
        names = ", ".join(user.username for user in people.get(row.pk, []))
        label = f"{row.title} ({names})" if names else say("{row} (chưa có người giữ)", row=row.title)
        groups.setdefault(row.agency.short_name, []).append((str(row.pk), label))
    return list(groups.items())
