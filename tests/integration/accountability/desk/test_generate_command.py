"""`manage.py generate`: rows as the real acts leave them, in bulk."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from viewflow.workflow.models import Process, Task

from accountability.agencies.models import Agency
from accountability.assignments.models import Assignment, DeadlineVersion, LeadTenure
from accountability.assignments.projection import projected
from accountability.audit.models import AuditEvent
from accountability.desk.generating import SYMBOL
from accountability.directives.models import Directive
from accountability.escalation.models import Escalation
from accountability.escalation.sweep import sweep
from accountability.notices.models import Notification, Outbox
from tests.cast import Province, actor
from tests.given import on
from workflows import acts

AT = "2022-11-08T08:00"
NOON = on("2022-11-08")


def run(assignments: int = 60, overdue: int = 10, **options: Any) -> dict[str, Any]:
    """The command's answer."""
    out = StringIO()
    call_command(
        "generate", assignments=assignments, overdue=str(overdue), json=True, stdout=out, stderr=StringIO(),
        **({"at": AT, "seed": 7} | options),
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(out.getvalue().splitlines()[-1])
    return answer


def tasks_of(row: Assignment) -> list[dict[str, Any]]:
    """The tasks of the assignment's process, without what is its own: keys become places."""
    tasks = list(Task.objects.filter(process=row.process).order_by("pk"))
    place = {task.pk: number for number, task in enumerate(tasks)}
    found = []
    for task in tasks:
        facts = {field.name: getattr(task, field.attname) for field in Task._meta.concrete_fields}
        del facts["id"], facts["process"]
        for moment in ("created", "assigned", "started", "finished"):
            facts[moment] = facts[moment] is not None
        token = str(task.token)
        for pk, number in place.items():
            token = token.replace(f"/{pk}_", f"/#{number}_")
        facts["token"] = token
        facts["owner"] = task.owner_id is not None
        facts["previous"] = sorted(place[one.pk] for one in task.previous.all())
        found.append(facts)
    return found


@pytest.fixture
def generated(province: Province) -> dict[str, Any]:
    return run()


def test_at_that_instant_the_overdue_ones_reach_late_1_and_nothing_else_is_reached(
    generated: dict[str, Any],
) -> None:
    assert (generated["assignments"], generated["overdue"]) == (60, 6)
    claimed = Escalation.objects.count()
    sweep(at=on("2022-11-07", "23:59"))
    assert Escalation.objects.count() == claimed == generated["reminders"]
    swept = sweep(at=NOON)
    assert swept.escalated == {"late-1": 6}
    assert (swept.reminded, swept.merged) == (0, 0)
    assert swept.notices >= 6
    assert sweep(at=NOON).escalated == {}


def test_every_one_has_its_facts_and_its_process(generated: dict[str, Any]) -> None:
    assert Assignment.objects.open().count() == 60
    assert LeadTenure.objects.filter(to_at=None).count() == DeadlineVersion.objects.count() == 60
    for row in Assignment.objects.all():
        stored = {name: getattr(row, name) for name in projected(row)}
        assert stored == projected(row)
        assert row.process.status == "NEW"
    assert Process.objects.count() == 60 + Directive.objects.count()


@pytest.mark.slow
def test_a_copy_has_the_same_rows_as_one_that_went_the_real_way(generated: dict[str, Any]) -> None:
    real, *copies = Assignment.objects.order_by("pk")
    assert len(tasks_of(real)) == 7
    for copy in copies:
        assert tasks_of(copy) == tasks_of(real)
        head = copy.lead_agency.positions.get(role="agency_head").incumbencies.get().user_id
        assert set(
            Task.objects.filter(process=copy.process).exclude(owner=None).values_list("owner", flat=True)
        ) == {head}


def test_the_process_of_a_copy_goes_on_by_the_real_acts(
    province: Province, generated: dict[str, Any]
) -> None:
    row = Assignment.objects.order_by("pk").last()
    assert row is not None
    head = row.lead_agency.positions.get(role="agency_head").incumbencies.get().user
    acts.claim_completion(
        row.pk,
        number="12",
        symbol="BC-UBND",
        result_on=NOON.date(),
        summary="Đã làm xong",
        by=actor(head),
        at=NOON,
    )
    acts.accept_completion(row.pk, by=actor(province.user("truongphong")), at=NOON)
    row.refresh_from_db()
    assert row.state == "done"
    assert row.process.status == "DONE"


def test_nobody_is_told_and_one_event_tells_of_the_whole(generated: dict[str, Any]) -> None:
    assert not Outbox.objects.exists()
    assert not Notification.objects.exists()
    made = AuditEvent.objects.get(action="generate.load")
    assert made.after == {"assignments": 60, "overdue": 6, "seed": 7, "heads": generated["heads"]}


@pytest.mark.slow
def test_late_ones_go_to_as_many_heads_as_there_are(province: Province) -> None:
    answer = run(assignments=620, overdue=100, heads=600)
    assert answer["heads"] == 600
    assert Assignment.objects.values("lead_agency").distinct().count() == 600
    assert Agency.objects.filter(code__startswith="XGD-").exists()
    swept = sweep(at=NOON)
    assert swept.escalated == {"late-1": 620}
    assert Outbox.objects.values("recipient_user").distinct().count() >= 600


@pytest.mark.slow
def test_a_database_without_a_province_gets_one(seeded: None) -> None:
    assert run(assignments=5, overdue=0, at="2026-03-10T08:00")["assignments"] == 5
    assert Agency.objects.filter(kind=Agency.Kind.COMMUNE).exists()


def test_more_can_be_added_to_what_was_generated(generated: dict[str, Any]) -> None:
    run(assignments=10, seed=8)
    assert Assignment.objects.count() == 70
    assert Directive.objects.filter(symbol=SYMBOL).count() == 2


def test_documents_of_an_office_are_not_mixed_with_it(province: Province, story: None) -> None:
    with pytest.raises(CommandError, match="văn bản chỉ đạo"):
        run()
    assert run(yes=True)["assignments"] == 60


@pytest.mark.parametrize(
    ("options", "word"),
    [
        ({"assignments": 0}, "--assignments"),
        ({"overdue": "nhiều"}, "--overdue"),
        ({"at": "hôm qua"}, "Thời điểm"),
        ({"at": "2019-01-08T08:00"}, "quy tắc"),
        ({"heads": 0}, "--heads"),
    ],
)
def test_nonsense_ends_with_a_reason(province: Province, options: dict[str, Any], word: str) -> None:
    with pytest.raises(CommandError, match=word) as refused:
        run(**options)
    assert refused.value.returncode == 2
    assert not Directive.objects.exists()


def test_production_refuses_unless_one_is_sure(province: Province, settings: Any) -> None:
    settings.SETTINGS_MODULE = "config.settings.production"
    with pytest.raises(CommandError, match="production"):
        run()
