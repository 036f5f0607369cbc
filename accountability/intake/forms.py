"""The forms of intake."""

from __future__ import annotations

from typing import Any

from django import forms

from accountability.files.rules import MAX_BYTES
from accountability.intake.rules.columns import Meaning
from accountability.intake.sources import ACCEPT, EXTENSIONS, LONGEST_PASTE

_MEANINGS = [("", "— không dùng —"), *((meaning.value, meaning.label) for meaning in Meaning)]


class AnnexForm(forms.Form):
    """A table as a file, or as it was copied in a spreadsheet; exactly one of the two."""

    file = forms.FileField(
        label="Tệp phụ lục", required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=f"Tối đa {MAX_BYTES // 1024 // 1024} MB; nhận {', '.join(EXTENSIONS)}.",
        error_messages={"empty": "Tệp rỗng.", "invalid": "Không đọc được tệp; vui lòng chọn lại."},
    )  # fmt: skip
    pasted = forms.CharField(
        label="Hoặc dán từ Excel", required=False, max_length=LONGEST_PASTE, strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_PASTE}),
        help_text="Chọn cả bảng trong Excel (có dòng tiêu đề), chép rồi dán vào đây.",
        error_messages={"max_length": "Nội dung dán quá dài. Vui lòng lưu thành tệp .xlsx rồi tải lên."},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or self.cleaned_data
        has_file, has_text = bool(given.get("file")), bool((given.get("pasted") or "").strip())
        if not self.errors and has_file == has_text:
            raise forms.ValidationError(
                "Vui lòng chọn tệp hoặc dán bảng, không phải cả hai."
                if has_file
                else "Vui lòng chọn tệp phụ lục, hoặc dán bảng."
            )
        return given


class LayoutForm(forms.Form):
    """How a sheet is read: which one, where its titles stand, what each column means."""

    sheet = forms.TypedChoiceField(label="Trang tính, bảng", coerce=int)
    first = forms.IntegerField(label="Tiêu đề từ dòng", min_value=1, max_value=2_000_000)
    last = forms.IntegerField(label="đến dòng", min_value=1, max_value=2_000_000)

    def __init__(
        self, *args: Any, sheets: list[str], width: int, titles: dict[int, str], **kwargs: Any
    ) -> None:
        """`sheets`: their names; `width`: the number of columns of the present one, `titles` what stands above them."""
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = list(enumerate(sheets))  # type: ignore[attr-defined]
        for column in range(width):
            self.fields[f"cot-{column}"] = forms.ChoiceField(
                label=titles.get(column) or "(không có tiêu đề)", choices=_MEANINGS, required=False
            )

    @property
    def columns(self) -> dict[int, Meaning]:
        """The columns that mean something."""
        chosen = {
            name: value for name, value in self.cleaned_data.items() if name.startswith("cot-") and value
        }
        return {int(name.removeprefix("cot-")): Meaning(value) for name, value in chosen.items()}
