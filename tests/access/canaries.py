"""Rows that sing: each agency's texts carry words of their own, so that a crawl hears whose text it reads.

A canary is `QZ<row><kind>`; short, so that neither a page nor a PDF breaks it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.models import Agency, Position
from accountability.assignments import actions as verbs
from accountability.assignments.actions import AssignmentSpec, InternalPartSpec, LeaderWord, instruct
from accountability.assignments.models import Assignment, Coordination, Evidence, Instruction
from accountability.assignments.rules import Duration
from accountability.awareness.actions import BriefingSpec, record_briefing
from accountability.awareness.models import BriefingFile
from accountability.calendars.actions import move_demo_clock
from accountability.calendars.demo_clock import STARTS_AT
from accountability.directives.actions import DirectiveSpec
from accountability.directives.models import Directive, Program
from accountability.documents import actions as documents
from accountability.documents.actions import DocumentSpec
from accountability.documents.models import OutgoingDocument
from accountability.escalation.actions import ExplanationSpec, give_opinion
from accountability.escalation.models import Explanation
from accountability.files.actions import keep
from accountability.indicators.actions import Entry, IndicatorSpec, define_indicator, record_readings
from accountability.indicators.models import Indicator, Reading
from accountability.indicators.rules import Figure, State, period_of
from accountability.intake.actions import Draft, Source, read
from accountability.intake.models import Extraction
from accountability.ranking.actions import object_to, open_window, start_ranking
from accountability.ranking.models import Ranking, RankingRow
from accountability.ranking.rules import Kind as RankingKind
from accountability.ranking.rules import period_of as period_of_ranking
from accountability.reports.actions import keep_report
from accountability.reports.cycle_actions import key_of, texts_of, write_texts
from accountability.reports.freezing import current
from accountability.reports.kind_actions import KindTerms, add_kind
from accountability.reports.making import figures_for, report_pdf
from accountability.reports.models import PeriodicReport, ReportCycle
from accountability.reports.rules import Period
from config.jobs import run_sweep
from tests.access.asked_papers import blank_pdf
from tests.cast import actor
from workflows import acts, reporting

SEEN_AT = STARTS_AT + timedelta(days=21)  # Overdue since long: the whole ladder has spoken.

# What everybody reads who may see the row; words on explanations and opinions have readers of their own.
OF_THE_ROW = ("TIT", "PRG", "OBS", "PRO", "FIL", "FBD", "CRD", "INS", "EXT", "MIL")
OF_THE_EXPLANATION = ("EXP", "DEM")
OF_THE_OPINION = ("OPN",)
# Of a text that was read into proposals, which only those see who cut the document.
OF_THE_TEXT = ("TXT",)
# What the lead recorded of its briefing on the document, and what it passed on to a unit of its own.
OF_THE_BRIEFING = ("BRF",)
OF_THE_PARTS = ("PRT",)
# What Vinh passed on to its first commune.
OF_THE_COMMUNE = ("BEL",)
# Of letters: a draft of criticism, which has three readers, and a letter that was issued to the lead; also in its file.
OF_THE_CRITICISM = ("CRI",)
OF_THE_LETTER = ("LTR",)
# A reminder that was issued to one position by name: who drafted, signed and numbered it, and who holds that position.
OF_THE_REMINDER = ("NHN",)
# The rows about which letters are written: one of each field is enough.
WRITTEN_TO = ("labour", "telecom")
# Where the lead's figure of an indicator comes from.
OF_THE_FIGURE = ("FIG",)
# What the police write in the program's report that they draft.
OF_THE_REPORT = ("LOI",)

# The code of the indicator that they report.
MEASURED = "THU"

# What the lead objects to in its row of a ranking that is not published.
OF_THE_RANKING = ("KNG",)
EVERY_KIND = (
    *OF_THE_ROW, *OF_THE_EXPLANATION, *OF_THE_OPINION, *OF_THE_BRIEFING, *OF_THE_PARTS, *OF_THE_COMMUNE, *OF_THE_TEXT, *OF_THE_FIGURE,
    *OF_THE_RANKING, *OF_THE_CRITICISM, *OF_THE_LETTER, *OF_THE_REMINDER, *OF_THE_REPORT,
)  # fmt: skip


@dataclass(frozen=True)
class Singer:
    """One canary row: its letter, who leads, of which program and field; who helps."""

    letter: str
    lead: str
    field: str = "NC"
    in_program: bool = True
    helper: str = "NHNN"
    from_text: bool = False

    def sings(self, kind: str) -> str:
        """The word that this row's text of that kind carries."""
        return f"QZ{self.letter}{kind}"


