"""What sings in an answer: the words of a page, a print, a file of Word or Excel, and the canaries among them."""

from __future__ import annotations

import io
import re
from functools import cache
from html import unescape
from zipfile import ZipFile

from pypdf import PdfReader

from tests.access.canaries import EVERY_KIND

# Whole words of the known kinds: a nonce is a random word, too. (What may not stand before it stands behind its first letters,
# by which a text is searched through in no time.)
CANARY = re.compile(rf"QZ(?<!\w..)[A-G](?:{'|'.join(EVERY_KIND)})\b")
TAG = re.compile(r"<[^>]*>")


def sung(text: str) -> set[str]:
    """The canaries in it."""
    return set(CANARY.findall(text))


def words_of(body: bytes, kind: str) -> str:
    """What a reader of an answer of that content type reads."""
    if "pdf" in kind:
        return _words_of_pdf(body)
    if body.startswith(b"PK"):  # A file of Word or Excel: XML in a zip.
        with ZipFile(io.BytesIO(body)) as file:
            body = b"\n".join(file.read(name) for name in file.namelist())
        return unescape(TAG.sub("", body.decode("utf-8", "replace")))
    return unescape(body.decode("utf-8", "replace"))


# The report of the program is the same file for everybody who may read it.
@cache
def _words_of_pdf(body: bytes) -> str:
    if not body.startswith(b"%PDF"):  # What would have been printed (tests/access/papers.py).
        return body.decode()
    return "\n".join(page.extract_text() for page in PdfReader(io.BytesIO(body)).pages)
