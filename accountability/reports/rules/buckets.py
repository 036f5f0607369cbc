"""The six buckets that partition assignments, and the on-time rate drawn from them."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Self

BUCKET_LABELS: dict[str, str] = {
    "done_on_time": "Hoàn thành đúng hạn",
    "done_late": "Hoàn thành quá hạn",
    "in_time": "Đang thực hiện trong hạn",
    "due_soon": "Sắp đến hạn",
    "overdue": "Đang thực hiện quá hạn",
    "no_deadline": "Không có thời hạn",
}
DONE_BUCKETS = frozenset({"done_on_time", "done_late"})
OVERDUE = "overdue"
# Being worked on within the deadline in force.
UNFINISHED_IN_TIME = frozenset({"in_time", "due_soon"})


@dataclass(frozen=True)
class BucketCounts:
    """How many assignments stand in each bucket; the total is their sum, never stored."""

    done_on_time: int = 0
    done_late: int = 0
    in_time: int = 0
    due_soon: int = 0
    overdue: int = 0
    no_deadline: int = 0

    @property
    def total(self) -> int:
        """All assignments counted."""
        return sum(getattr(self, code) for code in BUCKET_LABELS)

    @property
    def done(self) -> int:
        """Assignments with an accepted result, on time or late."""
        return self.done_on_time + self.done_late

    @property
    def rate(self) -> Decimal | None:
        """The on-time rate of these counts (see ``on_time_rate``)."""
        return on_time_rate(self)

    def __add__(self, other: "BucketCounts") -> "BucketCounts":
        return BucketCounts(**{code: getattr(self, code) + getattr(other, code) for code in BUCKET_LABELS})

    @classmethod
    def of(cls, codes: Iterable[str]) -> Self:
        """Count bucket codes; raises ``ValueError`` on a code that is not one of the six."""
        counts = dict.fromkeys(BUCKET_LABELS, 0)
        for code in codes:
            if code not in counts:
                raise ValueError(f"unknown bucket: {code!r}")
            counts[code] += 1
        return cls(**counts)


def on_time_rate(counts: BucketCounts) -> Decimal | None:
    """Percent of the assignments that must have a result by now and had it in time.

    ``done_on_time / (done_on_time + done_late + overdue)``, rounded half up to one
    decimal; ``None`` when nothing is finished or overdue. What still runs within its
    time counts neither way. Source: the bands of Thanh Hóa 2014 (phê bình under 80 %
    and under 70 % done in time), which look only at what has fallen due.
    """
    judged = counts.done + counts.overdue
    if not judged:
        return None
    rate = Decimal(100 * counts.done_on_time) / judged
    return rate.quantize(Decimal("0.1"), rounding=ROUND_HALF_UP)
