"""One mark for each group of tables that change rarely; the database itself changes it with the tables."""

from __future__ import annotations

from django.db import models


class Revision(models.Model):
    """The tables of `name` are as they were when they last bore this `mark`: it is drawn by lot, and never comes again."""

    name = models.CharField("nhóm bảng", max_length=40, primary_key=True)
    mark = models.CharField("dấu", max_length=40)

    class Meta:
        verbose_name = "lần đổi dữ liệu nền"

    def __str__(self) -> str:
        return f"{self.name} {self.mark}"
