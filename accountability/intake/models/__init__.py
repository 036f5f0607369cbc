"""What was read of texts and of annex tables, what is proposed from it, and what was made of it."""

from accountability.intake.models.annex import AnnexImport, AnnexMade, AnnexRow
from accountability.intake.models.extraction import Extraction, Proposal, ProposalQuerySet
from accountability.intake.models.work import AnnexWork

__all__ = ["AnnexImport", "AnnexMade", "AnnexRow", "AnnexWork", "Extraction", "Proposal", "ProposalQuerySet"]
