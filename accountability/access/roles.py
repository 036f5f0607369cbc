"""The roles, as a table that a manager can read: in which relation to a row may a position do what.

A relation is computed from facts for each position that a person holds (`accountability.agencies.reading`,
`accountability.assignments.access`); stored are only the short codes of the roles.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from accountability.access.permissions import Permission as P
from accountability.core.saying import say


class Relation(StrEnum):
    """How a position stands to a row."""

    ANY = "any"  # To every row, and to the system as a whole.
    LEAD = "lead"  # His agency (or he by position) leads the assignment.
    COORDINATING = "coordinating"  # His agency coordinates in it.
    ABOVE = "above"  # The lead agency stands below his (a district and its communes), by grant.
    WATCHED = "watched"  # He may read what the lead agency owes (a party secretary), by grant.
    IN_FIELD = "in_field"  # The row's field is one of his, or he is its supervising leader or specialist.
    STANDING = "standing"  # His agency is the standing agency of the row's program.
    VERIFYING = "verifying"  # The row names his agency as the one that verifies.
    RECEIVING = "receiving"  # His agency was sent the directive, or was given a part by the one above it.
    OWNER = "owner"  # His agency enters the figure: it owns the indicator, or each agency enters its own.
    ISSUER_ASKED = "asked"  # An obstacle or a decision is addressed to his position.


class Role(StrEnum):
    """Kinds of position; the code is what the database keeps."""

    CHAIR = "chair"
    VICE_CHAIR = "vice_chair"
    OFFICE_CHIEF = "office_chief"
    OFFICE_DEPUTY = "office_deputy"
    SECTION_HEAD = "section_head"
    SPECIALIST = "specialist"
    CLERK = "clerk"
    AGENCY_HEAD = "agency_head"
    FOCAL_POINT = "focal_point"
    OFFICER = "officer"
    PARTY_SECRETARY = "party_secretary"


@dataclass(frozen=True)
class RoleEntry:
    """One line of the table: the Vietnamese title and what the role may do, by relation."""

    title: str
    may: Mapping[Relation, frozenset[P]]


def _set(*permissions: P) -> frozenset[P]:
    return frozenset(permissions)


_READ = _set(P.VIEW, P.VIEW_DIRECTIVE)
_LEADER = _set(
    P.VIEW, P.VIEW_DIRECTIVE, P.VIEW_EXPLANATION, P.ANSWER_OBSTACLE, P.DECIDE_EXTENSION, P.REASSIGN, P.DECIDE,
    P.SIGN_DIRECTIVE, P.REVIEW_PRODUCT, P.CONFIRM_OWED_DAYS, P.VIEW_AWARENESS,
    P.VIEW_CENTRAL, P.VIEW_PARTS, P.VIEW_DOCUMENT,
)  # fmt: skip
_FOLLOWS = _set(
    P.VIEW, P.VIEW_DIRECTIVE, P.SPLIT_DIRECTIVE, P.VERIFY, P.REVIEW_PRODUCT, P.REASSIGN, P.ANSWER_OBSTACLE,
    P.GIVE_OPINION, P.VIEW_EXPLANATION, P.RECORD_FOR_LEADER, P.VIEW_AWARENESS, P.NAME_READERS,
    P.VIEW_CENTRAL, P.KEEP_CENTRAL, P.VIEW_PARTS, P.URGE, P.VIEW_DOCUMENT,
)  # fmt: skip
_APPROVES = _FOLLOWS | _set(P.APPROVE_DIRECTIVE, P.ANSWER_EXEMPTION)
# Báo cáo ngay is for the deputy chief (and his chief) and the standing deputy of the program (DESIGN §6).
# Thôi theo dõi is theirs, too.
_CHIEF = _APPROVES | _set(P.REPORT_AT_ONCE, P.CONFIRM_OWED_DAYS, P.DROP_FOLLOWING)
_OFFICE_WIDE = _set(
    P.VIEW_OFFICE_PAGE, P.VIEW_OUTBOX, P.VIEW_SYSTEM, P.VIEW_AGENCIES, P.REGISTER_DIRECTIVE, P.MAKE_REPORT,
    P.EDIT_CALENDAR, P.VIEW_POLICY, P.EDIT_LISTS, P.VIEW_INDICATOR, P.VIEW_RANKING,
)  # fmt: skip
# Văn bản đi: the Office drafts, leaders and heads of the Office sign, the văn thư numbers and issues; who follows fields
# reads the documents of his fields.
_SIGNS = _set(P.SIGN_DOCUMENT)
_DRAFTS = _set(P.DRAFT_DOCUMENT)
_WORKS = _set(
    P.VIEW, P.VIEW_DIRECTIVE, P.ACKNOWLEDGE, P.UPDATE_PROGRESS, P.RAISE_OBSTACLE, P.VIEW_PARTS, P.HAND_ON
)
_HEADS = _WORKS | _set(
    P.RETURN_TASK, P.NAME_OFFICER, P.SUBMIT_PRODUCT, P.CLAIM_COMPLETION, P.REQUEST_EXTENSION, P.EXPLAIN,
    P.VIEW_EXPLANATION, P.REPORT_NOTHING, P.ASK_EXEMPTION,
)  # fmt: skip
_COORDINATES = _READ | _set(P.REPORT_COORDINATION)
_RECEIVES = _set(P.VIEW_AWARENESS, P.CONFIRM_RECEIPT, P.RECORD_BRIEFING, P.REPORT_PART)
_ANSWERS_FOR = _RECEIVES | _set(P.NAME_READERS)
_REPORTS = _set(P.DRAFT_REPORT, P.ISSUE_REPORT)
_MEASURED = _set(P.VIEW_INDICATOR)
_MEASURES = _set(P.VIEW_INDICATOR, P.ENTER_READING)
# An agency reads its own row of a ranking; its head and its focal point speak for it.
_RANKED = _set(P.VIEW_RANKING, P.OBJECT_TO_RANKING)
_RANKS = _set(P.KEEP_RANKING, P.SUBMIT_RANKING)

ROLES: Mapping[Role, RoleEntry] = {
    Role.CHAIR: RoleEntry(
        say("Chủ tịch UBND tỉnh"),
        {
            Relation.ANY: _LEADER
            | _MEASURED
            | _SIGNS
            | _set(
                P.VIEW_COMMAND_PAGE,
                P.VIEW_AGENCIES,
                P.VIEW_POLICY,
                P.VIEW_RANKING,
                P.DECIDE_RANKING,
                P.INSTRUCT_REPORT,
            )
        },
    ),
    Role.VICE_CHAIR: RoleEntry(
        say("Phó Chủ tịch UBND tỉnh (lãnh đạo phụ trách)"),
        {
            Relation.IN_FIELD: _LEADER | _set(P.VERIFY),
            Relation.ANY: _MEASURED
            | _SIGNS
            | _set(P.VIEW_COMMAND_PAGE, P.VIEW_AGENCIES, P.VIEW_POLICY, P.VIEW_RANKING, P.INSTRUCT_REPORT),
        },
    ),
    Role.OFFICE_CHIEF: RoleEntry(
        say("Chánh Văn phòng"),
        {
            Relation.ANY: _CHIEF
            | _OFFICE_WIDE
            | _RANKS
            | _SIGNS
            | _DRAFTS
            | _set(
                P.VIEW_AUDIT,
                P.VIEW_COMMAND_PAGE,
                P.DELEGATE,
                P.EDIT_POLICY,
                P.KEEP_INDICATOR,
                P.KEEP_WORDING,
                P.REVIEW_REPORT,
                P.KEEP_REPORT_KINDS,
            ),
            Relation.OWNER: _MEASURES,
            Relation.LEAD: _HEADS
            | _RANKED,  # The Office's own tasks; accepted by the Vice-chair, never here.
            Relation.RECEIVING: _ANSWERS_FOR,
        },
    ),
    Role.OFFICE_DEPUTY: RoleEntry(
        say("Phó Chánh Văn phòng phụ trách"),
        {
            Relation.IN_FIELD: _CHIEF | _set(P.REVIEW_REPORT),
            Relation.ANY: _OFFICE_WIDE
            | _RANKS
            | _SIGNS
            | _DRAFTS
            | _set(P.VIEW_AUDIT, P.EDIT_POLICY, P.KEEP_INDICATOR, P.KEEP_WORDING, P.KEEP_REPORT_KINDS),
            Relation.OWNER: _MEASURES,
            Relation.LEAD: _HEADS | _RANKED,
            Relation.RECEIVING: _ANSWERS_FOR,
        },
    ),
    Role.SECTION_HEAD: RoleEntry(
        say("Trưởng phòng"),
        {
            Relation.IN_FIELD: _APPROVES | _set(P.REVIEW_REPORT),
            Relation.ANY: _OFFICE_WIDE
            | _DRAFTS
            | _set(P.EDIT_POLICY, P.KEEP_INDICATOR, P.KEEP_RANKING, P.KEEP_WORDING, P.KEEP_REPORT_KINDS),
            Relation.OWNER: _MEASURES,
        },
    ),
    Role.SPECIALIST: RoleEntry(
        say("Chuyên viên theo dõi"),
        {
            Relation.IN_FIELD: _FOLLOWS,
            Relation.ANY: _OFFICE_WIDE | _DRAFTS | _set(P.KEEP_INDICATOR, P.KEEP_RANKING),
            Relation.OWNER: _MEASURES,
        },
    ),
    Role.CLERK: RoleEntry(
        say("Văn thư"),
        {
            Relation.ANY: _READ
            | _OFFICE_WIDE
            | _set(P.ISSUE_DIRECTIVE, P.VIEW_AWARENESS, P.VIEW_CENTRAL, P.VIEW_DOCUMENT, P.ISSUE_DOCUMENT)
        },
    ),
    Role.AGENCY_HEAD: RoleEntry(
        say("Thủ trưởng đơn vị"),
        {
            Relation.ANY: _set(P.DELEGATE),
            Relation.LEAD: _HEADS | _MEASURED | _RANKED,
            Relation.OWNER: _MEASURES,
            Relation.COORDINATING: _COORDINATES,
            Relation.RECEIVING: _ANSWERS_FOR,
            Relation.ABOVE: _READ | _MEASURED | _set(P.VIEW_EXPLANATION, P.ANSWER_OBSTACLE, P.VIEW_AWARENESS),
            Relation.STANDING: _READ
            | _MEASURED
            | _REPORTS
            | _set(P.REPORT_AT_ONCE, P.MAKE_REPORT, P.VIEW_AWARENESS),
            Relation.VERIFYING: _READ | _set(P.VERIFY),
        },
    ),
    Role.FOCAL_POINT: RoleEntry(
        say("Đầu mối"),
        {
            Relation.LEAD: _WORKS | _MEASURED | _RANKED,
            Relation.OWNER: _MEASURES,
            Relation.COORDINATING: _COORDINATES,
            Relation.RECEIVING: _RECEIVES,
            Relation.ABOVE: _READ | _MEASURED | _set(P.VIEW_AWARENESS),
            Relation.STANDING: _READ | _MEASURED | _REPORTS | _set(P.MAKE_REPORT, P.VIEW_AWARENESS),
            Relation.VERIFYING: _READ | _set(P.VERIFY),
        },
    ),
    Role.OFFICER: RoleEntry(
        say("Chuyên viên"),
        {
            Relation.LEAD: _MEASURED
            | _set(
                P.VIEW, P.VIEW_DIRECTIVE, P.UPDATE_PROGRESS, P.RAISE_OBSTACLE, P.VIEW_PARTS, P.VIEW_RANKING
            ),
            Relation.OWNER: _MEASURES,
            Relation.COORDINATING: _COORDINATES,
            Relation.RECEIVING: _set(P.VIEW_AWARENESS, P.REPORT_PART),
            Relation.STANDING: _READ | _MEASURED,
        },
    ),
    Role.PARTY_SECRETARY: RoleEntry(say("Bí thư (theo dõi)"), {Relation.WATCHED: _READ | _MEASURED}),
}
