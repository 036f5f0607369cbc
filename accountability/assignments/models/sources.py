"""The further documents that order one assignment: one duty, however many documents repeat it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.assignments.models.assignment import Assignment
from accountability.directives.models import Directive


class Source(models.Model):
    """A document that orders what another one ordered first (gắn với nhiệm vụ gốc).

    The document that gave the assignment is `assignment.directive`. A link that was undone stays, with who undid it.
    `draft` keeps the draft that the link replaced, until the document is given: undoing brings it back.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="sources")
    directive = models.ForeignKey(
        Directive, verbose_name="văn bản", on_delete=models.PROTECT, related_name="sources"
    )
    clause = models.CharField("điểm, khoản, mục", max_length=100, blank=True)
    quote = models.CharField("trích nội dung giao", max_length=1000)
    draft = models.TextField("bản thảo đã thay", blank=True)
    linked_at = models.DateTimeField("gắn lúc")
    linked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    unlinked_at = models.DateTimeField("gỡ lúc", null=True)
    unlinked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "nguồn giao"
        ordering = ["directive__issued_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["assignment", "directive"],
                condition=Q(unlinked_at__isnull=True),
                name="source_linked_once",
            ),
        ]
        indexes = [
            # The page of a directive: what it repeats.
            models.Index(
                fields=["directive"], condition=Q(unlinked_at__isnull=True), name="sources_of_directive"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.directive_id} → {self.assignment_id}"
