"""The runs of a template: what people read in it, each with its place. Pure.

A run is the text between two tags that end a piece of text (a paragraph, a cell, a block of the template), with what stands
inside it: values, emphasis, links and conditions. So a translator sees whole sentences and may order them anew. Words in
attributes that are read (a title, a placeholder) and in the arguments of a template's tags are runs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

# Elements that stand inside a sentence; every other one ends it.
INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "br",
        "cite",
        "code",
        "em",
        "i",
        "kbd",
        "mark",
        "q",
        "s",
        "small",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "u",
    ]
)
# Elements whose content is not text.
CLOSED = ("script", "style")
# Attributes that are read, aloud or on the screen; of the page also `lang`, which says in which language it is.
READ = frozenset(
    [
        "title",
        "alt",
        "placeholder",
        "aria-label",
        "aria-description",
        "aria-roledescription",
        "aria-valuetext",
        "label",
    ]
)
# Tags of templates that stand inside a sentence.
CONDITIONS = frozenset(["if", "elif", "else", "endif"])
# Tags whose arguments are names and conditions, never words.
NAMES_ONLY = frozenset(
    [
        "if",
        "elif",
        "else",
        "endif",
        "extends",
        "load",
        "url",
        "static",
        "icon",
        "block",
        "endblock",
        "for",
        "endfor",
        "empty",
        "csrf_token",
        "cycle",
        "comment",
    ]
)

_PIECE = re.compile(
    r"(?P<note>\{#.*?#\}|<!--.*?-->|<!doctype[^>]*>|\{%\s*comment\b.*?endcomment\s*%\})"
    r"|(?P<tag>\{%.*?%\})|(?P<value>\{\{.*?\}\})"
    r"|(?P<element></?[a-zA-Z](?:\{%.*?%\}|\{\{.*?\}\}|\"(?:\{%.*?%\}|\{\{.*?\}\}|[^\"])*\"|'[^']*'|[^>\"'{]|\{)*>)",
    re.DOTALL | re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[a-zA-Z][\w:-]*)="(?P<words>(?:\{%.*?%\}|\{\{.*?\}\}|[^"])*)\"""", re.DOTALL
)
_QUOTED = re.compile(r"""(?<=")[^"'{}%<>]*(?=")|(?<=')[^"'{}%<>]*(?=')""")
_LETTER = re.compile(r"[^\W\d_]")
_SPACES = re.compile(r"\s+")
_ENTITY = re.compile(r"&#?\w+;")


@dataclass(frozen=True)
class Run:
    """A text that is read, as it stands in the template from `start` to `end`."""

    start: int
    end: int
    text: str
    # An argument of a template's tag, whose translation may hold neither quotes nor values.
    is_argument: bool = False


@dataclass
class _Node:
    kind: str  # text, value, element or condition
    start: int
    end: int
    # Of an element and a condition: what stands in its branches, one list for each.
    branches: list[list[_Node]] = field(default_factory=list)


@dataclass(frozen=True)
class _Mark:
    kind: str  # text, value, tag or element
    name: str  # of a tag or an element, with a slash when it closes
    start: int
    end: int


def one_spaced(text: str) -> str:
    """The text with single spaces, as it is looked up: a template may break its lines anywhere."""
    return _SPACES.sub(" ", text).strip()


def runs(source: str) -> list[Run]:
    """Every run of a template, in the order of the text."""
    found = [*_words_of(source), *_arguments(source)]
    found.sort(key=lambda run: run.start)
    outer: list[Run] = []
    for run in found:
        if not outer or run.start >= outer[-1].end:
            outer.append(run)
    return outer


def _words_of(source: str) -> Iterator[Run]:
    piece: list[_Mark] = []
    for mark in _marks(source):
        if _ends_a_piece(mark):
            yield from _piece(source, piece)
            piece = []
            if mark.kind == "element":
                yield from _attributes(source, mark)
        else:
            piece.append(mark)
    yield from _piece(source, piece)


def _ends_a_piece(mark: _Mark) -> bool:
    if mark.kind == "element":
        return mark.name.lstrip("/") not in INLINE
    return mark.kind == "note" or (mark.kind == "tag" and mark.name not in CONDITIONS)


def _marks(source: str) -> Iterator[_Mark]:
    at = 0
    closed = ""
    for match in _PIECE.finditer(source):
        kind = str(match.lastgroup)
        name = _name(match[0]) if kind in ("tag", "element") else ""
        if closed and name != f"/{closed}":
            at = match.end()
            continue
        if match.start() > at and not closed:
            yield _Mark("text", "", at, match.start())
        closed = name if name in CLOSED else ""
        yield _Mark(kind, name, match.start(), match.end())
        at = match.end()
    if at < len(source):
        yield _Mark("text", "", at, len(source))


def _name(mark: str) -> str:
    found = re.match(r"(?:\{%\s*|<)(/?\w+)", mark)
    return found[1].lower() if found else ""


