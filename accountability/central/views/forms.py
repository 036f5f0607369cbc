"""What the Office types of a task of the province. Beside the views, as other forms that read what may be seen."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import QuerySet

from accountability.central.actions import CentralTaskSpec
from accountability.central.models import CentralTask
from accountability.central.rules import same_body
from accountability.core.saying import as_said, say
from accountability.core.spelling import normal, one_line
from accountability.directives.form_fields import (
    LEADER_ROLES,
    REQUIRED,
    checked_upload,
    day_field,
    position_field,
    positions_with,
    upload_field,
)
from accountability.directives.models import Directive
from accountability.directives.rules import Reference, parse_reference


def _line(label: str, length: int, help_text: str = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=length, help_text=help_text,
        error_messages={"max_length": say("Dài quá {length} ký tự.", length=length)},
    )  # fmt: skip


class RegisterTaskForm(forms.Form):
    """Nhiệm vụ Trung ương giao tỉnh, from a document of the body above."""

    title = forms.CharField(
        label=say("Nội dung giao tỉnh"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": say("Vui lòng nhập nội dung nhiệm vụ."), "max_length": say("Dài quá 500 ký tự.")},
    )  # fmt: skip
    product = _line(say("Sản phẩm"), 300, say("Ví dụ: Báo cáo của UBND tỉnh."))
    due_on = day_field(
        say("Hạn Trung ương"),
        required=False,
        help_text=say("Hạn do cơ quan cấp trên định; để trống nếu văn bản không ghi."),
    )
    deadline_words = _line(say("Thời hạn ghi trong văn bản"), 200)
    supervisor = position_field(say("Lãnh đạo phụ trách"), required=False, blank=say("— chọn —"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["supervisor"].queryset = positions_with(LEADER_ROLES)

    def spec(self) -> CentralTaskSpec:
        """What was typed, in one spelling."""
        given = self.cleaned_data
        return CentralTaskSpec(
            title=normal(given["title"]).strip(), product=one_line(given["product"]), due_on=given["due_on"],
            deadline_words=one_line(given["deadline_words"]), supervisor=given["supervisor"],
        )  # fmt: skip


class DocumentField(forms.ModelChoiceField):
    """A document with its day and what it is about."""

    def label_from_instance(self, obj: Any) -> str:
        """ "Công văn số 1/…: trích yếu"."""
        return say("{cited}: {abstract}", cited=obj.cited, abstract=obj.abstract)[:200]


class MoveDeadlineForm(forms.Form):
    """The new deadline, and the document of the same body that sets it."""

    document = DocumentField(
        label=say("Văn bản đổi hạn"),
        queryset=Directive.objects.none(),
        empty_label=say("— chọn —"),
        error_messages=REQUIRED,
    )
    due_on = day_field(say("Hạn Trung ương mới"))

    def __init__(self, *args: Any, task: CentralTask, visible: QuerySet[Directive], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["document"]
        field.queryset = documents_for(task, visible)


def documents_for(task: CentralTask, visible: QuerySet[Directive]) -> QuerySet[Directive]:
    """Other documents of the body that gave the task, registered since."""
    asked = (task.directive.issuer_id, task.directive.issuer_text)
    candidates = visible.filter(issuer=task.directive.issuer, issued_on__gte=task.directive.issued_on)
    keys = [
        pk
        for pk, issuer_id, issuer_text in candidates.exclude(pk=task.directive_id)
        .exclude(state=Directive.State.WITHDRAWN)
        .values_list("pk", "issuer_id", "issuer_text")
        if same_body(asked, (issuer_id, issuer_text))
    ]
    return Directive.objects.filter(pk__in=keys).order_by("-issued_on", "-pk")


class ReportUpForm(forms.Form):
    """The province's report: number, symbol, date, a summary and the file."""

    reference = forms.CharField(
        label=say("Số, ký hiệu báo cáo"), max_length=50, help_text=say("Ghi đúng như trên báo cáo: 512/BC-UBND."),
        error_messages=REQUIRED,
    )  # fmt: skip
    reported_on = day_field(say("Ngày báo cáo"))
    summary = forms.CharField(
        label=say("Tóm tắt kết quả"), required=False, max_length=5000, widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": say("Dài quá 5000 ký tự.")},
    )  # fmt: skip
    file = upload_field(say("Tệp báo cáo"))

    def clean_reference(self) -> Reference:
        """Number and symbol in either habit."""
        try:
            return parse_reference(one_line(self.cleaned_data["reference"]))
        except ValueError as error:
            raise forms.ValidationError(as_said(error)) from error

    def clean_file(self) -> UploadedFile | None:
        """A file that may be kept."""
        return checked_upload(self.cleaned_data.get("file"))
