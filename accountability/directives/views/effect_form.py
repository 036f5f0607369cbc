"""The form "Tác động đến văn bản trước": the whole document, or its assignments one by one, with one effect for all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from accountability.assignments.actions.planning import CHOSEN, EffectSpec
from accountability.assignments.models import Assignment, DirectiveEffect
from accountability.core.saying import say
from accountability.core.spelling import one_line
from accountability.directives.form_fields import REQUIRED, day_field
from accountability.directives.models import Directive, Relation

_K = DirectiveEffect.Kind
_R = Relation.Kind
SAME = ""  # The row follows what is said for all.
ALL, PICKED = "all", "picked"


class EffectForm(forms.Form):
    """What the later document does to one earlier document; `rows` are the open assignments of this page."""

    what = forms.ChoiceField(label=say("Tác động"), widget=forms.RadioSelect, error_messages=REQUIRED)
    note = forms.CharField(
        label=say("Nội dung (điều, khoản)"),
        required=False,
        max_length=500,
        help_text=say("Ví dụ: Điều 1, khoản 2."),
    )
    kind = forms.ChoiceField(
        label=say("Nhiệm vụ được chọn sẽ"),
        required=False,
        choices=[(kind.value, kind.label) for kind in CHOSEN],
    )
    new_due_on = day_field(say("Thời hạn mới"), required=False)
    new_title = forms.CharField(label=say("Nội dung mới"), required=False, max_length=500)
    new_product = forms.CharField(label=say("Sản phẩm mới"), required=False, max_length=300)
    successor = forms.ChoiceField(
        label=say("Nhiệm vụ thay thế"), required=False, help_text=say("Dùng khi tác động là “Thay thế”.")
    )
    scope = forms.ChoiceField(label=say("Áp dụng cho"), required=False, widget=forms.RadioSelect)

    def __init__(
        self, *args: Any, later: Directive, earlier: Directive, rows: Sequence[Assignment], total: int,
        drafts: Sequence[Assignment], **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.later, self.rows, self.total = later, rows, total
        self.drafts = {str(row.pk): row for row in drafts}
        whole = _R.RESTORES if earlier.state == Directive.State.WITHDRAWN else _R.WITHDRAWS
        what = [] if whole == _R.RESTORES or not total else [(_R.AMENDS.value, say("Sửa đổi, gia hạn, thay thế hoặc kết thúc từng nhiệm vụ"))]  # fmt: skip
        self._offer("what", [*what, (whole.value, say("{whole} toàn bộ văn bản", whole=whole.label))])
        self.initial.setdefault("what", self.fields["what"].choices[0][0])
        successors = [(key, f"{row.title} – {row.lead_name}"[:120]) for key, row in self.drafts.items()]
        self._offer("successor", [("", say("nhiệm vụ có cùng cơ quan chủ trì")), *successors])
        self._offer(
            "scope",
            [
                (PICKED, say("Các nhiệm vụ chọn dưới đây")),
                (ALL, say("Tất cả {total} nhiệm vụ đang thực hiện", total=total)),
            ],
        )
        self.initial.setdefault("scope", PICKED)
        for row in rows:
            self._add(row)

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        self.fields[name].choices = choices

    def _add(self, row: Assignment) -> None:
        chosen = {"aria-label": say("Chọn: {row}", row=row.title)[:200]}
        self.fields[f"pick_{row.pk}"] = forms.BooleanField(
            required=False, widget=forms.CheckboxInput(attrs=chosen)
        )
        self.fields[f"kind_{row.pk}"] = forms.ChoiceField(
            required=False, choices=[(SAME, say("như trên")), *((kind.value, kind.label) for kind in CHOSEN)],
            widget=forms.Select(attrs={"aria-label": say("Tác động riêng: {row}", row=row.title)[:200]}),
        )  # fmt: skip
        own = day_field(say("Thời hạn riêng"), required=False)
        own.widget.attrs["aria-label"] = say("Thời hạn riêng: {row}", row=row.title)[:200]
        self.fields[f"due_{row.pk}"] = own

    @property
    def lines(self) -> list[dict[str, Any]]:
        """The rows with their fields, for the table."""
        return [
            {
                "row": row,
                "pick": self[f"pick_{row.pk}"],
                "kind": self[f"kind_{row.pk}"],
                "due": self[f"due_{row.pk}"],
            }
            for row in self.rows
        ]

    def clean(self) -> dict[str, Any]:
        """Something is chosen when single assignments are changed."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("what") == _R.AMENDS and not self.is_for_all and not any(self._picked()):
            self.add_error(None, say("Vui lòng chọn ít nhất một nhiệm vụ của văn bản trước."))
        return cleaned

    def _picked(self) -> list[Assignment]:
        return [row for row in self.rows if self.cleaned_data.get(f"pick_{row.pk}")]

    @property
    def is_for_all(self) -> bool:
        """Every open assignment of the earlier document, also those of other pages."""
        return self.cleaned_data.get("scope") == ALL

    def specs(self, every: Sequence[Assignment]) -> list[EffectSpec]:
        """What was chosen; `every` are all open assignments, for "tất cả". A row may have its own effect and date."""
        return [self._spec(row) for row in (every if self.is_for_all else self._picked())]

    def _spec(self, row: Assignment) -> EffectSpec:
        given = self.cleaned_data
        kind = given.get(f"kind_{row.pk}") or given["kind"]
        due_on: date | None = given.get(f"due_{row.pk}") or given["new_due_on"]
        words = kind == _K.AMEND
        return EffectSpec(
            row, kind, new_due_on=due_on if kind in (_K.EXTEND, _K.AMEND) else None,
            new_title=one_line(given["new_title"]) if words else "",
            new_product=one_line(given["new_product"]) if words else "",
            successor=self.drafts.get(given["successor"]) if kind == _K.REPLACE else None,
        )  # fmt: skip
