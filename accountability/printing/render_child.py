"""The child process that turns HTML into PDF: the only place where WeasyPrint is loaded.

Run as ``python -m accountability.printing.render_child STATIC_DIR`` with a JSON object on
standard input: ``markups``, HTML documents from generous to tight, and ``max_pages``; the
first that keeps to it is printed, else the last (0: any number of pages). Standard
output: the number of pages, a line feed, the PDF. A refusal is one line on standard error
and exit code 2. It knows no settings, database or secret; it
reads our print style sheets and fonts and nothing else. Memory that layout took goes
back to the system when the process ends (WeasyPrint keeps it: its issues 220, 1950).
"""

import json
import logging
import resource
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from urllib.request import DataHandler, Request

from fontTools.ttLib import TTFont
from weasyprint import HTML
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

SCHEME = "asset:"
ASSETS = {"print/*.css": "text/css", "fonts/tinos/*.ttf": "font/ttf"}
COVERAGE_FONT = "fonts/tinos/Tinos-Regular.ttf"
MISSING_GLYPH = "□"
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


def render(markups: Iterable[str], max_pages: int, static_dir: Path) -> tuple[int, bytes]:
    """Pages and bytes of the PDF of the first markup within ``max_pages``, else the last.

    Raises ``FatalURLFetchingError`` or ``ValueError`` for a forbidden address, and
    ``ValueError`` for an attachment, which our documents never carry, or no markup.
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
    pdf = document.write_pdf()
    links = [link[0] for page in document.pages for link in page.links]
    if document.metadata.attachments or "attachment" in links:
        raise ValueError("attachment not allowed in a print")
    if fetcher.refused:
        raise ValueError(f"address not allowed in a print: {fetcher.refused[0]!r}")
    return len(document.pages), pdf


def main() -> int:
    """Read a job, write pages and PDF; the exit code says whether it worked."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    logging.getLogger("weasyprint").addHandler(logging.StreamHandler(sys.stderr))
    try:
        job = json.load(sys.stdin.buffer)
        pages, pdf = render(job["markups"], job["max_pages"], Path(sys.argv[1]))
    except (FatalURLFetchingError, ValueError, OSError, MemoryError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n")
        return 2
    sys.stdout.buffer.write(b"%d\n" % pages + pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
