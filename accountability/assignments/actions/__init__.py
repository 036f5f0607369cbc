"""The verbs on assignments. Each is one function: keyword-only, `by=`, `at=`, one transaction, its audit event inside."""

from accountability.assignments.actions.assigning import assign_all, give_now, reassign
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
from accountability.assignments.actions.drafting import draft, draft_added, drop_draft, redraft
from accountability.assignments.actions.guards import Refused
from accountability.assignments.actions.handing_down import attach_child, detach_child, tell_if_all_done
from accountability.assignments.actions.hindering import (
    answer_obstacle,
    confirm_owed,
    mark_within_powers,
    raise_obstacle,
)
from accountability.assignments.actions.instructing import LeaderWord, correct, instruct, instruct_each
from accountability.assignments.actions.linking import confirm_sources, link_source, unlink_source
from accountability.assignments.actions.passing_on import InternalPartSpec, end_part, pass_on, report_part
from accountability.assignments.actions.recurring import SeriesSpec, edit_series, end_series, open_due
from accountability.assignments.actions.replicating import replicate
from accountability.assignments.actions.reviewing import set_ongoing
from accountability.assignments.actions.specs import AssignmentSpec
from accountability.assignments.actions.working import (
    acknowledge,
    name_officer,
    report_coordination,
    return_task,
    sent_before,
    update_progress,
)

__all__ = [
    "AssignmentSpec", "InternalPartSpec", "LeaderWord", "Refused", "SeriesSpec", "accept_completion", "acknowledge",
    "answer_obstacle", "asking", "assign_all", "attach_child", "claim_completion", "close_request", "confirm_owed",
    "confirm_sources", "correct", "decide_extension", "detach_child", "draft", "draft_added", "drop_draft",
    "edit_series", "end_part", "end_series", "give_now", "instruct", "instruct_each", "link_source", "mark_within_powers",
    "name_officer", "open_due", "pass_on", "raise_obstacle", "reassign", "redraft", "replicate",
    "report_coordination", "report_part", "request_extension", "return_completion", "return_task",
    "review_submission", "sent_before", "set_deadline", "set_ongoing", "submit_product", "tell_if_all_done", "unlink_source",
    "update_progress",
]  # fmt: skip
