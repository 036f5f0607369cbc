"""Which report to make: a program and a half-month."""

from __future__ import annotations

from datetime import date, timedelta

from django import forms
from django.db.models import QuerySet

from accountability.core.saying import say
from accountability.directives.models import Program
from accountability.reports.rules import Period, half_month_of

PERIODS_OFFERED = 12


def offered_periods(today: date) -> list[Period]:
    """The half-month of today and those before it, newest first."""
    periods = [half_month_of(today)]
    while len(periods) < PERIODS_OFFERED:
        periods.append(half_month_of(periods[-1].from_on - timedelta(days=1)))
    return periods


def period_title(period: Period) -> str:
    """As "Kỳ 01–15/11/2022"."""
    return say("Kỳ {from_on:%d}–{to_on:%d/%m/%Y}", from_on=period.from_on, to_on=period.to_on)


class MakeForm(forms.Form):
    """The one button of the list of reports; `programs` are those that the actor may report on."""

    program = forms.ModelChoiceField(
        label=say("Chương trình, đề án"),
        queryset=Program.objects.none(),
        empty_label=None,
        error_messages={
            "required": say("Vui lòng chọn chương trình, đề án."),
            "invalid_choice": say("Bạn không được lập báo cáo của chương trình này."),
        },
    )
    period = forms.ChoiceField(
        label=say("Kỳ báo cáo"),
        error_messages={
            "required": say("Vui lòng chọn kỳ báo cáo."),
            "invalid_choice": say("Kỳ báo cáo không hợp lệ; vui lòng chọn lại."),
        },
    )

    def __init__(self, *args: object, programs: QuerySet[Program], today: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["program"].queryset = programs  # type: ignore[attr-defined]
        running = half_month_of(today)
        self.fields["period"].choices = [  # type: ignore[attr-defined]
            (
                period.from_on.isoformat(),
                period_title(period) + (say(" (chưa hết kỳ)") if period == running else ""),
            )
            for period in offered_periods(today)
        ]

    @property
    def chosen_period(self) -> Period:
        """The half-month chosen, of a valid form."""
        return half_month_of(date.fromisoformat(self.cleaned_data["period"]))
