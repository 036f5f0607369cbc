"""What people read on a page: Vietnamese, and in a page drawn for a reader of another language, that language. Pure.

`say` gives a plain Vietnamese text that remembers how it was made. Whatever keeps it (the database, a mail, the audit) keeps
the Vietnamese; only a page that is being drawn for such a reader shows its translation, by `str()`. So nothing that is
stored can depend on who acted, and rules need no framework to speak (ADR 0033).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from string import Formatter
from typing import Any, SupportsIndex

# The language in which everything is written.
OURS = "vi"
Book = Mapping[str, str]

# Whose pages these are, by request; and the book by which the page that is being drawn speaks.
_READER: ContextVar[str] = ContextVar("reader", default=OURS)
_BOOK: ContextVar[Book | None] = ContextVar("book", default=None)


class Said(str):
    """A Vietnamese text with the sentence and the values that it was made of."""

    __slots__ = ("made", "sentence", "values")

    sentence: str
    values: Mapping[str, Any]
    # What was done to the text afterwards, such as `str.lower`.
    made: Callable[[str], str] | None

    def __str__(self) -> str:
        """The text in the language of the page that is being drawn."""
        book = _BOOK.get()
        if book is None:
            return str.__str__(self)
        text = book.get(self.sentence, self.sentence)
        if self.values:
            text = _FORMATTER.vformat(text, (), self.values)
        return text if self.made is None else self.made(text)

    def __deepcopy__(self, memo: object) -> Said:
        """Itself, as of any text: Django copies the labels of a form's fields each time the form is shown."""
        return self

    def __format__(self, spec: str) -> str:
        return format(str(self), spec)

    def format(self, *args: object, **values: object) -> str:
        """The sentence with these values, which it was kept without."""
        if args:
            raise TypeError("places of sentences have names")
        return _said(str.__str__(self).format_map(plain(values)), self.sentence, values, self.made)

    def __add__(self, other: str) -> str:
        return joined("", [self, other])

    def __radd__(self, other: str) -> str:
        return joined("", [other, self])

    # What a text can do, done in whichever language it is read.

    def lower(self) -> Said:
        return self._then(str.lower)

    def strip(self, chars: str | None = None, /) -> Said:
        return self._then(lambda text: text.strip(chars))

    def rstrip(self, chars: str | None = None, /) -> Said:
        return self._then(lambda text: text.rstrip(chars))

    def __getitem__(self, key: SupportsIndex | slice, /) -> str:
        return self._then(lambda text: text[key])

    def _then(self, change: Callable[[str], str]) -> Said:
        made = self.made
        after = change if made is None else lambda text: change(made(text))
        return _said(change(str.__str__(self)), self.sentence, self.values, after)


class _Translated(Formatter):
    """`str.format`, with a form for one and a form for more: `{n} {n:day|days}`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        one, bar, more = format_spec.partition("|")
        if bar:
            return one if str(value) == "1" else more
        return str(super().format_field(value, format_spec))


_FORMATTER = _Translated()


def _said(
    text: str, sentence: str, values: Mapping[str, Any], made: Callable[[str], str] | None = None
) -> Said:
    said = Said(text)
    said.sentence, said.values, said.made = sentence, values, made
    return said


def say(sentence: str, /, **values: Any) -> str:
    """A visible text: whole, with named places for what changes, as `say("Còn {n} ngày", n=3)`.

    The sentence is the key of its translation, so it stands here as written, never computed.
    """
    if not values:
        return _said(sentence, sentence, values)
    return _said(sentence.format_map(plain(values)), sentence, values)


def plain(values: Mapping[str, Any]) -> Mapping[str, Any]:
    """The values as our own language has them, also while a page is drawn in another."""
    if _BOOK.get() is None:
        return values
    return {name: str.__str__(value) if isinstance(value, Said) else value for name, value in values.items()}


def joined(separator: str, parts: Iterable[str]) -> str:
    """`separator.join(parts)`, which is read in the language of its reader as its parts are."""
    every = list(parts)
    places = separator.join(f"{{p{number}}}" for number in range(len(every)))
    values = {f"p{number}": part for number, part in enumerate(every)}
    return _said(places.format_map(plain(values)), places, values)


def as_said(error: Exception) -> str:
    """What a refusal says, as it was said: `str` of the error would keep one language only."""
    said = error.args[0] if error.args else ""
    return said if isinstance(said, str) else str(error)


def first_upper(text: str) -> str:
    """The text with a capital first letter, in whichever language it is read."""
    return text._then(_raise_first) if isinstance(text, Said) else _raise_first(text)


def _raise_first(text: str) -> str:
    return text[:1].upper() + text[1:]


# Who reads, and what a page speaks ------------------------------------------------------------------------------------


def reader() -> str:
    """The language of the reader of this request; ours outside of requests."""
    return _READER.get()


@contextmanager
def read_in(language: str) -> Iterator[None]:
    """What is asked for inside is read by a reader of that language."""
    token = _READER.set(language)
    try:
        yield
    finally:
        _READER.reset(token)


@contextmanager
def speaking(book: Book | None) -> Iterator[None]:
    """What is drawn inside speaks by this book; by none, Vietnamese."""
    token = _BOOK.set(book)
    try:
        yield
    finally:
        _BOOK.reset(token)
