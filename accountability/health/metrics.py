"""The engine's state as numbers, in the form that Prometheus reads; counted when asked, nothing is kept in memory."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import GaugeMetricFamily

from accountability.health.reading import facts, limits
from accountability.health.rules import Facts, Pulse, judge
from accountability.notices.delivery import dead_count

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


def exposition(*, at: datetime, system_at: datetime) -> bytes:
    """The whole page of metrics: what is due at `at`, ages by the machine's clock `system_at`."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Collector(facts(at=at, system_at=system_at)))
    return generate_latest(registry)


class _Collector:
    """Hands one moment's facts to prometheus_client."""

    def __init__(self, seen: Facts) -> None:
        self.seen = seen

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """Each figure with its meaning."""
        seen = self.seen
        yield self._age(
            "dondoc_sweep_age_seconds", "Seconds since the engine last looked after deadlines.", seen.sweep
        )
        yield self._age(
            "dondoc_delivery_age_seconds", "Seconds since the engine last delivered.", seen.delivery
        )
        failures = GaugeMetricFamily("dondoc_job_failures", "Failures in a row of a job.", labels=["job"])
        failures.add_metric(["sweep"], seen.sweep.failures)
        failures.add_metric(["delivery"], seen.delivery.failures)
        yield failures
        waits = seen.mail_waits.total_seconds() if seen.mail_waits else 0.0
        yield GaugeMetricFamily("dondoc_mails_due", "Mails that are due and not sent.", value=seen.mails_due)
        yield GaugeMetricFamily(
            "dondoc_mail_wait_seconds", "How long the oldest of them has been due.", value=waits
        )
        yield GaugeMetricFamily("dondoc_mails_dead", "Mails that need a person.", value=dead_count())
        yield GaugeMetricFamily(
            "dondoc_channel_down", "1 while the mail server refuses or is away.", value=bool(seen.channel)
        )
        troubles = GaugeMetricFamily(
            "dondoc_trouble", "1 for each thing the watchdog complains of.", labels=["code"]
        )
        for trouble in judge(seen, limits()):
            troubles.add_metric([trouble.code], 1)
        yield troubles

    def _age(self, name: str, meaning: str, pulse: Pulse) -> GaugeMetricFamily:
        """Infinite before the first beat, so that an alarm on the age rings."""
        age = (self.seen.now - pulse.beat_at).total_seconds() if pulse.beat_at else float("inf")
        return GaugeMetricFamily(name, meaning, value=age)
