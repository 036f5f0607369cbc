"""The list of floors that import-linter holds is complete."""

from __future__ import annotations

import tomllib

from config.settings.environment import BASE_DIR


def test_every_room_stands_on_a_floor() -> None:
    pyproject = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))
    floors = {name.strip("()") for name in pyproject["tool"]["importlinter"]["contracts"][0]["layers"]}
    rooms = {f"accountability.{path.parent.name}" for path in BASE_DIR.glob("accountability/*/__init__.py")}
    assert rooms
    assert rooms - floors == set()
