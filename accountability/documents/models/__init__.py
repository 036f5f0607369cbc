"""The facts of outgoing documents."""

from accountability.documents.models.numbering import NumberSeries, TakenNumber

__all__ = ["NumberSeries", "TakenNumber"]
