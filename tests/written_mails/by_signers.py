"""Signed and encrypted mails: made by the `cryptography` library, and written in BER as openssl streams it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import pkcs7
from cryptography.x509.oid import NameOID

SIGNED, DATA = bytes.fromhex("2a864886f70d010702"), bytes.fromhex("2a864886f70d010701")
SIGNED_SM2 = bytes.fromhex("2a811ccf550601040202")


@cache
def _signer(rsa_key: bool = False) -> tuple[x509.Certificate, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey]:
    key = rsa.generate_private_key(65537, 2048) if rsa_key else ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "county")])
    start = datetime(2022, 1, 1, tzinfo=UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
        .not_valid_before(start).not_valid_after(start + timedelta(days=3650)).sign(key, hashes.SHA256())
    )  # fmt: skip
    return certificate, key


def signed(content: bytes) -> bytes:
    """The content in a signed envelope, in DER."""
    certificate, key = _signer()
    builder = pkcs7.PKCS7SignatureBuilder().set_data(content).add_signer(certificate, key, hashes.SHA256())
    return builder.sign(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def encrypted(content: bytes) -> bytes:
    certificate, _ = _signer(rsa_key=True)
    builder = pkcs7.PKCS7EnvelopeBuilder().set_data(content).add_recipient(certificate)
    return builder.encrypt(serialization.Encoding.DER, [pkcs7.PKCS7Options.Binary])


def streamed(content: bytes, kind: bytes = SIGNED, size: int = 1000) -> bytes:
    """The content in an envelope without lengths, in pieces of that size."""
    pieces = b"".join(_element(0x04, content[at : at + size]) for at in range(0, len(content), size))
    held = _open(0x30, _element(0x06, DATA) + _open(0xA0, _open(0x24, pieces)))
    return _open(
        0x30,
        _element(0x06, kind) + _open(0xA0, _open(0x30, b"\x02\x01\x01" + b"\x31\x00" + held + b"\x31\x00")),
    )


def _open(tag: int, content: bytes) -> bytes:
    return bytes((tag, 0x80)) + content + b"\0\0"


def _element(tag: int, content: bytes) -> bytes:
    length = len(content)
    if length < 0x80:
        return bytes((tag, length)) + content
    width = -(-length.bit_length() // 8)
    return bytes((tag, 0x80 | width)) + length.to_bytes(width, "big") + content
