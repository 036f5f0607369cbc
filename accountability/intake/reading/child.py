"""The child process that opens files of others: the only place where their parsers are loaded.

Run as ``python -m accountability.intake.reading.child`` with one JSON object on standard input: ``job`` (a name of
`jobs.JOBS`), ``path``, ``extension``, ``options``, and the limits ``memory`` (bytes), ``cpu_seconds``, ``reply``
(bytes). Standard output is one JSON object: ``found``, what the job gave; or ``refused`` or
``secret``, a sentence for the screen;
or ``failed`` and ``at``, the kind and place of an error without its words, which may be words of the file. It knows no
settings, database or secret, writes no file, and starts no process.
"""

from __future__ import annotations

import json
import resource
import sys
import traceback
from pathlib import Path
from typing import Any

from accountability.core.saying import as_said
from accountability.intake.reading.jobs import JOBS
from accountability.intake.reading.kinds import check_content
from accountability.intake.reading.unreadable import Secret, Unreadable


def confine(memory: int, cpu_seconds: int) -> None:
    """No more memory or processor time than that; no file written, no core left behind."""
    for what, limit in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))


def answer(order: dict[str, Any]) -> dict[str, Any]:
    """Do the job of the order; every error becomes part of the answer."""
    try:
        path = Path(order["path"])
        check_content(path, order["extension"])
        return {"found": JOBS[order["job"]].load()(path, order["extension"], order["options"])}
    except Unreadable as refusal:
        return {"secret" if isinstance(refusal, Secret) else "refused": as_said(refusal)}
    except Exception as error:  # whatever a parser raises, the answer is one of ours
        frame = traceback.extract_tb(error.__traceback__)[-1]
        return {"failed": type(error).__name__, "at": f"{Path(frame.filename).name}:{frame.lineno}"}


def main() -> int:
    """Read an order, write the answer."""
    order = json.load(sys.stdin.buffer)
    confine(order["memory"], order["cpu_seconds"])
    reply = json.dumps(answer(order)).encode()
    if len(reply) > order["reply"]:
        reply = json.dumps({"failed": "MemoryError", "at": "reply"}).encode()
    sys.stdout.buffer.write(reply)
    return 0


if __name__ == "__main__":
    sys.exit(main())
