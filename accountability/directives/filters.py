"""The filter of the list of directives: every field is a part of the address, so that a view can be handed on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import Case, F, IntegerField, Q, QuerySet, Value, When

from accountability.core.finding.matching import matching
from accountability.core.finding.rules import Typed, read, spellings
from accountability.core.saying import say
from accountability.directives.form_fields import REQUIRED
from accountability.directives.models import Directive, Program

SORTS = {
    "": (say("Mới nhất trước"), ("-issued_on", "-pk")),
    "issued": (say("Cũ nhất trước"), ("issued_on", "pk")),
    "number": (say("Theo ký hiệu, số"), ("symbol", F("year").desc(), "number", "pk")),
    "issuer": (say("Theo cơ quan ban hành"), ("issuer__rank", "issuer_text", "-issued_on", "-pk")),
}
_INVALID_DAY = {"invalid": say("Ngày không hợp lệ, viết như 20/12/2022.")}
_FORMATS = ["%Y-%m-%d", "%d/%m/%Y"]


def _day(label: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(
        label=label, required=False, input_formats=_FORMATS, widget=widget, error_messages=_INVALID_DAY
    )


def best_first(rows: QuerySet[Directive], typed: Typed) -> QuerySet[Directive]:
    """The documents of a number that was typed first, then those that have the words one after the other."""
    numbers = [spelling for number in typed.numbers for spelling in spellings(number)]
    phrase = " " + " ".join(typed.words)
    rank = Case(
        When(number__in=numbers, search_text__contains=phrase, then=Value(0)),
        When(number__in=numbers, then=Value(1)),
        When(search_text__contains=phrase, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return rows.order_by(rank, "-issued_on", "-pk")


class DirectiveFilter(forms.Form):
    """Narrow the list; every field may stay empty."""

    q = forms.CharField(label=say("Số, ký hiệu hoặc trích yếu"), required=False, max_length=100, strip=True)
    kind = forms.ChoiceField(
        label=say("Loại văn bản"), required=False, choices=[("", say("Tất cả")), *Directive.Kind.choices],
        error_messages=REQUIRED,
    )  # fmt: skip
    program = forms.ModelChoiceField(
        Program.objects.order_by("title"), label=say("Chương trình, đề án"), required=False, empty_label=say("Tất cả"),
        error_messages=REQUIRED,
    )  # fmt: skip
    state = forms.ChoiceField(
        label=say("Bước xử lý"), required=False, choices=[("", say("Tất cả")), *Directive.State.choices],
        error_messages=REQUIRED,
    )  # fmt: skip
    issued_from = _day(say("Ban hành từ ngày"))
    issued_to = _day(say("Đến ngày"))
    sort = forms.ChoiceField(
        label=say("Sắp xếp"), required=False, choices=[(key, label) for key, (label, _) in SORTS.items()],
        error_messages=REQUIRED,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """A period runs forwards."""
        cleaned = super().clean() or self.cleaned_data
        since, until = cleaned.get("issued_from"), cleaned.get("issued_to")
        if since and until and until < since:
            self.add_error("issued_to", say("Ngày cuối phải từ ngày đầu trở đi."))
        return cleaned

    def narrow(self, rows: QuerySet[Directive]) -> QuerySet[Directive]:
        """The directives that fit; a wrong value in the address is said by the form, and nothing fits.

        What is looked for comes with the best first, unless another order is asked for.
        """
        if not self.is_valid():
            return rows.none()
        wanted = self.cleaned_data
        typed = read(wanted["q"])
        condition = Q()
        for name, column in (
            ("kind", "kind"), ("program", "program"), ("state", "state"), ("issued_from", "issued_on__gte"),
            ("issued_to", "issued_on__lte"),
        ):  # fmt: skip
            if wanted[name]:
                condition &= Q(**{column: wanted[name]})
        found = matching(rows.filter(condition), typed)
        if typed and not wanted["sort"]:
            return best_first(found, typed)
        return found.order_by(*SORTS[wanted["sort"]][1])
