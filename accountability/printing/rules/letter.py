"""The parts of an administrative document that name agencies."""

from dataclasses import dataclass
from datetime import date

# The frames of NĐ 30/2020, Phụ lục I, differ in width; the classes are those of static/print/nd30.css.
URGENCIES = {"HỎA TỐC": "urgency-30", "THƯỢNG KHẨN": "urgency-40", "KHẨN": "urgency-20"}


@dataclass(frozen=True)
class Letter:
    """What the form of NĐ 30/2020 asks of the issuing agency.

    ``parent`` and ``issuer`` are printed in capitals above the number; ``issuer_name``
    stands in sentences. ``symbol`` follows the number ("BC-CAT"). ``number`` and
    ``signed_on`` stay empty in a draft. ``signer_lines`` are authority and title, one a
    line ("KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"). ``recipients`` come without punctuation, the
    last is the file copy ("Lưu: VT, PC06"). ``basis`` is the document that orders the
    report, as it reads after the word "theo". ``subject`` stands under the number of a công văn, after "V/v"; ``urgency``
    ("KHẨN", "THƯỢNG KHẨN", "HỎA TỐC") in a frame below it.
    """

    parent: str
    issuer: str
    issuer_name: str
    symbol: str
    recipients: tuple[str, ...]
    signer_lines: tuple[str, ...] = ("GIÁM ĐỐC",)
    signer_name: str = ""
    number: str = ""
    signed_on: date | None = None
    place: str = "Nghệ An"
    territory: str = "tỉnh Nghệ An"
    addressee: str = "Chủ tịch Ủy ban nhân dân tỉnh"
    basis: str = ""
    subject: str = ""
    urgency: str = ""

    @property
    def recipient_lines(self) -> tuple[str, ...]:
        """The list under "Nơi nhận": semicolons, a full stop after the file copy."""
        last = len(self.recipients) - 1
        return tuple(f"- {name}{'.' if index == last else ';'}" for index, name in enumerate(self.recipients))

    @property
    def urgency_class(self) -> str:
        """Which frame the urgency stands in; the widest for a word that the decree does not know."""
        return URGENCIES.get(self.urgency, "urgency-40")
