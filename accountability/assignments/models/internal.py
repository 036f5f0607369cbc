"""What a lead passes on inside its own authority: to a section, a branch, or an agency below it."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from accountability.agencies.models import Agency
from accountability.assignments.models.assignment import Assignment
from accountability.assignments.models.history import LeadTenure
from accountability.assignments.rules import OPEN_STATES
from accountability.core.saying import say


class InternalPartQuerySet(models.QuerySet["InternalPart"]):
    """Questions on parts."""

    def standing(self) -> InternalPartQuerySet:
        """Of a lead that still leads an assignment that is still open; with another lead they are nobody's."""
        return self.filter(tenure__to_at=None, assignment__state__in=OPEN_STATES)

    def owed(self) -> InternalPartQuerySet:
        """Standing and not ended by the lead."""
        return self.standing().filter(done_at=None)


class InternalPart(models.Model):
    """A part of an assignment that the lead gave a unit of its own; the lead stays accountable for all of it.

    The provincial ladder never sees it: no rung, no count, no lateness. `agency` is set when the unit is an agency below the lead
    (a district's commune), which then reads it on its own first page; else `unit` names a section or a branch.
    """

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="internal_parts")
    tenure = models.ForeignKey(LeadTenure, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(
        Agency,
        verbose_name="đơn vị cấp dưới",
        null=True,
        on_delete=models.PROTECT,
        related_name="parts_received",
    )
    unit = models.CharField("phòng, chi cục, đơn vị", max_length=200, blank=True)
    duty = models.CharField("phần việc", max_length=500)
    due_on = models.DateField("thời hạn", null=True)
    given_at = models.DateTimeField("giao lúc")
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    report = models.TextField("kết quả", blank=True)
    reported_at = models.DateTimeField("báo cáo lúc", null=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField("kết thúc lúc", null=True)
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = InternalPartQuerySet.as_manager()

    class Meta:
        verbose_name = "phần việc giao lại"
        ordering = ["assignment_id", "pk"]
        constraints = [
            # Exactly one of the two: a unit by name, or an agency below.
            models.CheckConstraint(
                condition=Q(agency__isnull=True) & ~Q(unit="") | Q(agency__isnull=False, unit=""),
                name="part_has_one_unit",
            )
        ]
        indexes = [
            # The first page of an agency below: what it was given and has not been ended.
            models.Index(fields=["agency"], condition=Q(done_at__isnull=True), name="parts_of_agency_below")
        ]

    def __str__(self) -> str:
        return f"{self.unit_name}: {self.duty}"

    @property
    def unit_name(self) -> str:
        """Who has it."""
        return self.agency.short_name if self.agency is not None else self.unit

    @property
    def is_standing(self) -> bool:
        """The same as `InternalPartQuerySet.standing`."""
        return self.tenure.to_at is None and self.assignment.is_open

    @property
    def state_words(self) -> str:
        """Where it stands, without lateness."""
        if self.done_at is not None:
            return say("Đã xong")
        return say("Đã báo cáo, chờ kết thúc") if self.reported_at is not None else say("Đang thực hiện")
