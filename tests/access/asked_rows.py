"""The rows that addresses take: a task with everything on it, and what is not given yet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from accountability.accounts.models import User
from accountability.agencies.lists import ListSpec, create_list
from accountability.agencies.models import Agency, Position
from accountability.assignments.actions import (
    AssignmentSpec,
    InternalPartSpec,
    LeaderWord,
    attach_child,
    instruct,
    link_source,
    pass_on,
    raise_obstacle,
    update_progress,
)
from accountability.assignments.actions import draft as draft_assignment
from accountability.assignments.models import Assignment, Coordination, Evidence, Instruction, Series
from accountability.assignments.rules import Duration, State
from accountability.awareness.actions import BriefingSpec, name_readers, record_briefing
from accountability.awareness.models import Receipt
from accountability.calendars.demo_clock import STARTS_AT
from accountability.calendars.meetings import hold_meeting
from accountability.calendars.models import CalendarDay
from accountability.central.actions import CentralTaskSpec, register_task, report_up
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Program
from accountability.directives.rules import Reference
from accountability.escalation.actions import give_opinion
from accountability.escalation.models import Policy
from accountability.files.actions import keep
from accountability.indicators.actions import IndicatorSpec, define_indicator, set_goal
from accountability.intake.actions import Draft, Source, ask_to_read, keep_annex, read
from accountability.intake.models import Proposal
from accountability.intake.sources import of_paste
from accountability.notices import preferences
from accountability.notices.models import Notification, Outbox
from accountability.search.actions import ask, delete, save
from accountability.search.making import make_exports
from accountability.urging.models import Urging, UrgingRound
from tests.access.addresses import names, takes_key
from tests.access.asked_papers import cycles, large_report, letters, ranked, report
from tests.access.expected import TABLE
from tests.cast import actor
from workflows import acts, aside


@dataclass(frozen=True)
class Rows:
    """The keys that the addresses take."""

    task: Assignment
    unissued: Directive
    keys: dict[str, list[Any]]


def _on_the_task(cast: dict[str, User], task: Assignment) -> dict[str, int]:
    """Everything that hangs on a task: evidence, obstacle, extension, explanation, instruction, opinion."""
    head, specialist = actor(cast["labour_head"]), actor(cast["specialist"])
    chair = Position.objects.get(code="chutich")
    at = STARTS_AT
    acts.acknowledge(task.pk, by=head, at=at)
    proof = keep(SimpleUploadedFile("minh-chung.txt", b"42"), by=head, at=at)
    update_progress(task.pk, text="Đã lập danh sách", files=[proof], by=head, at=at)
    obstacle = raise_obstacle(
        task.pk, text="Thiếu dữ liệu", proposal="Đề nghị đối soát", by=head, at=at,
        addressed_to=Position.objects.get(code="phochutich"),
    )  # fmt: skip
    extension = acts.request_extension(
        task.pk, reason="Chờ đối soát", new_due_on=date(2023, 3, 1), by=head, at=at
    )
    exemption = aside.ask_exemption(task.pk, reason="Không có địa bàn", by=head, at=at)
    scan = keep(SimpleUploadedFile("but-phe.txt", b"42"), by=specialist, at=at)
    word = LeaderWord(leader=chair, decided_on=at.date(), form="but_phe", text="Khẩn trương", scan=scan)
    explanation = acts.demand_explanation(task.pk, word=word, by=specialist, at=at)
    said = instruct(word, act=Instruction.Act.OPINION, by=specialist, at=at, assignment=task)
    give_opinion(
        task.pk,
        act="call_in",
        text="Đề nghị mời làm việc",
        meets_at=at + timedelta(days=1),
        meets_where="Phòng họp số 1",
        by=specialist,
        at=at + timedelta(minutes=1),
    )
    part = Coordination.objects.get(assignment=task, agency__code="NHNN")
    evidence = Evidence.objects.get(assignment=task)
    return {
        "obstacle": obstacle.pk, "extension": extension.pk, "explanation": explanation.pk, "said": said.pk,
        "part": part.pk, "evidence": evidence.pk, "exemption": exemption.pk,
    }  # fmt: skip


def _unissued(cast: dict[str, User]) -> tuple[Directive, Assignment]:
    clerk, specialist = actor(cast["clerk"]), actor(cast["specialist"])
    paper = keep(SimpleUploadedFile("cong-van.txt", b"42"), by=clerk, at=STARTS_AT)
    made = acts.register_directive(
        DirectiveSpec(
            kind="TB", issuer=Agency.objects.get(code="UBND"), issued_on=STARTS_AT.date(), field="NC",
            abstract="Một văn bản chưa giao", file=paper,
        ),
        by=clerk, at=STARTS_AT,
    )  # fmt: skip
    spec = AssignmentSpec(
        title="Một nhiệm vụ chưa giao", leads=[Agency.objects.get(code="SLDTBXH")], duration=Duration.FIXED,
        due_on=date(2022, 12, 1),
    )  # fmt: skip
    return made, draft_assignment(made, spec, by=specialist, at=STARTS_AT)[0]


def _reading(cast: dict[str, User], directive: Directive) -> Proposal:
    sentence = "Giao Sở LĐ,TB&XH chủ trì thực hiện."
    made, _ = read(
        directive.pk, Source(sentence, STARTS_AT.date()), [Draft((0, len(sentence)), True, 0.9)],
        by=actor(cast["specialist"]), at=STARTS_AT,
    )  # fmt: skip
    return made.proposals.get()


def _known(cast: dict[str, User], directive: Directive) -> dict[str, list[int]]:
    """What the labour department recorded of the directive, and its officer who must read it."""
    head, at = actor(cast["labour_head"]), STARTS_AT
    labour = Agency.objects.get(code="SLDTBXH")
    proof = keep(SimpleUploadedFile("bien-ban.txt", b"42"), by=head, at=at)
    spec = BriefingSpec(held_on=at.date(), convened=40, present=38, staff=60, informed=57)
    briefing = record_briefing(directive, labour, spec, files=[proof], by=head, at=at)
    officer = Position.objects.get(code="ldtbxh-chuyenvien")
    (duty,) = name_readers(directive, [officer], by=head, at=at)
    receipt = Receipt.objects.get(directive=directive, agency=labour)
    whole = dict.fromkeys(
        ("awareness-detail", "awareness-remind", "readers-name", "briefing-record"), [directive.pk]
    )
    return whole | {
        "briefing-file": [briefing.pk, briefing.files.get().pk], "receipt-confirm": [receipt.pk],
        "reading-confirm": [duty.pk], "reading-withdraw": [duty.pk],
    }  # fmt: skip


def _from_above(cast: dict[str, User], task: Assignment) -> dict[str, list[int]]:
    """What the Prime Minister gave the province: one task that labour's serves, one that the province reported."""
    clerk, specialist = actor(cast["clerk"]), actor(cast["specialist"])
    spec = DirectiveSpec(
        kind="CV", issuer=Agency.objects.get(code="UBND"), issuer_text="Thủ tướng Chính phủ", field="NC",
        issued_on=date(2022, 11, 1), abstract="Văn bản của Thủ tướng", reference=Reference("104", "TTg-KSTT"),
    )  # fmt: skip
    document = acts.register_directive(spec, by=clerk, at=STARTS_AT)
    wanted = CentralTaskSpec(title="Việc Thủ tướng giao tỉnh", due_on=date(2030, 1, 1))
    going_on, ended = (register_task(document, wanted, by=specialist, at=STARTS_AT) for _ in range(2))
    attach_child(task.pk, central_task=going_on, by=specialist, at=STARTS_AT)
    paper = keep(SimpleUploadedFile("bao-cao.txt", b"42"), by=specialist, at=STARTS_AT)
    reference = Reference("512", "BC-UBND")
    report_up(
        ended.pk, reference=reference, reported_on=STARTS_AT.date(), file=paper, by=specialist, at=STARTS_AT
    )
    of_task = dict.fromkeys(
        ("central-detail", "central-deadline", "central-report", "central-attach"), [going_on.pk]
    )
    return of_task | {
        "central-register": [document.pk], "central-report-file": [ended.pk], "central-detach": [going_on.pk, task.pk],
    }  # fmt: skip


