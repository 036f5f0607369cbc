"""How many statements a page asks the database: the same for ten assignments as for a thousand, and written down.

`statements.json` is the ledger: a page that asks more than it did is seen in review. To write it anew:

    WRITE_LEDGER=1 .venv/bin/python -m pytest tests/quality/test_statements.py
"""

from __future__ import annotations

import json
import os
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accountability.accounts.models import User
from accountability.calendars.demo_clock import STARTS_AT
from accountability.desk.generating import Order, generate
from tests.access.asked_rows import Rows
from tests.quality.test_pages import visits

LEDGER = Path(__file__).with_name("statements.json")

# Loading the story and a thousand assignments, and every page twice, takes seconds.
pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.once]

# Once the columns of a matrix no longer stand on one page, its sums are counted apart, however many pages there are. And of
# the few nothing is overdue: there is no page of rows to read. A queue of seven is counted, of a shorter one every row is shown.
ONE_MORE = {"matrix-program": 1, "urging-select": 1, "office-page": 1}


def _asked(cast: dict[str, User], rows: Rows, *, twice: bool) -> dict[str, int]:
    """Line of the table → statements; of a page that is opened twice, the second time."""
    clients: dict[str, Client] = {}
    found = {}
    for line, member, address in visits(rows):
        if member not in clients:
            clients[member] = Client()
            if member:
                clients[member].force_login(cast[member])
            _open(clients[member], "/" if member else address)
        if twice:
            _open(clients[member], address)  # What a process keeps (accountability/reference) is read by now.
        with CaptureQueriesContext(connection) as statements:
            answer = _open(clients[member], address)
        if answer["Content-Type"].startswith("text/html") and answer.status_code == 200:
            found[line] = len(statements)
    return found


def _open(client: Client, address: str) -> Any:
    answer = client.get(address)
    if answer.streaming:
        b"".join(answer.streaming_content)  # To the end, so that the file is closed.
    return answer


def test_no_page_asks_more_when_there_are_more_rows(cast: dict[str, User], rows: Rows) -> None:
    few = _asked(cast, rows, twice=True)
    generate(Order(1_000, Decimal(10), STARTS_AT, 1, None), say=lambda _: None)
    many = _asked(cast, rows, twice=False)
    more = {
        line: (few[line], many[line])
        for line in few.keys() & many.keys()
        if many[line] not in (few[line], few[line] + ONE_MORE.get(line, 0))
    }
    assert few.keys() == many.keys()
    assert not more, "\n".join(f"{line}: {before} → {after}" for line, (before, after) in more.items())
    if os.environ.get("WRITE_LEDGER"):
        LEDGER.write_text(json.dumps(many, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    written = json.loads(LEDGER.read_text(encoding="utf-8"))
    assert many == written, "Số câu lệnh đã đổi; nếu đúng ý, ghi lại sổ (xem đầu tệp)."
