"""The account of a person; nothing of what it may do is kept here."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A person's account. Deactivated, never deleted: what he did must keep its author."""

    display_name = models.CharField("tên hiển thị", max_length=200, blank=True)
    phone = models.CharField("điện thoại công vụ", max_length=30, blank=True)

    class Meta:
        verbose_name = "tài khoản"
        verbose_name_plural = "tài khoản"

    def __str__(self) -> str:
        return self.display_name or self.username

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        """Refused: deleting an account would take its task history along (Viewflow cascades)."""
        raise models.ProtectedError("Tài khoản chỉ được ngừng sử dụng, không xóa.", {self})
