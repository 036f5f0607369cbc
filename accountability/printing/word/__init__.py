"""Our print HTML as a Word file that an office goes on editing: the same template, the same style sheets, the same layout."""

from __future__ import annotations

__all__ = ["word_of"]


def word_of(markup: str) -> bytes:
    """The print HTML as a Word file (.docx), see `writing.word_of`.

    What writes it is loaded with the first one: 9 MB of every process that writes none.
    """
    from .writing import word_of as write

    return write(markup)
