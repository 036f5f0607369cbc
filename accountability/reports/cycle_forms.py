"""What is typed of periods and kinds of reports."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from accountability.agencies.models import Position
from accountability.assignments.forms.base import OneFileField
from accountability.assignments.forms.leader import RECORDED_FORMS
from accountability.core.saying import as_said, say
from accountability.core.spelling import normal
from accountability.directives.form_fields import LEADER_ROLES, REQUIRED, day_field
from accountability.directives.models import FIELD_CHOICES, Program
from accountability.reports.kind_actions import MOST_DUE_DAYS, KindTerms
from accountability.reports.models import ReportKind
from accountability.reports.rules import SECTIONS, Places, SectionError
from accountability.reports.rules.sections import LONGEST


class TextsForm(forms.Form):
    """The words of the six sections; `seen` says which state of them the writer had before him."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=16)

    def __init__(self, *args: Any, places: Places, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = places
        for section, title in SECTIONS.items():
            self.fields[_name(section)] = forms.CharField(
                label=say("{section}. {title}", section=section, title=title), required=False, max_length=LONGEST,
                widget=forms.Textarea(attrs={"rows": 4, "lang": "vi"}),
                error_messages={"max_length": say("Dài quá {n} ký tự.", n=LONGEST)},
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Every named place is known."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for section in SECTIONS:
            try:
                self.places.check(given.get(_name(section), ""))
            except SectionError as error:
                self.add_error(_name(section), as_said(error))
        return given

    def texts(self) -> dict[str, str]:
        """Section → its words, in one spelling."""
        return {
            section: normal(self.cleaned_data[_name(section)]).replace("\r\n", "\n").strip()
            for section in SECTIONS
        }

    @staticmethod
    def initial_of(texts: Mapping[str, str], seen: str) -> dict[str, str]:
        """What the form begins with."""
        return {"seen": seen, **{_name(section): texts[section] for section in SECTIONS}}

    def sections(self) -> Iterator[forms.BoundField]:
        """The six fields."""
        return (self[_name(section)] for section in SECTIONS)


def _name(section: str) -> str:
    return f"muc_{section.lower()}"


class WordForm(forms.Form):
    """Remarks, an instruction, a reason: one text."""

    text = forms.CharField(
        label=say("Nội dung"), required=False, max_length=4_000, widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={**REQUIRED, "max_length": say("Dài quá {n} ký tự.", n=4_000)},
    )  # fmt: skip

    def __init__(
        self, *args: Any, label: str, help_text: str = "", required: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["text"]
        field.label, field.help_text, field.required = label, help_text, required


class RecordForm(forms.Form):
    """What the addressee said elsewhere, recorded by the Office on his behalf: how, when, which words, on which paper."""

    form = forms.ChoiceField(
        label=say("Hình thức chỉ đạo"), choices=RECORDED_FORMS, widget=forms.RadioSelect,
        error_messages={"required": say("Vui lòng chọn hình thức chỉ đạo.")},
    )  # fmt: skip
    decided_on = day_field(say("Ngày chỉ đạo"))
    text = forms.CharField(
        label=say("Ý kiến chỉ đạo"), max_length=4_000, widget=forms.Textarea(attrs={"rows": 5}),
        help_text=say("Ghi đúng lời của lãnh đạo; lãnh đạo được báo và đính chính được."),
        error_messages={**REQUIRED, "max_length": say("Dài quá {n} ký tự.", n=4_000)},
    )  # fmt: skip
    scan = OneFileField(label=say("Bản chụp bút phê, phiếu trình"), required=False)


class TermsForm(forms.Form):
    """What can be changed of a kind that runs."""

    title = forms.CharField(
        label=say("Tên báo cáo"), max_length=200,
        error_messages={**REQUIRED, "max_length": say("Dài quá {n} ký tự.", n=200)},
    )  # fmt: skip
    due_days = forms.IntegerField(
        label=say("Hạn gửi sau khi chốt kỳ (ngày)"), min_value=0, max_value=MOST_DUE_DAYS, initial=1,
        error_messages={**REQUIRED, "invalid": say("Vui lòng nhập một số nguyên."),
                        "min_value": say("Không được âm."), "max_value": say("Nhiều nhất {n} ngày.", n=MOST_DUE_DAYS)},
    )  # fmt: skip
    field = forms.ChoiceField(
        label=say("Khối của Văn phòng thẩm tra"), choices=FIELD_CHOICES, error_messages=REQUIRED
    )
    addressee = forms.ModelChoiceField(
        label=say("Trình ai"), queryset=Position.objects.filter(role__in=LEADER_ROLES).order_by("pk"), empty_label=None,
        error_messages=REQUIRED,
    )  # fmt: skip

    def terms(self) -> KindTerms:
        """What was typed."""
        given = self.cleaned_data
        return KindTerms(normal(given["title"]), given["due_days"], given["field"], given["addressee"])


class RhythmForm(TermsForm):
    """A kind in another rhythm; what else is said of it may change with it."""

    field_order: tuple[str, ...] = ("title", "rhythm", "window")
    rhythm = forms.ChoiceField(
        label=say("Nhịp báo cáo"), choices=ReportKind.Rhythm.choices, error_messages=REQUIRED
    )
    window = forms.TypedChoiceField(
        label=say("Kỳ số liệu"), choices=ReportKind.Window.choices, coerce=int, error_messages=REQUIRED,
        help_text=say("Chỉ với báo cáo tháng, quý, 6 tháng, năm."),
    )  # fmt: skip


class KindForm(RhythmForm):
    """A new kind."""

    field_order = ("program", "title", "rhythm", "window", "starts_on")
    program = forms.ModelChoiceField(
        label=say("Chương trình, đề án"),
        queryset=Program.objects.none(),
        empty_label=None,
        error_messages=REQUIRED,
    )
    starts_on = day_field(
        say("Kỳ đầu từ ngày"),
        help_text=say("Kỳ đầu là kỳ có ngày này; báo cáo 15 ngày một lần tính từ đúng ngày này."),
    )

    def __init__(self, *args: Any, programs: QuerySet[Program], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["program"].queryset = programs  # type: ignore[attr-defined]
