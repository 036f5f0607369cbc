"""The form of a ladder: its rungs in their order, each a small form; nothing typed is lost, whatever is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields
from typing import Any

from django import forms
from django.http import QueryDict

from accountability.assignments.forms.base import day, line
from accountability.core.saying import first_upper, say
from accountability.core.text import secrecy_mark
from accountability.directives.models import Directive, Program
from accountability.escalation import policy_words as words
from accountability.escalation.models import Policy
from accountability.escalation.policy_checks import KEY_LIMIT, Problem, RungDraft
from accountability.escalation.recipients import NAMES
from accountability.escalation.rules import Anchor, Channel, Condition

ORDER = "cap"  # The hidden field that names each rung's prefix, in the order of the ladder.
MOST_RUNGS = 60
RECIPIENTS = [(name, first_upper(title)) for name, title in NAMES.items()]
_LISTS = ("to", "cc")


def _choices(labels: Mapping[Any, str], empty: str = "–") -> list[tuple[str, str]]:
    return [("", empty), *((str(code), label) for code, label in labels.items() if code)]


def _number(label: str, **options: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=options.pop("min_value", -3650),
        max_value=3650,
        error_messages={"invalid": say("Chỉ nhập số nguyên.")},
        **options,
    )


def _choice(label: str, labels: Mapping[Any, str], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=_choices(labels, options.pop("empty", "–")),
        required=False,
        error_messages={"invalid_choice": say("Không có lựa chọn này.")},
        **options,
    )


def _names(label: str) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label,
        choices=RECIPIENTS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": say("Không có người nhận “%(value)s” trong danh sách chức danh.")},
    )


class RungForm(forms.Form):
    """One rung. What is missing or contradicts another rung is said by `policy_checks`, not here."""

    title = forms.CharField(label=say("Tên cấp"), required=False, max_length=200)
    key = forms.CharField(
        label=say("Khóa"),
        required=False,
        max_length=KEY_LIMIT,
        help_text=say("Chữ thường không dấu, số, gạch nối. Cấp đã dùng giữ khóa cũ."),
    )
    anchor = _choice(say("Tính từ"), words.ANCHORS, empty=say("Chọn mốc"))
    offset = _number(say("Cách mốc"), help_text=say("Số âm: trước mốc; 0: đúng mốc."))
    unit = _choice(say("Đơn vị"), words.UNITS, empty=say("Chọn đơn vị"))
    citizens_offset = _number(
        say("Khi ảnh hưởng quyền lợi người dân"), help_text=say("Cùng đơn vị; để trống: như trên.")
    )
    condition = _choice(say("Điều kiện"), words.CONDITIONS)
    condition_days = _number(say("Số ngày của điều kiện"), min_value=0)
    to = _names(say("Gửi"))
    cc = _names(say("Đồng gửi (để biết)"))
    channel = _choice(say("Kênh"), words.CHANNELS)
    require = _choice(say("Đòi hỏi"), words.REQUIRES, empty=say("không"))
    answer_days = _number(say("Trả lời trong (ngày làm việc)"), min_value=0)
    repeat_days = _number(
        say("Lặp lại sau (ngày làm việc)"), min_value=0, help_text=say("Để trống: không lặp lại.")
    )
    repeat_limit = _number(say("Số lần lặp lại"), min_value=0)
    waits = forms.BooleanField(
        label=say("Tạm dừng khi chờ cấp trên trả lời vướng mắc hoặc chờ quyết định gia hạn"), required=False
    )

    def clean(self) -> dict[str, Any]:
        """Words that carry a secrecy mark are refused."""
        cleaned = super().clean() or self.cleaned_data
        if mark := secrecy_mark(cleaned.get("title") or ""):
            self.add_error(
                "title", say("Nội dung có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận.", mark=mark)
            )
        return cleaned

    def draft(self) -> RungDraft:
        """The rung as typed; call after `is_valid`. What did not clean is left empty."""
        cleaned = self.cleaned_data
        given: dict[str, Any] = {field.name: cleaned.get(field.name) for field in fields(RungDraft)}
        texts = ("key", "title", "anchor", "unit", "condition", "channel", "require")
        given |= {name: given[name] or "" for name in texts}
        given |= {name: tuple(given[name] or ()) for name in _LISTS}
        return RungDraft(**given | {"waits": bool(given["waits"])})

    @property
    def shown(self) -> RungDraft:
        """The rung for its line in the folded list: what was typed, as far as it can be read."""
        if self.is_bound:
            self.is_valid()
            return self.draft()
        values = {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}
        return _from_raw(values)

    @property
    def words(self) -> dict[str, Any]:
        """Its line: when, to whom."""
        rung = self.shown
        names = dict(RECIPIENTS)
        return {
            "name": rung.name,
            "moment": words.moment(rung),
            "to": [names.get(name, name) for name in rung.to],
            "cc": [names.get(name, name) for name in rung.cc],
        }


def _from_raw(values: Mapping[str, Any]) -> RungDraft:
    """As much of the values of an unbound form as makes sense."""

    def number(name: str) -> int | None:
        text = str(values.get(name) if values.get(name) is not None else "").strip()
        return int(text) if text.lstrip("-").isdigit() else None

    anchor = str(values.get("anchor") or "")
    return RungDraft(
        key=str(values.get("key") or ""), title=str(values.get("title") or ""), offset=number("offset"),
        anchor=anchor if anchor in set(Anchor) else "", unit=str(values.get("unit") or ""),
        to=tuple(values.get("to") or ()), cc=tuple(values.get("cc") or ()),
    )  # fmt: skip


class HeadForm(forms.Form):
    """What is said of the version as a whole."""

    note = line(
        say("Ghi chú của phiên bản"), required=False, help_text=say("Ví dụ: theo ý kiến của Chánh Văn phòng.")
    )
    from_on = day(say("Có hiệu lực từ ngày"), required=False, help_text=say("Cần khi ban hành."))


class LadderForm:
    """All rungs of a ladder and the head, from a version or from what was posted.

    The posted hidden fields `cap` say which rungs there are and in which order; buttons add, remove and move them.
    """

    def __init__(
        self, rungs: Sequence[RungDraft], *, initial: Mapping[str, Any], known: Iterable[str]
    ) -> None:
        self.known = frozenset(known)
        self.head = HeadForm(initial=dict(initial))
        self.rungs = [
            self._fixed(RungForm(prefix=f"c{number}", initial=_values(rung)))
            for number, rung in enumerate(rungs)
        ]
        self.whole: list[str] = []
        self.opened = ""

    @classmethod
    def posted(cls, data: QueryDict, *, known: Iterable[str]) -> LadderForm:
        """What was typed, to be checked: `is_valid`, then `drafts`."""
        form = cls((), initial={}, known=known)
        form.head = HeadForm(data)
        form.rungs = [form._fixed(RungForm(data, prefix=prefix)) for prefix in _prefixes(data)]
        return form

    @classmethod
    def changed(cls, data: QueryDict, button: str, *, known: Iterable[str]) -> LadderForm:
        """What was typed with a rung added ("them"), removed ("bo:c3") or moved ("len:c3", "xuong:c3"); not checked."""
        form = cls(
            (), initial={"note": data.get("note", ""), "from_on": data.get("from_on", "")}, known=known
        )
        order = _prefixes(data)
        verb, _, prefix = button.partition(":")
        if verb == "them" and len(order) < MOST_RUNGS:
            prefix = f"c{max((int(one[1:]) for one in order), default=-1) + 1}"
            order.append(prefix)
        elif prefix in order:
            place = order.index(prefix)
            order.pop(place)
            if verb in ("len", "xuong"):
                order.insert(max(0, place - 1) if verb == "len" else place + 1, prefix)
        form.opened = prefix if verb == "them" else ""
        form.rungs = [form._fixed(RungForm(prefix=one, initial=_raw(data, one))) for one in order]
        return form

    def _fixed(self, rung: RungForm) -> RungForm:
        """The key of a rung that has been in force stays as it is: its claims are in the ledger."""
        value = rung["key"].value() or ""
        if value in self.known:
            rung.fields["key"].widget.attrs["readonly"] = True
        return rung

    def is_valid(self) -> bool:
        """Whether every field could be read."""
        return all([self.head.is_valid(), *(rung.is_valid() for rung in self.rungs)])

    def drafts(self) -> list[RungDraft]:
        """The rungs as typed, also those with a field that could not be read; call after `is_valid`."""
        return [rung.draft() for rung in self.rungs]

    def mark(self, found: Iterable[Problem]) -> None:
        """Write what the checks found beside the fields; a field that could not be read has its message already."""
        for problem in found:
            if problem.rung is None:
                self.whole.append(problem.text)
            elif problem.field not in self.rungs[problem.rung].errors:
                self.rungs[problem.rung].add_error(problem.field, problem.text)

    @property
    def complaints(self) -> list[dict[str, str]]:
        """Everything that is wrong, each with the field that it links to; for the summary."""
        return list(self._complaints())

    def _complaints(self) -> Iterator[dict[str, str]]:
        for text in self.whole:
            yield {"text": text, "id": ""}
        for form, where in (
            (self.head, ""),
            *((rung, say("{words} – ", words=rung.words["name"])) for rung in self.rungs),
        ):
            if not form.is_bound:
                continue
            for name, errors in form.errors.items():
                field = form[name] if name in form.fields else None
                for error in errors:
                    label = say("{where}{field}: ", where=where, field=field.label) if field else where
                    yield {
                        "text": say("{label}{error}", label=label, error=error),
                        "id": field.auto_id if field else "",
                    }


def _prefixes(data: QueryDict) -> list[str]:
    """The prefixes in their order, each once; what is no prefix of ours is left out."""
    given = dict.fromkeys(data.getlist(ORDER))
    return [one for one in given if one[:1] == "c" and one[1:].isdecimal() and len(one) < 6][:MOST_RUNGS]


def _raw(data: QueryDict, prefix: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        name: data.getlist(f"{prefix}-{name}") if name in _LISTS else data.get(f"{prefix}-{name}", "")
        for name in RungForm.base_fields
    }
    if not any(value for value in found.values()):
        found |= {"condition": Condition.NOT_DONE.value, "channel": Channel.ACT_NOW.value, "unit": "wd"}
        found["anchor"] = Anchor.DEADLINE.value
    return found


def _values(rung: RungDraft) -> dict[str, Any]:
    return {field.name: getattr(rung, field.name) for field in fields(rung)}


class NewPolicyForm(forms.Form):
    """A policy for a program, an urgency or a kind of document, copied from another."""

    title = line(say("Tên quy tắc"), length=200)
    urgency = forms.ChoiceField(
        label=say("Độ khẩn"), required=False, choices=[("", say("Mọi độ khẩn")), *Directive.Urgency.choices]
    )
    program = forms.ModelChoiceField(
        label=say("Chương trình, đề án"),
        required=False,
        queryset=Program.objects.order_by("code"),
        empty_label=say("Mọi chương trình, đề án"),
    )
    kind = forms.ChoiceField(
        label=say("Loại văn bản"),
        required=False,
        choices=[("", say("Mọi loại văn bản")), *Directive.Kind.choices],
    )
    copied_from = forms.ModelChoiceField(
        label=say("Chép các cấp từ"),
        queryset=Policy.objects.filter(retired_at=None, versions__isnull=False).distinct().order_by("pk"),
        empty_label=None,
        error_messages={
            "required": say("Vui lòng chọn quy tắc để chép."),
            "invalid_choice": say("Không có quy tắc này."),
        },
    )

    def clean(self) -> dict[str, Any]:
        """Something must tell the new policy from the one for everything."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not (cleaned["urgency"] or cleaned["program"] or cleaned["kind"]):
            raise forms.ValidationError(say("Vui lòng chọn độ khẩn, chương trình hoặc loại văn bản."))
        if mark := secrecy_mark(cleaned.get("title") or ""):
            self.add_error(
                "title", say("Nội dung có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận.", mark=mark)
            )
        return cleaned
