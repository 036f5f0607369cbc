"""The Office's first page: what waits for the Office, by the fields that the actor follows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accountability.access.permissions import Permission
from accountability.access.rules import may
from accountability.assignments.access import visible_to
from accountability.assignments.ageing import Band, ageing, overdue
from accountability.assignments.models import (
    AssignmentQuerySet,
    Completion,
    Exemption,
    Extension,
    Obstacle,
    Submission,
)
from accountability.assignments.rules import OPEN_STATES, RETURN_WORKING_DAYS, State
from accountability.calendars.rules import latest_anchor
from accountability.core.charts import Chart
from accountability.core.saying import say
from accountability.desk import links
from accountability.desk.reading import central, knowing, letters
from accountability.desk.reading.common import (
    Line,
    Moment,
    Source,
    about,
    assignment_line,
    assignments_for_lines,
    commitment_words,
    waiting_words,
)
from accountability.desk.reading.decisions import fresh_opinions
from accountability.desk.reading.waiting import waiting
from accountability.directives.access import scope as directive_scope
from accountability.directives.models import Addendum, Directive
from accountability.escalation.models import Explanation
from accountability.escalation.reading import commitments
from accountability.notices.delivery import dead_count
from accountability.reports import drawings
from accountability.urging.access import urges_some

_PARTS = ("assignment__directive", "assignment__lead_agency", "assignment__lead_position")


def sources(moment: Moment) -> list[Source]:
    """Every queue of the Office in the order of the work: documents, results, requests, what lies still."""
    rows = visible_to(moment.actor).real()
    return [*_documents(moment), *letters.of_office(moment), *_answers(rows, moment), *_still(rows, moment), knowing.of_office(moment),
            central.of_office(moment)]  # fmt: skip


def failed_mails(moment: Moment) -> tuple[int, str]:
    """How many mails need a person, and where they are listed; the Office alone sees them."""
    if not may(moment.actor, Permission.VIEW_OUTBOX):
        return 0, ""
    return dead_count(), links.address("mail-list")


def ageing_chart(moment: Moment) -> Chart:
    """How long the Office's overdue work has been so; each band leads to where it is urged, or to the list. One statement."""
    bands = ageing(overdue(visible_to(moment.actor), moment.at), moment.today)
    return drawings.ageing_chart(bands, lambda band: _urged_from(moment, band))


def _urged_from(moment: Moment, band: Band) -> str:
    if urges_some(moment.actor):
        return links.address("urging-select", tuoi=band.code)
    return links.in_bucket("overdue")


def _documents(moment: Moment) -> list[Source]:
    mine = Directive.objects.filter(directive_scope(moment.actor)).order_by("issued_on", "pk")

    def line(row: Directive) -> Line:
        urgent = row.urgency != Directive.Urgency.NORMAL
        return Line(
            row.abstract, links.address("directive-detail", row.pk), row.cited,
            row.get_urgency_display() if urgent else row.get_state_display(), "overdue" if urgent else "none",
        )  # fmt: skip

    addenda = Addendum.objects.filter(
        state=Addendum.State.IN_REVIEW, directive__in=mine.order_by().values("pk")
    )

    def addendum_line(row: Addendum) -> Line:
        url = links.address("addendum-split", row.pk)
        return Line(
            say("{row}: {note}", row=row, note=row.note),
            url,
            row.directive.cited,
            row.get_state_display(),
            "none",
        )

    return [
        Source("duyet-bo-sung", say("Chờ duyệt giao bổ sung"),
               addenda.select_related("directive").order_by("made_at", "pk"), addendum_line),
        Source("duyet-giao", say("Chờ duyệt giao"), mine.filter(state=Directive.State.IN_REVIEW), line),
        Source("boc-tach", say("Chờ bóc tách"), mine.filter(state=Directive.State.SPLITTING), line),
        Source(
            "ky-phat-hanh", say("Chờ ký, phát hành"),
            mine.filter(state__in=[Directive.State.TO_SIGN, Directive.State.SIGNED]), line,
        ),
    ]  # fmt: skip


def lying(moment: Moment, since: str, label: Callable[[int], str] = waiting_words) -> Callable[[Any], Line]:
    """A line for something that lies with somebody since the day in that column."""

    def line(row: Any) -> Line:
        days = moment.waited(getattr(row, since))
        one = row.assignment
        return Line(
            one.title,
            links.dossier(one.pk),
            about(one),
            label(days),
            "wait" if days <= RETURN_WORKING_DAYS else "soon",
        )

    return line


def _parts(rows: QuerySet[Any], assignments: AssignmentQuerySet) -> QuerySet[Any]:
    return rows.filter(assignment__in=assignments, assignment__state__in=OPEN_STATES).select_related(*_PARTS)


