"""What an attachment is called: every way of writing a name, decoded and made fit to be shown (INTAKE 43, 50)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from urllib.parse import unquote_to_bytes

from taizhang.mail.header_words import decode_bytes, decode_header, raw_bytes
from taizhang.model.words.device_names import beside_devices
from taizhang.model.words.unseen import UNSEEN

_PARAMETER = re.compile(
    r";\s*(?P<key>[A-Za-z-]+)(?:\*(?P<number>\d{1,3}))?(?P<star>\*)?\s*="
    r'\s*(?:"(?P<quoted>(?:[^"\\]|\\.)*)"|(?P<bare>[^;]*))',
    re.DOTALL,
)
_PERCENT = re.compile(
    r"(?:[\w.() -]|%[0-9A-Fa-f]{2})+", re.ASCII
)  # no two ways to match, or a long name takes minutes
_UNSEEN = re.compile(f"[\t\n{UNSEEN}]")
_HEADER_LIMIT = 50_000  # characters of a header in which a name is looked for
_LONGEST = 120  # characters of a name that is shown
_KINDS = (
    (b"\xd0\xcf\x11\xe0", ".xls"),
    (b"%PDF", ".pdf"),
    (b"Rar!", ".rar"),
    (b"7z\xbc\xaf", ".7z"),
    (b"\xff\xd8\xff", ".jpg"),
    (b"\x89PNG", ".png"),
)


def written_names(disposition: str, content_type: str) -> tuple[str, ...]:
    """The names that the two headers give, decoded, the most trustworthy first: filename*, filename, name*, name."""
    found = (*_names(disposition, "filename"), *_names(content_type, "name"))
    return tuple(dict.fromkeys(name for name in found if name.strip()))


def written_parameter(header: str, key: str) -> str:
    """Another parameter of a header, such as charset; "" when it is not there."""
    return next(_names(header, key), "").strip()


def shown_name(written: str) -> str:
    """The name without path, unseen characters and device words, at most 120 characters; "" when nothing is left."""
    bare = _UNSEEN.sub("", unicodedata.normalize("NFC", re.split(r"[/\\]", written.rstrip("/\\"))[-1])).strip(
        " ."
    )
    bare = beside_devices(bare)
    if len(bare) <= _LONGEST:
        return bare
    stem, dot, extension = bare.rpartition(".")
    tail = f".{extension}" if dot and stem and len(extension) <= 10 else ""
    return bare[: _LONGEST - len(tail)] + tail


def made_name(number: int, content: bytes) -> str:
    """A name for an attachment that has none, with the extension that its content calls for."""
    if content.startswith(b"PK\3\4"):
        return f"附件{number}{'.xlsx' if b'xl/workbook' in content else '.zip'}"
    extension = next((suffix for magic, suffix in _KINDS if content.startswith(magic)), ".dat")
    return f"附件{number}{extension}"


def _names(header: str, key: str) -> Iterator[str]:
    """The name in its extended form, then in its plain one."""
    numbered: list[tuple[int, bool, str]] = []
    plain = []
    for match in _PARAMETER.finditer(header[:_HEADER_LIMIT]):
        if match["key"].lower() == key:
            value = _unquoted(match)
            if match["star"] or match["number"]:
                numbered.append((int(match["number"] or 0), bool(match["star"]), value))
            else:
                plain.append(value)
    if numbered:
        yield _extended(sorted(numbered, key=lambda piece: piece[0]))
    yield from map(_plain, plain)


def _unquoted(match: re.Match[str]) -> str:
    quoted = match["quoted"]
    if quoted is None:
        return match["bare"].strip().strip('"')
    return re.sub(r'\\(["\\])', r"\1", quoted)


def _extended(pieces: list[tuple[int, bool, str]]) -> str:
    """A name of RFC 2231: the pieces are joined as bytes, since a character may be cut between two of them."""
    charset, joined = "", b""
    for number, encoded, value in pieces:
        if encoded and number == pieces[0][0] and value.count("'") >= 2:
            charset, _, value = value.split("'", 2)
        joined += unquote_to_bytes(raw_bytes(value)) if encoded else raw_bytes(value)
    return _plain(joined.decode("ascii")) if joined.isascii() else decode_bytes(joined, charset)


def _plain(value: str) -> str:
    if "=?" in value:
        return decode_header(value)
    if "%" in value and _PERCENT.fullmatch(value):
        return decode_bytes(unquote_to_bytes(value))
    return decode_bytes(raw_bytes(re.sub(r"[\r\n]+[ \t]?", "", value)))
