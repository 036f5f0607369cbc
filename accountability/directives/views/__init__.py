"""Screens of directives: the list and the register, the cutting into assignments, the steps up to issuing."""

from accountability.directives.views.addenda import (
    addendum_approve,
    addendum_drop,
    addendum_new,
    addendum_return,
    addendum_review,
    addendum_split,
)
from accountability.directives.views.correcting import directive_correct
from accountability.directives.views.detail import directive_detail, directive_file
from accountability.directives.views.effects import (
    directive_effect_drop,
    directive_effects,
    directive_effects_on,
)
from accountability.directives.views.linking import assignment_link, directive_link, source_unlink
from accountability.directives.views.listing import directive_list
from accountability.directives.views.registering import directive_register, directive_speak
from accountability.directives.views.splitting import assignment_drop, assignment_redraft, directive_split
from accountability.directives.views.steps import (
    directive_approve,
    directive_issue,
    directive_return,
    directive_review,
    directive_sign,
)

__all__ = [
    "addendum_approve", "addendum_drop", "addendum_new", "addendum_return", "addendum_review", "addendum_split",
    "assignment_drop", "assignment_link", "assignment_redraft", "directive_approve", "directive_correct",
    "directive_detail", "directive_effect_drop", "directive_effects", "directive_effects_on", "directive_file",
    "directive_issue", "directive_link", "directive_list", "directive_register", "directive_return",
    "directive_review", "directive_sign", "directive_speak", "directive_split", "source_unlink",
]  # fmt: skip
