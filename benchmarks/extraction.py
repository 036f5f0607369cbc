"""`python -m benchmarks.extraction FILE.jsonl [...] [--misses] [--speed FILE.txt]`: how well sentences become assignments.

Each line is one record: text, is_task, lead, coordinating, deadline_text, deadline_iso, doc_date (and period, targets, which
are not scored). A record's text may hold more than one sentence; what the extraction found in them is put together:

- is_task: whether any sentence of the text assigns. Precision and recall over all records.
- lead: exact over the records that assign: the first lead found is the printed phrase of the record (null for none).
- coordinating: F1 over the phrases of all records that assign, in any order, all sentences together.
- deadline: exact over the records that assign: the date is that of the record, and where it has none, none was taken.
  A record without doc_date cannot resolve a missing year: there the words are compared. A date that is not the record's
  but was taken is a decoy.
- deadline words: the same for the printed words, as further information.

Phrases are compared by one spelling: NFC, old and new tone placement, case, spaces, signs, "Ủy ban nhân dân" = UBND, and
without honorifics. A doc_date of a month or a year is its first day; without one, the 1st of January 2023.
`--speed` reads the text a few times and prints pages (2,000 characters) a second.
"""

from __future__ import annotations

import argparse
import json
import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.embedded")

import django

django.setup()

from accountability.core.text import agency_key  # noqa: E402 - after the settings
from accountability.intake.dictionary import from_facts  # noqa: E402
from accountability.intake.rules import AgencyDictionary, Candidate, extract  # noqa: E402

PAGE = 2_000
_NO_DATE = date(2023, 1, 1)
_SPELLINGS = (("ủybannhândân", "ubnd"), ("thànhphố", "tp"), ("đồngchí", ""))


def same(phrase: str | None) -> str:
    """The form in which phrases are compared."""
    key = agency_key(phrase or "").strip(":;()")
    for long, short in _SPELLINGS:
        key = key.replace(long, short)
    return key


@dataclass
class Score:
    """Counts over the records, and the misses as lines."""

    records: int = 0
    tasks: int = 0
    lead_right: int = 0
    deadline_right: int = 0
    words_right: int = 0
    decoys: int = 0
    found_right: int = 0
    found_wrong: int = 0
    task_missed: int = 0
    shared_right: int = 0
    shared_found: int = 0
    shared_wanted: int = 0
    misses: list[str] = field(default_factory=list)


def measure(records: Iterable[dict[str, Any]], agencies: AgencyDictionary) -> Score:
    """Run the extraction over the records."""
    score = Score()
    for record in records:
        candidates = extract(record["text"], _day(record.get("doc_date")), agencies)
        tasks = [candidate for candidate in candidates if candidate.is_task]
        score.records += 1
        _score_task(record, bool(tasks), score)
        if record["is_task"]:
            score.tasks += 1
            _score_lead(record, tasks, score)
            _score_coordinating(record, tasks, score)
            _score_deadline(record, tasks, score)
    return score


def _day(text: str | None) -> date:
    if not text:
        return _NO_DATE
    parts = [int(part) for part in text.split("-")]
    return date(*(parts + [1, 1])[:3])


def _miss(score: Score, record: dict[str, Any], what: str, wanted: object, found: object) -> None:
    name = record.get("id") or record["text"][:50]
    score.misses.append(f"{name}  {what}: wanted {wanted!r}, found {found!r}")


def _score_task(record: dict[str, Any], found: bool, score: Score) -> None:
    wanted = bool(record["is_task"])
    score.found_right += wanted and found
    score.found_wrong += found and not wanted
    score.task_missed += wanted and not found
    if wanted != found:
        _miss(score, record, "is_task", wanted, found)


def _score_lead(record: dict[str, Any], tasks: list[Candidate], score: Score) -> None:
    lead = next((task.lead for task in tasks if task.lead), None)
    if same(lead) == same(record["lead"]):
        score.lead_right += 1
    else:
        _miss(score, record, "lead", record["lead"], lead)


def _score_coordinating(record: dict[str, Any], tasks: list[Candidate], score: Score) -> None:
    wanted = {same(phrase): phrase for phrase in record["coordinating"]}
    found = {same(named.phrase): named.phrase for task in tasks for named in task.coordinating}
    score.shared_right += len(wanted.keys() & found.keys())
    score.shared_wanted += len(wanted)
    score.shared_found += len(found)
    if wanted.keys() != found.keys():
        lacking = [phrase for key, phrase in wanted.items() if key not in found]
        surplus = [phrase for key, phrase in found.items() if key not in wanted]
        _miss(score, record, "coordinating", lacking, surplus)


def _score_deadline(record: dict[str, Any], tasks: list[Candidate], score: Score) -> None:
    """The date; the words where the record has no date of its own to resolve a year."""
    dated = [task for task in tasks if task.deadline_on]
    told = dated or [task for task in tasks if task.deadline_text]
    words = told[-1].deadline_text if told else None
    on = told[-1].deadline_on if told else None
    wanted_words, wanted = record["deadline_text"], record["deadline_iso"]
    score.words_right += same(words) == same(wanted_words)
    undated = not record.get("doc_date") and not wanted
    right = same(words) == same(wanted_words) if undated else (on.isoformat() if on else None) == wanted
    score.deadline_right += right
    if not right:
        score.decoys += on is not None
        _miss(score, record, "deadline", (wanted_words, wanted), (words, str(on)))
    elif same(words) != same(wanted_words):
        _miss(score, record, "deadline words", wanted_words, words)


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} % ({part}/{whole})" if whole else "–"


def report(name: str, score: Score) -> str:
    """The figures of one file as lines."""
    right, wanted, found = score.shared_right, score.shared_wanted, score.shared_found
    f1 = 2 * right / (wanted + found) if wanted + found else 1.0
    return "\n".join(
        [
            f"{name}: {score.records} records, {score.tasks} assign",
            f"  lead exact          {_share(score.lead_right, score.tasks)}",
            f"  coordinating F1     {f1:.3f} (right {right}, wanted {wanted}, found {found})",
            f"  deadline exact      {_share(score.deadline_right, score.tasks)}, decoys taken: {score.decoys}",
            f"  deadline words      {_share(score.words_right, score.tasks)}",
            f"  is_task precision   {_share(score.found_right, score.found_right + score.found_wrong)}",
            f"  is_task recall      {_share(score.found_right, score.found_right + score.task_missed)}",
        ]
    )


def speed(text: str, agencies: AgencyDictionary, seconds: float = 3.0) -> str:
    """Pages a second on one core, the best of the runs that fit into some seconds."""
    extract(text, _NO_DATE, agencies)
    best, began = 0.0, time.perf_counter()
    while time.perf_counter() - began < seconds:
        start = time.process_time()
        extract(text, _NO_DATE, agencies)
        best = max(best, len(text) / PAGE / (time.process_time() - start))
    return f"{len(text) / PAGE:.1f} pages, {best:.0f} pages a second"


def main() -> int:
    """Measure the files that were named."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.extraction", description=__doc__.split("\n")[0]
    )
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--misses", action="store_true", help="list what was not right")
    parser.add_argument("--speed", type=Path, metavar="FILE", help="a text to be read for its speed")
    wanted = parser.parse_args()
    agencies = from_facts()
    for path in wanted.files:
        lines = path.read_text(encoding="utf-8").splitlines()
        score = measure((json.loads(line) for line in lines if line.strip()), agencies)
        print(report(path.name, score))
        for miss in score.misses if wanted.misses else ():
            print(f"    {miss}")
    if wanted.speed:
        print(speed(wanted.speed.read_text(encoding="utf-8"), agencies))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
