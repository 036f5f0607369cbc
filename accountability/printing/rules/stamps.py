"""Where signatures stand on paper and what they show (NĐ 30/2020, Phụ lục I; DOMAIN §1.2): pure geometry, in points.

The person's signature stands in the middle between his title and his name. The organisation's seal overlaps about a third
of it, on its left. Below each stands the time, ISO 8601 with the offset of Vietnam, 10 pt, black.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MM = 72 / 25.4
ROOM_HEIGHT = 28 * MM  # Of `.signing-room` in static/print/nd30.css.
RIGHT_MARGIN = 15 * MM
PERSON = (44 * MM, 22 * MM)
SEAL = 37 * MM  # The round seal of a provincial body.
SEAL_WIDTH = 44 * MM  # Of its box: the time below is wider than the seal.
LINE = 5 * MM  # The time below the picture.


@dataclass(frozen=True)
class Room:
    """The room that a letter leaves: its page from 0, its left and upper edge, and how wide the page is."""

    page: int
    left: float
    top: float
    page_width: float

    @property
    def middle(self) -> float:
        """The middle of the signer's half of the page."""
        return (self.left + self.page_width - RIGHT_MARGIN) / 2


@dataclass(frozen=True)
class Box:
    """A rectangle as PDF counts it, from the lower left corner of the page."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, bottom, right, top."""
        return self.left, self.bottom, self.right, self.top

    @property
    def width(self) -> float:
        """Points across."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Points down."""
        return self.top - self.bottom


def person_box(room: Room) -> Box:
    """In the middle of the room, the time included."""
    width, height = PERSON
    top = room.top - (ROOM_HEIGHT - height - LINE) / 2
    return Box(room.middle - width / 2, top - height - LINE, room.middle + width / 2, top)


def organisation_box(room: Room) -> Box:
    """As large as the seal is, over the left third of the person's signature."""
    person = person_box(room)
    right = person.left + person.width / 3 + (SEAL_WIDTH - SEAL) / 2
    middle = (person.top + person.bottom + LINE) / 2
    return Box(right - SEAL_WIDTH, middle - SEAL / 2 - LINE, right, middle + SEAL / 2)


def stamp_markup(box: Box, picture: str, at: datetime, *, of_organisation: bool) -> str:
    """A page as large as the box: the picture (PNG, base64; empty for none) and the time of signing."""
    kind = "seal" if of_organisation else "person"
    image = f'<img src="data:image/png;base64,{picture}" alt="">' if picture else ""
    return (
        '<!DOCTYPE html><html lang="vi"><head><meta charset="utf-8"><title>Chữ ký số</title>'
        '<link rel="stylesheet" href="asset:print/fonts.css"><link rel="stylesheet" href="asset:print/stamp.css"></head>'
        f'<body class="{kind}"><div class="picture">{image}</div>'
        f'<p class="time">{at.isoformat(timespec="seconds")}</p></body></html>'
    )
