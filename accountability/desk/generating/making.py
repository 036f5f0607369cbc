"""From an order to rows: the province, the heads, one real assignment per directive, copies, claimed reminders."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import product

from django.conf import settings
from django.db import transaction
from django.db.models import F
from viewflow.workflow.models import Process, Task

from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.facts import AS_OF_2022, AS_OF_2026, AgencyFact, PositionFact
from accountability.agencies.loading import load_accounts, load_more, load_province
from accountability.agencies.models import Agency
from accountability.agencies.reading import actor_for, holders, positions_of, the_office, the_province
from accountability.assignments.actions import AssignmentSpec, draft
from accountability.assignments.models import Assignment, LeadTenure
from accountability.assignments.rules import Duration
from accountability.audit.record import record
from accountability.calendars.reading import calendar_around
from accountability.calendars.rules import Calendar, reached_on
from accountability.core.zone import LOCAL, local
from accountability.desk import demo
from accountability.desk.generating import lists
from accountability.desk.generating.bare import bare
from accountability.desk.generating.copying import COPIED, copy_all
from accountability.desk.generating.order import SYMBOL, Days, Order, Slot, days_of, slots
from accountability.directives.actions import DirectiveSpec
from accountability.directives.loading import load_program
from accountability.directives.models import Directive, Program
from accountability.directives.rules import Reference
from accountability.escalation.models import Escalation, SweepRun
from accountability.escalation.policies import Ladder, ladder_in_force
from accountability.escalation.rules import Anchor
from accountability.notices.models import Notification, Outbox
from workflows import acts

Say = Callable[[str], None]
TITLE = "Nhiệm vụ giả định số"


@dataclass(frozen=True)
class Head:
    """Who leads: an agency with the account of its head."""

    agency: Agency
    user: User


@dataclass(frozen=True)
class Generated:
    """What was made; `late_due` are the deadlines of the overdue ones, `reminders` their claims of earlier rungs."""

    assignments: int
    overdue: int
    heads: int
    directives: int
    reminders: int
    given_on: date
    late_due: tuple[date, ...]


def refuse(*, in_production: bool, sure: bool) -> None:
    """Raise ValueError in Vietnamese where generated rows would mix with an office's own, unless one is sure."""
    if sure:
        return
    if in_production:
        raise ValueError("Cấu hình production: không sinh dữ liệu giả định. Nếu chắc chắn, thêm --yes.")
    real = Directive.objects.exclude(symbol=SYMBOL)
    if demo.loaded_year() is None and (number := real.count()):
        raise ValueError(
            f"Cơ sở dữ liệu này đang có {number} văn bản chỉ đạo; dữ liệu giả định sẽ lẫn vào. Nếu chắc chắn, thêm --yes."
        )


@transaction.atomic
def generate(order: Order, *, say: Say) -> Generated:
    """Make what is ordered, all of it or nothing; `say` hears of each step.

    Raises ValueError in Vietnamese for an instant at which it cannot be: before the ladder, in the midst of Tết.
    """
    calendar = calendar_around(local(order.at).date())
    days = days_of(order.at, calendar)
    try:
        ladder = ladder_in_force(days.given_at)
    except LookupError as error:
        raise ValueError(str(error)) from error
    _ready_province(order, days)
    heads = _heads(order, days)
    say(
        f"Giao nhiệm vụ cho {len(heads)} thủ trưởng; {order.directives} văn bản, mỗi văn bản một nhiệm vụ mẫu …"
    )
    made = {
        slot.n: _the_real_way(slot, heads[slot.head], order, days) for slot in _first_ones(order, days, heads)
    }
    lists.create()
    lists.fill(lists.HEADS, _head_rows(heads))
    lists.fill(lists.SLOTS, _slot_rows(order, days, heads, made))
    with bare(COPIED):
        copy_all(made.values(), title=TITLE, say=say)
        say("Dựng lại chỉ mục và khóa ngoại …")
    reminders = _claim_earlier(ladder, days, calendar)
    say(f"{reminders} lần nhắc trước hạn đã ghi; cập nhật thống kê của cơ sở dữ liệu …")
    lists.drop()
    lists.finish([*COPIED, Escalation])
    result = Generated(
        order.assignments, order.late, len(heads), order.directives, reminders, days.given_on, days.late_due
    )
    record(
        action="generate.load", by=None, at=order.at, target_kind="province", target_pk=the_province().pk,
        after={"assignments": order.assignments, "overdue": order.late, "seed": order.seed, "heads": len(heads)},
    )  # fmt: skip
    return result


