"""A part's bytes out of the encoding in which they travelled, as far as damage lets them be read (INTAKE 51)."""

from __future__ import annotations

import base64
import quopri
import re
from copy import copy
from email.message import Message

from taizhang.mail.uuencoded import decode_uuencoded

_LETTERS = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_NOT_BASE64 = bytes(set(range(256)) - set(_LETTERS) - set(b"="))
_STRANGE = bytes(set(_NOT_BASE64) - set(b" \t\r\n"))
_BARE = re.compile(rb"\s*(?:UEsDB|0M8R4KGx|UmFyIR|N3q8rycc)[A-Za-z0-9+/=\s]*\Z")  # zip, OLE, rar and 7z


def content_of(part: Message) -> tuple[bytes, bool]:
    """The part's bytes, and whether some of them are missing or garbled."""
    return decoded(written_bytes(part), str(part.get("content-transfer-encoding", "")))


def written_bytes(part: Message) -> bytes:
    """The part's bytes as they travelled; b"" when it holds parts."""
    bare = copy(part)
    del bare["content-transfer-encoding"]  # or the parser's own decoding comes between
    payload = bare.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def decoded(written: bytes, encoding: str) -> tuple[bytes, bool]:
    """The bytes out of that encoding, and whether some of them are missing or garbled."""
    match encoding.strip(" \t\r\n;").lower().replace("-", "").replace("_", ""):
        case "base64" | "b64":
            return mended_base64(written)
        case "quotedprintable":
            return quopri.decodestring(written), False
        case "xuuencode" | "uuencode" | "xuue" | "uue":
            return decode_uuencoded(written)
    return written, False


def mended_base64(written: bytes) -> tuple[bytes, bool]:
    """The bytes, and whether it is cut off or holds what is no base64; pieces that were encoded one by one are joined."""
    letters = written.translate(None, delete=_NOT_BASE64)
    broken = len(written.translate(None, delete=_STRANGE)) != len(written)
    pieces = [piece for piece in letters.split(b"=") if piece]
    joined = b"".join(base64.b64decode(_padded(piece)) for piece in pieces)
    whole = len(letters) % 4 == 0 and all(len(piece) % 4 != 1 for piece in pieces)
    return joined, broken or not whole


def bare_base64(written: bytes) -> bytes | None:
    """The file that stands in base64 though no header says so; None when there is none."""
    if not _BARE.match(written[:200]) or not _BARE.match(written):
        return None
    content, broken = mended_base64(written)
    return None if broken else content


def _padded(piece: bytes) -> bytes:
    piece = piece[:-1] if len(piece) % 4 == 1 else piece
    return piece + b"=" * (-len(piece) % 4)
