"""Trình ký, ký, trả lại, bỏ dự thảo; and the opinion of Sở Nội vụ, which a reminder or criticism needs."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from accountability.access.actor import Actor
from accountability.access.roles import Role
from accountability.agencies.models import Position
from accountability.agencies.reading import holders
from accountability.core.saying import say
from accountability.core.text import secrecy_mark
from accountability.core.zone import local
from accountability.directives.actions import Refused
from accountability.documents.actions.keeping import hold, move
from accountability.documents.actions.noticing import refuse_incomplete
from accountability.documents.actions.writing import CHANGED_MEANWHILE, Unread
from accountability.documents.annex import frozen, rows_of
from accountability.documents.models import OutgoingDocument
from accountability.documents.rules import Verb, unfilled
from accountability.notices.actions import notify


@transaction.atomic
def consult(pk: int, *, answer: str, answered_on: date, by: Actor, at: datetime) -> OutgoingDocument:
    """Write down what Sở Nội vụ answered, and when."""
    row = hold(pk, Verb.CONSULT)
    if not answer.strip():
        raise Refused(say("Vui lòng ghi ý kiến của Sở Nội vụ."))
    if answered_on > local(at).date():
        raise Refused(say("Ngày có ý kiến không được sau hôm nay."))
    _refuse_secret(answer)
    return move(row, Verb.CONSULT, by=by, at=at, note=answer.strip(), dated_on=answered_on)


@transaction.atomic
def submit(pk: int, *, by: Actor, at: datetime) -> OutgoingDocument:
    """Hand the draft to its signer, who hears it on screen.

    Raises Refused while places are unfilled, for a reminder or criticism on which Sở Nội vụ was not asked, and for a notice
    that leaves out something of what it announces.
    """
    row = hold(pk, Verb.SUBMIT)
    places = unfilled(f"{row.abstract}\n{row.body}\n{row.recipients}")
    if places:
        raise Refused(say("Dự thảo còn chỗ chưa điền: {places}.", places=", ".join(places)))
    if row.rule.is_private and not row.steps.filter(verb=Verb.CONSULT).exists():
        raise Refused(say("Cần ghi ý kiến của Sở Nội vụ trước khi trình ký."))
    refuse_incomplete(row)
    move(row, Verb.SUBMIT, by=by, at=at)
    text = say("Văn bản trình ký, chờ xem và ký")
    _tell([row.signer_id], row, text, at)
    return row


@transaction.atomic
def sign(pk: int, *, revision: int, by: Actor, at: datetime) -> OutgoingDocument:
    """The signer signs what he read: the text and the annex of this moment stay so. Raises Unread for an older page."""
    row = hold(pk, Verb.SIGN)
    if row.revision != revision:
        raise Unread(CHANGED_MEANWHILE)
    if row.signer_id not in by.position_ids:
        raise Refused(say("Chỉ người ký ghi trên dự thảo được ký."))
    refuse_incomplete(row)
    row.annex = frozen(rows_of(row, at))
    row.signer_name = _name(row.signer_id, by, local(at).date())
    move(row, Verb.SIGN, by=by, at=at)
    clerks = Position.objects.filter(role=Role.CLERK).values_list("pk", flat=True)
    _tell(list(clerks), row, say("Văn bản đã ký, chờ cấp số và phát hành"), at)
    return row


@transaction.atomic
def give_back(pk: int, *, reason: str, by: Actor, at: datetime) -> OutgoingDocument:
    """The signer, or the văn thư for its form, sends it back; a signature that it had is void."""
    row = hold(pk, Verb.RETURN)
    if not reason.strip():
        raise Refused(say("Vui lòng nêu nội dung cần sửa."))
    _refuse_secret(reason)
    row.annex, row.signer_name = [], ""
    row.revision += 1
    move(row, Verb.RETURN, by=by, at=at, note=reason.strip())
    _tell([row.drafter_id], row, say("Dự thảo văn bản được trả lại để sửa"), at)
    return row


@transaction.atomic
def drop(pk: int, *, by: Actor, at: datetime) -> OutgoingDocument:
    """Give the draft up; it stays to be read, and takes no number."""
    return move(hold(pk, Verb.DROP), Verb.DROP, by=by, at=at)


def _refuse_secret(text: str) -> None:
    if mark := secrecy_mark(text):
        raise Refused(
            say("Nội dung có dấu chỉ mức độ mật ({mark}). Hệ thống không nhận và không lưu.", mark=mark)
        )


def _name(position: int, by: Actor, today: date) -> str:
    """The signer's own name; accounts that bear the name of the position have none to print."""
    people = {person.pk: person for person in holders([position], today=today).get(position, [])}
    person = people.get(by.user_id)
    title = Position.objects.values_list("title", flat=True).get(pk=position)
    name = person.display_name if person else ""
    return "" if name in ("", title) else name


def _tell(positions: list[int], row: OutgoingDocument, text: str, at: datetime) -> None:
    """A line on screen, without a word of the document: a draft may have few readers."""
    people = {
        person.pk: person for own in holders(positions, today=local(at).date()).values() for person in own
    }
    notify(
        users=people.values(), kind="document", text=text, url=reverse("document-detail", args=[row.pk]),
        subject=f"o:{row.pk}", at=at,
    )  # fmt: skip
