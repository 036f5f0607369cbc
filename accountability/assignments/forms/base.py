"""What every form of an act shares: the row it is about, dates, files, and the refusal of secrecy marks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.http import QueryDict

from accountability.access.actor import Actor
from accountability.assignments.models import Assignment
from accountability.core.saying import say
from accountability.core.text import secrecy_mark
from accountability.files.actions import check
from accountability.files.rules import ACCEPT, FileRefused, SecretRefused

# The code of an error that stands for a secrecy mark.
MARKED = "marked"
FILES_HELP = say("PDF, Word, Excel, ảnh; mỗi tệp tối đa 20 MB.")


class ActForm(forms.Form):
    """The form of one act on one assignment; `subject` is the obstacle, extension … that the act answers."""

    # A template asks whether an act has a form; Django would call the class, fail, and read "no form".
    do_not_call_in_templates = True

    def __init__(
        self,
        *args: Any,
        row: Assignment,
        actor: Actor,
        today: date,
        subject: models.Model | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.row, self.actor, self.today, self.subject = row, actor, today, subject
        self.prepare()

    def prepare(self) -> None:
        """Choices and first values that depend on the assignment."""

    def clean(self) -> dict[str, Any]:
        """Words that carry a secrecy mark are refused, and not shown again."""
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            mark = secrecy_mark(value) if isinstance(value, str) else ""
            if mark:
                said = say(
                    "Nội dung có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu.", mark=mark
                )
                self.add_error(name, forms.ValidationError(said, code=MARKED))
                kept = QueryDict(mutable=True)
                kept.update(self.data)
                kept[name] = ""
                self.data = kept
        return cleaned

    @property
    def holds_secret(self) -> bool:
        """Whether a secrecy mark was found: what was typed is kept nowhere, not even as a draft on the phone."""
        return any(error.code == MARKED for errors in self.errors.as_data().values() for error in errors)

    @property
    def has_files(self) -> bool:
        """Whether the browser must send files along."""
        return self.is_multipart()


def day(label: str, *, required: bool = True, help_text: str = "") -> forms.DateField:
    """A date field, by the browser's calendar or typed as 20/12/2022."""
    return forms.DateField(
        label=label,
        required=required,
        help_text=help_text,
        input_formats=["%Y-%m-%d", "%d/%m/%Y"],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "invalid": say("Ngày không hợp lệ, viết như 20/12/2022."),
            "required": say("Vui lòng nhập ngày."),
        },
    )


def words(label: str, *, required: bool = True, rows: int = 4, help_text: str = "") -> forms.CharField:
    """A text of several lines."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": say("Vui lòng nhập nội dung này.")},
    )


def line(label: str, *, required: bool = True, length: int = 300, help_text: str = "") -> forms.CharField:
    """A text of one line."""
    return forms.CharField(
        label=label,
        required=required,
        help_text=help_text,
        max_length=length,
        error_messages={"required": say("Vui lòng nhập nội dung này.")},
    )


def _checked(upload: UploadedFile) -> UploadedFile:
    try:
        check(upload)
    except FileRefused as error:
        code = MARKED if isinstance(error, SecretRefused) else "file"
        raise forms.ValidationError(
            say("{upload}: {error}", upload=upload.name, error=error), code=code
        ) from error
    return upload


class OneFileField(forms.FileField):
    """One file of the allow-list."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.FileInput(attrs={"accept": ACCEPT}))
        super().__init__(help_text=FILES_HELP, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> UploadedFile | None:
        """The upload that may be kept, or None."""
        upload = super().clean(data, initial)
        return _checked(upload) if upload else None


class _ManyFilesInput(forms.FileInput):
    allow_multiple_selected = True


class ManyFilesField(OneFileField):
    """Several files of the allow-list; cleans to a list."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=_ManyFilesInput(attrs={"accept": ACCEPT, "multiple": True}), **kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The uploads that may be kept."""
        uploads = data if isinstance(data, (list, tuple)) else [data]
        clean_one = super().clean
        return [made for upload in uploads if (made := clean_one(upload, initial)) is not None]
