"""The doors: one's own notices, and for the Office the list of mails."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404

from accountability.access.permissions import Permission
from accountability.access.rules import Actor, Denied, may
from accountability.core.prepared import prepared
from accountability.core.saying import say
from accountability.notices.models import Notification, Outbox, OutboxQuerySet

# Beyond this the bell says "99+"; counting thousands on every page would help nobody.
MOST_COUNTED = 100


def own_notifications(actor: Actor) -> QuerySet[Notification]:
    """The actor's own notices, newest first; there is no other way to see any."""
    notices: QuerySet[Notification] = Notification.objects.filter(recipient_id=actor.user_id, deleted=False)
    return notices.order_by("-timestamp", "-pk")


def unread_count(actor: Actor) -> int:
    """How many notices the actor has not read, for the bell of every page; `MOST_COUNTED` stands for more."""
    return len(_unread(user=actor.user_id))


@prepared
def _unread(*, user: int) -> QuerySet[Notification, int]:
    rows: QuerySet[Notification] = Notification.objects.filter(recipient_id=user, deleted=False, unread=True)
    return rows.order_by().values_list("pk", flat=True)[:MOST_COUNTED]


def access_notification(actor: Actor, pk: int) -> Notification:
    """One of the actor's own notices. Raises Http404 for anybody else's."""
    notice = own_notifications(actor).filter(pk=pk).first()
    if notice is None:
        raise Http404(say("Không có thông báo này."))
    return notice


def access_mails(actor: Actor) -> OutboxQuerySet:
    """All mails, for those who watch over delivery. Raises PermissionDenied with its reason.

    Bodies are left out: the list shows delivery, and a mail is its reader's.
    """
    verdict = may(actor, Permission.VIEW_OUTBOX)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)
    return Outbox.objects.defer("mime").select_related("recipient_user")


def access_mail(actor: Actor, pk: int) -> Outbox:
    """One mail, by the same right as the list. Raises PermissionDenied, or Http404."""
    mail = access_mails(actor).filter(pk=pk).first()
    if mail is None:
        raise Http404(say("Không có thư này."))
    return mail
