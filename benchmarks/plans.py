"""Which figure is measured on what; read by the runner without loading Django."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.ground import MILLION, PROVINCE, REPORT, THOUSAND, TWENTY_THOUSAND, Ground


@dataclass(frozen=True)
class Plan:
    """A figure's ground and the kinds of database that it is measured on."""

    ground: Ground
    databases: tuple[str, ...]


BOTH = ("postgresql", "sqlite")
PLANS = {
    "sweep": Plan(MILLION, BOTH),
    "issuing": Plan(PROVINCE, BOTH),
    "delivery": Plan(THOUSAND, BOTH),
    "reminding": Plan(THOUSAND, BOTH),
    "annex": Plan(PROVINCE, BOTH),
    "pages": Plan(MILLION, ("postgresql",)),
    "pages-small": Plan(TWENTY_THOUSAND, ("sqlite",)),
    "papers": Plan(REPORT, BOTH),
    "memory": Plan(PROVINCE, ("sqlite",)),
}
