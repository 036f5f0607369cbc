"""The verbs on a period: write its words, send, take back, return, submit, issue, correct; `word_actions` has the addressee's word.

Each holds the row of the period, so that two who act at once act one after the other and the second is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.assignments.actions import Refused
from accountability.audit.record import record
from accountability.audit.sealing import seal
from accountability.core.saying import as_said, say
from accountability.core.zone import local
from accountability.documents.numbering import take_number
from accountability.reports.freezing import Taken, changes_of, current, facts, figures_of, keep, take
from accountability.reports.models import CycleStep, CycleText, ReportCycle, ReportIssue, Snapshot
from accountability.reports.rules import SECTIONS, Places, SectionError, places_of, suggested
from accountability.reports.rules.sections import LONGEST
from accountability.reports.telling import tell_turn

_State, _What = ReportCycle.State, CycleStep.What
SERIES = "BC"
_ELSEWHERE = say("Báo cáo đã ở bước khác ({state}); có thể người khác vừa xử lý. Vui lòng tải lại trang.")

# The words --------------------------------------------------------------------------------------------------------------


def texts_of(cycle: ReportCycle, snapshot: Snapshot) -> dict[str, str]:
    """The words of each section as they stand; where nobody wrote any, what the system would say."""
    written = dict(CycleText.objects.filter(cycle=cycle).values_list("section", "text"))
    return suggested(figures_of(snapshot), changes_of(snapshot)) | written


def key_of(texts: Mapping[str, str]) -> str:
    """Tells one state of the words from another, so that nobody overwrites what he has not seen."""
    return hashlib.sha256("\x00".join(texts[section] for section in SECTIONS).encode()).hexdigest()[:16]


def places(snapshot: Snapshot) -> Places:
    """The figures that words may name."""
    return places_of(figures_of(snapshot), changes_of(snapshot))


@transaction.atomic
def write_texts(pk: int, texts: Mapping[str, str], *, seen: str, by: Actor, at: datetime) -> ReportCycle:
    """Keep the words of all sections. Raises Refused when somebody else wrote since, or for a place that is not known."""
    cycle = held(pk, _State.DRAFT)
    snapshot = current(cycle)
    there = texts_of(cycle, snapshot)
    if key_of(there) != seen:
        raise Refused(
            say(
                "Người khác vừa sửa lời báo cáo này. Chưa lưu gì: vui lòng sao chép phần của bạn và tải lại trang."
            )
        )
    known, changed = places(snapshot), []
    for section, text in texts.items():
        _check(section, text, known)
        if text != there[section]:
            CycleText.objects.update_or_create(cycle=cycle, section=section, defaults={"text": text})
            changed.append(section)
    if changed:
        record(
            action="report_cycle.write", by=by, at=at, target_kind="report_cycle", target_pk=pk, after={"sections": changed}
        )  # fmt: skip
    return cycle


def _check(section: str, text: str, known: Places) -> None:
    if len(text) > LONGEST:
        raise Refused(say("Mục {section} dài quá {n} ký tự.", section=section, n=LONGEST))
    try:
        known.check(text)
    except SectionError as error:
        raise Refused(say("Mục {section}: {error}", section=section, error=as_said(error))) from error


# The way ----------------------------------------------------------------------------------------------------------------


def send(pk: int, *, by: Actor, at: datetime) -> ReportCycle:
    """Trình Văn phòng thẩm tra."""
    return move(
        pk, _State.DRAFT, _State.IN_REVIEW, _What.SENT, say("Báo cáo định kỳ chờ thẩm tra"), by=by, at=at
    )


def withdraw(pk: int, *, by: Actor, at: datetime) -> ReportCycle:
    """Rút lại để sửa, while the Office has not decided."""
    return move(pk, _State.IN_REVIEW, _State.DRAFT, _What.WITHDRAWN, "", by=by, at=at)


def return_report(pk: int, *, remarks: str, by: Actor, at: datetime) -> ReportCycle:
    """The Office returns it. Raises Refused without remarks."""
    if not remarks.strip():
        raise Refused(say("Vui lòng ghi nội dung cần sửa."))
    text = say("Văn phòng trả lại báo cáo định kỳ")
    return move(pk, _State.IN_REVIEW, _State.DRAFT, _What.RETURNED, text, note=remarks, by=by, at=at)


def submit(pk: int, *, by: Actor, at: datetime) -> ReportCycle:
    """The Office accepts it and submits it to the addressee."""
    text = say("Báo cáo định kỳ trình xin ý kiến")
    return move(pk, _State.IN_REVIEW, _State.SUBMITTED, _What.SUBMITTED, text, by=by, at=at)


@transaction.atomic
def issue(pk: int, *, by: Actor, at: datetime) -> ReportIssue:
    """Phát hành, lưu: the next number of the agency's reports; the words are frozen with it. Its files are drawn afterwards."""
    cycle = move(pk, _State.INSTRUCTED, _State.ARCHIVED, _What.ISSUED, "", by=by, at=at)
    snapshot = current(cycle)
    texts = texts_of(cycle, snapshot)
    known = places(snapshot)
    on, url = local(at).date(), reverse("cycle-detail", args=[pk])
    figures = figures_of(snapshot)
    return ReportIssue.objects.create(
        snapshot=snapshot, symbol=figures.letter.symbol, issued_on=on, issued_at=at, issued_by_id=by.user_id,
        number=take_number(cycle.kind.drafter, on.year, SERIES, at=at, title=str(cycle), url=url),
        texts={section: list(known.paragraphs(text)) for section, text in texts.items()},
    )  # fmt: skip


