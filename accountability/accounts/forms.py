"""Sign-in and change of password, with every message in Vietnamese."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from accountability.core.saying import say

_WRONG = say("Tên đăng nhập hoặc mật khẩu không đúng. Chú ý chữ hoa, chữ thường.")


# A number of Vietnam or with the code of its country; an extension after it.
_PHONE = re.compile(r"[+(]?\d[\d .()-]{6,18}\d(?:\s*(?:x|ext\.?|máy lẻ)\s*\d{1,6})?", re.IGNORECASE)


class SignInForm(AuthenticationForm):
    """User name and password; does not say which of the two was wrong, nor whether the account is closed."""

    error_messages = {"invalid_login": _WRONG, "inactive": _WRONG}


class ChangePasswordForm(PasswordChangeForm):
    """The old password once, the new one twice."""

    def validate_password_for_user(self, user: Any, password_field_name: str = "password2") -> None:  # noqa: S107
        """As Django's; its Vietnamese lacks the sentence on the length."""
        password = self.cleaned_data.get(password_field_name)
        if not password:
            return
        try:
            validate_password(password, user)
        except ValidationError as refusal:
            self.add_error(password_field_name, [_in_vietnamese(error) for error in refusal.error_list])


def _in_vietnamese(error: ValidationError) -> ValidationError:
    if error.code != "password_too_short":
        return error
    least = (error.params or {}).get("min_length", "")
    return ValidationError(say("Mật khẩu quá ngắn: cần ít nhất {least} ký tự.", least=least), code=error.code)


class PhoneForm(forms.Form):
    """The number under which leaders and the Office reach one at work."""

    phone = forms.CharField(
        label=say("Điện thoại công vụ"),
        required=False,
        max_length=30,
        help_text=say("Ví dụ: 0238 3844 522 hoặc 0912 345 678. Để trống để bỏ số đang có."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel", "inputmode": "tel"}),
        error_messages={"max_length": say("Số điện thoại dài quá 30 ký tự.")},
    )

    def clean_phone(self) -> str:
        """A number that can be dialled, or none."""
        phone = " ".join(str(self.cleaned_data["phone"]).split())
        if phone and not _PHONE.fullmatch(phone):
            raise ValidationError(say("Số điện thoại không hợp lệ; viết như 0238 3844 522."))
        return phone
