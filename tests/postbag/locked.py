"""A workbook under a password: standard encryption of [MS-OFFCRYPTO] 2.3.4, AES with 128 bits."""

from __future__ import annotations

import struct
from functools import cache
from hashlib import sha1

from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

from postbag.compound import compound_of

_SPINS = 50_000
_PROVIDER = "Microsoft Enhanced RSA and AES Cryptographic Provider\0"
NOBODY_ASKED = "VelvetSweatshop"  # with this one a spreadsheet program opens a file without a word


def locked(workbook: bytes, password: str, salt: bytes) -> bytes:
    """The workbook as a compound file that only the password opens; `salt` has 16 bytes."""
    key = _key(password, salt)
    verifier = bytes(reversed(salt))
    digest = sha1(verifier).digest().ljust(32, b"\0")
    head = struct.pack("<8I", 0x24, 0, 0x660E, 0x8004, 128, 0x18, 0, 0) + _PROVIDER.encode("utf-16-le")
    info = struct.pack("<HHII", 4, 2, 0x24, len(head)) + head + struct.pack("<I", 16) + salt
    info += _enciphered(key, verifier) + struct.pack("<I", 20) + _enciphered(key, digest)
    package = struct.pack("<Q", len(workbook)) + _enciphered(
        key, workbook.ljust(-(-len(workbook) // 16) * 16, b"\0")
    )
    return compound_of({"EncryptionInfo": info, "EncryptedPackage": package})


@cache
def _key(password: str, salt: bytes) -> bytes:
    spun = sha1(salt + password.encode("utf-16-le")).digest()
    for turn in range(_SPINS):
        spun = sha1(struct.pack("<I", turn) + spun).digest()
    last = sha1(spun + bytes(4)).digest()
    return sha1(bytes(byte ^ 0x36 for byte in last) + b"\x36" * 44).digest()[:16]


def _enciphered(key: bytes, plain: bytes) -> bytes:
    cipher = Cipher(algorithms.AES(key), modes.ECB()).encryptor()
    return cipher.update(plain) + cipher.finalize()
