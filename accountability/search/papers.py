"""Pages of the site that are drawn as a PDF by the engine. Rooms above say which: `register_paper`, when they are ready."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.http import QueryDict
from django.urls import Resolver404, resolve

from accountability.access.actor import Actor
from accountability.core.saying import say
from accountability.search.lists import LISTS
from accountability.search.models import ExportJob

Step = Callable[[int], None]  # Hears how far it is; what it raises ends the work.


class NoPaper(Exception):
    """There is nothing to draw, or too much; the message, in Vietnamese, says why and what to do instead."""


@dataclass(frozen=True)
class Paper:
    """One kind of page: the name of its address, and how it is drawn for a person at a moment.

    `size` is the number of what `unit` names: cells, events. `draw` may tell how many of them are on paper. Both raise
    Http404, PermissionDenied or NoPaper.
    """

    address_name: str
    title: str
    file_name: str
    size: Callable[[Actor, int, QueryDict, datetime], int]
    draw: Callable[[Actor, int, QueryDict, datetime, Step], bytes]
    unit: str = say("ô")


_PAPERS: dict[str, Paper] = {}


def register_paper(paper: Paper) -> None:
    """Make the kind known."""
    _PAPERS[paper.address_name] = paper


def paper_at(path: str) -> tuple[Paper, int] | None:
    """The paper that stands at this path of the site, and of which row it is; None when none does."""
    try:
        found = resolve(path)
    except Resolver404:
        return None
    paper = _PAPERS.get(found.url_name or "")
    return (paper, found.kwargs["pk"]) if paper else None


def paper_of(job: ExportJob) -> tuple[Paper, int, QueryDict]:
    """What an export of a paper asks for: its `query` is the whole address. Raises NoPaper for one that is not made any more."""
    parts = urlsplit(job.query)
    found = paper_at(parts.path)
    if found is None:
        raise NoPaper(say("Trang này không còn được lập thành tệp."))
    return (*found, QueryDict(parts.query))


def title_of(job: ExportJob) -> str:
    """What is written or drawn, in words."""
    return (LISTS.get(job.list) or _PAPERS[job.list]).title


def address_of(job: ExportJob) -> str:
    """Where it stands on the site."""
    return f"{LISTS[job.list].path}?{job.query}" if job.list in LISTS else job.query


def unit_of(job: ExportJob) -> str:
    """What `total` and `written` of the export count."""
    return say("dòng") if job.list in LISTS else _PAPERS[job.list].unit
