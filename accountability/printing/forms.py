"""The form of the page that checks a file."""

from __future__ import annotations

from typing import Any

from django import forms

from accountability.core.saying import say
from accountability.files.rules import MAX_BYTES


class CheckForm(forms.Form):
    """One file; it is read and let go."""

    file = forms.FileField(
        label=say("Tệp cần kiểm tra"),
        help_text=say("Tệp PDF, tối đa 20 MB. Tệp chỉ được đọc để kiểm tra, không lưu lại."),
        error_messages={
            "required": say("Chọn tệp cần kiểm tra."),
            "empty": say("Tệp rỗng: không có byte nào. Kiểm tra lại tệp đã chọn."),
        },
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,application/pdf"}),
    )

    def clean_file(self) -> Any:
        """Refuse what is larger than any file that we hand out."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(
                say("Tệp lớn hơn {limit} MB: không kiểm tra được tại đây.", limit=MAX_BYTES // 1024 // 1024)
            )
        return file
