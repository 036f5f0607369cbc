"""Addresses of other rooms' pages with their filters, written in one place."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: object, **query: object) -> str:
    """The address of that name, with its query; empty when no room of this installation has it."""
    try:
        path = reverse(name, args=args or None)
    except NoReverseMatch:
        return ""
    return f"{path}?{urlencode(query)}" if query else path


def dossier(assignment_pk: int) -> str:
    """The page of one assignment."""
    return address("assignment-detail", assignment_pk)


def in_bucket(bucket: str, **query: object) -> str:
    """The list of assignments of one bucket."""
    return address("assignment-list", bucket=bucket, **query)
