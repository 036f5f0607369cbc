"""Issuing a directive of 50 tasks to 130 communes: 6,500 assignments with processes, notices, mails and audit events.

Ours: `workflows.acts.approve_directive`, the step that gives all of them at once, in one transaction.
By hand: `bulk_create` of the very rows that it wrote, as finished objects (mails built, keys known), and of the 6,500
assignments, in one transaction. Both with all constraints checked, then undone.
"""

from __future__ import annotations

from datetime import date

from django.db.models import Max, Model
from viewflow.workflow.models import Process, Task

from accountability.agencies.models import Agency
from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.models import Assignment, DeadlineVersion, LeadTenure
from accountability.assignments.rules import Duration
from accountability.audit.models import AuditEvent
from accountability.core.clock import parse_at
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive
from accountability.directives.rules import Reference
from accountability.notices.models import MailSubject, Notification, Outbox
from benchmarks.figures import Figure, alternate, say, stopwatch
from benchmarks.ground import AT_2026, check_constraints, undone
from benchmarks.profiling import profiled
from workflows import acts

TASKS, COMMUNES = 50, 130
BOUND = 3.0
SQLITE_SECONDS = 15.0
AT = parse_at(AT_2026)
# In the order of their keys; MailSubject after Outbox.
WRITTEN: tuple[type[Model], ...] = (
    Process, Task, Task.previous.through, LeadTenure, DeadlineVersion, Notification, Outbox, MailSubject, AuditEvent,
)  # fmt: skip


def measure(database: str, runs: int) -> list[Figure]:
    """On the database of the settings."""
    directive = _drafted()
    rows = _rows_of_ours(directive)
    number = sum(len(found) for found in rows.values())
    say(f"  issuing writes { {model.__name__: len(found) for model, found in rows.items()} }")
    ours, hand = alternate(lambda: _ours(directive), lambda: _by_hand(rows), runs)
    profiled(lambda: _ours(directive))
    name = f"issuing {TASKS} × {COMMUNES} assignments"
    note = f"{number:,} rows"
    figures = [Figure(name, database, "s", ours, hand, BOUND, note=note)]
    if database == "sqlite":
        figures.append(Figure(name + ", seconds", database, "s", ours, bound=SQLITE_SECONDS))
    return figures


def _drafted() -> Directive:
    """The directive, cut and handed to the reviewer."""
    province = Agency.objects.get(code="UBND")
    communes = list(Agency.objects.filter(kind=Agency.Kind.COMMUNE).on(AT.date()).order_by("pk")[:COMMUNES])
    assert len(communes) == COMMUNES
    made = acts.register_directive(
        DirectiveSpec(
            kind=Directive.Kind.PLAN, issuer=province, issued_on=AT.date(), abstract="Kế hoạch đo khối lượng",
            field="TH", reference=Reference("900", "KH-UBND"), signer_form="TM",
        ), by=None, at=AT,
    )  # fmt: skip
    for number in range(1, TASKS + 1):
        spec = AssignmentSpec(
            f"Nhiệm vụ đo khối lượng số {number}", communes, duration=Duration.FIXED, due_on=date(2026, 6, 30)
        )
        draft(made, spec, by=None, at=AT)
    acts.send_to_review(made.pk, by=None, at=AT)
    return made


def _rows_of_ours(directive: Directive) -> dict[type[Model], list[Model]]:
    """What our step writes, as objects; the assignments as they are afterwards, to be inserted anew."""
    last = {model: model._default_manager.aggregate(last=Max("pk"))["last"] or 0 for model in WRITTEN}
    with undone():
        acts.approve_directive(directive.pk, by=None, at=AT)
        rows = {
            model: list(model._default_manager.filter(pk__gt=key).order_by("pk"))
            for model, key in last.items()
        }
        given: list[Model] = list(Assignment.objects.filter(directive=directive).order_by("pk"))
    for row in given:
        row.pk, row.process_id, row._state.adding = None, None, True  # type: ignore[attr-defined]
    found: dict[type[Model], list[Model]] = {Assignment: given}
    return found | rows


def _ours(directive: Directive) -> float:
    with undone(), stopwatch() as seconds:
        acts.approve_directive(directive.pk, by=None, at=AT)
        check_constraints()
    return seconds()


def _by_hand(rows: dict[type[Model], list[Model]]) -> float:
    with undone(), stopwatch() as seconds:
        for model, found in rows.items():
            model._default_manager.bulk_create(found)
        check_constraints()
    for row in rows[Assignment]:
        row.pk = None
    return seconds()
