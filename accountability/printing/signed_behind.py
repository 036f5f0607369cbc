"""What stands behind the bytes of a file of ours that somebody signed elsewhere: signatures, or more. Part of ``signing_child``."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from typing import Any

from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.reader import HistoricalResolver, PdfFileReader
from pyhanko.sign.diff_analysis import (
    DEFAULT_DIFF_POLICY,
    FieldComparisonContext,
    FieldComparisonSpec,
    FormUpdate,
    FormUpdatingRule,
    GenericFieldModificationRule,
    ModificationLevel,
    SigFieldCreationRule,
    SigFieldModificationRule,
    StandardDiffPolicy,
    SuspiciousModification,
)

LARGEST_DRAWING = 80 * 60 * (72 / 25.4) ** 2  # Square points: 80 × 60 mm.
# Of a form, what signing tools write: no script, no calculation.
_FORM_KEYS = {"/Type", "/Fields", "/SigFlags", "/DA", "/DR", "/NeedAppearances"}


def added_behind(before: bytes, data: bytes) -> str:
    """What ``data`` adds behind ``before``, which is ours; raises what a broken file makes pyHanko raise.

    "other": it does not begin with these bytes, or goes past them; "nothing"; "signatures": signatures and what belongs to
    them; "more": something was changed, added or covered. A change that is signed is a change too, so every revision since
    ``before`` is looked at, not only what came after a signature.
    """
    if not data.startswith(before):
        return "other"
    if not data[len(before) :].strip():
        return "nothing"
    base, now = (PdfFileReader(io.BytesIO(one), strict=False) for one in (before, data))
    last = base.xrefs.total_revisions - 1
    if now.xrefs.total_revisions <= last or any(
        _starts(base, one) != _starts(now, one) for one in range(last + 1)
    ):
        return "other"  # Our bytes stand in front, and the file does not lead to them.
    if any(_is_large(one.sig_field["/Rect"]) for one in now.embedded_signatures if "/Rect" in one.sig_field):
        return "more"
    if _touches_paper(base, now, last):
        return "more"
    result = _POLICY.review_file(now, last)
    if isinstance(result, SuspiciousModification):
        return "more"
    return "signatures" if result.modification_level <= ModificationLevel.FORM_FILLING else "more"


def _starts(reader: PdfFileReader, revision: int) -> int:
    return int(reader.xrefs.get_startxref_for_revision(revision))


def _is_large(rectangle: Any) -> bool:
    """A drawing that could cover the text: a seal of 37 mm and its time need half of it."""
    left, bottom, right, top = (float(edge) for edge in rectangle)
    return abs((right - left) * (top - bottom)) > LARGEST_DRAWING


def _touches_paper(base: PdfFileReader, now: PdfFileReader, last: int) -> bool:
    """Whether an object of ours was written anew or freed that no signature needs, or a page got more than annotations.

    pyHanko's policy lets pass what the drawing of a new signature refers to, also where that is the content of our page.
    """
    free = [base.root_ref, *_raws(base.trailer, "/Info"), *_raws(base.root, "/AcroForm", "/DSS", "/Metadata")]
    if "/AcroForm" in base.root:
        free += _raws(base.root["/AcroForm"], "/Fields")
    for number in range(int(base.root["/Pages"]["/Count"])):
        old, new = (_page(one, number) for one in (base, now))
        if _apart(old) != _apart(new):
            return True
        free += [old.container_ref, *_raws(old, "/Annots")]
    allowed = {_reference(one) for one in free}
    most = base.xrefs.get_xref_container_info(last).size
    for revision in range(last + 1, now.xrefs.total_revisions):
        written = now.xrefs.explicit_refs_in_revision(revision) | now.xrefs.refs_freed_in_revision(revision)
        if any(0 < ref.idnum < most and (ref.idnum, ref.generation) not in allowed for ref in written):
            return True
    return False


def _raws(holder: Any, *keys: str) -> list[Any]:
    return [holder.raw_get(key) for key in keys if key in holder]


def _page(reader: PdfFileReader, number: int) -> Any:
    container, index, _ = reader.find_page_container(number)
    return container.get_object()["/Kids"][index]


def _apart(page: Any) -> dict[str, Any]:
    """What a page is but for its annotations, references as references."""
    return {key: page.raw_get(key) for key in page if key != "/Annots"}


def _reference(one: Any) -> tuple[int, int] | None:
    ref = one.reference if isinstance(one, generic.IndirectObject) else one
    return (ref.idnum, ref.generation) if isinstance(ref, generic.Reference) else None


class _FormFromNothing(FormUpdatingRule):
    """pyHanko compares forms and takes it that there was one; a paper that nobody has signed has none."""

    def apply(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        if "/AcroForm" in old.root:
            yield from super().apply(old, new)
        elif "/AcroForm" in new.root:
            yield from self._first(old, new)

    def _first(
        self, old: HistoricalResolver, new: HistoricalResolver
    ) -> Iterable[tuple[ModificationLevel, FormUpdate]]:
        form = new.root["/AcroForm"]
        if not isinstance(form, generic.DictionaryObject) or set(form) - _FORM_KEYS:
            raise SuspiciousModification("a form that holds more than signatures")
        for holder, key in ((new.root, "/AcroForm"), (form, "/Fields")):
            raw = holder.raw_get(key)
            if isinstance(raw, generic.IndirectObject):
                yield ModificationLevel.LTA_UPDATES, FormUpdate(raw.reference)
        if "/DR" in form:
            for ref in new.collect_dependencies(form.raw_get("/DR"), since_revision=old.revision + 1):
                yield ModificationLevel.FORM_FILLING, FormUpdate(ref)
        specs = dict(_new_fields(form))
        for rule in self.field_rules:
            yield from rule.apply(FieldComparisonContext(specs, old, new))


def _new_fields(form: Any) -> Iterator[tuple[str, FieldComparisonSpec]]:
    for one in form["/Fields"]:
        field = one.get_object()
        if not isinstance(one, generic.IndirectObject) or "/T" not in field or "/Kids" in field:
            raise SuspiciousModification("a field that no signing tool makes")
        yield str(field["/T"]), FieldComparisonSpec(field.get("/FT"), None, one.reference, None)


_POLICY = StandardDiffPolicy(
    DEFAULT_DIFF_POLICY.global_rules,
    _FormFromNothing([SigFieldCreationRule(), SigFieldModificationRule(), GenericFieldModificationRule()]),
)
