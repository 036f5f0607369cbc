"""The headings of an annex as a tree: each kind of mark is a level, in the order in which kinds appeared. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from accountability.intake.rules.columns import Meaning
from accountability.intake.rules.keys import tidy
from accountability.intake.rules.markers import Mark, follows, leading_mark
from accountability.intake.rules.rows import Kind, SourceRow


def heading_of(row: SourceRow) -> str:
    """The text of a heading, its mark included: "II. Cải cách thủ tục hành chính"."""
    content = row.texts.get(Meaning.CONTENT, "")
    order = row.texts.get(Meaning.ORDER, "")
    if not content:
        return tidy(order)
    if row.mark is None or leading_mark(content)[0] is not None or order != row.mark.text and not order:
        return tidy(content)
    return f"{row.mark.text}. {tidy(content)}"


@dataclass
class Tree:
    """The headings in force while the rows go by: each kind of mark is a level, in the order in which kinds appeared."""

    levels: list[tuple[str, SourceRow]] = field(default_factory=list)
    _path: tuple[str, ...] = ()
    _fresh: bool = False
    _own_numbers: bool = False

    def heading(self, row: SourceRow) -> None:
        """A heading begins; those of its level and below end. Unnumbered ones follow each other, or stand in a numbered one."""
        kind = row.mark.kind if row.mark else ""
        kinds = [one for one, _ in self.levels]
        if kind in kinds and not (kind == "" and self._fresh):
            self.levels = self.levels[: kinds.index(kind)]
        self.levels = [*self.levels, (kind, row)]
        self._fresh, self._own_numbers = True, False
        self._path = self._titles()

    def duty(self, row: SourceRow) -> tuple[str, ...]:
        """The headings above a duty, the highest first; a column of groups is the lowest.

        A duty 4 after the heading 3 stands beside it; duties 1, 2 below a heading 1 are counted by themselves.
        """
        place = self._beside(row.mark)
        if place is not None and not self._own_numbers:
            self.levels = self.levels[:place]
            self._path = self._titles()
        elif self._fresh:
            self._own_numbers = row.mark is not None and row.mark.kind in {kind for kind, _ in self.levels}
        self._fresh = False
        own = row.texts.get(Meaning.GROUP, "")
        return (*self._path, own) if own and own not in self._path else self._path

    def _titles(self) -> tuple[str, ...]:
        return tuple(title for _, heading in self.levels if (title := heading_of(heading)))

    def _beside(self, mark: Mark | None) -> int | None:
        """The place of the heading that the mark follows, "4" after "3. …"."""
        for place, (_, heading) in enumerate(self.levels):
            if mark is not None and heading.mark is not None and follows(mark, heading.mark):
                return place
        return None


def pathed(rows: Iterable[tuple[SourceRow, Kind]]) -> Iterator[tuple[SourceRow, Kind, tuple[str, ...]]]:
    """Each row with what it is and the headings above it."""
    tree = Tree()
    for row, kind in rows:
        if kind == Kind.GROUP:
            tree.heading(row)
            yield row, kind, ()
        else:
            yield row, kind, tree.duty(row) if kind == Kind.DUTY else ()


def path_text(path: Sequence[str], longest: int) -> str:
    """The headings in one line of at most `longest` characters: "I. Thể chế › 1. Rà soát"; upper ones are cut first."""
    whole = " › ".join(path)
    if len(whole) <= longest or not path:
        return whole
    marks = [_short(title) for title in path[:-1]]
    room = longest - sum(len(mark) + 3 for mark in marks)
    if room < 20:
        return _cut(path[-1], longest)
    return " › ".join([*marks, _cut(path[-1], room)])


def _short(title: str) -> str:
    mark, _ = leading_mark(title)
    return mark.text if mark else _cut(title, 24)


def _cut(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return text[: longest - 1].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"
