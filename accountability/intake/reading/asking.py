"""Asking the child: one fresh Python process for one file, with limits on memory, time and what it may write.

Call it outside transactions and locks: a file costs from 0.2 s up to the limit.
"""

from __future__ import annotations

import json
import logging
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from accountability.core.saying import say
from accountability.files.rules import MAX_BYTES
from accountability.intake.reading.jobs import JOBS
from accountability.intake.reading.kinds import check_name
from accountability.intake.reading.unreadable import Secret, Unreadable, refuse_secret

logger = logging.getLogger(__name__)

CHILD = "accountability.intake.reading.child"
BASE_DIR = Path(__file__).resolve().parents[3]
# The child sees no secret: neither DATABASE_URL nor SECRET_KEY is handed on.
CHILD_ENVIRONMENT = ("PATH", "TMPDIR", "LD_LIBRARY_PATH")

TOO_MUCH = say(
    "Tệp quá lớn hoặc quá phức tạp để đọc an toàn. Vui lòng tách tệp nhỏ hơn, hoặc dán phần cần dùng."
)
TOO_SLOW = say("Đọc tệp quá lâu nên đã dừng lại. Vui lòng tách tệp nhỏ hơn, hoặc dán phần cần dùng.")
BROKEN = say("Không đọc được tệp: tệp hỏng hoặc không đúng định dạng. Vui lòng mở, lưu lại rồi thử lần nữa.")


@dataclass(frozen=True)
class Limits:
    """Bytes of address space, seconds of processor, seconds by the clock on the wall, bytes of the answer."""

    memory: int = 1024**3
    cpu_seconds: int = 20
    wall_seconds: float = 27.0
    reply: int = 64 * 1024**2


def run(
    job: str, path: Path, name: str, *, options: Mapping[str, Any] | None = None, limits: Limits | None = None
) -> Any:
    """What the job of `jobs.JOBS` found in the file at `path`, which people call `name`.

    Raises Unreadable for every file that cannot or must not be read, within the limits of time and memory.
    """
    limits = limits or Limits()
    extension = check_name(name, JOBS[job].extensions)
    refuse_secret(name.rsplit(".", 1)[0])
    size = path.stat().st_size
    if not size:
        raise Unreadable(say("Tệp rỗng, không có gì để đọc."))
    if size > MAX_BYTES:
        raise Unreadable(
            say("Tệp lớn hơn {MAX_BYTES} MB. Vui lòng tách tệp nhỏ hơn.", MAX_BYTES=MAX_BYTES // 1024 // 1024)
        )
    order = {
        "job": job, "path": str(path.resolve()), "extension": extension, "options": dict(options or {}),
        "memory": limits.memory, "cpu_seconds": limits.cpu_seconds, "reply": limits.reply,
    }  # fmt: skip
    return _answer(job, _run_child(order, limits.wall_seconds))


def read_document(path: Path, name: str) -> dict[str, Any]:
    """The text of a .docx, .pdf or .txt file (`text`, composed form) and what a reader must know of it (`notes`).

    Raises Unreadable, for a secrecy mark anywhere in the file too.
    """
    found: dict[str, Any] = run("text", path, name)
    return found


def read_text(path: Path, name: str) -> str:
    """The text alone, paragraphs as lines. Raises as `read_document` does."""
    return str(read_document(path, name)["text"])


def _run_child(order: Mapping[str, Any], wall_seconds: float) -> subprocess.CompletedProcess[bytes]:
    environment = {name: os.environ[name] for name in CHILD_ENVIRONMENT if name in os.environ}
    try:
        return subprocess.run(  # noqa: S603 (our own module; the order comes on standard input)
            [sys.executable, "-B", "-m", CHILD],
            input=json.dumps(order).encode(),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # Libraries complain with words of the file; those stay out of our log.
            cwd=BASE_DIR,
            env={**environment, "LANG": "C.UTF-8"},
            timeout=wall_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        logger.warning("reading stopped after %s s", wall_seconds)
        raise Unreadable(TOO_SLOW) from error


def _answer(job: str, reply: subprocess.CompletedProcess[bytes]) -> Any:
    if reply.returncode in (-signal.SIGXCPU, -signal.SIGKILL):
        logger.warning("%s: the child used up its time", job)
        raise Unreadable(TOO_SLOW)
    try:
        answer = json.loads(reply.stdout)
    except ValueError as error:  # A library fell over in C: no answer at all.
        logger.warning("%s: the child ended with %s and no answer", job, reply.returncode)
        raise Unreadable(TOO_MUCH if reply.returncode == -signal.SIGSEGV else BROKEN) from error
    if "found" in answer:
        return answer["found"]
    if "secret" in answer:
        raise Secret(answer["secret"])
    if "refused" in answer:
        raise Unreadable(answer["refused"])
    logger.warning("%s: %s at %s", job, answer["failed"], answer["at"])
    raise Unreadable(TOO_MUCH if answer["failed"] in ("MemoryError", "RecursionError") else BROKEN)
