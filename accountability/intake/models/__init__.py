"""What was read of texts and of annex tables, what is proposed from it, and what was made of it."""

from accountability.intake.models.annex import AnnexImport, AnnexMade, AnnexRow
from accountability.intake.models.extraction import Extraction, Proposal, ProposalQuerySet

__all__ = ["AnnexImport", "AnnexMade", "AnnexRow", "Extraction", "Proposal", "ProposalQuerySet"]
