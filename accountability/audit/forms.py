"""The filter of the audit."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet

from accountability.audit import presenters
from accountability.audit.models import AuditEvent
from accountability.core.saying import say
from accountability.core.zone import LOCAL


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": say("Ngày không hợp lệ, viết như 08/11/2022.")},
    )


class AuditFilter(forms.Form):
    """Narrow the audit by action and days; every field may stay empty."""

    viec = forms.ChoiceField(
        label=say("Việc"), required=False, error_messages={"invalid_choice": say("Không có loại việc này.")}
    )
    tu = _day(say("Từ ngày"))
    den = _day(say("Đến hết ngày"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["viec"].choices = [("", say("Tất cả")), *presenters.titles().items()]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The days are in order."""
        wanted = super().clean() or self.cleaned_data
        if wanted.get("tu") and wanted.get("den") and wanted["den"] < wanted["tu"]:
            self.add_error("den", say("Đến ngày phải từ ngày bắt đầu trở đi."))
        return wanted

    def narrow(self, events: QuerySet[AuditEvent]) -> QuerySet[AuditEvent]:
        """The events that fit; a wrong value in the address is said by the form, and nothing fits."""
        if not self.is_valid():
            return events.none()
        wanted = self.cleaned_data
        if wanted["viec"]:
            events = events.filter(action=wanted["viec"])
        if wanted["tu"]:
            events = events.filter(at__gte=datetime.combine(wanted["tu"], time.min, tzinfo=LOCAL))
        if wanted["den"]:
            until = datetime.combine(wanted["den"], time.min, tzinfo=LOCAL) + timedelta(days=1)
            events = events.filter(at__lt=until)
        return events
