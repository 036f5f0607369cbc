"""What was read of a text, and what is proposed from it."""

from accountability.intake.models.extraction import Extraction, Proposal, ProposalQuerySet

__all__ = ["Extraction", "Proposal", "ProposalQuerySet"]
