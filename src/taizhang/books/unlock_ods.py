"""An ods opened with its password, as OpenDocument 1.2 locks it: AES in CBC with a key by PBKDF2."""

from __future__ import annotations

import base64
import hashlib
import zipfile
import zlib
from io import BytesIO

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC
from lxml import etree

from taizhang.books.container import Container, part_too_large
from taizhang.books.refusal import corrupt
from taizhang.books.xml_elements import parse_part

_MANIFEST = "META-INF/manifest.xml"
_NEEDED = ("content.xml", "styles.xml")
_MOST_ROUNDS = 10_000_000
_CHECKED = 1024  # bytes of the packed part that the checksum is of


class OtherPasswordError(Exception):
    """The password given is not the file's."""


class OtherLockError(Exception):
    """The lock is none of those known here."""


def unlocked_ods(container: Container, password: str, most: int) -> bytes:
    """The package without its lock; of the parts beside the tables only the names.

    Args:
        container: the locked package.
        password: as it was given.
        most: bytes that one part may inflate to.

    Raises:
        OtherPasswordError: the password is another one.
        OtherLockError: the lock is of a kind that is not known here.
        Refusal: a part is damaged.
    """
    opened = BytesIO()
    locks = _locks(container)
    with zipfile.ZipFile(opened, "w") as package:
        for name in container.names():
            part = container.part(name) if name == "mimetype" or name in _NEEDED else b""
            if name in _NEEDED and name in locks:
                part = _inflated(_Lock(locks[name]).opened(part, password), most)
            package.writestr(name, part)
    return opened.getvalue()


def _locks(container: Container) -> dict[str, etree._Element]:
    """The entries of the parts that are locked, by name."""
    entries = parse_part(container.part(_MANIFEST), container.limits.xml).iter("{*}file-entry")
    found = {_told(entry, "full-path"): entry.find("{*}encryption-data") for entry in entries}
    return {name: lock for name, lock in found.items() if lock is not None}


def _told(element: etree._Element | None, name: str) -> str:
    attributes = element.attrib if element is not None else {}
    return next((str(value) for key, value in attributes.items() if str(key).endswith(f"}}{name}")), "")


def _inflated(packed: bytes, most: int) -> bytes:
    try:
        part = zlib.decompressobj(-15).decompress(packed, most + 1)
    except zlib.error as trouble:
        raise corrupt("文件内容解压不了，可能在传输中损坏。请重新报送") from trouble
    if len(part) > most:
        raise part_too_large(most)
    return part


class _Lock:
    """How one part is locked."""

    def __init__(self, told: etree._Element) -> None:
        algorithm, derivation, start = (
            told.find(f"{{*}}{name}") for name in ("algorithm", "key-derivation", "start-key-generation")
        )
        if not _told(algorithm, "algorithm-name").endswith("aes256-cbc"):
            raise OtherLockError
        self._start = "sha256" if _told(start, "start-key-generation-name").endswith("sha256") else "sha1"
        self._vector = base64.b64decode(_told(algorithm, "initialisation-vector"))
        self._salt = base64.b64decode(_told(derivation, "salt"))
        self._rounds = min(int(_told(derivation, "iteration-count")), _MOST_ROUNDS)
        self._size = int(_told(derivation, "key-size") or 16)
        self._by = "sha256" if _told(told, "checksum-type").lower().endswith("sha256-1k") else "sha1"
        self._checksum = base64.b64decode(_told(told, "checksum"))

    def opened(self, part: bytes, password: str) -> bytes:
        """The packed part; what was added to fill its last block may still stand behind it."""
        first = hashlib.new(self._start, password.encode("utf-8")).digest()
        key = hashlib.pbkdf2_hmac("sha1", first, self._salt, self._rounds, self._size)
        reader = Cipher(AES(key), CBC(self._vector)).decryptor()
        packed = reader.update(part[: len(part) // 16 * 16]) + reader.finalize()
        if hashlib.new(self._by, packed[:_CHECKED]).digest() != self._checksum:
            raise OtherPasswordError
        return packed
