"""Who may open which address: the roles of the project in words, written apart from the views and the role table.

Each line names an address of the resolver, optionally with a variant after " · ". `may` opens it (200, or on to another
page), who only `sees` the row is refused with a reason (403), everybody else is told that there is nothing (404).
A page of no single row is known to everybody, so there is no 404. Who is not signed in is brought to the sign-in page.
"""

from __future__ import annotations

import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One address: who may, and who may only know that it exists."""

    may: frozenset[str]
    sees: frozenset[str]

    def outcome(self, member: str) -> str:
        """ "may", "403" or "404" for a member of the cast who is signed in."""
        if member in self.may:
            return "may"
        return "403" if member in self.sees else "404"


def _who(*names: str) -> frozenset[str]:
    return frozenset(names)


# The cast -------------------------------------------------------------------------------------------------------------

LEADERS = _who("chair", "vice_chair")
OFFICE = _who("office_deputy", "section_head", "specialist", "clerk")
FOLLOWS = OFFICE - _who("clerk")  # They work on what their field brings; the clerk registers and numbers.
APPROVES = _who("office_deputy", "section_head")
LABOUR = _who("labour_head", "labour_focal", "labour_officer")
OTHERS = _who(
    "standing_head", "coordinating_officer", "district_chair", "commune_chair", "party_secretary", "outsider"
)
EVERYBODY = LEADERS | OFFICE | LABOUR | OTHERS
HEAD = _who("labour_head")

# The long walks (every address, every link) are made on both databases at once by `bin/test`: each half of the cast on one of
# them, so that of every kind of people somebody walks on either. Everywhere else everybody walks.
_HALVES = {
    "1/2": _who("chair", "office_deputy", "specialist", "labour_head", "labour_officer", "coordinating_officer", "commune_chair", "outsider"),
    "2/2": _who("vice_chair", "section_head", "clerk", "labour_focal", "standing_head", "district_chair", "party_secretary"),
}  # fmt: skip
assert _HALVES["1/2"] | _HALVES["2/2"] == EVERYBODY
WALKERS = sorted(_HALVES.get(os.environ.get("TEST_WALKERS", ""), EVERYBODY))
NOBODY_OF_THEM = _who()

# The labour department's task of social-security accounts: program DA06, field Nội chính, NHNN coordinates.
SEES_TASK = LEADERS | OFFICE | LABOUR | _who("standing_head", "coordinating_officer")
# A document that is still being cut is the business of the Office and the leaders.
SEES_DRAFT = LEADERS | OFFICE
# The conclusion of the conference gives something to every department, district and locality; to no commune.
SEES_CONCLUSION = EVERYBODY - _who("commune_chair")
# Who knows the conclusion: the Office, the leaders and the standing agency for all, an agency for itself.
KNOWS = SEES_CONCLUSION - _who("party_secretary")
ANSWERS = _who("labour_head", "standing_head", "district_chair", "outsider")
# What the labour department alone confirmed, recorded or has to read.
KNOWS_LABOUR = LEADERS | OFFICE | LABOUR | _who("standing_head")

# What is measured of the labour department alone.
SEES_MEASURED = LEADERS | OFFICE | LABOUR | _who("standing_head")

# Of a ranking that is not published: the Office, the leaders, and the labour department for its own row.
SEES_RANKED = LEADERS | OFFICE | LABOUR
# The Office's letter to the labour department: issued, its addressee reads it; a draft is the Office's and the leaders'.
# A draft of criticism is seen by its drafter and its signer (and the Chánh Văn phòng, who is not of the cast).
SEES_LETTER = LEADERS | OFFICE | LABOUR
SEES_LETTER_DRAFT = LEADERS | OFFICE
SEES_CRITICISM = _who("chair", "specialist")

# The half-month report is the police's, with the Office's help; of the duty of districts, that of Vinh.
SEES_SERIES = LEADERS | OFFICE | _who("standing_head")
SEES_DUTY = LEADERS | OFFICE | _who("standing_head", "district_chair", "party_secretary")


# A report of the program; leaders read it from when it is submitted to them.
READS_DRAFTS = OFFICE | _who("standing_head")
READS_REPORTS = LEADERS | READS_DRAFTS


def page(may: frozenset[str]) -> Row:
    """A page of no single row."""
    return Row(may=may, sees=EVERYBODY)


def task(may: frozenset[str]) -> Row:
    """Something of the labour department's task."""
    return Row(may=may, sees=SEES_TASK)