# The province ---------------------------------------------------------------------------------------------------------


def _ready_province(order: Order, days: Days) -> None:
    """Load the province of that day, its accounts and its program when there is none."""
    if not Agency.objects.exists():
        as_of = AS_OF_2022 if days.today.year < AS_OF_2026.year else AS_OF_2026
        load_province(as_of=as_of, at=days.given_at)
        load_accounts(as_of=as_of, at=days.given_at, password=_password())
        load_program(days.given_at)
    present = len(_all_heads(days))
    if order.heads is not None and present < order.heads:
        _add_communes(order.heads - present, days)


def _password() -> str:
    """The demo's; where no demo may be, one that nobody knows."""
    in_production = settings.SETTINGS_MODULE.endswith(".production")
    return secrets.token_urlsafe(32) if in_production else demo.PASSWORD


def _all_heads(days: Days) -> list[Head]:
    """Agencies that may lead, with somebody at their head; without the Office, whose work others verify."""
    agencies = {
        row.pk: row for row in Agency.objects.that_can_lead().on(days.given_on).exclude(pk=the_office().pk)
    }
    positions = positions_of(agencies, [Role.AGENCY_HEAD])
    holding = holders((row[0].pk for row in positions.values()), today=days.given_on)
    found = {agency: holding.get(rows[0].pk) for (agency, _role), rows in positions.items()}
    return [Head(agencies[pk], users[0]) for pk in sorted(agencies) if (users := found.get(pk))]


def _heads(order: Order, days: Days) -> list[Head]:
    heads = _all_heads(days)[: order.heads]
    if not heads:
        raise ValueError("Tỉnh đã nạp không có cơ quan nào có Thủ trưởng tại ngày giao nhiệm vụ.")
    return heads


def _add_communes(number: int, days: Days) -> None:
    """Communes that do not exist, below the province, each with its head."""
    first = Agency.objects.filter(code__startswith="XGD-").count() + 1
    numbers = [f"{n:05d}" for n in range(first, first + number)]
    agencies = [
        AgencyFact(
            code=f"XGD-{n}", name=f"UBND xã giả định {n}", short_name=f"Xã giả định {n}", kind="XA", slug=f"xa-gd-{n}",
            head_title=f"Chủ tịch UBND xã giả định {n}", head_username=f"xa-gd-{n}", parent_code=the_province().code,
        )
        for n in numbers
    ]  # fmt: skip
    positions = tuple(
        PositionFact(
            code=row.head_username, title=row.head_title, agency_code=row.code, role=Role.AGENCY_HEAD, fields=(),
            username=row.head_username, email=f"{row.slug}@xa-gia-dinh.example",
        )
        for row in agencies
    )  # fmt: skip
    load_more(agencies, positions, at=days.given_at, since=date(days.today.year, 1, 1), password=_password())


# The real way ---------------------------------------------------------------------------------------------------------


def _first_ones(order: Order, days: Days, heads: list[Head]) -> list[Slot]:
    """The first slot of each directive."""
    return [slot for slot in slots(order, days, len(heads)) if slot.rank == 1]


