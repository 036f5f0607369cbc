"""Screens of accounts: signing in and out, the password, one's own profile."""

from accountability.accounts.views.profile import end_sessions, profile
from accountability.accounts.views.signing import ChangePassword, SignIn, change_phone, sign_out

__all__ = ["ChangePassword", "SignIn", "change_phone", "end_sessions", "profile", "sign_out"]