def _measured() -> dict[str, list[int]]:
    """An indicator of the police, asked of the labour department for 2022."""
    labour, police = Agency.objects.get(code="SLDTBXH"), Agency.objects.get(code="CAT")
    spec = IndicatorSpec(
        code="KIEM-THU", name="Chỉ tiêu kiểm thử", owner=police, program=Program.objects.get(code="DA06")
    )
    made = define_indicator(spec, by=None, at=STARTS_AT)
    goal = set_goal(
        made.pk, agency=labour, value=Decimal(50), start_on=date(2022, 1, 1), end_on=date(2022, 12, 31), by=None,
        at=STARTS_AT,
    )  # fmt: skip
    names = (
        "indicator-detail", "figures-enter", "figures-paste", "goal-new", "indicator-measure", "indicator-edit",
        "indicator-end",
    )  # fmt: skip
    goals = dict.fromkeys(("goal-edit", "goal-drop"), [goal.pk])
    return dict.fromkeys(names, [made.pk]) | goals | {"agency-indicators": [labour.pk]}


def _passed_on(cast: dict[str, User], task: Assignment) -> dict[str, list[int]]:
    """A section of labour, and the first commune of Vinh, were given a part by their own heads."""
    head, city = actor(cast["labour_head"]), actor(cast["district_chair"])
    section = pass_on(task.pk, InternalPartSpec("Lập danh sách", unit="Phòng Bảo trợ"), by=head, at=STARTS_AT)
    ward = Agency.objects.get(positions__incumbencies__user=cast["commune_chair"])
    given = Assignment.objects.filter(lead_agency=ward.parent, state=State.ASSIGNED).order_by("pk").first()
    assert given is not None
    part = pass_on(given.pk, InternalPartSpec("Rà soát hộ", agency=ward), by=city, at=STARTS_AT)
    return {"part-end": [section.pk], "part-detail": [part.pk]}


