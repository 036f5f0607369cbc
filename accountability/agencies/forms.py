"""The filter of the list of agencies; the forms of a named list and of a delegation."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from accountability.accounts.models import User
from accountability.agencies.lists import ListSpec
from accountability.agencies.models import Agency, AgencyList, AgencyQuerySet, Position
from accountability.agencies.naming import NameBook
from accountability.core.saying import say
from accountability.core.text import agency_key, fold

# So many wrong lines are told at once.
_ASKED = 20


class AgencyFilter(forms.Form):
    """Narrow the list by kind and by any way in which an agency is written; both may stay empty."""

    tim = forms.CharField(label=say("Tên, chữ viết tắt"), required=False, max_length=200, empty_value="")
    loai = forms.ChoiceField(
        label=say("Loại"),
        required=False,
        choices=[("", say("Tất cả")), *Agency.Kind.choices],
        error_messages={"invalid_choice": say("Không có loại cơ quan này.")},
    )

    def narrow(self, agencies: AgencyQuerySet) -> list[Agency]:
        """The agencies that fit, in their order. Names are compared here: some 500 rows, and no database folds đ."""
        if not self.is_valid():
            return []
        if self.cleaned_data["loai"]:
            agencies = agencies.filter(kind=self.cleaned_data["loai"])
        words = self.cleaned_data["tim"].strip()
        return [agency for agency in agencies if not words or _is_called(agency, words)]


def _is_called(agency: Agency, words: str) -> bool:
    """Whether a name contains the words (no diacritics needed), or an abbreviation is meant by them."""
    names = [agency.name, agency.short_name, *agency.symbols, *agency.aliases]
    key = agency_key(words)
    return any(fold(words) in fold(name) or (key and key == agency_key(name)) for name in names)


class ListForm(forms.Form):
    """A named list: its agencies one per line, as people write them; a line that nobody knows is asked about."""

    title = forms.CharField(
        label=say("Tên danh sách"),
        max_length=150,
        error_messages={"required": say("Vui lòng nhập tên danh sách.")},
    )
    kind = forms.ChoiceField(label=say("Loại"), choices=AgencyList.Kind.choices)
    basis = forms.CharField(
        label=say("Căn cứ"),
        max_length=300,
        required=False,
        help_text=say("Văn bản chọn các cơ quan này, nếu có."),
    )
    members = forms.CharField(
        label=say("Các cơ quan"), max_length=60_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text=say("Mỗi dòng một cơ quan: tên đầy đủ, tên ngắn, hoặc tên xã, phường; dán được từ Excel."),
        error_messages={"required": say("Danh sách cần ít nhất một cơ quan.")},
    )  # fmt: skip

    def __init__(self, *args: Any, agencies: Iterable[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.agencies = agencies

    def clean_members(self) -> tuple[Agency, ...]:
        """The agencies of the lines, each once."""
        book, found = NameBook(self.agencies), {}
        wrong: list[str] = []
        for number, text in enumerate(self.cleaned_data["members"].splitlines(), start=1):
            if not text.strip():
                continue
            meant = book.find(text)
            if len(meant) == 1:
                found[meant[0].pk] = meant[0]
            elif len(wrong) < _ASKED:
                wrong.append(
                    say(
                        "Dòng {number}: {question}",
                        number=number,
                        question=question(text, meant or book.near(text), known=bool(meant)),
                    )
                )
        if wrong:
            raise forms.ValidationError(wrong)
        return tuple(found.values())

    def spec(self) -> ListSpec:
        """What was written down; asked for after `is_valid`."""
        given = self.cleaned_data
        return ListSpec(given["title"], given["kind"], given["basis"], given["members"])


def question(text: str, offered: Iterable[Agency], *, known: bool) -> str:
    """What is asked about a name that means nobody, or several."""
    names = "; ".join(agency.short_name for agency in offered)
    if known:
        return say("“{strip}” có thể là: {names}. Vui lòng ghi rõ.", strip=text.strip(), names=names)
    return say("không có cơ quan “{strip}” trong danh mục", strip=text.strip()) + (
        say("; có phải: {names}?", names=names) if names else "."
    )


def _day_input() -> forms.DateInput:
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class DelegationForm(forms.Form):
    """Who stands in for the head, from when to when, by which document."""

    position = forms.ModelChoiceField(
        label=say("Chức danh"), empty_label=say("— chọn —"), queryset=Position.objects.none()
    )
    user = forms.ModelChoiceField(
        label=say("Người được ủy quyền"), empty_label=say("— chọn —"), queryset=User.objects.none()
    )
    from_on = forms.DateField(label=say("Từ ngày"), widget=_day_input())
    to_on = forms.DateField(label=say("Đến hết ngày"), widget=_day_input())
    document = forms.CharField(
        label=say("Văn bản ủy quyền"), max_length=200, help_text=say("Số, ký hiệu, ngày của văn bản.")
    )

    def __init__(self, *args: Any, positions: list[Position], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        mine = [position.pk for position in positions]
        agencies = {position.agency_id for position in positions}
        self.fields["position"].queryset = Position.objects.filter(pk__in=mine)  # type: ignore[attr-defined]
        now = Q(incumbencies__to_on=None) | Q(incumbencies__to_on__gte=today)
        self.fields["user"].queryset = (  # type: ignore[attr-defined]
            User.objects.filter(now, is_active=True, incumbencies__position__agency__in=agencies)
            .exclude(incumbencies__position__in=mine)
            .distinct()
            .order_by("display_name")
        )
