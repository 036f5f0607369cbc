"""The doors to outgoing documents, to the register and to the wordings.

An ordinary document is the business of the leaders and the Office, by their fields; once issued, of its addressees. A letter of
reminder or criticism is seen as a draft by its drafter, the Chánh Văn phòng and its signer only; signed, by the văn thư,
who must number it; issued, by the position that it is addressed to.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accountability.access.actor import Actor, eyes_of
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation, Role
from accountability.access.rules import Denied, Verdict, decide, may
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.documents.models import Addressee, OutgoingDocument
from accountability.documents.rules import KINDS, State, Verb

GIVEN = (State.ISSUED, State.RECALLED)
PRIVATE = tuple(code.value for code, rule in KINDS.items() if rule.is_private)
_NOT_ALLOWED = {
    Verb.CHANGE: Permission.DRAFT_DOCUMENT,
    Verb.CONSULT: Permission.DRAFT_DOCUMENT,
    Verb.SUBMIT: Permission.DRAFT_DOCUMENT,
    Verb.DROP: Permission.DRAFT_DOCUMENT,
    Verb.SIGN: Permission.SIGN_DOCUMENT,
    Verb.RETURN: Permission.SIGN_DOCUMENT,
    Verb.ISSUE: Permission.ISSUE_DOCUMENT,
    Verb.RECALL: Permission.ISSUE_DOCUMENT,
}
_OTHERS_DRAFT = say("Chỉ người soạn được sửa, trình văn bản này.")


def _own_private(actor: Actor) -> Q:
    """Of reminders and criticism, what the actor may see."""
    if Role.OFFICE_CHIEF in actor.roles:
        return ~Q(pk__in=[])
    condition = Q(drafter__in=actor.position_ids) | Q(signer__in=actor.position_ids)
    if may(actor, Permission.ISSUE_DOCUMENT):
        condition |= Q(state__in=(State.SIGNED, *GIVEN))
    addressed = Addressee.objects.filter(document=OuterRef("pk"), position__in=actor.position_ids)
    return condition | (Q(state__in=GIVEN) & Q(Exists(addressed)))


def documents_of(actor: Actor) -> QuerySet[OutgoingDocument]:
    """The documents that the actor may know of; every list and count begins here."""
    private = Q(kind__in=PRIVATE)
    shown = (private & _own_private(actor)) | (~private & _in_fields(actor))
    if actor.works_for:
        addressed = Addressee.objects.filter(document=OuterRef("pk"), agency__in=actor.works_for)
        shown |= ~private & Q(state__in=GIVEN) & Q(Exists(addressed))
    return OutgoingDocument.objects.filter(shown)


def _in_fields(actor: Actor) -> Q:
    """Of the other documents, those of the fields that he follows, and those that he drafted or is to sign."""
    condition = Q(pk__in=[])
    for seat in actor.seats:
        may_so = ROLES[seat.role].may
        if Permission.VIEW_DOCUMENT in may_so.get(Relation.ANY, frozenset()):
            return ~Q(pk__in=[])  # Not Q(): an empty condition vanishes when it is joined by "and".
        if Permission.VIEW_DOCUMENT in may_so.get(Relation.IN_FIELD, frozenset()):
            if not seat.fields:
                return ~Q(pk__in=[])
            condition |= Q(field__in=seat.fields) | Q(drafter=seat.position_id) | Q(signer=seat.position_id)
    return condition


def works_on_some(actor: Actor) -> bool:
    """Whether documents are his business at all: the Office and the leaders, not the addressees."""
    return bool(_verdict(actor))


def _verdict(actor: Actor) -> Verdict:
    somewhere = {seat.position_id: [Relation.IN_FIELD] for seat in actor.seats}
    return decide(actor, somewhere, Permission.VIEW_DOCUMENT)


def may_do(actor: Actor, document: OutgoingDocument, verb: Verb) -> Denied | None:
    """Why the actor, who may see the document, may not do this to it; None when he may. States are asked elsewhere."""
    wanted = _NOT_ALLOWED[verb]
    if verb == Verb.RETURN and document.state == State.SIGNED:
        wanted = (
            Permission.ISSUE_DOCUMENT
        )  # The văn thư sends back what is wrong in form (NĐ 30/2020 Điều 15, 17).
    verdict = may(actor, wanted)
    if isinstance(verdict, Denied):
        return verdict
    if wanted == Permission.SIGN_DOCUMENT and document.signer_id not in actor.position_ids:
        return Denied(say("Chỉ người ký ghi trên dự thảo được ký, trả lại dự thảo."))
    if (
        wanted == Permission.DRAFT_DOCUMENT
        and document.rule.is_private
        and document.drafter_id not in actor.position_ids
    ):
        return Denied(_OTHERS_DRAFT)
    return None


def access_document(actor: Actor, pk: int, verb: Verb | None = None) -> OutgoingDocument:
    """The document, for somebody who may do this to it; without a verb, read it.

    Raises Http404 when he may not know that it exists, PermissionDenied with the reason when he may only read it.
    """
    found: OutgoingDocument | None = next(iter(_row(eyes=eyes_of(actor), pk=pk)), None)
    if found is None:
        raise Http404(say("Không có văn bản này."))
    denied = may_do(actor, found, verb) if verb is not None else None
    if denied is not None:
        raise PermissionDenied(denied.reason)
    return found


@prepared
def _row(*, eyes: Actor, pk: int) -> QuerySet[OutgoingDocument]:
    rows = documents_of(eyes).select_related(
        "issuer", "signer__agency", "drafter", "taken", "file", "template", "directive", "order__leader",
        "from_position__agency", "to_position__agency",
    )  # fmt: skip
    return rows.filter(pk=pk).order_by()


def may_read_file(actor: Actor, row: OutgoingDocument) -> bool:
    """Words and file of a document that he may know of: what was recalled is read by nobody outside any more (NĐ 30/2020 Điều 18)."""
    return row.state != State.RECALLED or works_on_some(actor)


def access_drafting(actor: Actor) -> None:
    """The door to a new draft. Raises PermissionDenied."""
    _require(actor, Permission.DRAFT_DOCUMENT)


def access_register(actor: Actor) -> None:
    """The door to the register of numbers. Raises PermissionDenied."""
    verdict = _verdict(actor)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)


def access_register_keeping(actor: Actor) -> None:
    """The door to the first number of a series, which the văn thư sets. Raises PermissionDenied."""
    _require(actor, Permission.ISSUE_DOCUMENT)


def access_wordings(actor: Actor, permission: Permission = Permission.DRAFT_DOCUMENT) -> None:
    """The door to the wordings: who drafts reads them, KEEP_WORDING changes them. Raises PermissionDenied."""
    _require(actor, permission)


def drafts_some(actor: Actor) -> bool:
    """Whether the actor drafts documents at all, for buttons."""
    return bool(may(actor, Permission.DRAFT_DOCUMENT))


def _require(actor: Actor, permission: Permission) -> None:
    verdict = may(actor, permission)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
