"""What intake keeps of the texts and tables that directives were cut from."""

from accountability.intake.models.annex import AnnexImport, AnnexMade, AnnexRow

__all__ = ["AnnexImport", "AnnexMade", "AnnexRow"]
