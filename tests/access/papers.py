"""Papers for those who only want their words: printed in earnest once of each kind, then as they are handed to the printer.

Twenty people see the same thirty papers; to lay them out and to read the letters out of them again took a quarter of their walk.
What is handed over has every word that is printed, and those that the style hides besides.
"""

from __future__ import annotations

import json
import re
import subprocess

import pytest

from accountability.printing import pdf

_STYLE = re.compile(r'href="(asset:print/[^"]+)"')


@pytest.fixture
def papers_as_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """A paper of a kind that was printed before comes as its markup."""
    in_earnest, printed = pdf._run_child, set[tuple[str, ...]]()

    def run(job: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
        markup = json.loads(job)["markups"][0]
        kind = tuple(_STYLE.findall(markup))
        if kind in printed:
            return subprocess.CompletedProcess([], 0, b"1\n" + markup.encode(), b"")
        printed.add(kind)
        return in_earnest(job, timeout)

    monkeypatch.setattr(pdf, "_run_child", run)
