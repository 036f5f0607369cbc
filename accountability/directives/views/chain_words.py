"""The chain of documents on the page of a directive, and what approving says of it."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from accountability.access.actor import Actor
from accountability.assignments.chain import Link, links_back_of, links_of
from accountability.assignments.models import DirectiveEffect
from accountability.core.saying import joined, say
from accountability.directives.access import visible_to
from accountability.directives.models import Directive, Relation
from accountability.directives.views.doors import through


def planned_words(directive: Directive) -> str:
    """What coming into force will do to earlier documents, for the question before; empty when nothing."""
    planned = directive.relations.filter(in_force_at=None)
    if not planned:
        return ""
    whole = [
        say("{kind} {cited}", kind=row.get_kind_display().lower(), cited=row.earlier.cited)
        for row in planned.exclude(kind=Relation.Kind.AMENDS).select_related("earlier")
    ]
    effects = DirectiveEffect.objects.filter(relation__in=planned)
    number, documents = effects.count(), effects.values("relation__earlier").distinct().count()
    some = (
        [say("thay đổi {number} nhiệm vụ của {documents} văn bản trước", number=number, documents=documents)]
        if number
        else []
    )
    return say("Văn bản này {value}.", value=joined("; ", [*whole, *some]))


def done_words(directive: Directive) -> str:
    """What came into force with it, for the message after; what was skipped is said with its number."""
    effects = DirectiveEffect.objects.filter(relation__later=directive)
    in_force = effects.filter(state=DirectiveEffect.State.IN_FORCE).count()
    skipped = effects.filter(state=DirectiveEffect.State.SKIPPED).count()
    said = (
        say(" Đã tác động đến {in_force} nhiệm vụ của văn bản trước.", in_force=in_force) if in_force else ""
    )
    missed = (
        say(
            " {skipped} tác động không thực hiện vì nhiệm vụ đã kết thúc hoặc đã có thời hạn khác.",
            skipped=skipped,
        )
        if skipped
        else ""
    )
    return said + missed


def chain_lines(directive: Directive, actor: Actor, *, with_plans: bool) -> list[dict[str, Any]]:
    """Both directions, each with a link where the person may open the other document."""
    links = [*links_back_of(directive), *links_of(directive, with_plans=with_plans)]
    keys = {link.document.pk for link in links}
    if not keys:
        return []
    may_open = set(visible_to(actor, through(actor)).filter(pk__in=keys).values_list("pk", flat=True))
    return [_line(link, link.document.pk in may_open) for link in links]


def _line(link: Link, may_open: bool) -> dict[str, Any]:
    return {
        "said": link.said, "document": link.document, "note": link.note, "is_planned": link.is_planned,
        "url": reverse("directive-detail", args=[link.document.pk]) if may_open else "",
    }  # fmt: skip
