"""Whose title the reader of the mail list may read: delivery is the whole Office's, a title is the row's.

A mail's title names its matter, so it stands in the list for those who may see that matter (an assignment, a part of
one, a document) and for its own reader; for others a few plain words take its place, in the list, in searches and messages.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import BigIntegerField, Case, Exists, OuterRef, Q, When
from django.db.models.functions import Cast, Substr

from accountability.access.actor import Actor
from accountability.assignments import access as assignments_access
from accountability.core.saying import say
from accountability.directives import access as directives_access
from accountability.notices.models import MailSubject, Outbox

WITHHELD = say("Việc ngoài phần phụ trách")


def withheld(actor: Actor) -> Q:
    """Mails whose title is not the actor's to read: something that they are about is hidden from him, as a condition."""
    scope = assignments_access.scope(actor)
    if not scope:  # He may read them all; documents are never hidden from whoever reads every assignment.
        return Q(pk__in=[])
    seen = assignments_access.visible_to(actor).order_by()
    through = Q(Exists(seen.filter(directive=OuterRef("pk"))))
    documents = directives_access.visible_to(actor, through).order_by()
    about = MailSubject.objects.filter(mail=OuterRef("pk")).annotate(
        row_pk=_number("a"), part_pk=_number("c"), document_pk=_number("d")
    )
    hidden = about.filter(
        Q(Q(row_pk__isnull=False), ~Exists(seen.filter(pk=OuterRef("row_pk"))))
        | Q(Q(part_pk__isnull=False), ~Exists(seen.filter(coordinations=OuterRef("part_pk"))))
        | Q(Q(document_pk__isnull=False), ~Exists(documents.filter(pk=OuterRef("document_pk"))))
    )
    return Q(Exists(hidden)) & ~Q(recipient_user_id=actor.user_id)


def _number(letter: str) -> Case:
    """The key in "a:12" for subjects of that letter; the database casts no others."""
    return Case(
        When(subject__startswith=f"{letter}:", then=Cast(Substr("subject", 3), BigIntegerField())),
        default=None,
        output_field=BigIntegerField(),
    )


def blanked(mails: Iterable[Outbox], actor: Actor) -> list[Outbox]:
    """The mails, with plain words for the titles that the actor may not read; nothing is saved. One query more."""
    found = list(mails)
    concerned = Outbox.objects.filter(withheld(actor), pk__in=[mail.pk for mail in found])
    hidden = set(concerned.values_list("pk", flat=True))
    for mail in found:
        if mail.pk in hidden:
            mail.subject_line = WITHHELD
    return found
