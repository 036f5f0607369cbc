"""Addresses of other rooms' pages with their filters, written in one place."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse

from accountability.assignments.lines import addresses


def address(name: str, *args: object, **query: object) -> str:
    """The address of that name, with its query; empty when no room of this installation has it."""
    try:
        path = (
            _of_key(name)(args[0])
            if len(args) == 1 and type(args[0]) is int
            else reverse(name, args=args or None)
        )
    except NoReverseMatch:
        return ""
    return f"{path}?{urlencode(query)}" if query else path


@cache
def address_of(name: str) -> str:
    """The address of a page without a key, read once; empty when no room of this installation has it."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


@cache
def _of_key(name: str) -> Callable[[int], str]:
    """Read once: a page of rows has twenty such addresses."""
    return addresses(name)


def dossier(assignment_pk: int) -> str:
    """The page of one assignment."""
    return address("assignment-detail", assignment_pk)


def in_bucket(bucket: str, **query: object) -> str:
    """The list of assignments of one bucket."""
    return address("assignment-list", bucket=bucket, **query)
