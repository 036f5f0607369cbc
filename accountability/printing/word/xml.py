"""The few pieces of a Word file that python-docx has no name for."""

from __future__ import annotations

from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TWIPS = 20  # A twentieth of a point, the unit of Word's widths.


def element(tag: str, **attributes: object) -> Any:
    """``w:tag`` with its attributes of the same name space."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def twips(points: float) -> int:
    """The length in the unit of widths."""
    return round(points * TWIPS)


def edges(tag: str, widths: tuple[float, float, float, float], color: str) -> Any:
    """Borders of a cell, a table or a paragraph: top, right, bottom, left in points; 0 is none."""
    made = element(tag)
    for side, width in zip(
        ("top", "left", "bottom", "right"), (widths[0], widths[3], widths[2], widths[1]), strict=True
    ):
        if width:
            hue = color.removeprefix("#") if len(color) == 7 else "auto"
            made.append(element(side, val="single", sz=round(width * 8), space=0, color=hue))
        else:
            made.append(element(side, val="nil"))
    return made


def page_field(run: Any) -> None:
    """The number of the page, counted by Word."""
    for kind in ("begin", "separate", "end"):
        if kind == "separate":
            code = element("instrText")
            code.text = "PAGE"
            run.append(code)
        run.append(element("fldChar", fldCharType=kind))
        if kind == "separate":
            shown = element("t")
            shown.text = "2"
            run.append(shown)
