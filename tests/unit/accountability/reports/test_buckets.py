"""The six buckets and the on-time rate."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accountability.reports.rules import BUCKET_LABELS, BucketCounts, on_time_rate

counts = st.builds(BucketCounts, **{code: st.integers(0, 10**6) for code in BUCKET_LABELS})


@given(codes=st.lists(st.sampled_from(sorted(BUCKET_LABELS))))
def test_the_buckets_sum_to_the_number_of_assignments(codes: list[str]) -> None:
    assert BucketCounts.of(codes).total == len(codes)


@given(one=counts, other=counts)
def test_adding_counts_adds_each_bucket_and_the_total(one: BucketCounts, other: BucketCounts) -> None:
    both = one + other
    assert both.total == one.total + other.total
    assert both.overdue == one.overdue + other.overdue


@given(counts=counts)
def test_the_rate_lies_between_0_and_100_or_is_missing(counts: BucketCounts) -> None:
    rate = on_time_rate(counts)
    assert (rate is None) == (counts.done + counts.overdue == 0)
    assert rate is None or 0 <= rate <= 100


def test_a_bucket_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(ValueError, match="unknown bucket: 'late'"):
        BucketCounts.of(["overdue", "late"])


def test_the_rate_looks_only_at_what_is_done_or_overdue() -> None:
    counts = BucketCounts(done_on_time=2, done_late=0, overdue=1, in_time=50, due_soon=9, no_deadline=7)
    assert on_time_rate(counts) == Decimal("66.7")


def test_the_rate_is_missing_while_nothing_has_fallen_due() -> None:
    assert on_time_rate(BucketCounts(in_time=3, no_deadline=1)) is None
