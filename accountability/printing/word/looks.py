"""How each element of a print looks: the cascade of our own style sheets, as far as a Word file can show it.

A Word file made from the same style sheets as the PDF cannot drift away from it. What is read: the sheets that the
markup links as ``asset:print/*.css``, found in a fixed table; nothing is fetched, and a link to anything else is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path
from typing import Any

import tinycss2
from cssselect2 import ElementWrapper, Matcher, compile_selector_list
from django.conf import settings

POINTS = {"pt": 1.0, "mm": 72 / 25.4, "cm": 720 / 25.4, "in": 72.0, "px": 0.75}
SIDES = ("top", "right", "bottom", "left")
# What a browser knows without a style sheet, for the elements that prints use.
OWN_WAYS = """
html,body,div,p,h1,h2,h3,h4,ul,ol,li,dl,dt,dd,section,article,header,footer,figure,figcaption,table,caption,blockquote,
pre,hr,details,summary,nav,main,aside,form,fieldset,address { display: block }
head,title,meta,link,style,script,template,colgroup,col,svg { display: none }
b,strong,th,h1,h2,h3,h4 { font-weight: bold } i,em,cite,var,address { font-style: italic }
th,caption { text-align: center } p,ul,ol,dl,figure,h1,h2,h3,h4 { margin: 6pt 0 } ul,ol { padding-left: 8mm }
pre { white-space: pre } sup { vertical-align: super } sub { vertical-align: sub }
"""


@dataclass(frozen=True)
class Look:
    """The computed values of one element; lengths in points, ``share`` a part of the width around it."""

    size: float = 14.0
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: str = "left"
    indent: float = 0.0
    line: float = 1.2
    color: str = ""
    space: str = "normal"
    bullet: str = ""
    # Not handed down to children.
    display: str = "inline"
    page: str = ""
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    right: float = 0.0
    padding: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    borders: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    border_color: str = ""
    width: float | None = None
    share: float | None = None
    height: float | None = None
    stands: str = ""
    centred: bool = False
    new_page: bool = False
    together: bool = False
    with_next: bool = False

    def child(self) -> Look:
        """What a child begins with: the values that CSS hands down."""
        return Look(
            size=self.size, bold=self.bold, italic=self.italic, caps=self.caps, align=self.align, indent=self.indent,
            line=self.line, color=self.color, space=self.space, bullet=self.bullet,
        )  # fmt: skip


@dataclass(frozen=True)
class PageLook:
    """A kind of page: its size and margins in points, and what stands in its upper margin from the second page on."""

    width: float = 595.28
    height: float = 841.89
    margins: tuple[float, float, float, float] = (56.69, 42.52, 56.69, 85.04)
    number_size: float | None = None
    mark: str = ""
    first_is_bare: bool = False

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - self.margins[1] - self.margins[3]


@dataclass
class Sheets:
    """The rules of the linked style sheets: of elements, and of pages by their name ("" for the ordinary one)."""

    matcher: Any = field(default_factory=Matcher)
    pages: dict[str, PageLook] = field(default_factory=lambda: {"": PageLook()})
    _known: dict[Any, Look] = field(default_factory=dict)

    def look(self, element: ElementWrapper, parent: Look) -> Look:
        """The look of the element inside one that looks like ``parent``."""
        return self._look(element, parent, None)

    def after(self, element: ElementWrapper, own: Look) -> Look | None:
        """The look of its ``::after``, or None where no sheet speaks of one."""
        told = [payload for *_, pseudo, payload in self.matcher.match(element) if pseudo == "after"]
        return self._look(element, own, "after") if told else None

    def _look(self, element: ElementWrapper, parent: Look, pseudo: str | None) -> Look:
        told = [payload for *_, of, payload in self.matcher.match(element) if of == pseudo]
        key = (parent.child(), *map(id, told))
        if key not in self._known:
            look = parent.child()
            for name, value in {name: value for each in told for name, value in each.items()}.items():
                look = _with(look, name, value.split())
            self._known[key] = look
        return self._known[key]


@lru_cache(maxsize=16)
def sheets_of(addresses: tuple[str, ...]) -> Sheets:
    """The rules of the style sheets at these addresses, in their order; addresses that are not ours are left out."""
    ours = {
        f"asset:print/{path.name}": path for path in Path(settings.BASE_DIR, "static/print").glob("*.css")
    }
    sheets = Sheets()
    texts = [OWN_WAYS, *(ours[address].read_text("utf-8") for address in addresses if address in ours)]
    for text in texts:
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule":
                _add_rule(sheets, rule)
            elif rule.type == "at-rule" and rule.lower_at_keyword == "page":
                _add_page(sheets, rule)
    return sheets


def _add_rule(sheets: Sheets, rule: Any) -> None:
    values = _declared(rule.content)
    for selector in compile_selector_list(rule.prelude):
        if selector.pseudo_element in (None, "after"):
            sheets.matcher.add_selector(selector, values)


def _declared(content: Any) -> dict[str, str]:
    found = {}
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            found[one.lower_name] = tinycss2.serialize(one.value).strip()
    return found


def _add_page(sheets: Sheets, rule: Any) -> None:
    prelude = tinycss2.serialize(rule.prelude).strip()
    first, name = prelude.startswith(":"), prelude if not prelude.startswith(":") else ""
    if (
        first and prelude != ":first"
    ):  # The first page of a named kind: the walker begins each at 1, with a bare first page.
        name = prelude.split(" of ")[-1].rstrip(")").strip()
    page = sheets.pages.get(name) or sheets.pages[""]
    if not first:
        for declared, value in _declared(rule.content).items():
            page = _page_with(page, declared, value)
    for one in tinycss2.parse_blocks_contents(rule.content, skip_comments=True, skip_whitespace=True):
        if one.type == "at-rule":
            page = _margin_box(page, one.lower_at_keyword, _declared(one.content), first)
    sheets.pages[name] = page
    if name == "" and page.mark:
        sheets.pages |= {other: replace(each, mark=page.mark) for other, each in sheets.pages.items()}


def _page_with(page: PageLook, name: str, value: str) -> PageLook:
    if name == "size":
        width, height = (841.89, 1190.55) if "A3" in value else (595.28, 841.89)
        return (
            replace(page, width=height, height=width)
            if "landscape" in value
            else replace(page, width=width, height=height)
        )
    if name == "margin":
        return replace(page, margins=_four([_length(part, 14) for part in value.split()]))
    return page


def _margin_box(page: PageLook, box: str, values: dict[str, str], first: bool) -> PageLook:
    content = values.get("content", "none")
    if first:
        return replace(page, first_is_bare=True) if content == "none" else page
    if box == "top-center" and "counter(page)" in content:
        return replace(page, number_size=_length(values.get("font-size", "13pt"), 14))
    if box == "top-right" and content.startswith('"'):
        return replace(page, mark=content.strip('"'))
    return page


def _length(text: str, size: float) -> float:
    """Points; 0 for what is no length."""
    number, unit = text.rstrip("abcdefghijklmnopqrstuvwxyz%"), text.lstrip("+-.0123456789")
    try:
        return float(number) * (size if unit == "em" else POINTS.get(unit, 0.0))
    except ValueError:
        return 0.0


def _four(parts: list[float]) -> tuple[float, float, float, float]:
    """As CSS reads one to four lengths: top, right, bottom, left."""
    top = parts[0]
    right = parts[1] if len(parts) > 1 else top
    bottom = parts[2] if len(parts) > 2 else top
    return top, right, bottom, parts[3] if len(parts) > 3 else right


def _with(look: Look, name: str, parts: list[str]) -> Look:
    """The look with one declaration more; what a Word file cannot show is left out."""
    if not parts:
        return look
    if name in _SIMPLE:
        key, values = _SIMPLE[name]
        return _changed(look, {key: values.get(parts[0], values.get("*"))})
    if name == "font-size":
        return replace(look, size=_length(parts[0], look.size) or look.size)
    if name == "line-height":
        return replace(look, line=float(parts[0])) if parts[0].replace(".", "").isdigit() else look
    if name in {"text-indent", "height"}:
        return _changed(look, {{"text-indent": "indent"}.get(name, name): _length(parts[0], look.size)})
    if name == "width":
        share = float(parts[0][:-1]) / 100 if parts[0].endswith("%") else None
        return replace(look, share=share, width=None if share else _length(parts[0], look.size) or None)
    if name in {"color", "page", "text-align", "white-space", "vertical-align"}:
        key = {"text-align": "align", "white-space": "space", "vertical-align": "stands"}.get(name, name)
        return _changed(look, {key: parts[0]})
    return _boxed(look, name, parts)


def _changed(look: Look, values: dict[str, Any]) -> Look:
    return replace(look, **values)


def _boxed(look: Look, name: str, parts: list[str]) -> Look:
    if name == "margin":
        top, right, bottom, left = _four([_length(part, look.size) for part in parts])
        centred = len(parts) > 1 and parts[1] == "auto"
        return replace(look, before=top, right=right, after=bottom, left=left, centred=centred)
    if name in _MARGINS:
        return _changed(look, {_MARGINS[name]: _length(parts[0], look.size)})
    if name == "padding":
        return replace(look, padding=_four([_length(part, look.size) for part in parts]))
    first, _, side = name.partition("-")
    if first == "padding" and side in SIDES:
        return replace(look, padding=_put(look.padding, side, _length(parts[0], look.size)))
    if first == "border" and side in ("", *SIDES):
        width = _length(parts[0], look.size)
        color = next((part for part in parts if part.startswith("#")), look.border_color)
        borders = (width,) * 4 if not side else _put(look.borders, side, width)
        return replace(look, borders=borders, border_color=color)
    return look


def _put(
    four: tuple[float, float, float, float], side: str, value: float
) -> tuple[float, float, float, float]:
    changed = list(four)
    changed[SIDES.index(side)] = value
    return changed[0], changed[1], changed[2], changed[3]


_MARGINS = {"margin-top": "before", "margin-right": "right", "margin-bottom": "after", "margin-left": "left"}
_SIMPLE: dict[str, tuple[str, dict[str, Any]]] = {
    "font-weight": ("bold", {"bold": True, "700": True, "*": False}),
    "font-style": ("italic", {"italic": True, "*": False}),
    "text-transform": ("caps", {"uppercase": True, "*": False}),
    "break-before": ("new_page", {"page": True, "*": False}),
    "break-inside": ("together", {"avoid": True, "*": False}),
    "break-after": ("with_next", {"avoid": True, "*": False}),
    "list-style": ("bullet", {"none": "none", "*": ""}),
    "display": ("display", {"none": "none", "inline": "inline", "inline-block": "inline", "*": "block"}),
}
