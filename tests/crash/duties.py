"""Many assignments at once, as rows, for sweeps; and what the ledger says of them."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.db.models import Count

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment, DeadlineVersion, LeadTenure
from accountability.core.zone import LOCAL
from accountability.directives.models import Directive, Program
from accountability.escalation.models import Escalation
from accountability.notices.models import Notification, Outbox
from tests.cast import Province

GIVEN_AT = datetime(2022, 11, 7, 17, 0, tzinfo=LOCAL)
DUE_ON = date(2022, 12, 31)
# DESIGN §6, the example: due on Saturday 31/12/2022. Written here by hand, not computed.
DAYS = {
    "2022-12-26": "due-soon", "2022-12-29": "due-soon-2", "2022-12-30": "due-today", "2023-01-03": "late-1",
    "2023-01-05": "late-3", "2023-01-09": "late-5", "2023-01-16": "late-10", "2023-01-30": "late-15",
}  # fmt: skip


def morning(day: str | date) -> datetime:
    """08:00 of that day."""
    return datetime.fromisoformat(f"{day}T08:00").replace(tzinfo=LOCAL)


def give(
    number: int, province: Province, *, due_on: date = DUE_ON, given_at: datetime = GIVEN_AT
) -> list[int]:
    """Give that many duties to communes and departments in turn, acknowledged and in work; their keys."""
    directive = Directive.objects.create(
        program=Program.objects.get(code="DA06"), kind=Directive.Kind.CONCLUSION, origin=Directive.Origin.ELSEWHERE,
        issuer=province.agency("UBND"), year=2022, issued_on=given_at.date(), effective_at=given_at,
        abstract="Kết luận hội nghị", field="VX", state=Directive.State.ISSUED, registered_at=given_at,
        specialist=province.position("chuyenvien"),
    )  # fmt: skip
    office, leads = province.agency("VPUBND"), _leads()
    rows = Assignment.objects.bulk_create(
        Assignment(
            directive=directive, lead_agency=leads[index % len(leads)], title=f"Việc số {index}", field="VX", verifier=office,
            duration="fixed", due_on=due_on, deadline_number=1, state="working", assigned_at=given_at,
            assigned_on=given_at.date(), led_from_on=given_at.date(), acknowledged_at=given_at, last_report_on=due_on,
        ) for index in range(number)
    )  # fmt: skip
    LeadTenure.objects.bulk_create(
        LeadTenure(assignment=row, agency_id=row.lead_agency_id, from_at=given_at, from_on=given_at.date())
        for row in rows
    )
    DeadlineVersion.objects.bulk_create(
        DeadlineVersion(assignment=row, number=1, due_on=due_on, cause="assigned", set_at=given_at)
        for row in rows
    )
    return [row.pk for row in rows]


def _leads() -> list[Agency]:
    """Departments, districts and communes with a head, in one order."""
    kinds = [Agency.Kind.DEPARTMENT, Agency.Kind.DISTRICT, Agency.Kind.COMMUNE]
    headed = Agency.objects.filter(
        kind__in=kinds, positions__incumbencies__to_on=None, positions__role="agency_head"
    )
    return list(headed.distinct().order_by("pk")[:200])


def claims() -> Counter[str]:
    """Rung → number of its claims in the ledger."""
    return Counter(Escalation.objects.order_by().values_list("rung_key", flat=True))


def doubled_claims() -> int:
    """Claims of one rung for one fact beyond the first."""
    keys = Escalation.objects.order_by().values("subject", "rung_key", "occasion", "ordinal")
    return sum(row["n"] - 1 for row in keys.annotate(n=Count("pk")).filter(n__gt=1))


def doubled_notices() -> int:
    """Lines on somebody's page that stand there twice."""
    same = Notification.objects.order_by().values("recipient", "subject", "kind", "text", "timestamp")
    return sum(row["n"] - 1 for row in same.annotate(n=Count("pk")).filter(n__gt=1))


def doubled_mails() -> int:
    """Claims of which one person would read in two mails."""
    told = Counter(
        (mail["user"], claim)
        for mail in Outbox.objects.values_list("payload", flat=True)
        for claim in mail.get("ledger", ())
    )
    return sum(count - 1 for count in told.values())
