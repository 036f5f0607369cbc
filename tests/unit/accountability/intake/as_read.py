"""What the tests of this room share: the province's agencies by their facts, and one way to read a text."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from accountability.intake.dictionary import from_facts
from accountability.intake.rules import AgencyDictionary, Candidate, extract
from config.settings.environment import BASE_DIR

ON = date(2022, 11, 7)
SHARED = Path(BASE_DIR).parent / "shared" / "data"
needs_shared = pytest.mark.skipif(
    not SHARED.is_dir(), reason=f"the shared data is not beside the checkout: {SHARED}"
)


@lru_cache(maxsize=1)
def agencies() -> AgencyDictionary:
    """The agencies of all times."""
    return from_facts()


def read(text: str, on: date = ON) -> list[Candidate]:
    """The candidates of a text."""
    return extract(text, on, agencies())


def one(text: str, on: date = ON) -> Candidate:
    """The only candidate of a sentence."""
    (found,) = read(text, on)
    return found


def phrases(candidate: Candidate) -> list[str]:
    """The printed phrases of who coordinates."""
    return [named.phrase for named in candidate.coordinating]
