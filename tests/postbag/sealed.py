"""S/MIME as a county's mail gateway writes it: signed beside the text, or with the text inside the signature."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache
from math import gcd, prod
from random import Random

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.hazmat.primitives.serialization.pkcs7 import PKCS7Options, PKCS7SignatureBuilder
from cryptography.x509.oid import NameOID

_EXPONENT = 65_537
_SMALL = prod(
    number for number in range(3, 2000) if all(number % by for by in range(2, int(number**0.5) + 1))
)


def signature_beside(content: bytes) -> bytes:
    """The signature alone, in DER; the same for the same content, as it holds no time."""
    return _builder(content).sign(
        Encoding.DER, [PKCS7Options.DetachedSignature, PKCS7Options.Binary, PKCS7Options.NoAttributes]
    )


def sealed(content: bytes) -> bytes:
    """The content inside its signature, in DER."""
    return _builder(content).sign(Encoding.DER, [PKCS7Options.Binary, PKCS7Options.NoAttributes])


def _builder(content: bytes) -> PKCS7SignatureBuilder:
    key = _key()
    return PKCS7SignatureBuilder().set_data(content).add_signer(_certificate(), key, hashes.SHA256())


@cache
def _certificate() -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "yunling.example")])
    return (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(_key().public_key())
        .serial_number(1)
        .not_valid_before(datetime(2022, 1, 1, tzinfo=UTC))
        .not_valid_after(datetime(2032, 1, 1, tzinfo=UTC))
        .sign(_key(), hashes.SHA256())
    )


@cache
def _key() -> rsa.RSAPrivateKey:
    """A key made of seeded primes: no secret, and the same in every run."""
    random = Random("a key that protects nothing")
    p, q = _prime(random), _prime(random)
    d = pow(_EXPONENT, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(_EXPONENT, p * q)
    numbers = rsa.RSAPrivateNumbers(p, q, d, d % (p - 1), d % (q - 1), pow(q, -1, p), public)
    return numbers.private_key()


def _prime(random: Random) -> int:
    """Of 1,024 bits."""
    while True:
        number = random.getrandbits(1024) | 3 << 1022 | 1
        if gcd(number, _SMALL) > 1 or number % _EXPONENT == 1:
            continue
        if all(pow(base, number - 1, number) == 1 for base in (2, 3, 5, 7)):
            return number
