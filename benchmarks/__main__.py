"""`python -m benchmarks [--only sweep,memory] [--quick] [--runs 3] [--json FILE]`; `bin/bench` brings PostgreSQL.

Each figure is measured by a child process of its own on a database of its own.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from importlib import import_module
from pathlib import Path

from benchmarks.figures import Figure, say, table
from benchmarks.ground import Ground, database, environment, lay
from benchmarks.plans import PLANS
from config.settings.environment import BASE_DIR, VAR_DIR

MODULES = ("sweep", "issuing", "delivery", "reminding", "annex", "papers", "pages", "pages-small", "memory")
RUNS, QUICK_RUNS = 3, 3


def main() -> int:
    """Measure what was asked for, print the table, write the JSON; 1 when a figure could not be measured."""
    wanted = _arguments()
    if wanted.child:
        return _child(wanted.child, wanted.database, wanted.runs)
    names = wanted.only.split(",") if wanted.only else list(MODULES)
    if unknown := set(names) - set(MODULES):
        sys.exit(f"unknown figure: {', '.join(sorted(unknown))}; there are {', '.join(MODULES)}")
    began = time.perf_counter()
    figures, failed = _measure(names, quick=wanted.quick, runs=wanted.runs)
    minutes = (time.perf_counter() - began) / 60
    print(
        f"\n{_machine()}; {'quick, ' if wanted.quick else ''}medians of {wanted.runs} runs; {minutes:.1f} minutes\n"
    )
    print(table(figures))
    wanted.json.parent.mkdir(parents=True, exist_ok=True)
    answer = {
        "machine": _machine(),
        "quick": wanted.quick,
        "figures": [figure.as_json() for figure in figures],
    }
    wanted.json.write_text(json.dumps(answer, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name in failed:
        say(f"not measured: {name}")
    return 1 if failed else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--only", default="", help=f"comma-separated: {', '.join(MODULES)}")
    parser.add_argument("--databases", default="postgresql,sqlite", help="comma-separated")
    parser.add_argument("--quick", action="store_true", help="50,000 assignments instead of 1,000,000")
    parser.add_argument("--runs", type=int, default=RUNS, help=f"runs per figure (default {RUNS})")
    parser.add_argument("--json", type=Path, default=VAR_DIR / "bench" / "figures.json")
    parser.add_argument("--child", default="", help=argparse.SUPPRESS)
    parser.add_argument("--database", default="", help=argparse.SUPPRESS)
    return parser.parse_args()


def _measure(names: list[str], *, quick: bool, runs: int) -> tuple[list[Figure], list[str]]:
    """Figures by ground and database: what shares a ground is measured on the same database, the sweep last."""
    kinds = [
        kind
        for kind in _arguments().databases.split(",")
        if kind != "postgresql" or "TEST_DATABASE_URL" in os.environ
    ]
    grounds: dict[tuple[Ground, str], list[str]] = defaultdict(list)
    for name in names:
        module = PLANS[name]
        for kind in module.databases:
            if kind in kinds:
                grounds[module.ground, kind].append(name)
    figures: list[Figure] = []
    failed: list[str] = []
    with tempfile.TemporaryDirectory(prefix="dondoc-bench-") as folder:
        for (ground, kind), those in grounds.items():
            with database(kind, ground.name, Path(folder)) as url:
                say(f"{kind}: {ground.name}")
                lay(ground, url, quick=quick)
                for name in those:
                    found = _run_child(name, kind, url, runs)
                    figures += found
                    if not found:
                        failed.append(f"{name}, {kind}")
    return figures, failed


def _run_child(name: str, kind: str, url: str, runs: int) -> list[Figure]:
    say(f"{kind}: {name}")
    command = [sys.executable, "-m", "benchmarks", "--child", name, "--database", kind, "--runs", str(runs)]
    done = subprocess.run(
        command, cwd=BASE_DIR, env=environment(url), stdout=subprocess.PIPE, text=True, check=False
    )
    if done.returncode:
        return []
    return [Figure(**row) for row in json.loads(done.stdout.splitlines()[-1])]


def _child(name: str, kind: str, runs: int) -> int:
    import django

    django.setup()
    measure = import_module(f"benchmarks.{name.removesuffix('-small')}").measure
    print(json.dumps([vars(figure) for figure in measure(kind, runs)]))
    return 0


def _machine() -> str:
    model = next(
        (
            line.split(":", 1)[1].strip()
            for line in Path("/proc/cpuinfo").read_text().splitlines()
            if "model name" in line
        ),
        platform.machine(),
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{os.cpu_count()} × {model}, {memory:.0f} GiB, Python {platform.python_version()}, load {os.getloadavg()[0]:.1f}"


if __name__ == "__main__":
    sys.exit(main())