def _kept_and_exported(head: User) -> dict[str, list[int]]:
    """A search that the head keeps, one that he deleted, and a list that was written for him."""
    by, at = actor(head), STARTS_AT
    kept, gone = (save(title=name, address="/nhiem-vu/?bucket=overdue", by=by, at=at) for name in "AB")
    delete(gone, by=by, at=at)
    job = ask(list_code="assignments", query="", file_format="csv", total=1, by=by, at=at)
    make_exports(at=lambda: at, system_now=lambda: at)
    of_export = dict.fromkeys(("export-detail", "export-file", "export-cancel"), [job.pk])
    return of_export | {"search-rename": [kept.pk], "search-delete": [kept.pk], "search-restore": [gone.pk]}


def _of_a_group() -> int:
    """The assignment of Vinh of a duty that all districts have."""
    rows = Assignment.objects.exclude(duty_key="").filter(lead_agency__code="H412")
    return rows.order_by("rank").first().pk


def _round(cast: dict[str, User], task: Assignment) -> int:
    """The specialist urged the labour department."""
    made = UrgingRound.objects.create(
        token=uuid4(), urged_at=STARTS_AT, urged_by=cast["specialist"], urged_title="Chuyên viên"
    )
    Urging.objects.create(round=made, assignment=task, deadline_number=task.deadline_number)
    return made.pk


def _documents(cast: dict[str, User], task: Assignment) -> tuple[Directive, dict[str, list[int]]]:
    """A document that is not issued, with its draft, its text and its annex; and what was added to the issued one."""
    office = actor(cast["specialist"])
    unissued, draft = _unissued(cast)
    source = link_source(unissued.pk, task.pk, quote="Một việc đã giao", clause="", by=office, at=STARTS_AT)
    addendum = aside.add_addendum(task.directive_id, note="Bổ sung", by=office, at=STARTS_AT)
    table = of_paste("Nội dung nhiệm vụ\tCơ quan chủ trì\nMột việc của phụ lục\tSở Tư pháp")
    annex = keep_annex(unissued, table, by=office, at=STARTS_AT)
    work = ask_to_read(unissued, table, by=office, at=STARTS_AT)
    proposal = _reading(cast, unissued)
    keys: dict[str, list[int]] = dict.fromkeys(
        ("assignment-link", "assignment-redraft", "assignment-drop"), [unissued.pk, draft.pk]
    )
    keys |= {
        "source-unlink": [unissued.pk, source.pk], "assignment-detail · bản thảo": [draft.pk],
        "directive-effects-on": [unissued.pk, task.directive_id], "directive-effect-drop": [unissued.pk, 1],
        "directive-correct": [
            task.directive_id, Instruction.objects.get(directive=task.directive_id, assignment=None).pk,
        ],
        "addendum-new": [task.directive_id], "matrix-directive": [unissued.pk],
        "annex-new": [unissued.pk], "annex-template": [unissued.pk],
        **dict.fromkeys(("annex-work", "annex-work-cancel"), [unissued.pk, work.pk]),
    }  # fmt: skip
    for name in names():
        if name.startswith("addendum-"):
            keys.setdefault(name, [addendum.pk])
        elif name.startswith("annex-"):
            keys.setdefault(name, [unissued.pk, annex.pk])
        elif name in ("intake-extraction", "intake-confirm-sure", "intake-merge"):
            keys[name] = [unissued.pk, proposal.extraction_id]
        elif name.startswith("intake-") and name != "intake-read":
            keys[name] = [unissued.pk, proposal.pk]
    return unissued, keys


