"""Screens of the ladder: its acts (explain, propose, decide) and its policies."""

from accountability.escalation.views.acts import ACTS, PARTS, latest_opinion

__all__ = ["ACTS", "PARTS", "latest_opinion"]
