"""The addressees hear that a document was issued or recalled: a line on screen and a mail, in the act's transaction.

Neither carries a word of the document. Of a reminder or criticism the mail, which the Office's list of mails shows, does not
say what it is; it goes to the position that the letter names and to nobody else.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from accountability.access.roles import Role
from accountability.accounts.models import User
from accountability.agencies.reading import holders, positions_of
from accountability.core.zone import local
from accountability.documents.models import OutgoingDocument
from accountability.notices.actions import NoticeDraft, notify_many, post_mails
from accountability.notices.message import MailDraft, MailItem

ISSUED, RECALLED = "document.issued", "document.recalled"
_ANSWERING = (Role.AGENCY_HEAD, Role.OFFICE_CHIEF, Role.FOCAL_POINT, Role.PARTY_SECRETARY)


def readers(document: OutgoingDocument, at: datetime) -> dict[int, list[User]]:
    """Position → the people to be told: the position addressed, else the heads and focal points of the agency."""
    addressees = list(document.addressees.all())
    named = {one.position_id for one in addressees if one.position_id}
    if not document.rule.is_private:
        agencies = {one.agency_id for one in addressees}
        found = positions_of(agencies, _ANSWERING)
        named |= {seat.pk for seats in found.values() for seat in seats}
    return holders(sorted(named), today=local(at).date())


def tell_issued(document: OutgoingDocument, *, at: datetime) -> int:
    """How many mails the issue owed."""
    title = "" if document.rule.is_private else str(document.rule.title)
    return _tell(document, ISSUED, f"Văn bản mới: {_named(document)}", title, at=at)


def tell_recalled(document: OutgoingDocument, *, at: datetime) -> int:
    """How many mails the recall owed."""
    line = "Văn bản này đã được thu hồi; đề nghị không sử dụng và hủy bản đã nhận."
    return _tell(document, RECALLED, f"Thu hồi văn bản: {_named(document)}", line, at=at)


def _named(document: OutgoingDocument) -> str:
    return f"{document.reference} ngày {document.issued_on:%d/%m/%Y} của {document.issuer.short_name}"


def _tell(document: OutgoingDocument, kind: str, subject: str, title: str, *, at: datetime) -> int:
    page = reverse("document-detail", args=[document.pk])
    item = MailItem(document.reference, title or "Văn bản gửi đích danh", page, "xem trong văn bản")
    drafts: list[MailDraft] = []
    notices: list[NoticeDraft] = []
    for position, people in readers(document, at).items():
        for person in _once(people, drafts):
            drafts.append(
                MailDraft(
                    kind=kind, dedupe_key=f"{kind}:{document.pk}:{person.pk}", to=person, subject_line=subject,
                    items=(item,), subjects=(f"o:{document.pk}",), payload={"user": person.pk, "document": document.pk},
                    urgent=document.urgency == OutgoingDocument.Urgency.AT_ONCE, demo=document.is_assumed,
                    position=position,
                )
            )  # fmt: skip
            notices.append(NoticeDraft(person.pk, "document", subject, page, f"o:{document.pk}"))
    notify_many(notices, at=at)
    return len(post_mails(drafts, at=at))


def _once(people: Iterable[User], drafts: list[MailDraft]) -> list[User]:
    told = {draft.to.pk for draft in drafts}
    return [person for person in people if person.pk not in told]
