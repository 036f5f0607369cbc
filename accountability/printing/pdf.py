"""The one module that makes a PDF: a template, a child process, a file with its hash.

Never call it in a request that holds a lock or a transaction: a page costs some 0.4 s.
"""

from __future__ import annotations

import base64
import hashlib
import json
import logging
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)

CHILD = "accountability.printing.render_child"
TIMEOUT_SECONDS = 120  # the 15-day report takes 1 to 5; 500 pages would take 150
# The child sees no secret: neither DATABASE_URL nor SECRET_KEY is handed on.
CHILD_ENVIRONMENT = ("PATH", "HOME", "TMPDIR", "LD_LIBRARY_PATH", "XDG_CACHE_HOME")


class PdfError(RuntimeError):
    """The PDF could not be made; the message is for the screen, details are in the log."""


@dataclass(frozen=True)
class PdfFile:
    """A finished PDF: its bytes, its number of pages and the SHA-256 of the bytes in hex.

    The same HTML gives the same bytes, so the hash identifies the content.
    """

    data: bytes
    pages: int
    sha256: str


@dataclass(frozen=True)
class Attachment:
    """A file inside a PDF, as the workbook of a report's tables: its name, bytes and media type.

    ``at`` is when it was made; without it the PDF tells the first day that its format knows. Media types other than
    those of ``render_child.ATTACHABLE`` are refused.
    """

    name: str
    data: bytes
    mime: str
    at: datetime | None = None


def render_pdf(
    template_name: str,
    context: Mapping[str, object],
    *,
    timeout: float = TIMEOUT_SECONDS,
    attachments: Sequence[Attachment] = (),
    archival: bool = False,
    child: Child | None = None,
) -> PdfFile:
    """The PDF of the Django template ``template_name`` filled with ``context``.

    ``attachments`` travel inside it, related to it as its data; ``archival`` makes it a PDF/A-3b (ISO 19005-3), which
    is the only archival form that may carry workbooks. ``timeout`` is in seconds. Raises ``PdfError`` with a Vietnamese
    message when the child fails or exceeds it, and Django's own errors when the template is wrong.
    """
    markup = render_to_string(template_name, dict(context))
    return print_html(markup, timeout=timeout, attachments=attachments, archival=archival, child=child)


def render_one_page(
    template_name: str,
    contexts: Iterable[Mapping[str, object]],
    *,
    timeout: float = TIMEOUT_SECONDS,
) -> PdfFile:
    """The first of ``contexts`` that prints on one page, tried in their order.

    Raises ``PdfError`` when none does, or as ``render_pdf`` does.
    """
    markups = [render_to_string(template_name, dict(context)) for context in contexts]
    pdf = _print(markups, max_pages=1, timeout=timeout)
    if pdf.pages != 1:
        raise PdfError("Không tạo được tệp PDF: nội dung không vừa một trang A4.")
    return pdf


def print_html(
    markup: str,
    *,
    timeout: float = TIMEOUT_SECONDS,
    attachments: Sequence[Attachment] = (),
    archival: bool = False,
    child: Child | None = None,
) -> PdfFile:
    """The PDF of ``markup``, which links only our own ``asset:`` style sheets and fonts.

    ``child`` is one that was started before (``ready_child``) and printed nothing yet. The other arguments are those of ``render_pdf``, and it raises ``PdfError`` as that does.
    """
    more = {"attachments": [_as_json(one) for one in attachments], "archival": archival}
    return _print([markup], max_pages=0, timeout=timeout, more=more, child=child)


def _as_json(one: Attachment) -> dict[str, str]:
    data = base64.b64encode(one.data).decode("ascii")
    return {"name": one.name, "data": data, "mime": one.mime, "at": one.at.isoformat() if one.at else ""}


def _print(
    markups: Sequence[str], *, max_pages: int, timeout: float, more: Mapping[str, object] | None = None,
    child: Child | None = None,
) -> PdfFile:  # fmt: skip
    """The first of ``markups`` with at most ``max_pages`` (0: any number), else the last."""
    job = json.dumps({"markups": markups, "max_pages": max_pages, **(more or {})})
    reply = (child.run if child else _run_child)(job.encode("utf-8"), timeout)
    if reply.returncode != 0:
        logger.error("PDF refused: %s", reply.stderr.decode("utf-8", "replace")[-2000:])
        raise PdfError(
            "Không tạo được tệp PDF: lỗi khi dựng trang in. Quản trị hệ thống xem nhật ký máy chủ."
        )
    pages, _, data = reply.stdout.partition(b"\n")
    return PdfFile(data=data, pages=int(pages), sha256=hashlib.sha256(data).hexdigest())


def _run_child(job: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
    command, options = _started()
    try:
        return subprocess.run(  # noqa: S603 (our own module; the text comes on standard input)
            command, input=job, capture_output=True, timeout=timeout, check=False, **options
        )
    except subprocess.TimeoutExpired as error:
        raise _too_long(timeout) from error


def _started() -> tuple[list[str], dict[str, Any]]:
    """How a child is started: the command, where it works, and the little that it is told of our environment."""
    base_dir = Path(settings.BASE_DIR)
    environment = {name: os.environ[name] for name in CHILD_ENVIRONMENT if name in os.environ}
    command = [sys.executable, "-m", CHILD, str(base_dir / "static")]
    return command, {"cwd": base_dir, "env": {**environment, "LANG": "C.UTF-8"}}


def _too_long(timeout: float) -> PdfError:
    logger.error("PDF not finished within %s s", timeout)
    return PdfError(f"Không tạo được tệp PDF: quá {timeout:g} giây. Hãy thu hẹp phạm vi báo cáo rồi thử lại.")


@contextmanager
def ready_child() -> Iterator[Child]:
    """A child that loads the renderer (half a second) while its markup is still being gathered; for ``print_html``."""
    command, options = _started()
    pipe = subprocess.PIPE
    process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, **options)  # noqa: S603 (as above)
    try:
        yield Child(process)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


class Child:
    """A process that prints one job and ends."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process

    def run(self, job: bytes, timeout: float) -> subprocess.CompletedProcess[bytes]:
        """Hand it its job and wait. Raises ``PdfError`` after ``timeout`` seconds."""
        try:
            out, told = self._process.communicate(job, timeout)
        except subprocess.TimeoutExpired as error:
            raise _too_long(timeout) from error
        return subprocess.CompletedProcess([], self._process.returncode, out, told)
