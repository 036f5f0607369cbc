"""The door to rankings: who reads the whole table, who only its own row, who may do what.

Until the Chairman has approved it, the Office and the leaders read a ranking; an agency reads its own row, and of its group
nothing but the average. From then on whoever holds a position reads the table; the words of a task are read through
the door of assignments at all times.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from accountability.access.actor import Actor
from accountability.access.permissions import Permission
from accountability.access.roles import ROLES, Relation
from accountability.access.rules import Denied, decide, may
from accountability.agencies.models import Agency
from accountability.core.saying import say
from accountability.ranking.models import Objection, Ranking, RankingCount, RankingRow


def own_agencies(actor: Actor, permission: Permission = Permission.VIEW_RANKING) -> frozenset[int]:
    """The agencies for which the actor may do this, since he works for them."""
    seats = [
        seat for seat in actor.seats if permission in ROLES[seat.role].may.get(Relation.LEAD, frozenset())
    ]
    return frozenset().union(*(seat.works_for for seat in seats))


def reads_all(actor: Actor, ranking: Ranking) -> bool:
    """Whether the actor reads every row of it."""
    return ranking.is_public or bool(may(actor, Permission.VIEW_RANKING))


def visible_to(actor: Actor) -> QuerySet[Ranking]:
    """The rankings of which the actor may read some row; an agency hears of one when its window opens."""
    if may(actor, Permission.VIEW_RANKING):
        return Ranking.objects.all()
    own = RankingRow.objects.filter(ranking=OuterRef("pk"), agency__in=own_agencies(actor))
    told = Q(window_from_at__isnull=False) & Exists(own)
    return Ranking.objects.filter(Q(state=Ranking.State.APPROVED) | told)


def own_counts(actor: Actor) -> QuerySet[RankingCount]:
    """The countings that the actor had an engine do, the latest first."""
    return RankingCount.objects.filter(user_id=actor.user_id).select_related("ranking").order_by("-pk")


def access_rankings(actor: Actor) -> QuerySet[Ranking]:
    """The list. Raises PermissionDenied for who holds no position."""
    if not actor.seats:
        raise PermissionDenied(say("Chỉ người giữ chức danh xem được xếp hạng."))
    return visible_to(actor).select_related("version")


def access_ranking(actor: Actor, pk: int, permission: Permission = Permission.VIEW_RANKING) -> Ranking:
    """One ranking; Http404 before PermissionDenied with its reason."""
    found = access_rankings(actor).filter(pk=pk).first()
    if found is None:
        raise Http404(say("Không có bảng xếp hạng này."))
    if permission != Permission.VIEW_RANKING:
        _require(actor, permission)
    return found


def _require(actor: Actor, permission: Permission) -> None:
    verdict = may(actor, permission)
    if isinstance(verdict, Denied):
        raise PermissionDenied(verdict.reason)


def access_new_ranking(actor: Actor) -> None:
    """The form of a new one. Raises PermissionDenied with its reason."""
    _require(actor, Permission.KEEP_RANKING)


def access_formula(actor: Actor) -> None:
    """The published formula: for whoever holds a position."""
    if not actor.seats:
        raise PermissionDenied(say("Chỉ người giữ chức danh xem được xếp hạng."))


def access_new_formula(actor: Actor) -> None:
    """The form of a new version. Raises PermissionDenied with its reason."""
    _require(actor, Permission.SUBMIT_RANKING)


def rows_for(actor: Actor, ranking: Ranking) -> QuerySet[RankingRow]:
    """The rows of it that the actor may read."""
    rows = ranking.rows.select_related("agency")
    return rows if reads_all(actor, ranking) else rows.filter(agency__in=own_agencies(actor))


def access_row(actor: Actor, pk: int, agency_pk: int) -> RankingRow:
    """The row of one agency. Http404 where the actor may not know how it stands, as where it has none."""
    ranking = access_ranking(actor, pk)
    row = rows_for(actor, ranking).select_related("ranking__version").filter(agency=agency_pk).first()
    if row is None:
        raise Http404(say("Không có kết quả này trong bảng xếp hạng."))
    return row


def access_row_to_object(actor: Actor, pk: int, agency_pk: int) -> RankingRow:
    """The row of an agency that the actor speaks for. Http404 before PermissionDenied with its reason."""
    row = access_row(actor, pk, agency_pk)
    if agency_pk not in own_agencies(actor, Permission.OBJECT_TO_RANKING):
        verdict = decide(actor, {}, Permission.OBJECT_TO_RANKING)
        raise PermissionDenied(verdict.reason if isinstance(verdict, Denied) else "")
    return row


def objections_for(actor: Actor, ranking: Ranking, agency: Agency | None = None) -> QuerySet[Objection]:
    """What was objected: all of it for the Office and the leaders, for an agency its own; published or not."""
    rows = ranking.objections.select_related("agency", "assignment", "filed_by", "answered_by")
    if not may(actor, Permission.VIEW_RANKING):
        rows = rows.filter(agency__in=own_agencies(actor))
    return rows.filter(agency=agency) if agency else rows


def access_objection(actor: Actor, pk: int, permission: Permission) -> Objection:
    """One objection. Http404 before PermissionDenied with its reason."""
    found = Objection.objects.select_related("ranking__version", "agency", "assignment").filter(pk=pk).first()
    if found is None or not objections_for(actor, found.ranking).filter(pk=pk).exists():
        raise Http404(say("Không có kiến nghị này."))
    _require(actor, permission)
    return found
