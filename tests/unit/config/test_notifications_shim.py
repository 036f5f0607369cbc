"""django-notifications-hq 1.8.3 runs on a Django that no longer knows index_together."""

from __future__ import annotations

from importlib.metadata import version

import pytest
from django.db import models
from notifications.base.models import AbstractNotification


def test_the_abstract_notification_imports_without_the_removed_option() -> None:
    assert AbstractNotification._meta.abstract
    assert not hasattr(AbstractNotification.Meta, "index_together")


def test_the_removed_option_stays_refused_in_models_of_others() -> None:
    with pytest.raises(TypeError, match="index_together"):

        class Other(models.Model):
            class Meta:
                app_label = "notices"
                index_together = [("a", "b")]


def test_the_shim_is_for_exactly_this_release() -> None:
    assert version("django-notifications-hq") == "1.8.3"
