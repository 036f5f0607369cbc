"""The filter of the mail list."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Q

from accountability.notices import kinds
from accountability.notices.models import OutboxQuerySet, OutboxState


class MailFilter(forms.Form):
    """Narrow the mail list by state, kind and words; every field may stay empty."""

    trang_thai = forms.ChoiceField(
        label="Trạng thái gửi",
        required=False,
        choices=[("", "Tất cả"), *OutboxState.choices],
        error_messages={"invalid_choice": "Không có trạng thái này."},
    )
    loai = forms.ChoiceField(
        label="Loại thư", required=False, error_messages={"invalid_choice": "Không có loại thư này."}
    )
    tim = forms.CharField(label="Người nhận, tiêu đề", required=False, max_length=200, empty_value="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["loai"].choices = [  # type: ignore[attr-defined]
            ("", "Tất cả"),
            *((kind.code, kind.title) for kind in kinds.all_kinds()),
        ]

    def narrow(self, mails: OutboxQuerySet) -> OutboxQuerySet:
        """The mails that fit; a wrong value in the address is said by the form, and nothing fits."""
        if not self.is_valid():
            return mails.none()
        wanted = self.cleaned_data
        if wanted["trang_thai"]:
            mails = mails.filter(state=wanted["trang_thai"])
        if wanted["loai"]:
            mails = mails.filter(kind=wanted["loai"])
        if words := wanted["tim"].strip():
            mails = mails.filter(
                Q(recipient__icontains=words)
                | Q(subject_line__icontains=words)
                | Q(recipient_user__username__icontains=words)
            )
        return mails
