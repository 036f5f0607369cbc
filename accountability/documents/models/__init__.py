"""The facts of outgoing documents."""

from accountability.documents.models.document import (
    Addressee,
    DocumentStep,
    OutgoingDocument,
    SpokenOf,
)
from accountability.documents.models.duty import NoticeDuty
from accountability.documents.models.numbering import NumberSeries, TakenNumber
from accountability.documents.models.wording import DocumentTemplate

__all__ = [
    "Addressee",
    "DocumentStep",
    "DocumentTemplate",
    "NoticeDuty",
    "NumberSeries",
    "OutgoingDocument",
    "SpokenOf",
    "TakenNumber",
]