def draft(may: frozenset[str]) -> Row:
    """Something of a document that is not issued yet."""
    return Row(may=may, sees=SEES_DRAFT)


def only(may: frozenset[str]) -> Row:
    """Others may not know that it exists."""
    return Row(may=may, sees=may)


# Open to people who are not signed in.
PUBLIC = _who("sign-in", "sign-out", "set-language", "health", "health-web", "mail-unsubscribe")

TABLE: dict[str, Row] = {
    # Accounts
    "sign-in": page(EVERYBODY),
    "sign-out": page(EVERYBODY),
    "set-language": page(EVERYBODY),
    "password-change": page(EVERYBODY),
    "profile": page(EVERYBODY),
    "end-sessions": page(EVERYBODY),
    "phone-change": page(EVERYBODY),
    # First pages
    "home": page(EVERYBODY),
    "command-page": page(LEADERS),
    "command-pdf": page(LEADERS),
    "office-page": page(OFFICE),
    "agency-page": page(EVERYBODY - LEADERS - _who("party_secretary")),
    "demo-clock": page(EVERYBODY),
    "help": page(EVERYBODY),
    "help-role": page(EVERYBODY),
    "first-step": page(EVERYBODY),
    "first-steps-skip": page(EVERYBODY),
    "first-steps-again": page(EVERYBODY),
    "program-page": only(LEADERS | OFFICE | _who("standing_head")),
    # The Office urges in its fields; a round of the labour department's task
    "urging-select": page(FOLLOWS),
    "urging-preview": page(FOLLOWS),
    "urging-send": page(FOLLOWS),
    "urging-detail": page(FOLLOWS),
    "urging-stop": page(FOLLOWS),
    # The system
    "agency-list": page(LEADERS | OFFICE),
    "calendar-year": page(EVERYBODY),
    "calendar-change": page(OFFICE),
    "calendar-confirm": page(OFFICE),
    "calendar-withdraw": page(OFFICE),
    "meeting-list": page(EVERYBODY),
    "meeting-withdraw": page(OFFICE),
    "list-list": page(LEADERS | OFFICE),
    "list-new": page(OFFICE),
    "list-edit": page(OFFICE),
    "list-end": page(OFFICE),
    "delegation-list": page(
        _who("labour_head", "standing_head", "district_chair", "commune_chair", "outsider")
    ),
    "audit-list": page(_who("office_deputy")),
    "system-page": page(OFFICE),
    "metrics": page(OFFICE),
    "file-check": page(EVERYBODY),
    "health": page(EVERYBODY),
    "health-web": page(EVERYBODY),
    "mail-list": page(OFFICE),
    "mail-retry": page(OFFICE),
    "mail-retry-all": page(OFFICE),
    "mail-detail": page(OFFICE),
    "channel-resume": page(OFFICE),
    "mail-preferences": page(EVERYBODY),
    "mail-unsubscribe": page(EVERYBODY),
    "policy-list": page(LEADERS | OFFICE),
    "policy-detail": page(LEADERS | OFFICE),
    "policy-preview": page(LEADERS | OFFICE),
    "policy-new": page(APPROVES),
    "policy-edit": page(APPROVES),
    "policy-discard": page(APPROVES),
    "policy-retire": page(APPROVES),
    "notice-list": page(EVERYBODY),
    "notice-read-all": page(EVERYBODY),
    "notice-open · của Giám đốc Sở LĐ,TB&XH": only(HEAD),
    # Reports of the program
    "cycle-list": page(READS_REPORTS),
    "cycle-detail": only(READS_REPORTS),
    "cycle-detail · đang soạn": only(READS_DRAFTS),
    "cycle-write · đang soạn": Row(may=_who("standing_head"), sees=READS_DRAFTS),
    "cycle-preview · đang soạn": only(READS_DRAFTS),
    "cycle-file": only(READS_REPORTS),
    "cycle-signatures": Row(may=_who("standing_head"), sees=READS_REPORTS),
    "cycle-send · đang soạn": Row(may=_who("standing_head"), sees=READS_DRAFTS),
    "cycle-withdraw · đang soạn": Row(may=_who("standing_head"), sees=READS_DRAFTS),
    "cycle-submit · đang soạn": Row(may=APPROVES, sees=READS_DRAFTS),
    "cycle-return · đang soạn": Row(may=APPROVES, sees=READS_DRAFTS),
    "cycle-instruct": Row(may=_who("chair"), sees=READS_REPORTS),
    "cycle-record": Row(may=FOLLOWS, sees=READS_REPORTS),
    "word-correct": Row(may=_who("chair"), sees=READS_REPORTS),
    "word-scan": only(READS_REPORTS),
    "word-follow": Row(may=LEADERS | FOLLOWS, sees=READS_REPORTS),
    "cycle-issue": Row(may=_who("standing_head"), sees=READS_REPORTS),
    "cycle-correct": Row(may=_who("standing_head"), sees=READS_REPORTS),
    "kind-list": page(READS_REPORTS),
    "kind-new": page(APPROVES),
    "kind-edit": page(APPROVES),
    "kind-change": page(APPROVES),
    "kind-end": page(APPROVES),
    "report-list": page(LEADERS | OFFICE | _who("standing_head")),
    "report-file": only(LEADERS | OFFICE | _who("standing_head")),
    "report-job · của chuyên viên": only(_who("specialist")),
    "report-job-cancel · của chuyên viên": only(_who("specialist")),
    # The search, what one keeps of it, and lists as files
    "search-page": page(EVERYBODY),
    "search-suggest": page(EVERYBODY),
    "search-save": page(EVERYBODY),
    "search-rename · của Giám đốc Sở LĐ,TB&XH": only(HEAD),
    "search-delete · của Giám đốc Sở LĐ,TB&XH": only(HEAD),
    "search-restore · của Giám đốc Sở LĐ,TB&XH": only(HEAD),
    "export-list": page(EVERYBODY),
    "export-new": page(EVERYBODY),
    "export-detail · của Giám đốc Sở LĐ,TB&XH": only(HEAD),
    "export-file · của Giám đốc Sở LĐ,TB&XH": only(HEAD),
    "export-cancel · của Giám đốc Sở LĐ,TB&XH": only(HEAD),
    # Directives
    "directive-list": page(EVERYBODY),
    "directive-register": page(OFFICE),
    "directive-speak": page(LEADERS | FOLLOWS),
    "directive-detail · kết luận hội nghị": only(SEES_CONCLUSION),
    "directive-split · kết luận hội nghị": Row(may=FOLLOWS, sees=SEES_CONCLUSION),
    "directive-approve · kết luận hội nghị": Row(may=APPROVES, sees=SEES_CONCLUSION),
    "directive-correct": Row(may=_who("chair"), sees=SEES_CONCLUSION),
    "directive-detail": draft(SEES_DRAFT),
    "directive-file": draft(SEES_DRAFT),
    "directive-split": draft(FOLLOWS),
    "assignment-redraft": draft(FOLLOWS),
    "assignment-drop": draft(FOLLOWS),
    "intake-read": draft(FOLLOWS),
    "intake-extraction": draft(FOLLOWS),
    "intake-confirm-sure": draft(FOLLOWS),
    "intake-merge": draft(FOLLOWS),
    "intake-merge-above": draft(FOLLOWS),
    "intake-proposal": draft(FOLLOWS),
    "intake-confirm": draft(FOLLOWS),
    "intake-drop": draft(FOLLOWS),
    "intake-restore": draft(FOLLOWS),
    "intake-split": draft(FOLLOWS),
    "assignment-link": draft(FOLLOWS),
    "directive-link": draft(FOLLOWS),
    "source-unlink": draft(FOLLOWS),
    # An addendum to the conclusion of the conference
    "addendum-new": Row(may=FOLLOWS, sees=SEES_CONCLUSION),
    "addendum-split": Row(may=FOLLOWS, sees=SEES_CONCLUSION),
    "addendum-review": Row(may=FOLLOWS, sees=SEES_CONCLUSION),
    "addendum-drop": Row(may=FOLLOWS, sees=SEES_CONCLUSION),
    "addendum-approve": Row(may=APPROVES, sees=SEES_CONCLUSION),
    "addendum-return": Row(may=APPROVES, sees=SEES_CONCLUSION),
    "directive-effects": draft(FOLLOWS),
    "directive-effects-on": draft(FOLLOWS),
    "directive-effect-drop": draft(FOLLOWS),
    "directive-review": draft(FOLLOWS),
    "directive-approve": draft(APPROVES),
    "directive-return": draft(APPROVES),
    "directive-sign": draft(LEADERS),
    "directive-issue": draft(_who("clerk")),
    "due-calendar": page(EVERYBODY),
    # Agencies × duties
    "matrix-list": page(EVERYBODY),
    "matrix-directive · kết luận hội nghị": only(SEES_CONCLUSION),
    "matrix-directive": draft(SEES_DRAFT),
    "matrix-program": only(SEES_CONCLUSION),
    # Who knows the conclusion of the conference
    "awareness-detail": Row(may=KNOWS, sees=SEES_CONCLUSION),
    "awareness-remind": Row(may=FOLLOWS | ANSWERS, sees=SEES_CONCLUSION),
    "readers-name": Row(may=FOLLOWS | ANSWERS, sees=SEES_CONCLUSION),
    "briefing-record": Row(may=ANSWERS | _who("labour_focal", "office_deputy"), sees=SEES_CONCLUSION),
    "briefing-file": only(KNOWS_LABOUR),
    "receipt-confirm": Row(may=_who("labour_head", "labour_focal"), sees=KNOWS_LABOUR),
    "reading-confirm": Row(may=_who("labour_officer"), sees=KNOWS_LABOUR),
    "reading-withdraw": Row(may=FOLLOWS | HEAD, sees=KNOWS_LABOUR),
    # A task that the Prime Minister gave the province, field Nội chính
    # The ranking of October 2022, in its window; the labour department has a row and has objected
    "ranking-list": page(EVERYBODY),
    "ranking-new": page(FOLLOWS),
    "ranking-formula": page(EVERYBODY),
    "ranking-formula-new": page(_who("office_deputy")),
    "ranking-detail": only(SEES_RANKED),
    "ranking-file": only(SEES_RANKED),
    "ranking-row": only(SEES_RANKED),
    "objection-list": only(SEES_RANKED),
    "objection-new": Row(may=_who("labour_head", "labour_focal"), sees=SEES_RANKED),
    "objection-answer": Row(may=FOLLOWS, sees=SEES_RANKED),
    "ranking-recount": Row(may=FOLLOWS, sees=SEES_RANKED),
    "ranking-window": Row(may=FOLLOWS, sees=SEES_RANKED),
    "ranking-freeze": Row(may=_who("office_deputy"), sees=SEES_RANKED),
    "ranking-submit": Row(may=_who("office_deputy"), sees=SEES_RANKED),
    "ranking-decide": Row(may=_who("chair"), sees=SEES_RANKED),
    # Outgoing documents: a letter to the labour department, drafts of two kinds, the register, the wordings
    "document-list": page(EVERYBODY),
    "document-new": page(FOLLOWS),
    "document-detail": only(SEES_LETTER),
    "document-detail · dự thảo": only(SEES_LETTER_DRAFT),
    "document-detail · dự thảo phê bình": only(SEES_CRITICISM),
    "document-pdf": only(SEES_LETTER),
    "document-docx": only(SEES_LETTER),
    "document-docx · dự thảo phê bình": only(SEES_CRITICISM),
    "document-recall": Row(may=_who("clerk"), sees=SEES_LETTER),
    "document-edit": Row(may=FOLLOWS, sees=SEES_LETTER_DRAFT),
    "document-edit · dự thảo phê bình": Row(may=_who("specialist"), sees=SEES_CRITICISM),
    "document-consult": Row(may=FOLLOWS, sees=SEES_LETTER_DRAFT),
    "document-submit": Row(may=FOLLOWS, sees=SEES_LETTER_DRAFT),
    "document-drop": Row(may=FOLLOWS, sees=SEES_LETTER_DRAFT),
    "document-sign": Row(may=_who("vice_chair"), sees=SEES_LETTER_DRAFT),
    "document-sign · dự thảo phê bình": Row(may=_who("chair"), sees=SEES_CRITICISM),
    "document-return": Row(may=_who("vice_chair"), sees=SEES_LETTER_DRAFT),
    "document-signatures": Row(may=_who("clerk"), sees=SEES_LETTER),
    "document-issue": Row(may=_who("clerk"), sees=SEES_LETTER_DRAFT),
    "number-register": page(LEADERS | OFFICE),
    "paper-register": page(_who("clerk")),
    "wording-list": page(FOLLOWS),
    "wording-edit": page(FOLLOWS),
    "wording-ours": page(APPROVES),
    # The police's indicator of DA06, asked of the labour department
    "indicator-list": page(EVERYBODY),
    "indicator-new": page(FOLLOWS),
    "indicator-detail": only(SEES_MEASURED),
    "agency-indicators": only(SEES_MEASURED),
    "figures-enter": Row(may=_who("standing_head"), sees=SEES_MEASURED),
    "figures-paste": Row(may=_who("standing_head"), sees=SEES_MEASURED),
    "goal-new": Row(may=FOLLOWS, sees=SEES_MEASURED),
    "indicator-edit": Row(may=FOLLOWS, sees=SEES_MEASURED),
    "indicator-end": Row(may=FOLLOWS, sees=SEES_MEASURED),
    "goal-edit": Row(may=FOLLOWS, sees=SEES_MEASURED),
    "goal-drop": Row(may=FOLLOWS, sees=SEES_MEASURED),
    "indicator-measure": Row(may=FOLLOWS, sees=SEES_MEASURED),
    "central-list": page(LEADERS | OFFICE),
    "central-register": draft(FOLLOWS),
    "central-detail": only(LEADERS | OFFICE),
    "central-deadline": draft(FOLLOWS),
    "central-report": draft(FOLLOWS),
    "central-report-file": only(LEADERS | OFFICE),
    "central-attach": draft(FOLLOWS),
    "central-detach": draft(FOLLOWS),
    # The annex of a document that is being cut
    "annex-new": draft(FOLLOWS),
    "annex-template": draft(FOLLOWS),
    "annex-detail": draft(FOLLOWS),
    "annex-columns": draft(FOLLOWS),
    "annex-commit": draft(FOLLOWS),
    "annex-undo": draft(FOLLOWS),
    "annex-discard": draft(FOLLOWS),
    "annex-work": draft(FOLLOWS),
    "annex-work-cancel": draft(FOLLOWS),
    # Assignments: reading
    "assignment-list": page(EVERYBODY),
    "assignment-detail": task(SEES_TASK),
    "assignment-detail · bản thảo": draft(SEES_DRAFT),
    "assignment-file": task(SEES_TASK),
    "assignment-diagram": task(SEES_TASK),
    "evidence-file": task(SEES_TASK),
    "instruction-scan": task(SEES_TASK),
    # Recurring duties, duties of a group
    "series-list": page(EVERYBODY),
    "series-edit": Row(may=APPROVES, sees=SEES_SERIES),
    "series-end": Row(may=APPROVES, sees=SEES_SERIES),
    "duty-detail": only(SEES_DUTY),
    "duty-replicate": Row(may=FOLLOWS, sees=SEES_DUTY),
    # Assignments: the lead
    "assignment-acknowledge": task(_who("labour_head", "labour_focal")),
    "assignment-return": task(HEAD),
    "assignment-officer": task(HEAD),
    "assignment-progress": task(LABOUR),
    "assignment-obstacle": task(LABOUR),
    "assignment-submit": task(HEAD),
    "assignment-claim": task(HEAD),
    "assignment-extend": task(HEAD),
    "explanation-write": task(HEAD),
    "assignment-pass-on": task(_who("labour_head", "labour_focal")),
    "part-end": task(_who("labour_head", "labour_focal")),
    # A part that Vinh gave its first commune: Vinh has the assignment, the commune only this.
    "part-detail": only(_who("commune_chair")),
    "coordination-report": task(_who("coordinating_officer")),
    # Assignments: the Office and the leaders
    "assignment-verify": task(FOLLOWS),
    "assignment-review": task(LEADERS | FOLLOWS),
    "assignment-reassign": task(LEADERS | FOLLOWS),
    "assignment-explain-demand": task(LEADERS | FOLLOWS),
    "assignment-decide": task(LEADERS | FOLLOWS),
    "obstacle-answer": task(LEADERS | FOLLOWS),
    "extension-decide": task(LEADERS | FOLLOWS),
    "assignment-opinion": task(FOLLOWS),
    "assignment-at-once": task(_who("office_deputy", "standing_head")),
    "assignment-ongoing": task(FOLLOWS),
    "assignment-nothing": task(HEAD),
    "assignment-exemption": task(HEAD),
    "assignment-drop-following": task(_who("office_deputy")),
    "assignment-follow-again": task(_who("office_deputy")),
    "assignment-reopen": task(FOLLOWS),
    "exemption-answer": task(APPROVES),
    "obstacle-powers": task(FOLLOWS),
    "obstacle-owed": task(LEADERS | _who("office_deputy")),
    "decision-agree": task(LEADERS),
    "instruction-correct · ghi thay Chủ tịch": task(_who("chair")),
}
