"""The account of a person; nothing of what it may do is kept here."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from accountability.core.finding.fields import WordsField
from accountability.core.finding.rules import kept

_NEVER = "Tài khoản chỉ được ngừng sử dụng, không xóa."


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

    objects: ClassVar[Accounts] = Accounts()

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.display_name or self.username

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refused: deleting an account would take its task history along (Viewflow cascades)."""
        raise models.ProtectedError(_NEVER, {self})
