"""Policies as the screens show them: what each is for, its versions, its ladder in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from accountability.core.saying import say
from accountability.escalation import policy_words as words
from accountability.escalation.models import Policy, PolicyVersion, Rung
from accountability.escalation.recipients import NAMES
from accountability.escalation.rules import Channel, Condition, Require


@dataclass(frozen=True)
class PolicyLine:
    """One policy of the list: the version in force, the next one, the draft; each None when there is none."""

    policy: Policy
    scope: str
    in_force: PolicyVersion | None
    coming: PolicyVersion | None
    draft: PolicyVersion | None
    rungs: int

    @property
    def is_retired(self) -> bool:
        """Whether it applies no more."""
        return self.policy.retired_at is not None


@dataclass(frozen=True)
class RungLine:
    """One rung in words."""

    title: str
    key: str
    moment: str
    notes: tuple[str, ...]
    to: tuple[str, ...]
    cc: tuple[str, ...]
    channel: str
    demand: str


def policy_lines(policies: Iterable[Policy], at: datetime) -> list[PolicyLine]:
    """The policies with their versions; two statements for any number."""
    rows = list(policies)
    of: dict[int, list[PolicyVersion]] = {row.pk: [] for row in rows}
    for version in PolicyVersion.objects.filter(policy_id__in=of).order_by("number"):
        of[version.policy_id].append(version)
    counts: dict[int, int] = {}
    for pk in Rung.objects.filter(version__policy_id__in=of).values_list("version_id", flat=True):
        counts[pk] = counts.get(pk, 0) + 1
    return [_line(row, of[row.pk], counts, at) for row in rows]


def _line(policy: Policy, versions: list[PolicyVersion], counts: dict[int, int], at: datetime) -> PolicyLine:
    dated = sorted((row.in_force_at, row.number, row) for row in versions if row.in_force_at)
    in_force = next((row for since, _, row in reversed(dated) if since <= at), None)
    coming = next((row for since, _, row in dated if since > at), None)
    draft = next((row for row in versions if row.in_force_at is None), None)
    shown = in_force or draft
    return PolicyLine(
        policy, scope_of(policy), in_force, coming, draft, counts.get(shown.pk, 0) if shown else 0,
    )  # fmt: skip


def scope_of(policy: Policy) -> str:
    """What it is for, in words."""
    return words.scope(
        policy.get_urgency_display() if policy.urgency else "",
        policy.program.title if policy.program else "",
        policy.get_kind_display() if policy.kind else "",
    )


def rung_lines(version: PolicyVersion) -> list[RungLine]:
    """The ladder of a version, lowest rung first."""
    return [_rung(row) for row in version.rungs.order_by("rank")]


def _rung(row: Rung) -> RungLine:
    return RungLine(
        title=row.title, key=row.key, moment=words.moment(row), notes=tuple(_notes(row)),
        to=tuple(NAMES.get(name, name) for name in row.to), cc=tuple(NAMES.get(name, name) for name in row.cc),
        channel=words.CHANNELS[Channel(row.channel)], demand=_demand(row),
    )  # fmt: skip


def _notes(row: Rung) -> Iterable[str]:
    if row.condition == Condition.NO_PROGRESS:
        yield say("khi {condition_days} ngày chưa cập nhật kết quả", condition_days=row.condition_days)
    elif row.condition != Condition.NOT_DONE:
        yield say("khi {CONDITIONS}", CONDITIONS=words.CONDITIONS[Condition(row.condition)])
    if row.citizens_offset is not None:
        sooner = words.moment(_Sooner(row.anchor, row.citizens_offset, row.unit))
        yield say("ảnh hưởng quyền lợi người dân: {sooner}", sooner=sooner)
    if row.repeat_days:
        yield say(
            "lặp lại sau mỗi {repeat_days} ngày làm việc, tối đa {repeat_limit} lần",
            repeat_days=row.repeat_days,
            repeat_limit=row.repeat_limit,
        )
    if row.waits:
        yield say("tạm dừng khi chờ trả lời vướng mắc, chờ gia hạn")


@dataclass(frozen=True)
class _Sooner:
    anchor: str
    offset: int
    unit: str


def _demand(row: Rung) -> str:
    if row.require == Require.EXPLANATION:
        return say("giải trình trong {answer_days} ngày làm việc", answer_days=row.answer_days)
    return words.REQUIRES[row.require] if row.require else ""
