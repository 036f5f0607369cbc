"""Where the time of a run goes, told on standard error when BENCH_PROFILE=1: functions, and statements of the database."""

from __future__ import annotations

import cProfile
import os
import pstats
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from benchmarks.figures import say

SHOWN = 25


def profiled(ours: Callable[[], float]) -> None:
    """One more run, watched, when it is asked for; it counts for nothing."""
    if not os.environ.get("BENCH_PROFILE"):
        return
    from django.db import connection

    spent: dict[str, list[float]] = defaultdict(list)

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent[_shape(sql)].append(time.perf_counter() - began)

    watcher = cProfile.Profile()
    with connection.execute_wrapper(watch):
        watcher.runcall(ours)
    pstats.Stats(watcher, stream=sys.stderr).sort_stats("cumulative").print_stats(SHOWN)
    for shape, times in sorted(spent.items(), key=lambda found: -sum(found[1]))[:SHOWN]:
        say(f"{sum(times):8.3f} s {len(times):6d} ×  {shape}")


def _shape(sql: str) -> str:
    """The statement without its lists of marks, cut."""
    return re.sub(r"(%s(, )?)+", "%s ", " ".join(sql.split()))[:160]
