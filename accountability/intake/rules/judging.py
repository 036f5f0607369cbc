"""What each row of an annex comes to: a duty to write, one that is there already, or one that is refused with its cell. Pure.

Corrections are what a person typed over a cell, or chose where a cell left a question open; they are read by the same
rules as the sheet itself.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from accountability.intake.rules.cells import Deadline
from accountability.intake.rules.columns import Meaning
from accountability.intake.rules.keys import content_of, folded, lined, tidy, title_key
from accountability.intake.rules.lists import split_roles
from accountability.intake.rules.parties import LONGEST_CELL, Parties
from accountability.intake.rules.recurring import answered, too_long
from accountability.intake.rules.rows import Kind, SourceRow
from accountability.intake.rules.tree import pathed
from accountability.intake.rules.verdicts import (
    ABOVE,
    CHOICE,
    KIND,
    TYPED,
    Corrections,
    Ground,
    Judged,
    Known,
    Problem,
    Status,
    problem_in,
)

LONGEST_CONTENT, LONGEST_PRODUCT = 500, 300
_NO_ROOM = "Nội dung nhiệm vụ định kỳ dài quá 450 ký tự (còn tên kỳ ghi sau); vui lòng rút gọn."
_FORMULA = re.compile(r"^\s*[=@]\s*[\w(+\-\"']")
_LABELS = {
    Meaning.CONTENT: "nội dung nhiệm vụ", Meaning.PRODUCT: "sản phẩm", Meaning.LEAD: "cơ quan chủ trì",
    Meaning.COORDINATING: "cơ quan phối hợp", Meaning.DEADLINE: "thời hạn", Meaning.BOTH: "cơ quan chủ trì, phối hợp",
    Meaning.GROUP: "nhóm nhiệm vụ", Meaning.ORDER: "số thứ tự", Meaning.NOTE: "ghi chú", Meaning.START: "thời gian bắt đầu",
}  # fmt: skip


def judge(
    rows: Iterable[SourceRow], corrections: Mapping[int, Corrections], ground: Ground, known: Known
) -> list[Judged]:
    """Every row in its order. `corrections` by the row's index."""
    judge_ = _Judge(ground, Known(known.fingerprints, Counter(known.written)))
    kinds = ((row, _kind(row, corrections.get(row.index, {}))) for row in rows)
    return [
        judge_.duty(row, path, corrections.get(row.index, {})) if kind == Kind.DUTY
        else Judged(row, Status.HEADING if kind == Kind.GROUP else Status.SKIPPED)
        for row, kind, path in pathed(kinds)
    ]  # fmt: skip


def _kind(row: SourceRow, corrections: Corrections) -> Kind:
    return Kind(corrections[KIND]) if corrections.get(KIND) else row.kind


class _Judge:
    """Goes down the rows once; equal cells are read once."""

    def __init__(self, ground: Ground, known: Known) -> None:
        self.ground, self.known = ground, known
        self._parties = Parties(ground)
        self._deadlines: dict[str, Deadline] = {}
        self._seen: Counter[tuple[str, str]] = Counter()
        self._whole: dict[tuple[str, ...], int] = {}
        self._above = ""

    def duty(self, row: SourceRow, path: tuple[str, ...], corrections: Corrections) -> Judged:
        """One row that is a duty."""
        texts = _texts(row, corrections)
        problems = list(_formulas(row, texts, corrections))
        lead_text = self._lead_text(texts, corrections)
        lead = self._parties.lead(lead_text, corrections, above=self._above)
        parts = self._parties.parts(texts.get(Meaning.COORDINATING, ""), lead, corrections)
        problems += [problem_in(row, Meaning.COORDINATING, message) for message in parts.problems]
        read = self._deadline(texts.get(Meaning.DEADLINE, ""))
        deadline = answered(read, corrections, self.ground.deadlines.issued_on)
        content = content_of(texts.get(Meaning.CONTENT, ""))
        key = title_key(content)
        product = texts.get(Meaning.PRODUCT, "")
        problems += _lengths(row, content, product)
        if too_long(deadline, content) and len(content) <= LONGEST_CONTENT:
            problems.append(problem_in(row, Meaning.CONTENT, _NO_ROOM))
        if lead.problem and not _asked(problems, Meaning.LEAD):
            problems.append(problem_in(row, Meaning.LEAD, lead.problem))
        if deadline.question and not _asked(problems, Meaning.DEADLINE):
            problems.append(problem_in(row, Meaning.DEADLINE, deadline.question))
        whole = (key, folded(lead_text), folded(texts.get(Meaning.DEADLINE, "")), product)
        if whole in self._whole and not problems:
            problems.append(
                problem_in(
                    row,
                    Meaning.CONTENT,
                    f"Trùng hoàn toàn với dòng {self._whole[whole]}. Bỏ qua dòng này, hoặc sửa lại.",
                )
            )
        self._whole.setdefault(whole, row.number)
        fingerprint = self._fingerprint(row, "" if Meaning.CONTENT.value in corrections else key)
        leads, status = self._to_write(key, lead.codes, fingerprint, problems)
        if lead_text:
            self._above = lead_text
        said = [*lead.remarks, *parts.remarks, *([deadline.remark] if deadline.remark else [])]
        if row.texts.get(Meaning.START):
            said.append(f"bắt đầu: {row.texts[Meaning.START]}")
        return Judged(
            row, status, path, content, product, tidy(lead_text), leads, tuple(parts.printed), tuple(parts.codes), deadline,
            tuple(problems), tuple(said), lead.options, fingerprint, parts.may_expand, tuple(parts.outside),
        )  # fmt: skip

    def _lead_text(self, texts: Mapping[Meaning, str], corrections: Corrections) -> str:
        if corrections.get(CHOICE) == ABOVE and self._above:
            return self._above
        return texts.get(Meaning.LEAD, "")

    def _deadline(self, text: str) -> Deadline:
        if text not in self._deadlines:
            self._deadlines[text] = self.ground.deadlines.read(text)
        return self._deadlines[text]

    def _fingerprint(self, row: SourceRow, content: str) -> str:
        """By the sheet's own words, so that a corrected row is known again: content, lead, and which of equal rows it is.

        `content` is the key of the content where nobody typed over it.
        """
        lead = row.texts.get(Meaning.LEAD) or row.texts.get(Meaning.BOTH, "")
        key = (content or title_key(row.texts.get(Meaning.CONTENT, "")), folded(lead))
        self._seen[key] += 1
        return hashlib.sha256("\x1f".join([*key, str(self._seen[key])]).encode()).hexdigest()

    def _to_write(
        self, key: str, leads: tuple[str, ...], fingerprint: str, problems: Sequence[Problem]
    ) -> tuple[tuple[str, ...], Status]:
        if fingerprint in self.known.fingerprints:
            return leads, Status.EXISTS
        if problems:
            return leads, Status.REFUSED
        missing = [code for code in leads if not self._take(key, code)]
        return (tuple(missing), Status.CREATE) if missing else (leads, Status.EXISTS)

    def _take(self, key: str, code: str) -> bool:
        """Whether such an assignment stands there already; each is taken once."""
        if self.known.written[key, code] <= 0:
            return False
        self.known.written[key, code] -= 1
        return True


