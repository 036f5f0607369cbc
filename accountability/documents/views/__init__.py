"""The pages of outgoing documents."""

from accountability.documents.views.acts import (
    document_consult,
    document_drop,
    document_issue,
    document_recall,
    document_return,
    document_sign,
    document_submit,
)
from accountability.documents.views.detail import document_detail, document_docx, document_pdf
from accountability.documents.views.drafting import document_edit, document_new
from accountability.documents.views.listing import document_list, number_register, paper_register
from accountability.documents.views.signatures import document_signatures
from accountability.documents.views.wordings import wording_edit, wording_list, wording_ours

__all__ = [
    "document_consult",
    "document_detail",
    "document_docx",
    "document_drop",
    "document_edit",
    "document_issue",
    "document_list",
    "document_new",
    "document_pdf",
    "document_recall",
    "document_return",
    "document_sign",
    "document_signatures",
    "document_submit",
    "number_register",
    "paper_register",
    "wording_edit",
    "wording_list",
    "wording_ours",
]
