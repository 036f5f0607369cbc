"""Lets django-notifications-hq 1.8.3 import on Django 5.1 and later; `config.settings.base` imports this first.

Its abstract model still declares `Meta.index_together`, an option that Django 5.1 removed, so that importing it
is a TypeError. We take that one option away from that one module before Django reads it; our own swapped model
(`notices.Notification`) declares the index instead. Adding the option back to Django's list of known names is no way
out: `makemigrations` then crashes.
"""

from django.db.models import options

MODULE = "notifications.base.models"

_contribute_to_class = options.Options.contribute_to_class


def _without_index_together(self: options.Options, cls: type, name: str) -> None:
    """Drop `index_together` from the Meta of models defined in MODULE, then go on as Django does."""
    meta = self.meta
    if meta is not None and cls.__module__ == MODULE and "index_together" in vars(meta):
        delattr(meta, "index_together")
    _contribute_to_class(self, cls, name)


options.Options.contribute_to_class = _without_index_together  # type: ignore[method-assign]
