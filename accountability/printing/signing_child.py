"""The child process that signs PDFs and looks into signed ones: with ``signed_behind``, the only place where pyHanko is loaded.

Run as ``python -m accountability.printing.signing_child`` with a JSON object on standard input, ``act`` and its arguments:

- ``sign``: ``pdf`` (base64), ``key``, ``at``, ``field``, and for a signature that shows ``page``, ``box``, ``shown`` (a PDF
  of one page, base64). Standard output: whose certificate it was as JSON, a line feed, the signed PDF.
- ``look``: ``pdf``, ``roots`` (certificates in PEM that are trusted). Standard output: JSON, see ``found_in``.
- ``compare``: these and ``before``, the PDF behind which something was added. Standard output: JSON: ``found_in`` with ``added``, what
  ``signed_behind.added_behind`` says.

The password or PIN comes on standard input too, so it is in no list of processes and no environment. A file from outside
is parsed here, under a limit of memory and of time, and never in a web process. A failure is one line on standard error,
the kinds of the errors first, and exit code 2.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import logging
import resource
import sys
import tempfile
from datetime import datetime
from typing import Any

from asn1crypto import pem, x509
from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError, PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign import fields, pkcs11, signers
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.general import SigningError
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext

from accountability.printing.signed_behind import added_behind

MEMORY_LIMIT = 1024**3
MOST_SIGNATURES = 20
# What a file from outside makes the reader raise.
_BROKEN = (
    PdfReadError, PdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError,
)  # fmt: skip


class WrongPassword(SigningError):
    """The key file does not open by the password, or is no PKCS#12 file."""


class OutOfTime(SigningError):
    """The certificate is not valid yet, or not any more."""


# Signing ----------------------------------------------------------------------------------------------------------------


def sign(job: dict[str, Any]) -> bytes:
    """The PDF with one signature more (PAdES, B-B), added behind its bytes so that earlier signatures stay valid."""
    key = job["key"]
    if key["library"]:
        session = pkcs11.open_pkcs11_session(
            key["library"], token_criteria=TokenCriteria(label=key["token"]), user_pin=key["secret"]
        )
        with session:
            return _signed(job, pkcs11.PKCS11Signer(session, cert_label=key["label"], key_label=key["label"]))
    with open(key["file"], "rb"):  # pyHanko would only log that it is not there.
        pass
    signer = signers.SimpleSigner.load_pkcs12(key["file"], passphrase=key["secret"].encode())
    if signer is None:
        raise WrongPassword("not PKCS#12, or a wrong password")
    return _signed(job, signer)


def _signed(job: dict[str, Any], signer: Any) -> bytes:
    told, at = _named(signer.signing_cert), datetime.fromisoformat(job["at"])
    validity = signer.signing_cert["tbs_certificate"]["validity"].native
    if not validity["not_before"] <= at <= validity["not_after"]:
        raise OutOfTime(f"valid from {validity['not_before']} to {validity['not_after']}")
    with tempfile.NamedTemporaryFile(suffix=".pdf") as shown:  # Read when the signature is drawn.
        style, spec = None, None
        if job.get("shown"):
            shown.write(base64.b64decode(job["shown"]))
            shown.flush()
            style = StaticStampStyle.from_pdf_file(shown.name, border_width=0)
            spec = fields.SigFieldSpec(job["field"], on_page=job["page"], box=tuple(job["box"]))
        meta = signers.PdfSignatureMetadata(
            field_name=job["field"], subfilter=fields.SigSeedSubFilter.PADES, md_algorithm="sha256"
        )
        pdf_signer = _DatedSigner(meta, signer, stamp_style=style, new_field_spec=spec)
        pdf_signer.at = at
        writer = _Behind(io.BytesIO(base64.b64decode(job["pdf"])))
        data = bytes(pdf_signer.sign_pdf(writer).getvalue())
        return json.dumps(told | {"at": job["at"]}).encode() + b"\n" + data


def _named(certificate: x509.Certificate) -> dict[str, str]:
    """Whose certificate it is, who issued it, and its number there."""
    subject, issuer = certificate.subject, certificate.issuer
    return {
        "name": subject.native.get("common_name", "") or subject.human_friendly,
        "organisation": subject.native.get("organization_name", ""),
        "issuer": issuer.native.get("common_name", "") or issuer.human_friendly,
        "serial": f"{certificate.serial_number:X}",
    }


class _Behind(IncrementalPdfFileWriter):
    """Leaves what the paper tells of itself (Info, XMP) as it is: pyHanko would write the machine's time there."""

    def _update_meta(self) -> None:
        pass


