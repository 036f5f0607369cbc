"""The form of a duty, filled in with what a proposal keeps; and back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from accountability.directives.models import Directive
from accountability.directives.views.spec_deadline import ASKED
from accountability.directives.views.spec_sheet import SpecForms
from accountability.intake.fields import LISTS, Fields
from accountability.intake.models import Proposal

SAVE = "luu"
_NOT_KEPT = ("csrfmiddlewaretoken", "seen", ASKED, SAVE)


def as_query(fields: Mapping[str, Any]) -> QueryDict:
    """The fields as a browser would send them."""
    data = QueryDict(mutable=True)
    for name, value in fields.items():
        data.setlist(name, list(value) if isinstance(value, list) else [str(value)])
    return data


def as_fields(data: QueryDict) -> Fields:
    """What a browser sent, as a proposal keeps it."""
    return {
        name: data.getlist(name) if name in LISTS else data[name] for name in data if name not in _NOT_KEPT
    }


def sheet(proposal: Proposal, today: date, *, quiet: bool = False) -> SpecForms:
    """The form of the duty that the proposal keeps; `quiet` shows it without judging."""
    directive: Directive = proposal.extraction.directive
    return SpecForms(as_query(proposal.fields), directive=directive, today=today, quiet=quiet)


def wrong_words(forms: SpecForms) -> list[str]:
    """What is missing or wrong in a form that has been judged, a sentence each."""
    found = [str(error) for errors in forms.main.errors.values() for error in errors]
    for rows in (forms.coordinations, forms.targets):
        found += [str(error) for row in rows.forms for errors in row.errors.values() for error in errors]
        found += [str(error) for error in rows.non_form_errors()]
    return list(dict.fromkeys(found))
