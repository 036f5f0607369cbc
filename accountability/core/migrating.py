"""Operations of migrations that Django has no short form for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.operations.models import CreateModel
from django.db.migrations.state import ProjectState


class CreateModels(Operation):
    """Many models in one step.

    After each `CreateModel` Django draws every model anew that is related to it, however far: a hundred models, one by one,
    took half a minute on a fresh database. Here they are drawn once, when all of them are known.
    """

    reversible = True
    serialization_expand_args = ["models"]

    def __init__(self, models: Sequence[CreateModel]) -> None:
        """`models` in an order in which each refers to earlier ones only."""
        self.models = models

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """All of them are part of the state."""
        state.__dict__.pop("apps", None)  # Drawn when it is asked for next.
        for model in self.models:
            model.state_forwards(app_label, state)

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:  # fmt: skip
        """Create their tables, indexes and constraints."""
        for model in self.models:
            model.database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:  # fmt: skip
        """Drop their tables, the last first."""
        for model in reversed(self.models):
            model.database_backwards(app_label, schema_editor, from_state, to_state)

    def describe(self) -> str:
        """For the lists that `migrate` prints."""
        return f"Create {len(self.models)} models"

    def references_model(self, name: str, app_label: str) -> bool:
        """Whether one of them is or refers to that model."""
        return any(model.references_model(name, app_label) for model in self.models)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """As any operation: its class and what it was made of."""
        return self.__class__.__name__, [], {"models": self.models}
