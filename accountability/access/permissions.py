"""The full vocabulary of permissions, stored and written as short codes."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """What can be done; each word is one entry of the role table."""

    # On an assignment
    VIEW = "view"
    ACKNOWLEDGE = "acknowledge"
    RETURN_TASK = "return_task"
    NAME_OFFICER = "name_officer"
    UPDATE_PROGRESS = "update_progress"
    RAISE_OBSTACLE = "raise_obstacle"
    ANSWER_OBSTACLE = "answer_obstacle"
    CONFIRM_OWED_DAYS = "confirm_owed_days"
    REPORT_COORDINATION = "report_coordination"
    SUBMIT_PRODUCT = "submit_product"
    REVIEW_PRODUCT = "review_product"
    CLAIM_COMPLETION = "claim_completion"
    VERIFY = "verify"
    REQUEST_EXTENSION = "request_extension"
    DECIDE_EXTENSION = "decide_extension"
    REASSIGN = "reassign"
    EXPLAIN = "explain"
    VIEW_EXPLANATION = "view_explanation"
    GIVE_OPINION = "give_opinion"
    DECIDE = "decide"
    RECORD_FOR_LEADER = "record_for_leader"
    REPORT_AT_ONCE = "report_at_once"
    URGE = "urge"
    REPORT_NOTHING = "report_nothing"
    ASK_EXEMPTION = "ask_exemption"
    ANSWER_EXEMPTION = "answer_exemption"
    DROP_FOLLOWING = "drop_following"
    # On a directive
    VIEW_DIRECTIVE = "view_directive"
    REGISTER_DIRECTIVE = "register_directive"
    SPLIT_DIRECTIVE = "split_directive"
    APPROVE_DIRECTIVE = "approve_directive"
    SIGN_DIRECTIVE = "sign_directive"
    ISSUE_DIRECTIVE = "issue_directive"
    # On who knows a directive
    VIEW_AWARENESS = "view_awareness"
    CONFIRM_RECEIPT = "confirm_receipt"
    RECORD_BRIEFING = "record_briefing"
    NAME_READERS = "name_readers"
    # On what is given the province from above, and on what a lead passes on inside its authority
    VIEW_CENTRAL = "view_central"
    KEEP_CENTRAL = "keep_central"
    VIEW_PARTS = "view_parts"
    HAND_ON = "hand_on"
    REPORT_PART = "report_part"
    # On an indicator and its figures
    VIEW_INDICATOR = "view_indicator"
    ENTER_READING = "enter_reading"
    KEEP_INDICATOR = "keep_indicator"
    # On a periodic report
    DRAFT_REPORT = "draft_report"
    REVIEW_REPORT = "review_report"
    INSTRUCT_REPORT = "instruct_report"
    ISSUE_REPORT = "issue_report"
    KEEP_REPORT_KINDS = "keep_report_kinds"
    # On the whole
    VIEW_COMMAND_PAGE = "view_command_page"
    VIEW_OFFICE_PAGE = "view_office_page"
    VIEW_OUTBOX = "view_outbox"
    VIEW_AUDIT = "view_audit"
    VIEW_SYSTEM = "view_system"
    MAKE_REPORT = "make_report"
    VIEW_AGENCIES = "view_agencies"
    EDIT_LISTS = "edit_lists"
    DELEGATE = "delegate"
    VIEW_POLICY = "view_policy"
    EDIT_POLICY = "edit_policy"
    EDIT_CALENDAR = "edit_calendar"
