"""An issued letter that asks for explanations demands them in the ladder; recalled, it takes back what nobody has given yet."""

from __future__ import annotations

from datetime import date, datetime

from accountability.access.actor import Actor
from accountability.assignments.actions import LeaderWord
from accountability.assignments.models import Assignment, Instruction
from accountability.core.saying import say
from accountability.core.zone import local
from accountability.directives.actions import Refused
from accountability.documents.models import OutgoingDocument, SpokenOf
from accountability.documents.rules import Kind, Verb
from accountability.escalation.demanding import demand_by_letter, to_be_explained, withdraw_demands
from accountability.escalation.models import Explanation

NOTHING_TO_EXPLAIN = say(
    "Không còn nhiệm vụ nào trong công văn phải giải trình (đã xong hoặc đã chuyển cơ quan chủ trì); vui lòng trả lại dự thảo."
)


def demand(row: OutgoingDocument, *, by: Actor, at: datetime) -> None:
    """Demand what the letter asks for, in the transaction of its issue; its signer's word, entered by the văn thư.

    The letter is the paper of every explanation that is open then, also of one that was demanded before: nobody owes two
    of one assignment. Raises Refused when nothing is left that its addressee can explain.
    """
    if row.kind != Kind.EXPLAIN:
        return
    (sent,) = row.sent_to()
    spoken = {one.assignment_id: one for one in row.spoken_of.all()}
    word = LeaderWord(
        leader=row.signer, decided_on=signed_on(row), form=Instruction.Form.LETTER, text=say("Theo {cited}.", cited=row.cited)
    )  # fmt: skip
    about = Assignment.objects.filter(pk__in=list(spoken))
    made = {one.pk for one in demand_by_letter(about, sent.agency, word=word, by=by, at=at)}
    still_asked = to_be_explained(about, sent.agency).order_by().values("pk")
    owed = Explanation.objects.open().filter(assignment__in=still_asked, tenure__to_at=None)
    named = []
    for one in owed:
        line = spoken[one.assignment_id]
        line.explanation, line.demanded_here = one, one.pk in made
        named.append(line)
    if not named:
        raise Refused(NOTHING_TO_EXPLAIN)
    SpokenOf.objects.bulk_update(named, ["explanation", "demanded_here"])


def take_back(row: OutgoingDocument, *, by: Actor, at: datetime) -> None:
    """In the transaction of the recall: what this letter demanded is not owed any more; what was given stays given.

    An explanation that was owed before the letter, or that a rung has asked for since, stays owed.
    """
    made_here = row.spoken_of.filter(demanded_here=True).values_list("explanation", flat=True)
    if row.kind == Kind.EXPLAIN:
        withdraw_demands(made_here, reason=say("Thu hồi {cited}.", cited=row.cited), by=by, at=at)


def signed_on(row: OutgoingDocument) -> date:
    """The day on which it was signed."""
    return local(row.steps.filter(verb=Verb.SIGN).latest("pk").at).date()
