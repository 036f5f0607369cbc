"""The facts of who knows: the document was sent and receipt confirmed, staff were briefed, officials have read."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accountability.agencies.models import OUTSIDE_KINDS, PARTY_KINDS, Agency, Position
from accountability.awareness.rules import share
from accountability.directives.models import Directive
from accountability.files.models import StoredFile


class ReceiptQuerySet(models.QuerySet["Receipt"]):
    """Questions on receipts; who may see which rows is `awareness.access`."""

    def waiting(self) -> ReceiptQuerySet:
        """Not confirmed yet; what a withdrawn directive asked for is owed by nobody."""
        return self.filter(confirmed_at=None).exclude(directive__state=Directive.State.WITHDRAWN)

    def owed(self) -> ReceiptQuerySet:
        """Waiting, by those who answer to the province; bodies outside and party organs get copies only."""
        return self.waiting().exclude(agency__kind__in=(*OUTSIDE_KINDS, *PARTY_KINDS))

    def late(self, today: date) -> ReceiptQuerySet:
        """Owed since before today."""
        return self.owed().filter(due_on__lt=today)


class Receipt(models.Model):
    """A directive was sent to an agency; its head or focal point confirms that it came. Once per agency and directive.

    It says nothing of the assignments in it: those are acknowledged one by one. `sent_at` is when the first of them was given.
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="receipts")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="receipts")
    sent_at = models.DateTimeField("gửi lúc")
    due_on = models.DateField("xác nhận trong ngày")
    confirmed_at = models.DateTimeField("xác nhận đã nhận lúc", null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    reminded_on = models.DateField("nhắc gần nhất ngày", null=True)

    objects = ReceiptQuerySet.as_manager()

    class Meta:
        verbose_name = "nhận văn bản"
        ordering = ["directive_id", "pk"]
        constraints = [models.UniqueConstraint(fields=["directive", "agency"], name="received_once")]
        indexes = [
            # An agency's first page, and the Office's: what was not confirmed.
            models.Index(
                fields=["agency", "due_on"], condition=Q(confirmed_at__isnull=True), name="receipts_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.agency}: {self.directive_id}"

    @property
    def is_owed(self) -> bool:
        """Not confirmed, by an agency that answers to the province."""
        return self.confirmed_at is None and self.agency.answers_to_province

    def is_late(self, today: date) -> bool:
        """Owed since before today."""
        return self.is_owed and self.due_on < today


class Briefing(models.Model):
    """Quán triệt: an agency held a meeting on a directive. A later record counts, the earlier ones stay."""

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="briefings")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="briefings")
    held_on = models.DateField("ngày họp quán triệt")
    convened = models.PositiveIntegerField("số người triệu tập")
    present = models.PositiveIntegerField("số người có mặt")
    staff = models.PositiveIntegerField("số người của cơ quan")
    informed = models.PositiveIntegerField("số người đã được phổ biến")
    note = models.TextField("hình thức, nội dung", blank=True)
    recorded_at = models.DateTimeField("ghi lúc")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        verbose_name = "quán triệt"
        ordering = ["directive_id", "agency_id", "pk"]
        indexes = [models.Index(fields=["directive", "agency"], name="briefings_of_agency")]
        constraints = [
            models.CheckConstraint(
                condition=Q(convened__gte=1, present__lte=F("convened")), name="briefing_attendance_fits"
            ),
            models.CheckConstraint(
                condition=Q(staff__gte=1, informed__lte=F("staff")), name="briefing_share_fits"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.agency} {self.held_on:%d/%m/%Y}"

    @property
    def share(self) -> int:
        """Percent of the staff that knows, rounded down."""
        return share(self.informed, self.staff)


class BriefingFile(models.Model):
    """One file of evidence of a briefing."""

    briefing = models.ForeignKey(Briefing, on_delete=models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "minh chứng quán triệt"
        ordering = ["pk"]

    def __str__(self) -> str:
        return str(self.file)


class ReadingDutyQuerySet(models.QuerySet["ReadingDuty"]):
    """Questions on who must read."""

    def standing(self) -> ReadingDutyQuerySet:
        """Named and not taken off again."""
        return self.filter(withdrawn_at=None)

    def unread(self) -> ReadingDutyQuerySet:
        """Still to be read; nobody need read what was withdrawn."""
        return self.standing().filter(read_at=None).exclude(directive__state=Directive.State.WITHDRAWN)


class ReadingDuty(models.Model):
    """A named official must read a directive, and confirms it by one click.

    The duty is the position's, as all duties are; who read is an account. Whoever holds the position now may do it.
    """

    directive = models.ForeignKey(Directive, on_delete=models.CASCADE, related_name="reading_duties")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="reading_duties")
    named_at = models.DateTimeField("chỉ định lúc")
    named_on = models.DateField("chỉ định ngày")
    named_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField("đọc lúc", null=True)
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    withdrawn_at = models.DateTimeField("bỏ tên lúc", null=True)
    reminded_on = models.DateField("nhắc gần nhất ngày", null=True)

    objects = ReadingDutyQuerySet.as_manager()

    class Meta:
        verbose_name = "phải đọc"
        ordering = ["directive_id", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["directive", "position"],
                condition=Q(read_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_reading_per_position",
            ),
            models.CheckConstraint(
                condition=Q(read_at__isnull=True) | Q(withdrawn_at__isnull=True), name="read_is_not_withdrawn"
            ),
        ]
        indexes = [
            # The reminder of the clock, and a person's first page.
            models.Index(
                fields=["position", "named_on"],
                condition=Q(read_at__isnull=True, withdrawn_at__isnull=True),
                name="readings_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.directive_id}"