def _the_real_way(slot: Slot, head: Head, order: Order, days: Days) -> Assignment:
    """A directive with its first assignment, by the acts that people use; what they told is taken back."""
    at = days.given_at
    fields = ("TH", "VX", "KT", "NN", "CN", "NC")
    directive = acts.register_directive(
        DirectiveSpec(
            kind=Directive.Kind.PLAN, issuer=the_province(), issued_on=days.given_on, signer_form="TM",
            abstract=f"Kế hoạch giả định để thử khối lượng, hạt giống {order.seed}, phần {slot.directive + 1}",
            field=fields[slot.directive % len(fields)], reference=Reference(_next_number(days), SYMBOL),
            program=Program.objects.order_by("pk").first(), is_assumed=True,
        ), by=None, at=at,
    )  # fmt: skip
    spec = AssignmentSpec(
        f"{TITLE} {slot.n + 1}", [head.agency], duration=Duration.FIXED, due_on=slot.due_on, is_assumed=True,
        deadline_words="theo kế hoạch giả định",
    )  # fmt: skip
    (row,) = draft(directive, spec, by=None, at=at)
    acts.send_to_review(directive.pk, by=None, at=at)
    acts.approve_directive(directive.pk, by=None, at=at)
    actor = actor_for(head.user, today=days.acknowledged_on)
    row = acts.acknowledge(row.pk, by=actor, at=days.acknowledged_at)
    Outbox.objects.filter(
        pk__in=list(Outbox.objects.about(row.subject).values_list("pk", flat=True))
    ).delete()
    Notification.objects.filter(subject=row.subject).delete()
    return row


def _next_number(days: Days) -> str:
    used = Directive.objects.filter(symbol=SYMBOL, year=days.given_on.year).values_list("number", flat=True)
    return str(max((int(number) for number in used), default=0) + 1)


# The lists ------------------------------------------------------------------------------------------------------------


def _head_rows(heads: list[Head]) -> Iterator[tuple[int, int, int, str]]:
    for place, head in enumerate(heads):
        yield place, head.agency.pk, head.user.pk, head.agency.search_text


def _slot_rows(
    order: Order, days: Days, heads: list[Head], made: dict[int, Assignment]
) -> Iterator[tuple[object, ...]]:
    """A row per assignment. All queries are made before the first row is asked for: COPY keeps the connection busy."""
    keys = [lists.next_key(model) for model in (Assignment, LeadTenure, Process, Task)]
    steps = (1, 1, 1, Task.objects.filter(process_id=made[0].process_id).count())
    tenures = dict(LeadTenure.objects.filter(assignment__in=made.values()).values_list("assignment_id", "pk"))

    def rows() -> Iterator[tuple[object, ...]]:
        source, free = made[0], keys
        for slot in slots(order, days, len(heads)):
            own: tuple[int | None, ...]
            if slot.n in made:  # Of the real way: nothing is copied for it.
                source = made[slot.n]
                own = (None, source.pk, tenures[source.pk], None, None)
            else:
                own = (source.pk, *free)
                free = [key + step for key, step in zip(free, steps, strict=True)]
            yield (slot.n, *own, slot.head, slot.due_on, int(slot.late), slot.rank)

    return rows()


def _claim_earlier(ladder: Ladder, days: Days, calendar: Calendar) -> int:
    """The rungs before late-1 that overdue assignments reached, claimed at 08:00 of their days; how many."""
    runs: dict[date, SweepRun] = {}
    claimed = 0
    for due_on, rung in product(days.late_due, ladder.of(Anchor.DEADLINE)):
        reached = reached_on(due_on, rung.offset, rung.unit, calendar)
        if not days.given_on <= reached < days.late_from:
            continue
        at = datetime.combine(reached, time(8, 0), tzinfo=LOCAL)
        run = runs.get(reached) or runs.setdefault(reached, SweepRun.objects.create(at=at, ran_at=at))
        row = Escalation(
            subject="", rung_key=rung.key, occasion="deadline:1", assignment_id=0, tenure_id=0,
            version_id=ladder.version_pk, run=run, anchor_on=due_on, claimed_at=at,
        )  # fmt: skip
        columns = {
            "subject": "'a:' || n.assignment_id", "assignment_id": "n.assignment_id", "tenure_id": "n.tenure_id",
        }  # fmt: skip
        made = lists.insert_for_late(row, due_on, columns)
        SweepRun.objects.filter(pk=run.pk).update(claims=F("claims") + made)
        claimed += made
    return claimed
