"""Agencies with their dates, positions in them, who holds a position from when to when, and grants on agencies."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.db.models import F, Q
from guardian.models import GroupObjectPermissionBase

from accountability.access.roles import ROLES, Role
from accountability.core.finding.fields import WordsField
from accountability.core.finding.rules import kept
from accountability.core.saying import say

OUTSIDE_KINDS = ("ND", "DN", "BO")  # The province cannot call them to account: copies only.
PARTY_KINDS = ("DU",)  # Party organs read; no ladder, no explanation, no ranking.
CANNOT_LEAD = (*OUTSIDE_KINDS, *PARTY_KINDS, "UB")


class AgencyQuerySet(models.QuerySet["Agency"]):
    """Questions on agencies."""

    def on(self, day: date) -> AgencyQuerySet:
        """The agencies that exist on that day."""
        return self.filter(
            Q(valid_from__isnull=True) | Q(valid_from__lte=day),
            Q(valid_to__isnull=True) | Q(valid_to__gte=day),
        )

    def that_can_lead(self) -> AgencyQuerySet:
        """Agencies that answer to the province: they may lead an assignment and stand on the ladder."""
        return self.exclude(kind__in=CANNOT_LEAD)


class Agency(models.Model):
    """One agency or locality. Codes of the state are not stable keys (DOMAIN §0.7): the row's key is."""

    class Kind(models.TextChoices):
        PROVINCE = "UB", say("UBND tỉnh")
        DEPARTMENT = "CM", say("Cơ quan chuyên môn")
        OTHER = "HC", say("Cơ quan hành chính khác")
        FORCE = "LL", say("Lực lượng vũ trang")
        VERTICAL = "ND", say("Cơ quan ngành dọc")
        MASS = "DT", say("Mặt trận, đoàn thể")
        ENTERPRISE = "DN", say("Doanh nghiệp")
        MINISTRY = "BO", say("Cơ quan bộ")
        PARTY = "DU", say("Cơ quan Đảng")
        DISTRICT = "HU", say("UBND cấp huyện")
        COMMUNE = "XA", say("UBND cấp xã")

    code = models.CharField("mã", max_length=30, unique=True)
    name = models.CharField("tên", max_length=200)
    short_name = models.CharField("tên ngắn", max_length=120)
    kind = models.CharField("loại", max_length=2, choices=Kind)
    slug = models.SlugField("nhãn", max_length=80)
    parent = models.ForeignKey("self", verbose_name="trực thuộc", null=True, on_delete=models.PROTECT)
    locality = models.ForeignKey(
        "self",
        verbose_name="địa phương theo dõi",
        null=True,
        on_delete=models.PROTECT,
        related_name="watchers",
    )
    symbols = models.JSONField("ký hiệu trong văn bản", default=list)
    aliases = models.JSONField("cách viết khác", default=list)
    valid_from = models.DateField("từ ngày", null=True)
    valid_to = models.DateField("đến hết ngày", null=True)
    rank = models.PositiveIntegerField("thứ tự", default=0)
    search_text = WordsField(
        "chữ để tìm (không dấu)", of=lambda row: kept(row.short_name, [row.name, *row.symbols, *row.aliases])
    )

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "cơ quan"
        verbose_name_plural = "cơ quan"
        ordering = ["rank", "pk"]
        # What a position's group may do for an agency; the meanings are in access/actor.py.
        permissions = [
            ("work_for", say("Làm việc cho cơ quan")),
            ("oversee", say("Cấp trên trực tiếp của cơ quan")),
            ("watch", say("Theo dõi việc của cơ quan")),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True)
                | Q(valid_from__isnull=True)
                | Q(valid_to__gte=F("valid_from")),
                name="agency_dates_in_order",
            )
        ]

    def __str__(self) -> str:
        return self.short_name

    @property
    def answers_to_province(self) -> bool:
        """Whether the ladder applies: not to bodies outside the province, not to party organs."""
        return self.kind not in (*OUTSIDE_KINDS, *PARTY_KINDS)


class Succession(models.Model):
    """Who continues the work of an agency that ended."""

    from_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="successions")
    to_agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="inheritances")
    kind = models.CharField(max_length=10, choices=[("main", "chính"), ("partial", "một phần")])
    field = models.CharField("phần việc", max_length=200, blank=True)
    effective_on = models.DateField("từ ngày")
    legal_basis = models.CharField("căn cứ", max_length=300)
    verified = models.BooleanField("đã đối chiếu", default=False)

    class Meta:
        verbose_name = "kế thừa"
        constraints = [
            models.UniqueConstraint(fields=["from_agency", "to_agency", "field"], name="succession_once")
        ]

    def __str__(self) -> str:
        return f"{self.from_agency} → {self.to_agency}"


