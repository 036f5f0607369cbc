"""The verbs on assignments. Each is one function: keyword-only, `by=`, `at=`, one transaction, its audit event inside."""

from accountability.assignments.actions.assigning import assign_all, give_now, open_occurrence, reassign
from accountability.assignments.actions.completing import (
    accept_completion,
    claim_completion,
    return_completion,
    review_submission,
    submit_product,
)
from accountability.assignments.actions.deadlines import (
    asking,
    close_request,
    decide_extension,
    request_extension,
    set_deadline,
)
from accountability.assignments.actions.drafting import (
    AssignmentSpec,
    draft,
    draft_added,
    drop_draft,
    redraft,
)
from accountability.assignments.actions.guards import Refused
from accountability.assignments.actions.hindering import (
    answer_obstacle,
    confirm_owed,
    mark_within_powers,
    raise_obstacle,
)
from accountability.assignments.actions.instructing import LeaderWord, correct, instruct
from accountability.assignments.actions.reviewing import set_ongoing
from accountability.assignments.actions.working import (
    acknowledge,
    name_officer,
    report_coordination,
    return_task,
    update_progress,
)

__all__ = [
    "AssignmentSpec", "LeaderWord", "Refused", "accept_completion", "acknowledge", "answer_obstacle", "asking", "assign_all",
    "claim_completion", "close_request", "confirm_owed", "correct", "decide_extension", "draft", "draft_added", "drop_draft", "give_now", "instruct", "mark_within_powers", "name_officer",
    "open_occurrence", "raise_obstacle", "reassign", "redraft", "report_coordination", "request_extension",
    "return_completion", "return_task", "review_submission", "set_deadline", "set_ongoing", "submit_product", "update_progress",
]  # fmt: skip