@dataclass
class Aviary:
    """The rows and the addresses that a curious reader could guess."""

    rows: dict[str, Assignment] = field(default_factory=dict)
    guesses: list[str] = field(default_factory=list)
    report: PeriodicReport | None = None
    cycle: ReportCycle | None = None
    indicator: Indicator | None = None
    ranking: Ranking | None = None


def _directive(singer: Singer, clerk: User) -> Directive:
    return acts.register_directive(
        DirectiveSpec(
            kind="TB", issuer=Agency.objects.get(code="UBND"), issued_on=STARTS_AT.date(), field=singer.field,
            abstract="Văn bản thử nghiệm", signer=Position.objects.get(code="chutich"),
            program=Program.objects.get(code="DA06") if singer.in_program else None,
        ),
        by=actor(clerk), at=STARTS_AT,
    )  # fmt: skip


def _title(singer: Singer) -> str:
    return f"Việc {singer.sings('TIT')}"


def _give(singer: Singer, people: dict[str, User]) -> Assignment:
    """From the register to the agency; QZ?TIT in the title, QZ?MIL in a milestone."""
    made = _directive(singer, people["vanthu"])
    office = actor(people["chuyenvien" if singer.field == "NC" else "chuyenvien-kt"])
    deputy = actor(people["phochanhvanphong" if singer.field == "NC" else "phochanhvanphong-kt"])
    leader = "phochutich" if singer.field == "NC" else "phochutich-kt"
    spec = AssignmentSpec(
        title=_title(singer), leads=[Agency.objects.get(code=singer.lead)], duration=Duration.FIXED,
        due_on=date(2022, 11, 10), milestones=[(f"Mốc {singer.sings('MIL')}", None)],
        coordinating=[(Agency.objects.get(code=singer.helper), "Phối hợp")] if singer.helper else (),
        supervisor=Position.objects.get(code=leader),
    )  # fmt: skip
    row = verbs.draft(made, spec, by=office, at=STARTS_AT)[0]
    if singer.from_text:
        sentence = f"Giao {singer.lead} thực hiện {singer.sings('TXT')}."
        read(
            made.pk,
            Source(sentence, STARTS_AT.date()),
            [Draft((0, len(sentence)), True, 0.9)],
            by=office,
            at=STARTS_AT,
        )
    acts.send_to_review(made.pk, by=office, at=STARTS_AT)
    acts.approve_directive(made.pk, by=deputy, at=STARTS_AT)
    return Assignment.objects.get(pk=row.pk)


def _work(singer: Singer, row: Assignment, head: User, people: dict[str, User]) -> None:
    """What the lead, its helper and a leader say before the deadline."""
    by, at = actor(head), STARTS_AT
    acts.acknowledge(row.pk, by=by, at=at)
    proof = keep(SimpleUploadedFile(f"{singer.sings('FIL')}.txt", singer.sings("FBD").encode()), by=by, at=at)
    verbs.update_progress(row.pk, text=f"Đã làm {singer.sings('PRG')}", files=[proof], by=by, at=at)
    verbs.raise_obstacle(
        row.pk, text=f"Vướng {singer.sings('OBS')}", proposal=f"Đề xuất {singer.sings('PRO')}", by=by, at=at,
        addressed_to=Position.objects.get(code="chutich"),
    )  # fmt: skip
    acts.request_extension(
        row.pk, reason=f"Lý do {singer.sings('EXT')}", new_due_on=date(2022, 12, 20), by=by, at=at
    )
    if singer.helper:
        part = Coordination.objects.get(assignment=row)
        verbs.report_coordination(
            part.pk, report=f"Đã phối hợp {singer.sings('CRD')}", by=actor(people["nhnn"]), at=at
        )
    word = LeaderWord(
        leader=Position.objects.get(code="chutich"), decided_on=at.date(), form="but_phe",
        text=f"Khẩn trương {singer.sings('INS')}",
    )  # fmt: skip
    instruct(word, act=Instruction.Act.OPINION, by=actor(people["vanthu"]), at=at, assignment=row)


