"""The child process that turns HTML into PDF: the only place where WeasyPrint is loaded.

Run as ``python -m accountability.printing.render_child STATIC_DIR`` with a JSON object on
standard input: ``markups``, HTML documents from generous to tight, and ``max_pages``; the
first that keeps to it is printed, else the last (0: any number of pages); and, where
given, ``attachments`` (name, mime, data as base64, at) and ``archival`` for PDF/A-3b. Standard
output: the number of pages, a line feed, the PDF. A refusal is one line on standard error
and exit code 2. It knows no settings, database or secret; it
reads our print style sheets and fonts and nothing else. Memory that layout took goes
back to the system when the process ends (WeasyPrint keeps it: its issues 220, 1950).
"""

import base64
import gc
import json
import logging
import re
import resource
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from urllib.request import DataHandler, Request

from fontTools.ttLib import TTFont
from pydyf import PDF
from weasyprint import HTML, Attachment
from weasyprint.document import Document
from weasyprint.pdf.anchors import MIMETYPES
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "asset:"
ASSETS = {"print/*.css": "text/css", "fonts/tinos/*.ttf": "font/ttf"}
COVERAGE_FONT = "fonts/tinos/Tinos-Regular.ttf"
MISSING_GLYPH = "□"
ARCHIVAL = "pdf/a-3b"
_OFFICE = "application/vnd.openxmlformats-officedocument"
ATTACHABLE = {
    f"{_OFFICE}.spreadsheetml.sheet": ".xlsx",
    f"{_OFFICE}.wordprocessingml.document": ".docx",
    "text/csv": ".csv",
    "application/xml": ".xml",
    "application/json": ".json",
    "application/pdf": ".pdf",
}
EPOCH = datetime(1980, 1, 1, tzinfo=UTC)  # Of a file that nobody dated; the system's clock is never read.
MEMORY_LIMIT = 3 * 1024**3  # bytes of address space; 500 pages were measured at 1 GB


class SafeFetcher(URLFetcher):
    """Serves a fixed table of our own files and ``data:``; everything else ends the job.

    The default fetcher reads local files and internal addresses, and a plain function
    as fetcher misbehaves in WeasyPrint 70, hence the subclass. A refused address is
    fatal instead of an image left out: our templates never hold one, so it is an attack
    or a bug. It is noted in ``refused`` too, because drawing an SVG swallows even this.
    """

    def __init__(self, static_dir: Path) -> None:
        super().__init__(allowed_protocols=("asset", "data"), allow_redirects=False)
        self.refused: list[str] = []
        self.assets = {
            SCHEME + path.relative_to(static_dir).as_posix(): (path, media_type)
            for pattern, media_type in ASSETS.items()
            for path in static_dir.glob(pattern)
        }

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The response for one of our assets or a ``data:`` address.

        Raises ``FatalURLFetchingError``, which WeasyPrint lets through, on any other.
        """
        if url in self.assets:
            path, media_type = self.assets[url]
            return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})
        if url.lower().startswith("data:"):
            reply = DataHandler().data_open(Request(url))  # noqa: S310 (opens nothing: data only)
            return URLFetcherResponse(url, reply.read(), reply.headers)
        self.refused.append(url[:200])
        raise FatalURLFetchingError(f"address not allowed in a print: {url[:200]!r}")


def printable(markup: str, covered: frozenset[int]) -> str:
    """``markup`` in composed form (NFC), with only characters that our font can show.

    A character outside the font would pull another family from the machine into the
    PDF; it is shown as a box. Control and format characters (such as those that turn
    the direction of writing) are dropped.
    """
    return "".join(_shown(char, covered) for char in unicodedata.normalize("NFC", markup))


def _shown(char: str, covered: frozenset[int]) -> str:
    if char in "\n\t":
        return char
    if unicodedata.category(char) in {"Cc", "Cf", "Cs"}:
        return ""
    return char if ord(char) in covered else MISSING_GLYPH


def attachment_of(told: Mapping[str, str]) -> Attachment:
    """The file that goes into the PDF. Raises ``ValueError`` for a kind that we never attach, or an odd name."""
    suffix = ATTACHABLE.get(told["mime"])
    if suffix is None or not told["name"].endswith(suffix) or re.search(r"[/\\\x00-\x1f]", told["name"]):
        raise ValueError(f"file not allowed in a print: {told['name'][:100]!r}, {told['mime'][:100]!r}")
    MIMETYPES.add_type(told["mime"], suffix)  # WeasyPrint tells the type by the name.
    at = datetime.fromisoformat(told["at"]).astimezone(UTC) if told["at"] else EPOCH
    data = base64.b64decode(told["data"], validate=True)
    return Attachment(string=data, name=told["name"], relationship="Data", created=at, modified=at)


def _related_once(_: Document, pdf: PDF) -> None:
    """WeasyPrint 70 names each related file twice in a PDF/A-3."""
    if "AF" in pdf.catalog:
        pdf.catalog["AF"][:] = dict.fromkeys(pdf.catalog["AF"])


def render(
    markups: Iterable[str],
    max_pages: int,
    static_dir: Path,
    attachments: Sequence[Mapping[str, str]] = (),
    archival: bool = False,
) -> tuple[int, bytes]:
    """Pages and bytes of the PDF of the first markup within ``max_pages``, else the last.

    Raises ``FatalURLFetchingError`` or ``ValueError`` for a forbidden address, and
    ``ValueError`` for an attachment that the markup asks for, or no markup.
    """
    covered = frozenset(TTFont(static_dir / COVERAGE_FONT).getBestCmap())
    fetcher = SafeFetcher(static_dir)
    document = None
    for markup in markups:
        document = HTML(string=printable(markup, covered), url_fetcher=fetcher).render()
        if not max_pages or len(document.pages) <= max_pages:
            break
    if document is None:
        raise ValueError("nothing to print")
    ours = [attachment_of(told) for told in attachments]
    pdf = document.write_pdf(
        attachments=ours, pdf_variant=ARCHIVAL if archival else None, finisher=_related_once
    )
    links = [link[0] for page in document.pages for link in page.links]
    if document.metadata.attachments or "attachment" in links:
        raise ValueError("attachment not allowed in a print")
    if fetcher.refused:
        raise ValueError(f"address not allowed in a print: {fetcher.refused[0]!r}")
    return len(document.pages), pdf


def main() -> int:
    """Read a job, write pages and PDF; the exit code says whether it worked."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    gc.disable()  # A seventh of the time went into looking for cycles among boxes that live until the end anyhow.
    logging.getLogger("weasyprint").addHandler(logging.StreamHandler(sys.stderr))
    try:
        job = json.load(sys.stdin.buffer)
        pages, pdf = render(
            job["markups"],
            job["max_pages"],
            Path(sys.argv[1]),
            job.get("attachments", ()),
            job.get("archival", False),
        )
    except (FatalURLFetchingError, ValueError, KeyError, OSError, MemoryError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 2
    sys.stdout.buffer.write(b"%d\n" % pages + pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
