"""The long work that one asked for, beside the files: rounds of urging, large annexes, reports, rankings; a few of each, the latest first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from accountability.access.actor import Actor
from accountability.core.long_work import LongWork
from accountability.core.saying import say
from accountability.core.text import moment_vi, number_vi
from accountability.intake.access import own_works
from accountability.ranking.access import own_counts
from accountability.reports.access import own_jobs
from accountability.reports.forms import period_title
from accountability.reports.rules import Period
from accountability.urging.reading import own_rounds

SHOWN = 10


@dataclass(frozen=True)
class OwnWork:
    """A line of the page: what it is, where it stands, how far it is in words."""

    title: str
    url: str
    work: LongWork
    unit: str

    @property
    def told(self) -> str:
        """As "120 / 460 thư"."""
        if not self.work.total:
            return ""
        return say(
            "{written} / {total} {unit}",
            written=number_vi(self.work.written),
            total=number_vi(self.work.total),
            unit=self.unit,
        )


def own_work(actor: Actor) -> list[tuple[str, list[OwnWork]]]:
    """Each kind with its lines; kinds without lines are left out. A statement per kind."""
    kinds = (
        (say("Lượt đôn đốc đã gửi"), _rounds(actor)),
        (say("Phụ lục lớn"), _annexes(actor)),
        (say("Báo cáo định kỳ lập ở phía sau"), _reports(actor)),
        (say("Tính xếp hạng"), _countings(actor)),
    )
    found = [(title, list(lines)) for title, lines in kinds]
    return [(title, lines) for title, lines in found if lines]


def _rounds(actor: Actor) -> Iterator[OwnWork]:
    for made in own_rounds(actor.user_id).order_by("-pk")[:SHOWN]:
        title = say("Lượt đôn đốc {urged_at}", urged_at=moment_vi(made.urged_at))
        yield OwnWork(title, reverse("urging-detail", args=[made.pk]), made, say("thư"))


def _annexes(actor: Actor) -> Iterator[OwnWork]:
    for work in own_works(actor)[:SHOWN]:
        url = reverse("annex-work", args=[work.directive_id, work.pk])
        yield OwnWork(
            say("{verb}: {name}", verb=work.get_verb_display(), name=work.name), url, work, say("dòng")
        )


def _reports(actor: Actor) -> Iterator[OwnWork]:
    for job in own_jobs(actor)[:SHOWN]:
        title = say(
            "{program}, {period_title}",
            program=job.program.title,
            period_title=period_title(Period(job.from_on, job.to_on)),
        )
        yield OwnWork(title, reverse("report-job", args=[job.pk]), job, say("nhiệm vụ"))


def _countings(actor: Actor) -> Iterator[OwnWork]:
    for count in own_counts(actor)[:SHOWN]:
        title = say("Xếp hạng đơn vị: {period}", period=str(count.ranking))
        yield OwnWork(title, reverse("ranking-detail", args=[count.ranking_id]), count, say("nhiệm vụ"))
