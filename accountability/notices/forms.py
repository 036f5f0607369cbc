"""The filter of the mail list."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import Q

from accountability.core.saying import say
from accountability.core.zone import LOCAL
from accountability.notices import kinds
from accountability.notices.models import OutboxQuerySet, OutboxState


class MailFilter(forms.Form):
    """Narrow the mail list by state, kind, period, reader and words; every field may stay empty."""

    trang_thai = forms.ChoiceField(
        label=say("Trạng thái gửi"),
        required=False,
        choices=[("", say("Tất cả")), *OutboxState.choices],
        error_messages={"invalid_choice": say("Không có trạng thái này.")},
    )
    loai = forms.ChoiceField(
        label=say("Loại thư"),
        required=False,
        error_messages={"invalid_choice": say("Không có loại thư này.")},
    )
    tu = forms.DateField(
        label=say("Lập từ ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": say("Ngày không hợp lệ.")},
    )
    den = forms.DateField(
        label=say("Đến ngày"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": say("Ngày không hợp lệ.")},
    )
    nguoi_nhan = forms.CharField(label=say("Người nhận"), required=False, max_length=200, empty_value="")
    tim = forms.CharField(label=say("Tiêu đề, lời máy chủ"), required=False, max_length=200, empty_value="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loai"].choices = [  # type: ignore[attr-defined]
            ("", say("Tất cả")),
            *((kind.code, kind.title) for kind in kinds.all_kinds()),
        ]

    def narrow(self, mails: OutboxQuerySet, *, withheld: Q) -> OutboxQuerySet:
        """The mails that fit; a wrong value in the address is said by the form, and nothing fits.

        Words are not looked for in the titles of `withheld` mails: whoever may not read a title cannot guess it either.
        """
        if not self.is_valid():
            return mails.none()
        wanted = self.cleaned_data
        if wanted["trang_thai"]:
            mails = mails.filter(state=wanted["trang_thai"])
        if wanted["loai"]:
            mails = mails.filter(kind=wanted["loai"])
        if wanted["tu"]:
            mails = mails.filter(created_at__gte=datetime.combine(wanted["tu"], time.min, tzinfo=LOCAL))
        if wanted["den"] and wanted["den"] < date.max:
            day_after = wanted["den"] + timedelta(days=1)
            mails = mails.filter(created_at__lt=datetime.combine(day_after, time.min, tzinfo=LOCAL))
        if words := wanted["nguoi_nhan"].strip():
            mails = mails.filter(
                Q(recipient__icontains=words)
                | Q(recipient_user__username__icontains=words)
                | Q(recipient_user__display_name__icontains=words)
            )
        if words := wanted["tim"].strip():
            mails = mails.filter(
                (Q(subject_line__icontains=words) & ~withheld)
                | Q(last_text__icontains=words)
                | Q(recipient__icontains=words)
                | Q(recipient_user__username__icontains=words)
            )
        return mails

    def clean(self) -> dict[str, Any]:
        """A period runs forwards."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("tu"), cleaned.get("den")
        if since and until and until < since:
            self.add_error("den", say("Ngày cuối phải từ ngày đầu trở đi."))
        return cleaned
