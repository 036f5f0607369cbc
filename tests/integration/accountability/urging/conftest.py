"""Urging is tried on what tests/given.py gives."""

from tests.given import assignments, go_to, many, sign_in

__all__ = ["assignments", "go_to", "many", "sign_in"]
