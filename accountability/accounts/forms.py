"""Sign-in and change of password, with every message in Vietnamese."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm, PasswordChangeForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

_WRONG = "Tên đăng nhập hoặc mật khẩu không đúng. Chú ý chữ hoa, chữ thường."


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
    return ValidationError(f"Mật khẩu quá ngắn: cần ít nhất {least} ký tự.", code=error.code)