class _DatedSigner(signers.PdfSigner):
    """Signs at the time that it is told: the clock is read in one place of the house only."""

    at: datetime

    def init_signing_session(self, *arguments: Any, **named: Any) -> Any:
        session = super().init_signing_session(*arguments, **named)
        session.system_time = self.at
        return session


# Looking ----------------------------------------------------------------------------------------------------------------


def found_in(data: bytes, roots: str) -> dict[str, Any]:
    """What the file is: ``kind`` (pdf, encrypted, broken, not_pdf), hashes of its revisions, and its signatures."""
    if data.lstrip()[:5] != b"%PDF-":
        return {"kind": "not_pdf", "signatures": []}
    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        if reader.encrypted:
            return {"kind": "encrypted", "signatures": []}
        embedded = reader.embedded_signatures[:MOST_SIGNATURES]
        trust = (
            [x509.Certificate.load(one) for _, _, one in pem.unarmor(roots.encode(), multiple=True)]
            if roots
            else []
        )
        found = [_told(one, trust) for one in embedded]
    except _BROKEN as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n"[:500])
        return {"kind": "broken", "signatures": []}
    return {"kind": "pdf", "signatures": found, "hashes": _revisions(data)}


def _told(one: Any, trust: list[x509.Certificate]) -> dict[str, Any]:
    """Of one signature: who, when, whether what it covers is untouched, and what came after it."""
    told: dict[str, Any] = _named(one.signer_cert) | {
        "at": one.self_reported_timestamp.isoformat() if one.self_reported_timestamp else "",
        "intact": False, "valid": False, "trusted": False, "changed": "unknown",
    }  # fmt: skip
    try:
        context = ValidationContext(trust_roots=trust, allow_fetching=False)
        status = validate_pdf_signature(one, signer_validation_context=context)
    except (SignatureValidationError, PdfError, ValueError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n"[:500])
        return told
    level = status.modification_level
    later = {
        ModificationLevel.NONE: "no",
        ModificationLevel.LTA_UPDATES: "no",
        ModificationLevel.FORM_FILLING: "signed_again",
    }
    covers_all = status.coverage.name == "ENTIRE_FILE"
    changed = "no" if covers_all else later.get(level, "yes")
    return told | {
        "intact": status.intact,
        "valid": status.valid,
        "trusted": status.trusted,
        "changed": changed,
    }


def _revisions(data: bytes) -> list[str]:
    """SHA-256 of the file and of each state that it had before something was added behind it."""
    ends: list[int] = []
    place = data.find(b"%%EOF")
    while place >= 0 and len(ends) < 3 * MOST_SIGNATURES:
        ends += [
            place + 5,
            *(place + 5 + len(tail) for tail in (b"\n", b"\r\n") if data.startswith(tail, place + 5)),
        ]
        place = data.find(b"%%EOF", place + 5)
    return [hashlib.sha256(data[:end]).hexdigest() for end in dict.fromkeys([len(data), *reversed(ends)])]


def main() -> int:
    """Read a job, do it, write its answer; the exit code says whether it worked."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    logging.disable(logging.CRITICAL)
    try:
        told = answer(json.load(sys.stdin.buffer))
    except Exception as error:
        sys.stderr.write(failure(error))
        return 2
    sys.stdout.buffer.write(told)
    return 0


def answer(job: dict[str, Any]) -> bytes:
    """What goes to standard output."""
    if job["act"] == "sign":
        return sign(job)
    data = base64.b64decode(job["pdf"])
    if job["act"] == "compare":
        return json.dumps(_compared(base64.b64decode(job["before"]), data, job["roots"])).encode()
    return json.dumps(found_in(data, job["roots"])).encode()


def _compared(before: bytes, data: bytes, roots: str) -> dict[str, Any]:
    found = found_in(data, roots)
    if found["kind"] != "pdf":
        return found | {"added": "other"}
    try:
        return found | {"added": added_behind(before, data)}
    except _BROKEN as error:
        sys.stderr.write(f"{type(error).__name__}: {error}\n"[:500])
        return found | {"added": "more"}


def failure(error: BaseException) -> str:
    """The kinds of the error and of those that led to it, and what it says: "PKCS11Error PinIncorrect: …"."""
    kinds: list[str] = []
    one: BaseException | None = error
    while one is not None and len(kinds) < 5:
        kinds.append(type(one).__name__)
        one = one.__cause__ or one.__context__
    return f"{' '.join(kinds)}: {error}\n"[:500]


if __name__ == "__main__":
    sys.exit(main())
