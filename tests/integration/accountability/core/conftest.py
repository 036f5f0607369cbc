"""The directive that pages show."""

from tests.given import assignments, go_to

__all__ = ["assignments", "go_to"]
