"""The account of a person; nothing of what it may do is kept here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from accountability.core.finding.fields import WordsField
from accountability.core.finding.rules import kept
from accountability.core.saying import say

_NEVER = say("Tài khoản chỉ được ngừng sử dụng, không xóa.")


class UserQuerySet(models.QuerySet["User"]):
    """Accounts; many of them are no more deleted than one."""

    def delete(self) -> tuple[int, dict[str, int]]:
        """Refused, see `User.delete`."""
        raise models.ProtectedError(_NEVER, set(self))


class Accounts(UserManager["User"]):
    """Makes accounts, and finds them as `UserQuerySet`."""

    use_in_migrations = False

    def get_queryset(self) -> UserQuerySet:
        """All accounts."""
        return UserQuerySet(self.model, using=self._db)


class User(AbstractUser):
    """A person's account. Deactivated, never deleted: what he did must keep its author."""

    display_name = models.CharField("tên hiển thị", max_length=200, blank=True)
    phone = models.CharField("điện thoại công vụ", max_length=30, blank=True)
    search_text = WordsField("chữ để tìm (không dấu)", of=lambda row: kept(row.display_name, [row.username]))
    # Counted up by "end all other sessions": part of every session's seal, as the password is.
    session_round = models.PositiveIntegerField("lần kết thúc các phiên khác", default=0)

    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.display_name or self.username

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """The seal of a session: of the password, and of the round once sessions were ended."""
        made: str = super()._get_session_auth_hash(secret=secret)  # type: ignore[misc]
        return f"{made}:{self.session_round}" if self.session_round else made

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refused: deleting an account would take its task history along (Viewflow cascades)."""
        raise models.ProtectedError(_NEVER, {self})


class SignedIn(models.Model):
    """One sign-in of a person, for his own eyes: when, from where, with what; the last few are kept.

    The legal record is the audit's; these rows only let a person see a session that is not his.
    """

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="sign_ins")
    at = models.DateTimeField("lúc")
    address = models.CharField("địa chỉ", max_length=45, blank=True)
    device = models.CharField("thiết bị", max_length=200, blank=True)
    ended_at = models.DateTimeField("kết thúc lúc", null=True)

    class Meta:
        verbose_name = "lần đăng nhập"
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["user", "-at"], name="sign_ins_of_user")]

    def __str__(self) -> str:
        return f"{self.user_id} {self.at:%d/%m/%Y %H:%M}"


class FirstSteps(models.Model):
    """How far a person went on the card of first steps; no row means that he has not touched it."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="first_steps")
    done = models.JSONField("bước đã làm", default=list)
    closed_at = models.DateTimeField("đóng lúc", null=True)

    class Meta:
        verbose_name = "các bước đầu tiên"

    def __str__(self) -> str:
        return f"{self.user_id}: {len(self.done)}"
