"""The way of a document: draft, submitted, signed, issued, recalled; which act leads where. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from accountability.core.saying import say


class State(StrEnum):
    """Where a document is."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SIGNED = "signed"
    ISSUED = "issued"
    RECALLED = "recalled"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        """The word on screen."""
        return STATE_LABELS[self]


STATE_LABELS: Mapping[State, str] = {
    State.DRAFT: say("Dự thảo"),
    State.SUBMITTED: say("Đã trình ký"),
    State.SIGNED: say("Đã ký, chờ phát hành"),
    State.ISSUED: say("Đã phát hành"),
    State.RECALLED: say("Đã thu hồi"),
    State.DROPPED: say("Đã bỏ dự thảo"),
}
OPEN_STATES = (State.DRAFT, State.SUBMITTED, State.SIGNED)


class Verb(StrEnum):
    """What people do to a document; each is written down with who and when."""

    WRITE = "write"
    CHANGE = "change"
    CONSULT = "consult"
    SUBMIT = "submit"
    RETURN = "return"
    SIGN = "sign"
    ISSUE = "issue"
    RECALL = "recall"
    DROP = "drop"

    @property
    def label(self) -> str:
        """As the page's list of steps says it."""
        return VERB_LABELS[self]


VERB_LABELS: Mapping[Verb, str] = {
    Verb.WRITE: say("Soạn dự thảo"),
    Verb.CHANGE: say("Sửa dự thảo"),
    Verb.CONSULT: say("Ghi ý kiến Sở Nội vụ"),
    Verb.SUBMIT: say("Trình ký"),
    Verb.RETURN: say("Trả lại dự thảo"),
    Verb.SIGN: say("Ký"),
    Verb.ISSUE: say("Cấp số, phát hành"),
    Verb.RECALL: say("Thu hồi"),
    Verb.DROP: say("Bỏ dự thảo"),
}

# Verb → from which states, to which (None: it stays where it is).
_WAYS: Mapping[Verb, tuple[tuple[State, ...], State | None]] = {
    Verb.CHANGE: ((State.DRAFT,), None),
    Verb.CONSULT: ((State.DRAFT,), None),
    Verb.SUBMIT: ((State.DRAFT,), State.SUBMITTED),
    Verb.RETURN: ((State.SUBMITTED, State.SIGNED), State.DRAFT),
    Verb.SIGN: ((State.SUBMITTED,), State.SIGNED),
    Verb.ISSUE: ((State.SIGNED,), State.ISSUED),
    Verb.RECALL: ((State.ISSUED,), State.RECALLED),
    Verb.DROP: ((State.DRAFT,), State.DROPPED),
}


def after(state: State, verb: Verb) -> State | None:
    """The state that the act leads to; None where it is not possible in this state."""
    froms, to = _WAYS[verb]
    return (to or state) if state in froms else None


def refusal(state: State, verb: Verb) -> str:
    """Why the act is not possible now, in Vietnamese."""
    return say(
        "Văn bản đang ở bước “{state}”, không {verb} được. Có thể người khác vừa xử lý; vui lòng tải lại trang.",
        state=state.label, verb=verb.label.lower(),
    )  # fmt: skip
