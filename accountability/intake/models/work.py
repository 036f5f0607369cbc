"""A big annex that the engine reads, or writes down: asked for in a request, done behind it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.core.long_work import GOES_ON, LongWork
from accountability.core.saying import say
from accountability.directives.models import Directive
from accountability.files.models import StoredFile
from accountability.intake.models.annex import AnnexImport


class AnnexWork(LongWork):
    """What is to be done with a big annex, for whom; `total` and `written` count rows.

    Of a reading, `file` or `pasted` is what was sent, until it ends; `annex` is then what it came to. Of a writing,
    `annex` is whose rows become drafts. `said` tells why it did not work, in Vietnamese.
    """

    class Verb(models.TextChoices):
        READ = "read", say("Đọc phụ lục")
        WRITE = "write", say("Ghi nhiệm vụ từ phụ lục")

    verb = models.CharField("việc", max_length=5, choices=Verb)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("tên tệp", max_length=200)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    pasted = models.TextField("nội dung đã dán", blank=True)
    asked_at = models.DateTimeField("đề nghị lúc")
    # A preview may be thrown away later; that it was read stays.
    annex = models.ForeignKey(AnnexImport, null=True, on_delete=models.SET_NULL, related_name="works")
    said = models.CharField("lý do không xong", max_length=500, blank=True)

    class Meta:
        verbose_name = "xử lý phụ lục lớn"
        ordering = ["-pk"]
        constraints = [
            # Two clicks, or two people: the rows of an annex are written by one work at a time.
            models.UniqueConstraint(
                fields=["annex"],
                condition=Q(verb="write", state__in=GOES_ON),
                name="annex_written_by_one_work",
            ),
        ]
        indexes = [
            models.Index(fields=["id"], condition=Q(state__in=GOES_ON), name="annexes_to_do"),
            models.Index(fields=["directive"], condition=Q(state__in=GOES_ON), name="annex_works_going_on"),
        ]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {self.name}: {self.get_state_display()}"