def claims(rows: AssignmentQuerySet, moment: Moment) -> Source:
    """Completions that wait for the confirmation of an agency that the actor works for."""
    mine = rows.filter(verifier__in=moment.actor.works_for)
    waiting_claims = _parts(Completion.objects.filter(outcome=Completion.Outcome.WAITING), mine)
    return Source(
        "xac-nhan",
        say("Chờ xác nhận hoàn thành"),
        waiting_claims.order_by("claimed_at", "pk"),
        lying(moment, "claimed_on"),
    )


def _answers(rows: AssignmentQuerySet, moment: Moment) -> list[Source]:
    submissions = _parts(Submission.objects.filter(outcome=Submission.Outcome.WAITING), rows)
    extensions = _parts(Extension.objects.filter(state=Extension.State.ASKED), rows)
    obstacles = _parts(Obstacle.objects.filter(answered_at=None), rows).select_related(
        *_PARTS, "addressed_to"
    )

    exemptions = _parts(Exemption.objects.filter(state=Exemption.State.ASKED), rows)

    def extension_line(row: Extension) -> Line:
        one = row.assignment
        return Line(one.title, links.dossier(one.pk), say("{about} · đề nghị đến {new_due_on:%d/%m/%Y}", about=about(one), new_due_on=row.new_due_on),
                    waiting_words(moment.waited(row.asked_on)), "wait")  # fmt: skip

    def obstacle_line(row: Obstacle) -> Line:
        return Line(row.text, links.dossier(row.assignment_id), say("{lead_name} · gửi {addressed_to}", lead_name=row.assignment.lead_name, addressed_to=row.addressed_to.title),
                    waiting_words(moment.waited(row.raised_on)), "wait")  # fmt: skip

    without_opinion = waiting(rows).filter(
        ~Exists(fresh_opinions().filter(assignment=OuterRef("assignment")))
    )
    return [
        Source("neu-y-kien", say("Chờ Văn phòng nêu ý kiến"), without_opinion, lying(moment, "raised_on")),
        claims(rows, moment),
        Source("san-pham-trinh", say("Sản phẩm trình, chờ xem xét"), submissions.order_by("submitted_at", "pk"),
               lying(moment, "submitted_on")),
        Source("gia-han", say("Đề nghị gia hạn"), extensions.order_by("asked_at", "pk"), extension_line),
        Source("khong-thuoc-doi-tuong", say("Đề nghị không thuộc đối tượng"), exemptions.order_by("asked_at", "pk"),
               lying(moment, "asked_on")),
        Source("vuong-mac", say("Khó khăn, vướng mắc chưa trả lời"), obstacles.order_by("raised_at", "pk"), obstacle_line),
    ]  # fmt: skip


def unacknowledged_since(moment: Moment) -> date:
    """The latest day of giving after which more than two working days have gone by."""
    return latest_anchor(moment.today, RETURN_WORKING_DAYS + 1, "wd", moment.cal)


def _still(rows: AssignmentQuerySet, moment: Moment) -> list[Source]:
    plain = assignments_for_lines(rows)
    untaken = Q(state=State.ASSIGNED, led_from_on__lte=unacknowledged_since(moment))
    late = overdue(rows, moment.at).select_related("directive", "lead_agency", "lead_position")

    def line(row: Any) -> Line:
        return assignment_line(row, moment)

    return [
        Source("tra-lai", say("Trả lại – không đúng thẩm quyền"),
               plain.filter(state=State.RETURNED).order_by("assigned_at", "pk"), line),
        Source("chua-tiep-nhan", say("Chưa tiếp nhận quá {RETURN_WORKING_DAYS} ngày làm việc", RETURN_WORKING_DAYS=RETURN_WORKING_DAYS),
               plain.filter(untaken).order_by("assigned_at", "pk"), line),
        _broken_commitments(moment),
        Source("qua-han", say("Quá hạn"), late.order_by(F("due_on").asc(), "pk"), line, tone="overdue"),
    ]  # fmt: skip


def _broken_commitments(moment: Moment) -> Source:
    """The days that heads named in explaining and that have passed; for whoever may read the explanation."""
    explained = visible_to(moment.actor, Permission.VIEW_EXPLANATION).real()

    def line(row: Explanation) -> Line:
        one, words = row.assignment, commitment_words(row.committed_on or moment.today, moment.today)
        return Line(one.title, links.dossier(one.pk), about(one), words, "overdue")

    rows = commitments(explained).filter(committed_on__lt=moment.today)
    return Source("cam-ket", say("Quá ngày cam kết khi giải trình"), rows, line, tone="overdue")
