"""What the database guards is guarded by a migration, and again after each one that builds a table anew on SQLite."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db.migrations import Migration, RunPython
from django.db.migrations.loader import MigrationLoader

from accountability.audit.triggers import GUARDED

_MODELS = {model._meta.db_table: model._meta for model in apps.get_models()}


def _room(name: str) -> str:
    (room,) = {_MODELS[one.table].app_label for one in GUARDED[name]}
    return room


def _in_order(room: str) -> Iterator[Migration]:
    loader = MigrationLoader(None)
    for leaf in loader.graph.leaf_nodes(room):
        yield from (loader.graph.nodes[key] for key in loader.graph.forwards_plan(leaf) if key[0] == room)


@pytest.mark.parametrize("name", GUARDED)
def test_every_guard_stands_behind_the_last_migration_that_touches_its_tables(name: str) -> None:
    models = {_MODELS[one.table].model_name for one in GUARDED[name]}
    stands = False
    for migration in _in_order(_room(name)):
        for one in migration.operations:
            if isinstance(one, RunPython) and getattr(one.code, "guards", None) == name:
                stands = True
            elif (getattr(one, "model_name", None) or getattr(one, "name", "")).lower() in models:
                stands = False
    assert stands, f"a later migration has to call guard({name!r}) again"
