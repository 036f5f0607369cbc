"""The verbs of outgoing documents."""

from accountability.documents.actions.issuing import issue, recall
from accountability.documents.actions.moving import consult, drop, give_back, sign, submit
from accountability.documents.actions.wordings import Overtaken, keep_wording, return_to_ours
from accountability.documents.actions.writing import DocumentSpec, Unread, change, write, write_each

__all__ = [
    "DocumentSpec",
    "Overtaken",
    "Unread",
    "change",
    "consult",
    "drop",
    "give_back",
    "issue",
    "keep_wording",
    "recall",
    "return_to_ours",
    "sign",
    "submit",
    "write",
    "write_each",
]
