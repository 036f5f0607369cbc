"""An outgoing document: what it says, to whom, who signs, what it speaks of, and every step of its way."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.access.roles import Role
from accountability.agencies.models import Agency, Position
from accountability.assignments.models import Assignment, Instruction
from accountability.core.finding.fields import WordsField
from accountability.core.finding.rules import kept
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.models import FIELD_CHOICES, Directive
from accountability.documents.models.numbering import TakenNumber
from accountability.documents.models.wording import KIND_CHOICES, DocumentTemplate
from accountability.documents.rules import KindRule, State, Verb, rule_of, signer_lines
from accountability.escalation.models import Explanation
from accountability.files.models import StoredFile


def _words(row: OutgoingDocument) -> str:
    """What a document is found by, beside its addressees: the abstract, number and symbol."""
    return kept(row.abstract, [row.reference if row.taken_id else row.symbol])


class OutgoingDocument(models.Model):
    """A letter, notice or minutes, from draft to issue.

    Until it is signed the annex is drawn from the facts of the day; signing freezes it in `annex`, and nothing of the
    text changes after that. `revision` counts the changes: the leader signs the one that he read. The file is made when
    the document is issued and never again.
    """

    class Urgency(models.TextChoices):
        NORMAL = "normal", say("Thường")
        URGENT = "khan", say("Khẩn")
        VERY_URGENT = "thuong_khan", say("Thượng khẩn")
        AT_ONCE = "hoa_toc", say("Hỏa tốc")

    kind = models.CharField("loại văn bản", max_length=12, choices=KIND_CHOICES)
    state = models.CharField(
        "trạng thái",
        max_length=10,
        choices=[(one.value, one.label) for one in State],
        default=State.DRAFT.value,
    )
    issuer = models.ForeignKey(
        Agency, verbose_name="cơ quan ban hành", on_delete=models.PROTECT, related_name="+"
    )
    field = models.CharField("lĩnh vực", max_length=2, choices=FIELD_CHOICES)
    abstract = models.CharField("trích yếu", max_length=500)
    body = models.TextField("nội dung")
    recipients = models.TextField("nơi nhận", blank=True)
    urgency = models.CharField("độ khẩn", max_length=12, choices=Urgency, default=Urgency.NORMAL)
    signer = models.ForeignKey(
        Position, verbose_name="người ký", on_delete=models.PROTECT, related_name="documents_to_sign"
    )
    signs_for_all = models.BooleanField("ký thay mặt tập thể (TM.)", default=False)
    drafter = models.ForeignKey(
        Position, verbose_name="người soạn", on_delete=models.PROTECT, related_name="documents_drafted"
    )
    template = models.ForeignKey(DocumentTemplate, null=True, on_delete=models.PROTECT, related_name="+")
    directive = models.ForeignKey(
        Directive,
        verbose_name="văn bản được thông báo",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    order = models.ForeignKey(
        Instruction,
        verbose_name="theo chỉ đạo",
        null=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    # Biên bản bàn giao: who hands over to whom.
    from_position = models.ForeignKey(
        Position, verbose_name="bên giao", null=True, on_delete=models.PROTECT, related_name="+"
    )
    to_position = models.ForeignKey(
        Position, verbose_name="bên nhận", null=True, on_delete=models.PROTECT, related_name="+"
    )
    is_assumed = models.BooleanField("số liệu giả định", default=False)
    revision = models.PositiveIntegerField("lần sửa", default=1)
    token = models.UUIDField("mã trang soạn", unique=True)
    made_at = models.DateTimeField("soạn lúc")

    annex = models.JSONField("phụ lục khi ký", default=list)
    symbol = models.CharField("ký hiệu", max_length=30)
    taken = models.OneToOneField(
        TakenNumber, null=True, on_delete=models.PROTECT, related_name="document", verbose_name="số"
    )
    issued_on = models.DateField("ngày ban hành", null=True)
    signer_name = models.CharField("họ tên người ký", max_length=100, blank=True)
    file = models.ForeignKey(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    search_text = WordsField("chữ để tìm (không dấu)", of=_words)

    class Meta:
        verbose_name = "văn bản đi"
        verbose_name_plural = "văn bản đi"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=["issued", "recalled"])
                | Q(taken__isnull=False, issued_on__isnull=False, file__isnull=False),
                name="issued_document_has_number_date_and_file",
            ),
            # Never by itself and never in bulk: a reminder or criticism belongs to one order of the Chairman.
            models.CheckConstraint(
                condition=~Q(kind__in=["remind", "criticise"]) | Q(order__isnull=False),
                name="reminder_and_criticism_by_order",
            ),
            models.UniqueConstraint(
                fields=["order"], condition=~Q(state="dropped"), name="one_document_per_order"
            ),
        ]
        indexes = [models.Index(fields=["state", "-id"], name="documents_by_state")]

    def __str__(self) -> str:
        return self.cited

    @property
    def rule(self) -> KindRule:
        """What its kind asks."""
        return rule_of(self.kind)

    @property
    def number(self) -> str:
        """As printed: "07"; empty before it is issued."""
        return f"{self.taken.number:02d}" if self.taken else ""

    @property
    def reference(self) -> str:
        """Number and symbol: "07/UBND-VX"."""
        return f"{self.number}/{self.symbol}" if self.number else say("(chưa cấp số)")

    @property
    def cited(self) -> str:
        """As cited in a sentence."""
        if self.issued_on is None:
            return say("{kind} {reference}", kind=self.rule.title, reference=self.reference)
        return say(
            "{kind} số {reference} ngày {issued_on:%d/%m/%Y}",
            kind=self.rule.title, reference=self.reference, issued_on=self.issued_on,
        )  # fmt: skip

    def sent_to(self) -> list[Addressee]:
        """Kính gửi, in its order. One statement."""
        return list(self.addressees.select_related("agency", "position"))

    @property
    def signer_lines(self) -> tuple[str, ...]:
        """Authority and title above the name."""
        return signer_lines(
            Role(self.signer.role), of_province=self.issuer.code == "UBND", for_all=self.signs_for_all
        )


class Addressee(models.Model):
    """Kính gửi: an agency, or a position of it."""

    document = models.ForeignKey(OutgoingDocument, on_delete=models.CASCADE, related_name="addressees")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    position = models.ForeignKey(Position, null=True, on_delete=models.PROTECT, related_name="+")
    rank = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "nơi gửi"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "agency"], name="addressed_once_in_a_document")
        ]

    def __str__(self) -> str:
        return self.printed

    @property
    def printed(self) -> str:
        """As "Kính gửi" names it."""
        if self.position is None:
            return self.agency.name
        # "Giám đốc Sở Nội vụ" names the agency already; a title that does not is followed by it.
        title = self.position.title
        return (
            title
            if self.agency.short_name in title or self.agency.name in title
            else f"{title}, {self.agency.name}"
        )


class SpokenOf(models.Model):
    """An assignment that the document speaks of.

    Of an issued letter that asks for explanations: `explanation` is the one that is owed of it, demanded by this letter
    (`demanded_here`) or open already when the letter went out.
    """

    document = models.ForeignKey(OutgoingDocument, on_delete=models.CASCADE, related_name="spoken_of")
    assignment = models.ForeignKey(Assignment, on_delete=models.PROTECT, related_name="documents")
    rank = models.PositiveIntegerField(default=0)
    explanation = models.ForeignKey(
        Explanation, null=True, on_delete=models.PROTECT, related_name="letters", verbose_name="giải trình"
    )
    demanded_here = models.BooleanField("do văn bản này yêu cầu", default=False)

    class Meta:
        verbose_name = "nhiệm vụ trong văn bản"
        ordering = ["rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "assignment"], name="spoken_of_once_in_a_document"),
            models.CheckConstraint(
                condition=Q(demanded_here=False) | Q(explanation__isnull=False),
                name="demanded_here_names_explanation",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assignment_id} / {self.document_id}"


class DocumentStep(models.Model):
    """What was done to the document, by whom, as what, when; `note` is a reason, or what Sở Nội vụ answered."""

    document = models.ForeignKey(OutgoingDocument, on_delete=models.CASCADE, related_name="steps")
    verb = models.CharField("việc", max_length=10, choices=[(one.value, one.label) for one in Verb])
    at = models.DateTimeField("lúc")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    by_title = models.CharField("chức danh", max_length=200)
    note = models.TextField("nội dung", blank=True)
    dated_on = models.DateField("ngày", null=True)

    class Meta:
        verbose_name = "bước xử lý"
        ordering = ["pk"]
        indexes = [models.Index(fields=["document", "verb"], name="document_steps")]

    def __str__(self) -> str:
        return f"{self.get_verb_display()} {local(self.at):%d/%m/%Y %H:%M}"