def _pass_on(singer: Singer, row: Assignment, head: User) -> None:
    """The lead briefs its staff on the document, gives a section its part, and Vinh its first commune."""
    by, at = actor(head), STARTS_AT
    note = f"Hội nghị {singer.sings('BRF')}"
    proof = keep(SimpleUploadedFile(f"{singer.sings('BRF')}.txt", note.encode()), by=by, at=at)
    figures = BriefingSpec(at.date(), convened=9, present=9, staff=9, informed=9, note=note)
    record_briefing(row.directive, row.lead_agency, figures, files=[proof], by=by, at=at)
    section = InternalPartSpec(f"Phần {singer.sings('PRT')}", unit=f"Phòng {singer.sings('PRT')}")
    verbs.pass_on(row.pk, section, by=by, at=at)
    if row.lead_agency.code == "H412":
        ward = Agency.objects.filter(parent=row.lead_agency).order_by("rank").first()
        verbs.pass_on(row.pk, InternalPartSpec(f"Phần {singer.sings('BEL')}", agency=ward), by=by, at=at)


def _answer_for(singer: Singer, row: Assignment, head: User, people: dict[str, User]) -> None:
    """The explanation that the ladder demanded, a second demand by the Chair, and the Office's opinion on it."""
    at = SEEN_AT
    mine = f"Vì {singer.sings('EXP')}"
    words = ExplanationSpec(mine, mine, mine, mine, mine, mine, date(2022, 12, 20), mine)
    acts.explain(Explanation.objects.get(assignment=row, answered_at=None).pk, words, by=actor(head), at=at)
    chair = LeaderWord(
        leader=Position.objects.get(code="chutich"),
        decided_on=at.date(),
        text=f"Nói rõ {singer.sings('DEM')}",
    )
    acts.demand_explanation(row.pk, word=chair, by=actor(people["chutich"]), at=at)
    office = actor(people["chuyenvien" if singer.field == "NC" else "chuyenvien-kt"])
    give_opinion(
        row.pk,
        act="call_in",
        text=f"Nên mời {singer.sings('OPN')}",
        meets_at=at + timedelta(days=1),
        meets_where=f"Phòng họp {singer.sings('OPN')}",
        by=office,
        at=at + timedelta(minutes=1),
    )


def _head_of(row: Assignment, people: dict[str, User]) -> User:
    return people[Position.objects.get(agency=row.lead_agency, role=Role.AGENCY_HEAD).code]


def _measure(singers: dict[str, Singer], people: dict[str, User]) -> None:
    """An indicator of the program that each agency reports for itself."""
    office, period = actor(people["chuyenvien"]), period_of("month", date(2022, 10, 1), date(2022, 10, 1))
    spec = IndicatorSpec(
        code=MEASURED, name="Tỷ lệ thử nghiệm", owner=Agency.objects.get(code="CAT"), kind="amount",
        entered_by="each", program=Program.objects.get(code="DA06"),
    )  # fmt: skip
    made = define_indicator(spec, by=office, at=STARTS_AT)
    entries = [
        Entry(
            Agency.objects.get(code=singer.lead), Figure(State.VALUE, Decimal(7)), date(2022, 10, 31),
            f"Sổ {singer.sings('FIG')}",
        )
        for singer in singers.values()
    ]  # fmt: skip
    record_readings(made.pk, entries, period=period, by=office, at=STARTS_AT)


