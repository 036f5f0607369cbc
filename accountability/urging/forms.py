"""Which overdue assignments are urged, and the Office's words with them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict

from accountability.agencies.models import Agency
from accountability.assignments.ageing import BANDS, band_of
from accountability.assignments.models import AssignmentQuerySet
from accountability.assignments.rules import OPEN_STATES
from accountability.core.saying import say
from accountability.core.text import secrecy_mark
from accountability.directives.models import FIELD_CHOICES, Program

# More keys than a page shows are not picked by hand.
MOST_PICKED = 500


def _one_of(label: str) -> forms.ModelChoiceField:
    return forms.ModelChoiceField(
        label=label, queryset=Agency.objects.none(), required=False, empty_label=say("Tất cả"),
        error_messages={"invalid_choice": say("Không có mục này trong danh sách.")},
    )  # fmt: skip


class LateFilter(forms.Form):
    """Narrow what is overdue; every field may stay empty. Choices are of what the actor may urge."""

    tuoi = forms.ChoiceField(
        label=say("Số ngày quá hạn"),
        required=False,
        choices=[("", say("Tất cả")), *((band.code, say("{band} ngày", band=band.label)) for band in BANDS)],
        error_messages={"invalid_choice": say("Không có khoảng ngày này.")},
    )
    co_quan = _one_of(say("Cơ quan chủ trì"))
    chuong_trinh = _one_of(say("Chương trình, đề án"))
    linh_vuc = forms.ChoiceField(
        label=say("Lĩnh vực"),
        required=False,
        choices=[("", say("Tất cả")), *FIELD_CHOICES],
        error_messages={"invalid_choice": say("Không có lĩnh vực này.")},
    )

    def __init__(self, *args: Any, rows: AssignmentQuerySet, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        due = rows.filter(state__in=OPEN_STATES, due_on__lte=today).order_by()
        self.fields["co_quan"].queryset = Agency.objects.filter(pk__in=due.values("lead_agency"))  # type: ignore[attr-defined]
        programs = Program.objects.filter(pk__in=due.values("directive__program")).order_by("code")
        self.fields["chuong_trinh"].queryset = programs  # type: ignore[attr-defined]

    def narrow(self, late: QuerySet[Any]) -> QuerySet[Any]:
        """Of these rows of `overdue` those that fit, longest overdue first; nothing fits a wrong value."""
        if not self.is_valid():
            return late.none()
        wanted, condition = self.cleaned_data, Q()
        if band := band_of(wanted["tuoi"]):
            condition &= band.on(self.today)
        if wanted["co_quan"]:
            condition &= Q(lead_agency=wanted["co_quan"])
        if wanted["chuong_trinh"]:
            condition &= Q(directive__program=wanted["chuong_trinh"])
        if wanted["linh_vuc"]:
            condition &= Q(field=wanted["linh_vuc"])
        return late.filter(condition).order_by("excused_on", "pk")

    def words(self) -> list[str]:
        """What was asked for, in words; empty for everything."""
        wanted = self.cleaned_data if self.is_valid() else {}
        band = band_of(wanted.get("tuoi", ""))
        field = dict(FIELD_CHOICES).get(wanted.get("linh_vuc", ""))
        named = [str(wanted[name]) for name in ("co_quan", "chuong_trinh") if wanted.get(name)]
        return [
            *([say("quá hạn {band} ngày", band=band.label)] if band else []),
            *named,
            *([say("lĩnh vực {field}", field=field)] if field else []),
        ]


class SendForm(forms.Form):
    """The confirmation: the token of the page, and words of the Office that stand in every letter.

    `shown_at`: the moment for which the page showed who gets what; `shown`: how many assignments these were.
    """

    token = forms.UUIDField(widget=forms.HiddenInput)
    shown_at = forms.DateTimeField(required=False, widget=forms.HiddenInput)
    shown = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)
    note = forms.CharField(
        label=say("Nội dung thêm của Văn phòng"),
        required=False,
        max_length=1_000,
        help_text=say("Có trong thư gửi mọi đơn vị, ví dụ: đề nghị báo cáo trước 16 giờ ngày 20/11/2022."),
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"max_length": say("Dài quá 1.000 ký tự.")},
    )

    def clean_note(self) -> str:
        """No secrecy marks; what bears one is not shown again."""
        note = str(self.cleaned_data["note"])
        if mark := secrecy_mark(note):
            kept = QueryDict(mutable=True)
            kept.update(self.data)
            kept["note"] = ""
            self.data = kept
            raise forms.ValidationError(
                say("Nội dung có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu.", mark=mark)
            )
        return note


def picked(data: QueryDict) -> list[int] | None:
    """The keys that were ticked; None for "all that the filter shows"."""
    if data.get("tat_ca"):
        return None
    keys = [
        int(text) for text in data.getlist("viec") if text.isascii() and text.isdigit() and len(text) < 19
    ]
    return list(dict.fromkeys(keys))[:MOST_PICKED]
