"""Frozen figures read back: JSON into the dataclasses that the templates print. Pure."""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Frozen = TypeVar("Frozen")


def thaw(kind: type[Frozen], data: Mapping[str, Any]) -> Frozen:
    """The dataclass from what `asdict` and JSON made of it; a field that it did not have then keeps its default."""
    hints = _hints(kind)  # type: ignore[arg-type]
    known = {field.name for field in fields(kind)} & set(data)  # type: ignore[arg-type]
    return kind(**{name: _thawed(hints[name], data[name]) for name in known})


@cache
def _hints(kind: type) -> dict[str, Any]:
    return get_type_hints(kind)


def _thawed(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        (hint,) = (one for one in get_args(hint) if one is not type(None))
        return _thawed(hint, value)
    if origin is tuple:
        of = get_args(hint)
        if of[-1] is Ellipsis:
            return tuple(_thawed(of[0], one) for one in value)
        return tuple(_thawed(one, part) for one, part in zip(of, value, strict=True))
    if is_dataclass(hint):
        return thaw(hint, value)  # type: ignore[arg-type]
    if hint is datetime:
        return datetime.fromisoformat(value)
    if hint is date:
        return date.fromisoformat(value)
    return Decimal(value) if hint is Decimal else value
