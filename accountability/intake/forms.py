"""Forms of intake: a text or an annex to read, where a sentence is cut in two, what the columns of an annex mean."""

from __future__ import annotations

from typing import Any

from django import forms

from accountability.core.saying import say
from accountability.directives.form_fields import REQUIRED
from accountability.files.rules import MAX_BYTES
from accountability.intake.reading.jobs import JOBS
from accountability.intake.reading.plain_text import tidy_text
from accountability.intake.rules.columns import Meaning
from accountability.intake.sources import ACCEPT, EXTENSIONS, LONGEST_PASTE

# What a request may carry in its fields is limited, too: some 120 pages.
MAX_PASTED = 300_000
_EXTENSIONS = [f".{extension}" for extension in JOBS["text"].extensions]
_MEANINGS = [("", say("— không dùng —")), *((meaning.value, meaning.label) for meaning in Meaning)]


class TextForm(forms.Form):
    """A text pasted, or a file that holds one."""

    text = forms.CharField(
        label=say("Nội dung văn bản"), required=False, max_length=MAX_PASTED, strip=False,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=say("Dán nguyên văn, cả đề mục và câu dẫn: chủ trì, thời hạn có thể nằm ở câu trước."),
        error_messages={"max_length": say("Dài quá 300.000 ký tự (khoảng 120 trang); vui lòng tải tệp lên hoặc tách ra.")},
    )  # fmt: skip
    file = forms.FileField(
        label=say("Hoặc tải tệp lên"), required=False, max_length=200,
        widget=forms.FileInput(attrs={"accept": ",".join(_EXTENSIONS)}),
        help_text=say("{EXTENSIONS}; tối đa {MAX_BYTES} MB. Tệp PDF phải có lớp chữ; bản quét thì gõ hoặc dán nội "
"dung. Tệp chỉ được đọc, không lưu lại.", EXTENSIONS=', '.join(_EXTENSIONS), MAX_BYTES=MAX_BYTES // 1024 // 1024),
        error_messages={
            "empty": say("Tệp rỗng."), "invalid": say("Không đọc được tệp; vui lòng chọn lại."),
            "max_length": say("Tên tệp dài quá; vui lòng đặt tên ngắn hơn."),
        },
    )  # fmt: skip

    def clean_text(self) -> str:
        """Composed letters, line feeds, no invisible characters."""
        return tidy_text(self.cleaned_data["text"])

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or self.cleaned_data
        if self.errors:
            return given
        if given.get("text") and given.get("file"):
            self.add_error("file", say("Chỉ dùng một trong hai: dán nội dung hoặc tải tệp."))
        if not given.get("text") and not given.get("file"):
            self.add_error("text", say("Vui lòng dán nội dung văn bản, hoặc chọn tệp."))
        return given


class SplitForm(forms.Form):
    """A sentence, with line breaks where it is to be cut."""

    parts = forms.CharField(
        label=say("Câu trong văn bản"), strip=False, max_length=MAX_PASTED, error_messages=REQUIRED,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=say("Xuống dòng ở chỗ cần tách; không sửa chữ, vì mỗi phần phải giữ đúng lời văn bản."),
    )  # fmt: skip

    def __init__(self, *args: Any, text: str, spans: list[list[int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.text, self.spans = text, spans

    def clean_parts(self) -> list[tuple[int, int]]:
        """The place in the text of each line, in order."""
        found: list[tuple[int, int]] = []
        for number, line in enumerate(tidy_text(self.cleaned_data["parts"]).split("\n"), start=1):
            if not (words := line.strip()):
                continue
            place = self._place(words, found[-1][1] if found else 0)
            if place is None:
                raise forms.ValidationError(
                    say(
                        "Dòng {number} không đúng lời văn bản hoặc không theo thứ tự: “{words}”. Vui lòng chỉ xuống "
                        "dòng, không sửa chữ.",
                        number=number,
                        words=words[:60],
                    )
                )
            found.append(place)
        if len(found) < 2:
            raise forms.ValidationError(say("Vui lòng xuống dòng ở chỗ cần tách, để có từ hai phần trở lên."))
        return found

    def _place(self, words: str, after: int) -> tuple[int, int] | None:
        """Where these words stand within the spans, at or after that place."""
        for start, end in self.spans:
            at = self.text.find(words, max(start, after), end)
            if at >= 0:
                return at, at + len(words)
        return None


class AnnexForm(forms.Form):
    """A table as a file, or as it was copied in a spreadsheet; exactly one of the two."""

    file = forms.FileField(
        label=say("Tệp phụ lục"), required=False, widget=forms.FileInput(attrs={"accept": ACCEPT}),
        help_text=say("Tối đa {MAX_BYTES} MB; nhận {EXTENSIONS}.", MAX_BYTES=MAX_BYTES // 1024 // 1024, EXTENSIONS=', '.join(EXTENSIONS)),
        error_messages={"empty": say("Tệp rỗng."), "invalid": say("Không đọc được tệp; vui lòng chọn lại.")},
    )  # fmt: skip
    pasted = forms.CharField(
        label=say("Hoặc dán từ Excel"), required=False, max_length=LONGEST_PASTE, strip=False,
        widget=forms.Textarea(attrs={"rows": 6, "maxlength": LONGEST_PASTE}),
        help_text=say("Chọn cả bảng trong Excel (có dòng tiêu đề), chép rồi dán vào đây."),
        error_messages={"max_length": say("Nội dung dán quá dài. Vui lòng lưu thành tệp .xlsx rồi tải lên.")},
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given = super().clean() or self.cleaned_data
        has_file, has_text = bool(given.get("file")), bool((given.get("pasted") or "").strip())
        if not self.errors and has_file == has_text:
            raise forms.ValidationError(
                say("Vui lòng chọn tệp hoặc dán bảng, không phải cả hai.")
                if has_file
                else say("Vui lòng chọn tệp phụ lục, hoặc dán bảng.")
            )
        return given


class LayoutForm(forms.Form):
    """How a sheet is read: which one, where its titles stand, what each column means."""

    sheet = forms.TypedChoiceField(label=say("Trang tính, bảng"), coerce=int)
    first = forms.IntegerField(label=say("Tiêu đề từ dòng"), min_value=1, max_value=2_000_000)
    last = forms.IntegerField(label=say("đến dòng"), min_value=1, max_value=2_000_000)

    def __init__(
        self, *args: Any, sheets: list[str], width: int, titles: dict[int, str], **kwargs: Any
    ) -> None:
        """`sheets`: their names; `width`: the number of columns of the present one, `titles` what stands above them."""
        super().__init__(*args, **kwargs)
        self.fields["sheet"].choices = list(enumerate(sheets))  # type: ignore[attr-defined]
        for column in range(width):
            self.fields[f"cot-{column}"] = forms.ChoiceField(
                label=titles.get(column) or say("(không có tiêu đề)"), choices=_MEANINGS, required=False
            )

    @property
    def columns(self) -> dict[int, Meaning]:
        """The columns that mean something."""
        chosen = {
            name: value for name, value in self.cleaned_data.items() if name.startswith("cot-") and value
        }
        return {int(name.removeprefix("cot-")): Meaning(value) for name, value in chosen.items()}
