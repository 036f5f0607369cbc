"""Keys and certificates made for a test, valid in the years that tests live in."""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import NameOID

from accountability.printing import signing_child


@dataclass(frozen=True)
class Made:
    """A key, its certificate, and the certificate of the root that issued it."""

    key: rsa.RSAPrivateKey
    certificate: x509.Certificate
    root: x509.Certificate

    @property
    def root_pem(self) -> bytes:
        return self.root.public_bytes(serialization.Encoding.PEM)

    def pkcs12(self, path: Path, password: str) -> Path:
        lock = serialization.BestAvailableEncryption(password.encode())
        path.write_bytes(
            pkcs12.serialize_key_and_certificates(b"ky", self.key, self.certificate, [self.root], lock)
        )
        return path


def made(name: str = "Nguyễn Văn A", organisation: str = "Văn phòng UBND tỉnh") -> Made:
    root_key, key = (rsa.generate_private_key(public_exponent=65537, key_size=2048) for _ in range(2))
    root_name = _name("Gốc chứng thực thử", "Cơ yếu thử")
    root = _signed(root_name, root_name, root_key, root_key, is_root=True)
    return Made(key, _signed(_name(name, organisation), root_name, key, root_key, is_root=False), root)


def in_this_process(job: Mapping[str, Any]) -> subprocess.CompletedProcess[bytes]:
    """What the child of `printing.signing` does, done here: to load pyHanko takes most of the time of a child.

    In a thread of its own: pyHanko begins an event loop, and that of a browser may run in ours.
    """
    try:
        with ThreadPoolExecutor(max_workers=1) as thread:
            told = thread.submit(signing_child.answer, dict(job)).result()
    except Exception as error:  # As the child answers.
        return subprocess.CompletedProcess([], 2, b"", signing_child.failure(error).encode())
    return subprocess.CompletedProcess([], 0, told, b"")


def _name(common: str, organisation: str) -> x509.Name:
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _signed(
    subject: x509.Name, issuer: x509.Name, key: rsa.RSAPrivateKey, by: rsa.RSAPrivateKey, *, is_root: bool
) -> x509.Certificate:
    usage = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    usage |= {"key_cert_sign": True} if is_root else {"digital_signature": True, "content_commitment": True}
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(datetime(2020, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2050, 1, 1, tzinfo=UTC))
        .add_extension(x509.BasicConstraints(ca=is_root, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(**usage), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
    )
    return builder.sign(by, hashes.SHA256())
