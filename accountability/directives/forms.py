"""Forms of directives: the filter, the register, an instruction given by word, reasons and numbers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from accountability.agencies.models import Agency
from accountability.core.saying import as_said, say
from accountability.core.spelling import normal, one_line
from accountability.directives.form_fields import (
    LEADER_ROLES,
    REQUIRED,
    SECRECY,
    SIGNER_ROLES,
    AgencyChoice,
    checked_upload,
    day_field,
    position_field,
    positions_with,
    upload_field,
)
from accountability.directives.models import FIELD_CHOICES, Directive, Program
from accountability.directives.rules import Reference, parse_reference


class _SubjectForm(forms.Form):
    """What a document and a spoken instruction have in common."""

    abstract = forms.CharField(
        label=say("Trích yếu"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={**REQUIRED, "max_length": say("Trích yếu dài quá 500 ký tự.")},
    )
    field = forms.ChoiceField(
        label=say("Lĩnh vực"),
        choices=[("", say("— chọn —")), *FIELD_CHOICES],
        help_text=say("Quyết định chuyên viên và lãnh đạo nào theo dõi."),
        error_messages=REQUIRED,
    )
    program = forms.ModelChoiceField(
        Program.objects.order_by("title"),
        label=say("Chương trình, đề án"),
        required=False,
        empty_label=say("Không thuộc chương trình nào"),
        error_messages=REQUIRED,
    )
    urgency = forms.ChoiceField(
        label=say("Độ khẩn"),
        choices=Directive.Urgency.choices,
        initial=Directive.Urgency.NORMAL,
        error_messages=REQUIRED,
    )
    secrecy = forms.ChoiceField(
        label=say("Độ mật"),
        choices=SECRECY,
        initial="none",
        help_text=say("Văn bản có độ mật không được đăng ký ở đây."),
        error_messages=REQUIRED,
    )
    file = upload_field(say("Tệp văn bản"))

    def clean_abstract(self) -> str:
        """One spelling of the words."""
        return normal(self.cleaned_data["abstract"]).strip()

    def clean_file(self) -> UploadedFile | None:
        """A file that may be kept."""
        return checked_upload(self.cleaned_data.get("file"))


class RegisterForm(_SubjectForm):
    """A document enters the register."""

    origin = forms.ChoiceField(
        label=say("Nguồn văn bản"),
        choices=[(o.value, o.label) for o in (Directive.Origin.ELSEWHERE, Directive.Origin.HERE)],
        initial=Directive.Origin.ELSEWHERE,
        help_text=say(
            "Văn bản đã ký ở hệ thống khác không phải ký lại; chỉ dự thảo soạn tại đây đi qua trình ký, "
            "ký, phát hành."
        ),
        error_messages=REQUIRED,
    )
    kind = forms.ChoiceField(
        label=say("Loại văn bản"),
        choices=[
            ("", say("— chọn —")),
            *[choice for choice in Directive.Kind.choices if choice[0] != Directive.Kind.SPOKEN],
        ],
        error_messages=REQUIRED,
    )
    reference = forms.CharField(
        label=say("Số, ký hiệu"),
        required=False,
        max_length=50,
        help_text=say(
            "Ghi đúng như trên văn bản: 78/KH-UBND; văn bản của Đảng: 473-KL/TU. Để trống nếu chưa có số."
        ),
        error_messages={"max_length": say("Số, ký hiệu dài quá 50 ký tự.")},
    )
    issued_on = day_field(say("Ngày ban hành"), help_text=say("Dự thảo soạn tại đây: ngày lập dự thảo."))
    issuer = AgencyChoice(label=say("Cơ quan ban hành"), required=False, blank=say("— ngoài danh mục —"))
    issuer_text = forms.CharField(
        label=say("Cơ quan ban hành ngoài danh mục"),
        required=False,
        max_length=200,
        help_text=say(
            "Ví dụ: Thủ tướng Chính phủ, Tỉnh ủy. Khi ghi ở đây thì không dùng cơ quan đã chọn ở trên."
        ),
        error_messages={"max_length": say("Tên cơ quan dài quá 200 ký tự.")},
    )
    signer = position_field(say("Người ký"), required=False, blank=say("— ngoài danh mục —"))
    signer_form = forms.ChoiceField(
        label=say("Hình thức ký"),
        required=False,
        choices=Directive.SignerForm.choices,
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, agencies: list[Agency], province: Agency, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.province = province
        self.fields["issuer"].offer(agencies, blank=say("— ngoài danh mục —"))  # type: ignore[attr-defined]
        self.fields["issuer"].initial = province
        self.fields["signer"].queryset = positions_with(SIGNER_ROLES)  # type: ignore[attr-defined]

    def clean_reference(self) -> Reference | None:
        """Number and symbol in either habit; None while there is no number."""
        text = one_line(self.cleaned_data["reference"])
        if not text:
            return None
        try:
            return parse_reference(text)
        except ValueError as error:
            raise forms.ValidationError(as_said(error)) from error

    def clean_issuer_text(self) -> str:
        """One spelling, so that a number is not registered twice under two spellings."""
        return one_line(self.cleaned_data["issuer_text"])

    def clean(self) -> dict[str, Any]:
        """Issuer, number and kind agree."""
        given = super().clean() or self.cleaned_data
        if given.get("issuer_text"):
            given["issuer"] = (
                self.province
            )  # The column needs an agency; the words are what is shown and counted.
        elif not given.get("issuer") and "issuer" not in self.errors:
            self.add_error(
                "issuer", say("Vui lòng chọn cơ quan ban hành, hoặc ghi tên cơ quan ngoài danh mục.")
            )
        self._check_reference(given)
        return given

    def _check_reference(self, given: dict[str, Any]) -> None:
        reference: Reference | None = given.get("reference")
        if reference is None or not given.get("kind"):
            return
        if given.get("origin") == Directive.Origin.HERE:
            self.add_error(
                "reference", say("Dự thảo soạn tại đây được cấp số khi phát hành; vui lòng để trống.")
            )
        elif reference.is_party != (given["kind"] == Directive.Kind.PARTY):
            self.add_error(
                "reference",
                say("Số kiểu 473-KL/TU đi với loại “Kết luận của Đảng”; các loại khác viết kiểu 78/KH-UBND."),
            )


class SpeakForm(_SubjectForm):
    """An instruction given by word enters the register; `own` when the leader writes it himself."""

    leader = position_field(say("Lãnh đạo chỉ đạo"), required=True, blank=say("— chọn —"))
    spoken_form = forms.ChoiceField(
        label=say("Hình thức"),
        choices=[("", say("— chọn —")), *Directive.SpokenForm.choices],
        error_messages=REQUIRED,
    )
    issued_on = day_field(say("Ngày chỉ đạo"))

    def __init__(
        self, *args: Any, fields_of_work: Iterable[str] | None, own: Iterable[int], **kwargs: Any
    ) -> None:
        """`fields_of_work`: the fields that may be chosen, None for all; `own`: a leader's own positions."""
        super().__init__(*args, **kwargs)
        self.fields["abstract"].label = say("Nội dung chỉ đạo")
        self.fields["file"].label = say("Bản chụp (bút phê, phiếu trình, biên bản)")
        leaders = positions_with(LEADER_ROLES)
        self.fields["leader"].queryset = leaders.filter(pk__in=list(own)) if own else leaders  # type: ignore[attr-defined]
        if fields_of_work is not None:
            allowed = set(fields_of_work)
            self.fields["field"].choices = [  # type: ignore[attr-defined]
                ("", say("— chọn —")),
                *[choice for choice in FIELD_CHOICES if choice[0] in allowed],
            ]


class ReasonForm(forms.Form):
    """Why the cut is sent back."""

    reason = forms.CharField(
        label=say("Nội dung cần sửa"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=say("Chuyên viên bóc tách đọc được ngay trên trang văn bản."),
        error_messages={"required": say("Vui lòng nêu nội dung cần sửa.")},
    )


class IssueForm(forms.Form):
    """The number under which a draft of ours is issued."""

    reference = forms.CharField(
        label=say("Số, ký hiệu"),
        max_length=50,
        help_text=say("Ghi đúng như trên văn bản phát hành, ví dụ 812/KH-UBND."),
        error_messages=REQUIRED,
    )

    def clean_reference(self) -> Reference:
        """Number and symbol."""
        try:
            return parse_reference(one_line(self.cleaned_data["reference"]))
        except ValueError as error:
            raise forms.ValidationError(as_said(error)) from error