class AgencyList(models.Model):
    """A named list of agencies that duties are given to (điểm thí điểm, xã biên giới), from when to when it is used."""

    class Kind(models.TextChoices):
        SAVED = "saved", say("Danh sách thường")
        PILOT = "pilot", say("Danh sách thí điểm")

    title = models.CharField("tên danh sách", max_length=150)
    kind = models.CharField("loại", max_length=5, choices=Kind, default=Kind.SAVED)
    basis = models.CharField("căn cứ", max_length=300, blank=True)
    from_on = models.DateField("dùng từ ngày")
    to_on = models.DateField("đến hết ngày", null=True)

    class Meta:
        verbose_name = "danh sách cơ quan"
        ordering = ["title", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["title"], condition=Q(to_on__isnull=True), name="agency_list_title_once"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="agency_list_dates_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class ListedAgency(models.Model):
    """An agency in a list, from when to when: who was asked in a year's time is still known."""

    list = models.ForeignKey(AgencyList, on_delete=models.CASCADE, related_name="entries")
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT, related_name="+")
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True)

    class Meta:
        verbose_name = "cơ quan trong danh sách"
        ordering = ["agency__rank", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["list", "agency"], condition=Q(to_on__isnull=True), name="listed_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="listed_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return say("{agency} trong {list_id}", agency=self.agency, list_id=self.list_id)


class AgencyGrant(GroupObjectPermissionBase):
    """guardian's grant on an agency to the group of a position; a direct key, so that nothing is orphaned."""

    content_object = models.ForeignKey(Agency, on_delete=models.CASCADE)

    class Meta(GroupObjectPermissionBase.Meta):
        verbose_name = "quyền trên cơ quan"


class Position(models.Model):
    """A position: powers, notices and rungs belong to it; persons come and go."""

    code = models.CharField("mã", max_length=100, unique=True)
    title = models.CharField("chức danh", max_length=200)
    agency = models.ForeignKey(
        Agency, verbose_name="cơ quan", on_delete=models.PROTECT, related_name="positions"
    )
    role = models.CharField(
        "vai trò", max_length=20, choices=[(role.value, entry.title) for role, entry in ROLES.items()]
    )
    fields = models.JSONField("lĩnh vực", default=list, help_text="Trống: mọi lĩnh vực.")
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="position")
    phone = models.CharField("điện thoại", max_length=30, blank=True)
    rank = models.PositiveIntegerField("thứ tự", default=0)
    search_text = WordsField("chữ để tìm (không dấu)", of=lambda row: kept(row.title))

    class Meta:
        verbose_name = "chức danh"
        verbose_name_plural = "chức danh"
        ordering = ["rank", "pk"]
        indexes = [models.Index(fields=["agency", "role"], name="position_by_agency_role")]

    def __str__(self) -> str:
        return self.title

    def covers(self, field: str) -> bool:
        """Whether the field of work is one of the position's; none named means all."""
        return not self.fields or field in self.fields


class Incumbency(models.Model):
    """Who holds a position, from when to when; `acting` is a temporary holder."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="incumbencies")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="incumbencies")
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày", null=True)
    acting = models.BooleanField("quyền, phụ trách tạm thời", default=False)

    class Meta:
        verbose_name = "giữ chức danh"
        constraints = [
            models.UniqueConstraint(
                fields=["position"],
                condition=Q(to_on__isnull=True, acting=False),
                name="one_holder_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")), name="incumbency_dates_in_order"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user} – {self.position}"


class Delegation(models.Model):
    """A dated delegation: the person may do what the position may, by the document named."""

    position = models.ForeignKey(Position, on_delete=models.PROTECT, related_name="delegations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="delegations")
    from_on = models.DateField("từ ngày")
    to_on = models.DateField("đến hết ngày")
    document = models.CharField("văn bản ủy quyền", max_length=200)

    class Meta:
        verbose_name = "ủy quyền"
        constraints = [
            models.CheckConstraint(condition=Q(to_on__gte=F("from_on")), name="delegation_dates_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.position} → {self.user}"


__all__ = [
    "Agency", "AgencyGrant", "AgencyList", "Delegation", "Incumbency", "ListedAgency", "Position", "Role", "Succession",
]  # fmt: skip