# One piece: from one end of a sentence to the next -----------------------------------------------------------------------


def _piece(source: str, marks: list[_Mark]) -> Iterator[Run]:
    """The runs of a piece; where something is opened and not closed in it, it ends the sentence too."""
    odd = _odd_one(marks)
    if odd is not None:
        yield from _piece(source, marks[:odd])
        if marks[odd].kind == "element":
            yield from _attributes(source, marks[odd])
        yield from _piece(source, marks[odd + 1 :])
        return
    yield from _sentences(source, _tree(marks))


def _odd_one(marks: list[_Mark]) -> int | None:
    """The first mark without its partner; none when all are paired."""
    opened: list[tuple[str, int]] = []
    for number, mark in enumerate(marks):
        if mark.kind == "element" and mark.name != "br":
            if not mark.name.startswith("/"):
                opened.append((mark.name, number))
            elif not opened or opened.pop()[0] != mark.name[1:]:
                return number
        elif mark.kind == "tag":
            if mark.name == "if":
                opened.append(("if", number))
            elif not opened or opened[-1][0] != "if":
                return number
            elif mark.name == "endif":
                opened.pop()
    return opened[0][1] if opened else None


def _tree(marks: list[_Mark]) -> list[_Node]:
    root: list[_Node] = []
    stack: list[_Node] = []
    for mark in marks:
        here = stack[-1].branches[-1] if stack else root
        if mark.name in ("elif", "else") and mark.kind == "tag":
            stack[-1].branches.append([])
        elif mark.name == "endif" or mark.name.startswith("/"):
            stack.pop().end = mark.end
        elif mark.kind == "tag" or (mark.kind == "element" and mark.name != "br"):
            node = _Node("condition" if mark.kind == "tag" else "element", mark.start, mark.end, [[]])
            here.append(node)
            stack.append(node)
        else:
            here.append(_Node(mark.kind, mark.start, mark.end))
    return root


def _reads(source: str, node: _Node) -> bool:
    """Whether there is a letter to read in it, values apart."""
    if node.kind == "text":
        text = source[node.start : node.end]
        # With `="` it is a part of an element: attributes that a block of the template adds.
        return '="' not in text and bool(_LETTER.search(_ENTITY.sub("", text)))
    return any(_reads(source, child) for branch in node.branches for child in branch)


def _sentences(source: str, nodes: list[_Node]) -> Iterator[Run]:
    """One run when there are words beside its elements and conditions; else what these hold, each by itself."""
    if any(node.kind == "text" and _reads(source, node) for node in nodes):
        telling = [n for n, node in enumerate(nodes) if node.kind == "value" or _reads(source, node)]
        yield from _trimmed(source, nodes[telling[0]].start, nodes[telling[-1]].end)
        return
    for node in nodes:
        if node.kind == "element":
            opening = _PIECE.match(source, node.start)
            if opening is not None:
                yield from _attributes(source, _Mark("element", "", node.start, opening.end()))
        for branch in node.branches:
            yield from _sentences(source, branch)


def _trimmed(source: str, start: int, end: int) -> Iterator[Run]:
    text = source[start:end]
    start += len(text) - len(text.lstrip())
    yield Run(start, start + len(text.strip()), one_spaced(text))


# Words in attributes and arguments ---------------------------------------------------------------------------------------


def _attributes(source: str, mark: _Mark) -> Iterator[Run]:
    for match in _ATTRIBUTE.finditer(source, mark.start, mark.end):
        words = match["words"]
        name = match["name"].lower()
        is_read = name in READ or (name == "lang" and mark.name == "html")
        bare = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", words, flags=re.DOTALL)
        if name.startswith("data-") and not name.startswith("data-hx-"):
            is_read = bool(re.search(r"[^\x00-\x7f]|\w \w", bare))
        if is_read and _LETTER.search(_ENTITY.sub("", bare)):
            yield Run(match.start("words"), match.end("words"), one_spaced(words))


def _arguments(source: str) -> Iterator[Run]:
    for match in _PIECE.finditer(source):
        if match.lastgroup == "element":
            inner = re.finditer(r"\{%.*?%\}|\{\{.*?\}\}", match[0], re.DOTALL)
            places = [(part.start() + match.start(), part.end() + match.start()) for part in inner]
        elif match.lastgroup in ("tag", "value"):
            places = [(match.start(), match.end())]
        else:
            continue
        for start, end in places:
            yield from _quoted(source, start, end)


def _quoted(source: str, start: int, end: int) -> Iterator[Run]:
    if source.startswith("{%", start) and _name(source[start:end]) in NAMES_ONLY:
        return
    for match in _QUOTED.finditer(source, start, end):
        words = match[0]
        if re.search(r"[^\x00-\x7f]", words) or (words[:1].isupper() and words[1:2].islower()):
            yield Run(match.start(), match.end(), one_spaced(words), is_argument=True)
