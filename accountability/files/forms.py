"""The form that brings back a file signed by somebody's own tool."""

from __future__ import annotations

from django import forms

from accountability.core.saying import say


class SignedUploadForm(forms.Form):
    """One file: ours, with signatures behind its bytes (`files.signed.check_signed`)."""

    file = forms.FileField(
        label=say("Tệp PDF đã ký số"),
        help_text=say("Tệp tải về từ trang này, ký bằng công cụ của cơ quan. Tối đa 20 MB."),
        error_messages={
            "required": say("Chọn tệp đã ký số."),
            "empty": say("Tệp rỗng: không có byte nào. Kiểm tra lại tệp đã chọn."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"}),
    )