def _pages(cast: dict[str, User], task: Assignment) -> dict[str, list[Any]]:
    """What stands for itself: lists, series, mails, notices, the calendar, the ladder, help, a program."""
    named = create_list(
        ListSpec("Điểm thí điểm", "pilot", "", (task.lead_agency,)),
        by=actor(cast["specialist"]),
        at=STARTS_AT,
    )
    keys: dict[str, list[Any]] = {
        name: [Policy.objects.get(code="default").pk]
        for name in names()
        if name.startswith("policy-") and takes_key(name)
    }
    return keys | {
        "list-edit": [named.pk], "list-end": [named.pk],
        "series-edit": [Series.objects.get().pk], "series-end": [Series.objects.get().pk],
        **dict.fromkeys(("duty-detail", "duty-replicate"), [_of_a_group()]),
        "mail-retry": [Outbox.objects.latest("pk").pk], "mail-detail": [Outbox.objects.latest("pk").pk],
        "mail-unsubscribe": [preferences.token(cast["labour_head"].pk)],
        "notice-open": [Notification.objects.filter(recipient=cast["labour_head"]).latest("pk").pk],
        "help-role": ["xa"], "first-step": ["ho-so"],
        "report-file": [report(cast)],
        **dict.fromkeys(("report-job", "report-job-cancel"), [large_report(cast)]),
        **cycles(cast),
        "calendar-confirm": [2027], "calendar-withdraw": [CalendarDay.objects.earliest("on").pk],
        "meeting-withdraw": [hold_meeting(on=date(2022, 11, 3), by=actor(cast["clerk"]), at=STARTS_AT).pk],
        "program-page": ["DA06"], "matrix-program": [task.directive.program_id],
        **dict.fromkeys(("urging-detail", "urging-stop"), [_round(cast, task)]),
    }  # fmt: skip


@pytest.fixture
def rows(cast: dict[str, User], story: None, demo_mode: None, settings: Any) -> Rows:
    """The labour department's task with everything on it, a document not yet issued, a report, a notice, a mail."""
    settings.REHEARSAL_SECONDS = 0  # The door is asked here, not what lies behind it.
    task = Assignment.objects.get(title__startswith="Tạo lập tài khoản an sinh xã hội")
    on = _on_the_task(cast, task)
    unissued, keys = _documents(cast, task)
    keys |= _known(cast, task.directive)
    keys |= _from_above(cast, task)
    keys |= _passed_on(cast, task)
    keys |= _measured()
    keys |= ranked(cast, task)
    keys |= letters(cast, task)
    keys |= _kept_and_exported(cast["labour_head"])
    keys |= _pages(cast, task)
    keys |= {
        "evidence-file": [task.pk, on["evidence"]],
        "instruction-scan": [on["said"]], "instruction-correct": [on["said"]],
        "explanation-write": [on["explanation"]], "coordination-report": [on["part"]],
        **dict.fromkeys(("obstacle-answer", "obstacle-powers", "obstacle-owed"), [on["obstacle"]]),
        "extension-decide": [on["extension"]], "exemption-answer": [on["exemption"]],
        **{line: [task.directive_id] for line in TABLE if line.endswith("kết luận hội nghị")},
    }  # fmt: skip
    for name in names():
        if name.startswith(("directive-", "intake-")) and takes_key(name):
            keys.setdefault(name, [unissued.pk])
        elif name.startswith(("assignment-", "decision-")) and takes_key(name):
            keys.setdefault(name, [task.pk])
    return Rows(task, unissued, keys)
