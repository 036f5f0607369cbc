"""Reasons, what Sở Nội vụ answered, and the revision that a leader read."""

from __future__ import annotations

from django import forms

from accountability.core.saying import say
from accountability.directives.form_fields import day_field
from accountability.documents.forms.fields import text_field


class ReasonForm(forms.Form):
    """Why a draft is sent back, or a document recalled."""

    reason = text_field(say("Lý do"), 3, 1_000)


class ConsultForm(forms.Form):
    """What Sở Nội vụ answered."""

    answered_on = day_field(say("Ngày có ý kiến"))
    answer = text_field(
        say("Ý kiến của Sở Nội vụ"), 3, 2_000, help_text=say("Ghi cả số, ký hiệu văn bản trả lời, nếu có.")
    )


class ConfirmForm(forms.Form):
    """Ký: the revision that was read."""

    revision = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
