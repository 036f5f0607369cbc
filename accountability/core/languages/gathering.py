"""What there is to translate: every run of our pages, every sentence that the code and our scripts say. Pure."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeGuard

from accountability.core.languages.runs import runs

_SAID_BY_SCRIPT = re.compile(r'\bt\("([^"]*)"')
_PLACES = re.compile(r"\{[^{}]*\}")
_WORDS = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Found:
    """A text to translate, and where it stands."""

    text: str
    file: str
    line: int


def in_templates(folder: Path, papers: tuple[str, ...]) -> Iterator[Found]:
    """The runs of the pages below `folder`; what is sent or printed is left out."""
    for path in sorted([*folder.rglob("*.html"), *folder.rglob("*.svg")]):
        if path.relative_to(folder).as_posix().startswith(papers):
            continue
        source = path.read_text(encoding="utf-8")
        for run in runs(source):
            yield Found(run.text, path.as_posix(), source.count("\n", 0, run.start) + 1)


def in_scripts(folder: Path) -> Iterator[Found]:
    """What the scripts of `folder` say: the first argument of every `t`."""
    for path in sorted(folder.glob("*.js")):
        source = path.read_text(encoding="utf-8")
        for match in _SAID_BY_SCRIPT.finditer(source):
            yield Found(match[1], path.as_posix(), source.count("\n", 0, match.start()) + 1)


def in_code(folders: Iterable[Path]) -> Iterator[Found]:
    """The first argument of every `say`. Raises ValueError where it is not written out, so that it could not be found."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            if any(map(_imports_say, tree.body)):
                said = (_said(node, path) for node in ast.walk(tree) if _calls_say(node))
                yield from (one for one in said if _WORDS.search(_PLACES.sub("", one.text)))


def _imports_say(line: ast.stmt) -> bool:
    return (
        isinstance(line, ast.ImportFrom)
        and line.module == "accountability.core.saying"
        and any(name.name == "say" for name in line.names)
    )


def _calls_say(node: ast.AST) -> TypeGuard[ast.Call]:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "say"


def _said(call: ast.Call, path: Path) -> Found:
    sentence = call.args[0] if call.args else None
    if not isinstance(sentence, ast.Constant) or not isinstance(sentence.value, str):
        raise ValueError(f"{path}:{call.lineno}: say() takes a sentence that is written out")
    return Found(sentence.value, path.as_posix(), call.lineno)