def _rank(singers: dict[str, Singer], people: dict[str, User]) -> None:
    """The ranking of October in its window: a row of each lead, and what its head objects to."""
    made = start_ranking(period_of_ranking(RankingKind.MONTH, date(2022, 10, 1)), by=None, at=SEEN_AT)
    Ranking.objects.filter(pk=made.pk).update(state=Ranking.State.COUNTED)
    leads = {singer: Agency.objects.get(code=singer.lead) for singer in singers.values()}
    RankingRow.objects.bulk_create(
        RankingRow(ranking=made, agency=agency, group="department", due=1, on_time=1)
        for agency in leads.values()
    )
    open_window(made.pk, until=date(2022, 12, 5), by=actor(people["chuyenvien"]), at=SEEN_AT)
    for singer, agency in leads.items():
        head = people[Position.objects.get(agency=agency, role=Role.AGENCY_HEAD).code]
        text = f"Kiến nghị {singer.sings('KNG')}"
        object_to(made.pk, agency=agency, assignment_pk=None, text=text, by=actor(head), at=SEEN_AT)


def _write(singer: Singer, row: Assignment, people: dict[str, User]) -> None:
    """The Chair orders a letter of criticism, which stays a draft, and a reminder; the lead gets a letter of urging."""
    chair, at = Position.objects.get(code="chutich"), STARTS_AT
    office = actor(people["chuyenvien" if singer.field == "NC" else "chuyenvien-kt"])
    word = LeaderWord(leader=chair, decided_on=at.date(), form="but_phe", text="Soạn văn bản")
    order, reminding = (
        instruct(
            word, act=Instruction.Act.DRAFT, by=office, at=at, assignment=row, details={"letter": letter}
        )
        for letter in (Instruction.Letter.CRITICISM, Instruction.Letter.REMINDER)
    )
    head = Position.objects.get(agency=row.lead_agency, role=Role.AGENCY_HEAD)
    words = f"Phê bình {singer.sings('CRI')}"
    criticism = DocumentSpec(
        kind="criticise", issuer=Agency.objects.get(code="UBND"), field=singer.field, abstract=words, body=words,
        signer=chair, order=order, addressees=[(row.lead_agency, head)], assignments=[row], recipients=words,
    )  # fmt: skip
    documents.write(criticism, token=uuid4(), by=office, at=at)
    words = f"Đôn đốc {singer.sings('LTR')}"
    urging = replace(criticism, kind="urge", abstract=words, body=words, recipients=words, order=None)
    _issue(documents.write(urging, token=uuid4(), by=office, at=at).pk, office, people)
    words = f"Nhắc nhở {singer.sings('NHN')}"
    reminder = replace(
        criticism, kind="remind", abstract=words, body=words, recipients=words, order=reminding
    )
    pk = documents.write(reminder, token=uuid4(), by=office, at=at).pk
    documents.consult(pk, answer=words, answered_on=at.date(), by=office, at=at)
    _issue(pk, office, people)


def _issue(pk: int, office: Actor, people: dict[str, User]) -> None:
    at = STARTS_AT
    documents.submit(pk, by=office, at=at)
    revision = OutgoingDocument.objects.get(pk=pk).revision
    documents.sign(pk, revision=revision, by=actor(people["chutich"]), at=at)
    documents.issue(pk, draw=lambda *_: blank_pdf(), by=actor(people["vanthu"]), at=at)


def hatch(singers: dict[str, Singer]) -> None:
    """Every row through the whole story up to `SEEN_AT`, with the sweeps between, and the program's report drawn."""
    people = {user.username: user for user in User.objects.all()}
    rows = {}
    for name, singer in singers.items():
        rows[name] = row = _give(singer, people)
        _work(singer, row, _head_of(row, people), people)
        _pass_on(singer, row, _head_of(row, people))
        if name in WRITTEN_TO:
            _write(singer, row, people)
    for days in (1, 3, 8, 15, 21):
        run_sweep(STARTS_AT + timedelta(days=days))
    for name, singer in singers.items():
        _answer_for(singer, rows[name], _head_of(rows[name], people), people)
    move_demo_clock(to=SEEN_AT + timedelta(minutes=2), by=None)
    _report(people)
    _draft(singers["police"], people)
    _measure(singers, people)
    _rank(singers, people)


def hatched(singers: dict[str, Singer]) -> Aviary:
    """What `hatch` left."""
    found = Aviary(
        rows={name: Assignment.objects.get(title=_title(singer)) for name, singer in singers.items()},
        report=PeriodicReport.objects.get(),
        cycle=ReportCycle.objects.earliest("to_on"),
        indicator=Indicator.objects.get(code=MEASURED),
        ranking=Ranking.objects.get(),
    )
    found.guesses = _addresses(found)
    return found


