"""A program with its body, and the documents that direct: registered, cut into assignments, issued."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.facts import FIELDS
from accountability.agencies.models import Agency, Position
from accountability.core.finding.fields import WordsField
from accountability.core.finding.rules import kept
from accountability.core.saying import say
from accountability.core.text import slug
from accountability.files.models import StoredFile

FIELD_CHOICES = list(FIELDS.items())


class Program(models.Model):
    """A program of work (Đề án 06) with its standing agency, which sees this program only."""

    code = models.CharField("mã", max_length=20, unique=True)
    title = models.CharField("tên", max_length=200)
    standing_agency = models.ForeignKey(Agency, verbose_name="cơ quan thường trực", on_delete=models.PROTECT)

    class Meta:
        verbose_name = "chương trình, đề án"
        verbose_name_plural = "chương trình, đề án"

    def __str__(self) -> str:
        return self.title


class ProgramMember(models.Model):
    """A member of the program's body (tổ công tác), by position, with dates."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="members")
    position = models.ForeignKey(Position, on_delete=models.PROTECT)
    title = models.CharField("chức danh trong tổ", max_length=100)
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True)

    class Meta:
        verbose_name = "thành viên"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title}: {self.position}"


class ProgramFigure(models.Model):
    """A figure that a document states about the program, with its date and source; shown, never scored."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="figures")
    name = models.CharField("chỉ số", max_length=300)
    value = models.DecimalField("số liệu", max_digits=18, decimal_places=2)
    unit = models.CharField("đơn vị tính", max_length=30, default="%")
    data_on = models.DateField("tính đến ngày")
    source = models.CharField("nguồn", max_length=300)

    class Meta:
        verbose_name = "số liệu của chương trình"
        ordering = ["program_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["program", "name", "data_on"], name="program_figure_once")
        ]

    def __str__(self) -> str:
        return f"{self.name}: {self.value}"


def _words(row: Directive) -> str:
    """Number, symbol (with and without its separators) and abstract as they follow each other, then the rest."""
    head = f"{row.number} {row.symbol} {row.abstract}"
    return kept(head, [row.get_kind_display(), row.kind_word, say("số"), slug(row.symbol), row.issuer_text])


class Directive(models.Model):
    """A document, or an instruction given by word, from which assignments come."""

    class Kind(models.TextChoices):
        DECISION = "QD", say("Quyết định")
        PLAN = "KH", say("Kế hoạch")
        LETTER = "CV", say("Công văn")
        CONCLUSION = "TB", say("Thông báo kết luận")
        INSTRUCTION = "CT", say("Chỉ thị")
        DISPATCH = "CD", say("Công điện")
        PARTY = "KL", say("Kết luận của Đảng")
        SPOKEN = "YK", say("Ý kiến chỉ đạo trực tiếp")

    class Origin(models.TextChoices):
        ELSEWHERE = "elsewhere", say("Đã ký ở hệ thống khác")
        HERE = "here", say("Soạn thảo tại đây")
        SPOKEN = "spoken", say("Chỉ đạo tại cuộc họp, qua điện thoại")

    class Urgency(models.TextChoices):
        NORMAL = "normal", say("Thường")
        URGENT = "khan", say("Khẩn")
        VERY_URGENT = "thuong_khan", say("Thượng khẩn")
        AT_ONCE = "hoa_toc", say("Hỏa tốc")

    class State(models.TextChoices):
        SPLITTING = "splitting", say("Đang bóc tách")
        IN_REVIEW = "in_review", say("Chờ duyệt giao")
        TO_SIGN = "to_sign", say("Trình ký")
        SIGNED = "signed", say("Đã ký, chờ phát hành")
        ISSUED = "issued", say("Đã giao nhiệm vụ")
        REGISTERED = "registered", say("Lưu để theo dõi")
        WITHDRAWN = "withdrawn", say("Thu hồi")

    class SignerForm(models.TextChoices):
        TM = "TM", say("TM. Ủy ban nhân dân")
        KT = "KT", say("KT. Chủ tịch")
        TL = "TL", say("TL. Chủ tịch")
        TUQ = "TUQ", say("TUQ. Chủ tịch")
        OWN = "", say("Ký trực tiếp")

    class SpokenForm(models.TextChoices):
        NOTE = "but_phe", say("Bút phê")
        SLIP = "phieu_trinh", say("Phiếu trình")
        MEETING = "cuoc_hop", say("Tại cuộc họp")
        PHONE = "dien_thoai", say("Qua điện thoại")

    program = models.ForeignKey(
        Program,
        verbose_name="chương trình, đề án",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="directives",
    )
    kind = models.CharField("loại văn bản", max_length=2, choices=Kind)
    origin = models.CharField("nguồn", max_length=10, choices=Origin)
    issuer = models.ForeignKey(Agency, verbose_name="cơ quan ban hành", on_delete=models.PROTECT)
    issuer_text = models.CharField("cơ quan ban hành (ngoài danh mục)", max_length=200, blank=True)
    number = models.CharField("số", max_length=11, blank=True)
    symbol = models.CharField("ký hiệu", max_length=30, blank=True)
    year = models.PositiveIntegerField("năm")
    issued_on = models.DateField("ngày ban hành")
    # What was said keeps the day on which it was said; its notice has a number and a day of its own.
    noticed_on = models.DateField("ngày ra thông báo", null=True)
    effective_at = models.DateTimeField("có hiệu lực lúc", null=True)
    signer = models.ForeignKey(
        Position, verbose_name="người ký", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    signer_form = models.CharField("hình thức ký", max_length=3, choices=SignerForm, blank=True, default="")
    spoken_form = models.CharField(
        "hình thức chỉ đạo", max_length=12, choices=SpokenForm, blank=True, default=""
    )
    abstract = models.CharField("trích yếu", max_length=500)
    urgency = models.CharField("độ khẩn", max_length=12, choices=Urgency, default=Urgency.NORMAL)
    field = models.CharField("lĩnh vực", max_length=2, choices=FIELD_CHOICES)
    file = models.ForeignKey(StoredFile, verbose_name="tệp văn bản", null=True, on_delete=models.PROTECT)
    state = models.CharField("trạng thái", max_length=12, choices=State, default=State.SPLITTING)
    specialist = models.ForeignKey(
        Position, verbose_name="chuyên viên theo dõi", null=True, on_delete=models.PROTECT, related_name="+"
    )
    review_note = models.TextField("ý kiến khi trả lại bản bóc tách", blank=True)
    is_assumed = models.BooleanField("số liệu giả định", default=False)
    search_text = WordsField("chữ để tìm (không dấu)", of=_words)
    registered_at = models.DateTimeField("đăng ký lúc")
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name="người đăng ký",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    process = models.OneToOneField(
        "viewflow.Process", null=True, on_delete=models.PROTECT, related_name="directive"
    )

    class Meta:
        verbose_name = "văn bản chỉ đạo"
        verbose_name_plural = "văn bản chỉ đạo"
        ordering = ["-issued_on", "-pk"]
        constraints = [
            # NĐ 30/2020 Điều 15: numbering restarts each year, unique per issuer.
            models.UniqueConstraint(
                fields=["issuer", "issuer_text", "year", "symbol", "number"],
                condition=~Q(number=""),
                name="directive_number_once_per_issuer_and_year",
            ),
            models.CheckConstraint(
                condition=~Q(origin="spoken") | ~Q(spoken_form=""), name="spoken_directive_has_form"
            ),
        ]
        indexes = [models.Index(fields=["program", "state"], name="directive_by_program")]

    def __str__(self) -> str:
        return self.named

    @property
    def named(self) -> str:
        """Kind, number and symbol: "Kế hoạch 78/KH-UBND"."""
        return say("{kind} {reference}", kind=self.kind_word, reference=self.reference)

    @property
    def kind_word(self) -> str:
        """The kind as it is cited: an instruction given by word is a notice as soon as that was issued."""
        kind = self.Kind.CONCLUSION if self.kind == self.Kind.SPOKEN and self.number else self.Kind(self.kind)
        return kind.label

    @property
    def dated_on(self) -> date:
        """The day that the document bears: of what was said that of its notice, once there is one."""
        return self.noticed_on or self.issued_on

    @property
    def reference(self) -> str:
        """Number and symbol as printed; a party number has its hyphen first ("473-KL/TU")."""
        if not self.number:
            return (
                say("(số: chưa ban hành)")
                if self.kind != self.Kind.SPOKEN
                else say("ngày {issued_on:%d/%m/%Y}", issued_on=self.issued_on)
            )
        return f"{self.number}{'-' if self.kind == self.Kind.PARTY else '/'}{self.symbol}"

    @property
    def cited(self) -> str:
        """As cited in a sentence: "Kế hoạch số 78/KH-UBND ngày 28/01/2022"."""
        if self.kind == self.Kind.SPOKEN and not self.number:
            return say(
                "{kind} ngày {issued_on:%d/%m/%Y}", kind=self.get_kind_display(), issued_on=self.issued_on
            )
        number = say("số {reference}", reference=self.reference) if self.number else self.reference
        return say(
            "{kind} {number} ngày {issued_on:%d/%m/%Y}",
            kind=self.kind_word,
            number=number,
            issued_on=self.dated_on,
        )

    @property
    def is_provisional(self) -> bool:
        """An instruction given by word: its assignments are Tạm giao until the notice is issued."""
        return self.origin == self.Origin.SPOKEN and not self.number

    @property
    def awaits_notice(self) -> bool:
        """What was said, in a meeting or otherwise, and has no number yet: the notice of it will be the document."""
        said = (self.Kind.SPOKEN, self.Kind.CONCLUSION)
        return not self.number and self.kind in said and self.origin != self.Origin.HERE


class Relation(models.Model):
    """What a later document does to an earlier one: planned while it is cut, in force when it gives its assignments.

    Which assignments are changed, and how, stands in their own rows (`assignments.DirectiveEffect`).
    """

    class Kind(models.TextChoices):
        AMENDS = "amends", say("Sửa đổi, bổ sung")
        WITHDRAWS = "withdraws", say("Thu hồi")
        RESTORES = "restores", say("Hủy bỏ việc thu hồi")

    later = models.ForeignKey(
        Directive, verbose_name="văn bản sau", on_delete=models.PROTECT, related_name="relations"
    )
    earlier = models.ForeignKey(
        Directive, verbose_name="văn bản trước", on_delete=models.PROTECT, related_name="relations_back"
    )
    kind = models.CharField("tác động", max_length=10, choices=Kind)
    note = models.CharField("nội dung", max_length=500, blank=True)
    planned_at = models.DateTimeField("ghi lúc")
    planned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    in_force_at = models.DateTimeField("có hiệu lực lúc", null=True)
    # The state of the earlier document before it was withdrawn, to which a restoring one brings it back.
    earlier_state = models.CharField("trạng thái trước", max_length=12, blank=True)

    class Meta:
        verbose_name = "quan hệ văn bản"
        ordering = ["later_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["later", "earlier"], name="one_relation_per_pair"),
            models.CheckConstraint(condition=~Q(later=models.F("earlier")), name="relation_is_to_another"),
        ]

    def __str__(self) -> str:
        return f"{self.later_id} {self.get_kind_display()} {self.earlier_id}"


class Addendum(models.Model):
    """Giao bổ sung: further duties under a document that has given its assignments; given on a day of its own."""

    class State(models.TextChoices):
        DRAFTING = "drafting", say("Đang bóc tách bổ sung")
        IN_REVIEW = "in_review", say("Chờ duyệt giao bổ sung")
        GIVEN = "given", say("Đã giao bổ sung")
        DROPPED = "dropped", say("Đã bỏ")

    directive = models.ForeignKey(Directive, on_delete=models.PROTECT, related_name="addenda")
    number = models.PositiveIntegerField("lần bổ sung")
    note = models.CharField("căn cứ giao bổ sung", max_length=500)
    state = models.CharField("trạng thái", max_length=10, choices=State, default=State.DRAFTING)
    dated_on = models.DateField("ngày giao bổ sung", null=True)
    review_note = models.TextField("ý kiến khi trả lại", blank=True)
    made_at = models.DateTimeField("lập lúc")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    process = models.OneToOneField(
        "viewflow.Process", null=True, on_delete=models.PROTECT, related_name="addendum"
    )

    class Meta:
        verbose_name = "giao bổ sung"
        ordering = ["directive_id", "number"]
        constraints = [
            models.UniqueConstraint(fields=["directive", "number"], name="addendum_number_once"),
            models.CheckConstraint(
                condition=~Q(state="given") | Q(dated_on__isnull=False), name="given_addendum_has_date"
            ),
        ]

    def __str__(self) -> str:
        return say("Giao bổ sung lần {number}", number=self.number)
