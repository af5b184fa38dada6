"""Header text to the byte, in each of the ways that mail programs write Chinese: rightly, and as they do."""

from __future__ import annotations

import base64
from collections.abc import Callable
from urllib.parse import quote_from_bytes

_UNCODED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
FOLD = b"\r\n "


def encoded(text: str, charset: str) -> bytes:
    """The text's bytes; what a program that says gb2312 writes is GBK, and GB18030 where GBK has no such character."""
    name = charset.lower()
    if name in ("gb2312", "gbk", "gb18030"):
        return text.encode("gb18030")  # of which both others are parts
    return text.encode(charset)


def word(written: bytes, charset: str, how: str = "B") -> bytes:
    """One encoded word of these bytes."""
    if how == "B":
        inner = base64.b64encode(written)
    else:
        inner = b"".join(bytes([byte]) if byte in _UNCODED else b"=%02X" % byte for byte in written)
    return b"=?" + charset.encode() + b"?" + how.encode() + b"?" + inner + b"?="


def words(text: str, charset: str, how: str = "B", fold: bytes = FOLD, most: int = 10) -> bytes:
    """Encoded words of a few characters each, as the rules ask; ASCII stays as it is."""
    if text.isascii():
        return text.encode()
    pieces = [text[at : at + most] for at in range(0, len(text), most)]
    return fold.join(word(encoded(piece, charset), charset, how) for piece in pieces)


def cut_words(text: str, charset: str, how: str = "B", fold: bytes = FOLD, every: int = 15) -> bytes:
    """Encoded words of an odd number of bytes each, whatever character is cut in two."""
    written = encoded(text, charset)
    pieces = [written[at : at + every] for at in range(0, len(written), every)]
    return fold.join(word(piece, charset, how) for piece in pieces)


def one_word(text: str, charset: str, how: str = "B") -> bytes:
    """The whole text in one word, however long that line gets."""
    return text.encode() if text.isascii() else word(encoded(text, charset), charset, how)


def quoted(inner: bytes) -> bytes:
    return b'"' + inner.replace(b"\\", b"\\\\").replace(b'"', b'\\"') + b'"'


# A parameter that holds a name: its key and the name, written as `key=…`.
Way = Callable[[str, str], bytes]


def in_words(charset: str, how: str = "B", fold: bytes = b"\r\n\t") -> Way:
    return lambda key, name: key.encode() + b"=" + quoted(words(name, charset, how, fold))


def in_cut_words(charset: str, how: str = "B") -> Way:
    return lambda key, name: key.encode() + b"=" + quoted(cut_words(name, charset, how))


def in_one_word(charset: str, how: str = "B") -> Way:
    return lambda key, name: key.encode() + b"=" + quoted(one_word(name, charset, how))


def in_bytes(charset: str) -> Way:
    """The bare bytes between quotes."""
    return lambda key, name: key.encode() + b"=" + quoted(encoded(name, charset))


def extended(charset: str) -> Way:
    """RFC 2231 in one piece: filename*=gbk''%CC%A8."""

    def write(key: str, name: str) -> bytes:
        return f"{key}*={charset}''{quote_from_bytes(encoded(name, charset), safe='')}".encode()

    return write


def continued(charset: str, every: int = 11) -> Way:
    """RFC 2231 in pieces of so many bytes, wherever that cuts."""

    def write(key: str, name: str) -> bytes:
        written = encoded(name, charset)
        pieces = [written[at : at + every] for at in range(0, len(written), every)]
        labels = [f"{charset}''", *[""] * (len(pieces) - 1)]
        return b";\r\n ".join(
            f"{key}*{at}*={label}{quote_from_bytes(piece, safe='')}".encode()
            for at, (label, piece) in enumerate(zip(labels, pieces, strict=True))
        )

    return write


def percent(charset: str) -> Way:
    """What web mail writes that took a URL for a header."""
    return lambda key, name: f'{key}="{quote_from_bytes(encoded(name, charset), safe="")}"'.encode()