def take_again(pk: int, *, reason: str, by: Actor, at: datetime) -> Taken:
    """Read new figures for a correction, before its transaction. Raises Refused without a reason."""
    if not reason.strip():
        raise Refused(say("Vui lòng ghi lý do đính chính."))
    cycle = ReportCycle.objects.select_related("kind__program__standing_agency").get(pk=pk)
    seal(at=at)
    return take(cycle, number=current(cycle).number + 1, reason=reason.strip(), by=by, at=at)


@transaction.atomic
def correct(pk: int, taken: Taken, *, by: Actor, at: datetime) -> ReportCycle:
    """Lập bản đính chính: new figures beside the old ones, which stay; the report is written, reviewed, issued anew."""
    text, reason = say("Báo cáo định kỳ có bản đính chính, chờ soạn"), taken.snapshot.reason
    cycle = held(pk, _State.ARCHIVED)
    if taken.snapshot.number != current(cycle).number + 1:
        raise Refused(_ELSEWHERE.format(state=cycle.get_state_display()))
    made = keep(taken)
    record(
        action="report_cycle.freeze", by=by, at=at, target_kind="report_cycle", target_pk=pk, after=facts(made),
        note=reason,
    )  # fmt: skip
    return move(pk, _State.ARCHIVED, _State.DRAFT, _What.CORRECTED, text, note=reason, by=by, at=at)


@transaction.atomic
def move(
    pk: int, of: ReportCycle.State, to: ReportCycle.State, what: CycleStep.What, told: str, *, by: Actor, at: datetime, note: str = "",
    behalf: int | None = None, details: Mapping[str, Any] | None = None,
) -> ReportCycle:  # fmt: skip
    """From one state to the next, with its step, its event and its notices (none without `told`).

    `behalf` is the position in whose name it is entered; `details` are further facts for the audit.
    """
    cycle = held(pk, of)
    cycle.state, cycle.reminded_on = to, None
    cycle.save(update_fields=["state", "reminded_on"])
    step = CycleStep.objects.create(
        cycle=cycle, what=what, note=note.strip(), at=at, by_id=by.user_id, by_title=by.title
    )
    record(
        action=f"report_cycle.{what}", by=by, at=at, target_kind="report_cycle", target_pk=pk, before={"state": of},
        after={"state": to, **(details or {})}, behalf_position_pk=behalf,
    )  # fmt: skip
    if told:
        tell_turn(cycle, told, fact=f"{to}:{step.pk}", at=at)
    return cycle


def held(pk: int, state: ReportCycle.State) -> ReportCycle:
    """The period, held by the caller's transaction. Raises Refused when it is no longer in that state."""
    rows = ReportCycle.objects.select_for_update(of=("self",)).select_related(
        "kind__program__standing_agency", "kind__addressee"
    )
    cycle = rows.get(pk=pk)
    if cycle.state != state:
        raise Refused(_ELSEWHERE.format(state=cycle.get_state_display()))
    return cycle
