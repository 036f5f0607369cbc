"""The order of rungs, the default policy as written in DESIGN §6, and the sentences."""

from __future__ import annotations

from accountability.escalation.default_policy import RUNGS
from accountability.escalation.rules import Anchor, Channel, Condition, RungFacts, louder_keys, next_after

LADDER = tuple(
    RungFacts(
        key=rung["key"], title=rung["title"], rank=rank, anchor=Anchor(rung["anchor"]), offset=rung["offset"],
        unit=rung.get("unit", "wd"), condition=Condition(rung.get("condition", "not_done")), to=tuple(rung["to"]),
        cc=tuple(rung.get("cc", ())), channel=Channel(rung.get("channel", "act_now")),
    )
    for rank, rung in enumerate(RUNGS, start=1)
)  # fmt: skip
BY_KEY = {rung.key: rung for rung in LADDER}


def test_the_default_policy_has_the_thirteen_rungs_of_the_design():
    assert {rung.key: (rung.anchor.value, rung.offset, rung.unit) for rung in LADDER} == {
        "unacknowledged": ("assigned", 2, "wd"),
        "due-soon": ("deadline", -5, "wd"),
        "due-soon-2": ("deadline", -2, "wd"),
        "due-today": ("deadline", 0, "wd"),
        "late-1": ("deadline", 1, "wd"),
        "late-3": ("deadline", 3, "wd"),
        "late-5": ("deadline", 5, "wd"),
        "late-10": ("deadline", 10, "wd"),
        "late-15": ("deadline", 15, "wd"),
        "unexplained": ("explanation", 3, "wd"),
        "silent": ("last_progress", 15, "d"),
        "unverified": ("claim", 3, "wd"),
        "unanswered": ("obstacle", 2, "wd"),
    }


def test_whoever_is_above_the_lead_is_never_told_without_him():
    above = {"lead.direct_superior", "vice_chair", "chair"}
    assert [
        rung.key for rung in LADDER if above & set(rung.to) and "lead.head" not in (*rung.to, *rung.cc)
    ] == []


def test_a_rung_is_merged_below_those_that_count_from_the_same_fact_only():
    assert louder_keys(BY_KEY["late-5"], LADDER) == {"late-10", "late-15"}
    assert louder_keys(BY_KEY["late-15"], LADDER) == frozenset()
    assert louder_keys(BY_KEY["unacknowledged"], LADDER) == frozenset()


def test_the_next_rung_is_the_nearest_above():
    following = next_after(BY_KEY["late-3"], LADDER)
    assert following is not None
    assert following.key == "late-5"
    assert next_after(BY_KEY["late-15"], LADDER) is None