# Pieces ---------------------------------------------------------------------------------------------------------------


def _texts(row: SourceRow, corrections: Corrections) -> dict[Meaning, str]:
    """The words of a row with what was typed over them; a cell of both roles is parted."""
    found = dict(row.texts)
    if both := found.pop(Meaning.BOTH, ""):
        lead, parts = split_roles(both) if len(both) <= LONGEST_CELL else (both, "")
        found.setdefault(Meaning.LEAD, lead)
        if parts:
            found.setdefault(Meaning.COORDINATING, parts)
    elif Meaning.COORDINATING not in row.cells and _tells_both(found.get(Meaning.LEAD, "")):
        lead, parts = split_roles(found[Meaning.LEAD])
        found |= {Meaning.LEAD: lead, Meaning.COORDINATING: parts}
    for meaning in TYPED:
        if meaning.value in corrections:
            typed = corrections[meaning.value]
            found[meaning] = tidy(typed) if meaning in (Meaning.CONTENT, Meaning.PRODUCT) else lined(typed)
    return found


def _tells_both(text: str) -> bool:
    return len(text) <= LONGEST_CELL and "phối hợp" in text.lower()


def source_texts(row: SourceRow) -> dict[str, str]:
    """The words of the sheet by the fields that may be typed over."""
    texts = _texts(row, {})
    return {meaning.value: texts.get(meaning, "") for meaning in TYPED}


def _formulas(row: SourceRow, texts: Mapping[Meaning, str], corrections: Corrections) -> Iterator[Problem]:
    for meaning in sorted(row.unknown):
        typed = corrections.get(meaning.value) or (
            meaning == Meaning.BOTH and corrections.get(Meaning.LEAD.value)
        )
        if not typed and meaning not in (Meaning.NOTE, Meaning.ORDER, Meaning.START):
            yield problem_in(
                row,
                meaning,
                f"Ô {_LABELS[meaning]} là công thức chưa có giá trị. Vui lòng nhập giá trị, hoặc mở và lưu lại bằng Excel.",
            )
    for meaning in TYPED:
        if _FORMULA.match(texts.get(meaning, "")):
            yield problem_in(row, meaning, f"Ô {_LABELS[meaning]} là công thức. Vui lòng nhập giá trị.")


def _lengths(row: SourceRow, content: str, product: str) -> Iterator[Problem]:
    if not content and Meaning.CONTENT not in row.unknown:
        yield problem_in(row, Meaning.CONTENT, "Thiếu nội dung nhiệm vụ.")
    for meaning, text, longest in (
        (Meaning.CONTENT, content, LONGEST_CONTENT),
        (Meaning.PRODUCT, product, LONGEST_PRODUCT),
    ):
        if len(text) > longest:
            yield problem_in(
                row,
                meaning,
                f"{_LABELS[meaning].capitalize()} dài {len(text)} ký tự, quá {longest}; vui lòng rút gọn.",
            )


def _asked(problems: Sequence[Problem], meaning: Meaning) -> bool:
    return any(problem.field in (meaning.value, Meaning.BOTH.value) for problem in problems)
