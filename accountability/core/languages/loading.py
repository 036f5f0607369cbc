"""Templates are written in Vietnamese; for a reader of another language, a twin is made of each page.

The twin is the same template with its runs translated, so it costs nothing while a page is drawn. What is sent or printed has
no twin: documents and mails of a Vietnamese office are Vietnamese, whoever asks for them.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import Any

from django.template import Context, Engine, Origin, Template
from django.template.loaders.cached import Loader as CachedLoader
from django.utils import translation
from django.utils.safestring import SafeString

from accountability.core.languages.books import book
from accountability.core.languages.runs import runs
from accountability.core.saying import OURS, Book, read_in, reader, speaking

# What leaves the house: mails, and everything that becomes a PDF.
PAPERS = ("notices/mail/", "reports/print/", "printing/", "print/")


class Page(Template):
    """A page in the language of its reader; while it is drawn, what was said is read in that language."""

    def __init__(self, source: str, book: Book, origin: Origin, engine: Engine) -> None:
        self.book = book
        name = str(origin.template_name)
        super().__init__(translated(source, book), origin, name, engine)

    def render(self, context: Context) -> SafeString:
        """Draw the page."""
        with speaking(self.book):
            return super().render(context)


class Paper(Template):
    """Something sent or printed, drawn as for a Vietnamese reader."""

    def render(self, context: Context) -> SafeString:
        """Draw it."""
        with read_in(OURS), speaking(None), translation.override(OURS):
            return super().render(context)


def drawing() -> AbstractContextManager[None]:
    """What is drawn inside by hand speaks to the reader of this request, as his pages do."""
    return speaking(book(reader()))


class Loader(CachedLoader):
    """Django's own keeping of compiled templates, by language."""

    def cache_key(self, template_name: str, skip: list[Origin] | None = None) -> str:
        """Each language has its own templates."""
        return f"{reader()}:{super().cache_key(template_name, skip)}"

    def get_template(self, template_name: str, skip: list[Origin] | None = None) -> Any:
        """The template as it is for a Vietnamese reader, else its twin."""
        found = super().get_template(template_name, skip)
        read_by = book(reader())
        if read_by is None or isinstance(found, Page | Paper):
            return found
        if template_name.startswith(PAPERS):
            twin: Template = Paper(str(found.source), found.origin, template_name, self.engine)
        else:
            twin = Page(found.source, read_by, found.origin, self.engine)
        self.get_template_cache[self.cache_key(template_name, skip)] = twin
        return twin


def translated(source: str, book: Book) -> str:
    """The source with its runs as the book has them; what it does not have stays."""
    parts, at = [], 0
    for run in runs(source):
        parts += [source[at : run.start], book.get(run.text, source[run.start : run.end])]
        at = run.end
    return "".join([*parts, source[at:]])