def _report(people: dict[str, User]) -> None:
    program = Program.objects.get(code="DA06")
    figures = figures_for(
        program, Period(date(2022, 11, 16), date(2022, 11, 30)), rows=Assignment.objects.all(), at=SEEN_AT,
        is_demo=True,
    )  # fmt: skip
    pdf = report_pdf(figures)
    keep_report(program, figures, pdf, by=actor(people["chuyenvien"]), at=SEEN_AT)


def _draft(singer: Singer, people: dict[str, User]) -> None:
    """The half-month of the program, closed by the clock, with the words of the agency that drafts it."""
    terms = KindTerms("Báo cáo nửa tháng", 1, "NC", Position.objects.get(code="chutich"))
    add_kind(
        Program.objects.get(code="DA06"), terms, rhythm="half_month", window=1, starts_on=date(2022, 11, 1),
        by=actor(people["phochanhvanphong"]), at=SEEN_AT,
    )  # fmt: skip
    reporting.close_periods(at=SEEN_AT)
    cycle = ReportCycle.objects.earliest("to_on")
    texts = texts_of(cycle, current(cycle))
    words = texts | {"V": f"Kiến nghị {singer.sings('LOI')}"}
    write_texts(cycle.pk, words, seen=key_of(texts), by=actor(people["congan"]), at=SEEN_AT)


def _addresses(found: Aviary) -> list[str]:
    """Addresses of the rows that nobody needs a link for."""
    made = [f"/bao-cao/{found.report.pk}/pdf/"] if found.report else []
    if found.cycle is not None:
        made += [
            reverse(name, args=[found.cycle.pk]) for name in ("cycle-detail", "cycle-write", "cycle-preview")
        ]
    if found.indicator is not None:
        made += [reverse(name, args=[found.indicator.pk]) for name in ("indicator-detail", "figures-enter")]
        told = Reading.objects.filter(indicator=found.indicator).values_list("agency", flat=True)
        made += [reverse("agency-indicators", args=[key]) for key in told]
    if found.ranking is not None:
        of_ranking = ("ranking-detail", "ranking-file", "objection-list")
        made += [reverse(name, args=[found.ranking.pk]) for name in of_ranking]
        made += [
            reverse("ranking-row", args=[found.ranking.pk, row.agency_id]) for row in found.ranking.rows.all()
        ]
        made += [reverse("objection-answer", args=[one.pk]) for one in found.ranking.objections.all()]
    made += [
        f"/van-ban-di/{one.pk}/{page}"
        for one in OutgoingDocument.objects.all()
        for page in ("", "sua/", "docx/")
    ]
    made += [f"/van-ban/{one.directive_id}/boc-tach/tu-van-ban/{one.pk}/" for one in Extraction.objects.all()]
    for row in found.rows.values():
        made += [f"/nhiem-vu/{row.pk}/", f"/nhiem-vu/{row.pk}/cho-y-kien/", f"/van-ban/{row.directive_id}/"]
        made += [f"/nhiem-vu/{row.pk}/ho-so/", f"/van-ban/{row.directive_id}/bang-tong-hop/?phoi_hop=on"]
        made += [
            f"/nhiem-vu/{row.pk}/minh-chung/{one.pk}/" for one in Evidence.objects.filter(assignment=row)
        ]
        made += [f"/van-ban/{row.directive_id}/{page}/" for page in ("ai-da-biet", "quan-triet", "phai-doc")]
        made += [
            f"/quan-triet/{one.briefing_id}/minh-chung/{one.pk}/"
            for one in BriefingFile.objects.filter(briefing__directive=row.directive_id)
        ]
        made += [f"/phan-viec/{one.pk}/" for one in row.internal_parts.all()]
        made += [f"/vuong-mac/{one.pk}/tra-loi/" for one in row.obstacles.all()]
        made += [f"/giai-trinh/{one.pk}/" for one in Explanation.objects.filter(assignment=row)]
        made += [f"/phoi-hop/{one.pk}/bao-cao/" for one in row.coordinations.all()]
    return made
