"""The mail that is owed, what it is about, and whether it came back."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.core.saying import say


class OutboxState(models.TextChoices):
    """Where a mail stands; lateness of the duty that it is about is another matter."""

    NEW = "new", say("Chờ gửi")
    SENDING = "sending", say("Đang gửi")
    SENT = "sent", say("Đã gửi")
    UNCERTAIN = "uncertain", say("Chưa rõ đã gửi")
    DEAD = "dead", say("Không gửi được")
    BOUNCED = "bounced", say("Bị trả lại")
    WITHDRAWN = "withdrawn", say("Không còn cần gửi")


# The mail system took the mail over; a bounced one came back later.
HANDED_OVER = (OutboxState.SENT, OutboxState.BOUNCED)
# Ended without reaching its reader: a person must look.
NEEDS_A_PERSON = (OutboxState.DEAD, OutboxState.UNCERTAIN, OutboxState.BOUNCED)


class MailClass(models.TextChoices):
    """How a mail asks for attention (DESIGN §9)."""

    ACT_NOW = "act_now", say("Cần xử lý ngay")
    DIGEST = "digest", say("Tổng hợp")
    RECORD = "record", say("Để biết")


class OutboxQuerySet(models.QuerySet["Outbox"]):
    """The selections that delivery and the status page share."""

    def waiting(self) -> OutboxQuerySet:
        """Mails that have not reached an end yet: to send, or being sent."""
        return self.filter(state__in=[OutboxState.NEW, OutboxState.SENDING])

    def claimable(self, *, at: datetime, system_now: datetime) -> OutboxQuerySet:
        """Mails due at `at` that nobody holds, and those whose holder died (lease over)."""
        free = Q(state=OutboxState.NEW)
        abandoned = Q(state=OutboxState.SENDING, lease_until__lt=system_now)
        return self.waiting().filter(free | abandoned, next_at__lte=at)

    def about(self, subject: str) -> OutboxQuerySet:
        """Mails about one assignment ("a:12"), directive ("d:3") or coordination ("c:34")."""
        return self.filter(subjects__subject=subject)

    def counts_by_state(self) -> dict[str, int]:
        """How many mails stand in each state; states without mails are left out."""
        counted = self.order_by().values_list("state").annotate(count=models.Count("pk"))
        return dict(counted)


class Outbox(models.Model):
    """A mail that is owed, written in the transaction of the fact that owes it.

    `dedupe_key` is made of business facts, so that one fact never owes two mails. `next_at` is
    the business clock (quiet hours included). `lease_until` is the system clock: the demo's
    business clock stands still, and a dead worker must be noticed all the same.
    """

    kind = models.CharField("loại thư", max_length=40)
    channel = models.CharField("kênh gửi", max_length=20, default="mail")
    # Unique by a constraint below: unique=True would add a second index for LIKE, which nobody asks by.
    dedupe_key = models.CharField("khóa chống trùng", max_length=200)
    mail_class = models.CharField(
        "hạng thư", max_length=10, choices=MailClass.choices, default=MailClass.ACT_NOW
    )
    urgent = models.BooleanField("hỏa tốc", default=False)
    recipient = models.CharField("địa chỉ nhận", max_length=254, blank=True, default="")
    recipient_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="mails",
        verbose_name="người nhận",
    )
    # The position that the reader was written to as; whoever answers for it when the mail goes, gets it.
    position = models.ForeignKey(
        "agencies.Position",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        # Each index is written again at every claim and every mark; nobody looks mails up by position.
        db_index=False,
        verbose_name="chức danh nhận",
    )
    subject_line = models.CharField("tiêu đề", max_length=250)
    message_id = models.CharField("Message-ID", max_length=255)
    payload = models.JSONField("dữ kiện", default=dict)
    mime = models.BinaryField("thư nguyên dạng")

    state = models.CharField(
        "trạng thái", max_length=10, choices=OutboxState.choices, default=OutboxState.NEW
    )
    attempts = models.PositiveSmallIntegerField("số lần gửi", default=0)
    next_at = models.DateTimeField("gửi từ lúc")
    lease_until = models.DateTimeField("giữ đến", null=True, blank=True)
    fence = models.PositiveIntegerField("lượt giữ", default=0)
    last_code = models.PositiveSmallIntegerField("mã trả lời", null=True, blank=True)
    last_text = models.CharField("trả lời của máy chủ", max_length=500, blank=True, default="")
    created_at = models.DateTimeField("lập lúc")
    sent_at = models.DateTimeField("gửi lúc", null=True, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = "thư đi"
        verbose_name_plural = "thư đi"
        ordering = ["-created_at", "-pk"]
        indexes = [
            # Serves delivery's claim: WHERE state IN ('new', 'sending') AND next_at <= T
            # ORDER BY urgent DESC, next_at, id. Mails that reached an end, nearly all, are not in it.
            # SQLite does not match a partial index with bound values and takes the next one.
            models.Index(
                fields=["-urgent", "next_at", "id"],
                name="outbox_claim",
                condition=Q(state__in=["new", "sending"]),
            ),
            # Serves the mail list of the Office: one state, newest first; and SQLite's claim.
            models.Index(fields=["state", "-created_at"], name="outbox_by_state"),
        ]
        constraints = [
            # One fact owes one mail.
            models.UniqueConstraint(fields=["dedupe_key"], name="outbox_key_once"),
            # Serves the reports of mails that came back, which name the Message-ID.
            models.UniqueConstraint(fields=["message_id"], name="outbox_message_id_once"),
            models.CheckConstraint(condition=Q(state__in=OutboxState.values), name="outbox_state_known"),
            models.CheckConstraint(
                condition=Q(state__in=["sent", "bounced"], sent_at__isnull=False)
                | (~Q(state__in=["sent", "bounced"]) & Q(sent_at__isnull=True)),
                name="outbox_sent_at_iff_handed_over",
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(lease_until__isnull=False),
                name="outbox_sending_has_lease",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_line} → {self.recipient}"

    @property
    def can_retry(self) -> bool:
        """Whether a person may put it back into the queue."""
        return self.state in NEEDS_A_PERSON


class MailSubject(models.Model):
    """What a mail is about: "a:12" an assignment, "d:3" a directive, "c:34" a coordination."""

    mail = models.ForeignKey(Outbox, on_delete=models.CASCADE, related_name="subjects", verbose_name="thư")
    # Serves the timeline of an assignment: which mails were about "a:12".
    subject = models.CharField("về việc", max_length=40, db_index=True)

    class Meta:
        verbose_name = "nội dung của thư"
        verbose_name_plural = "nội dung của thư"
        constraints = [
            models.UniqueConstraint(fields=["mail", "subject"], name="mail_subject_once"),
        ]

    def __str__(self) -> str:
        return self.subject


class Bounce(models.Model):
    """A report that a mail which we had handed over did not arrive (RFC 3464); one row per report."""

    mail = models.ForeignKey(Outbox, on_delete=models.PROTECT, related_name="bounces", verbose_name="thư")
    # The Message-ID of the report, or a hash of it: the same report read twice is one row.
    report_id = models.CharField("mã báo cáo", max_length=255, unique=True)
    at = models.DateTimeField("ghi nhận lúc")
    recipient = models.CharField("địa chỉ bị trả lại", max_length=254, blank=True, default="")
    status = models.CharField("mã tình trạng", max_length=20, blank=True, default="")
    diagnostic = models.CharField("lời máy chủ nhận", max_length=500, blank=True, default="")

    class Meta:
        verbose_name = "báo trả lại thư"
        verbose_name_plural = "báo trả lại thư"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.status} {self.diagnostic}".strip()
