"""What a member is called: its bytes as text, and that text made fit to be shown (INTAKE 14, 16, 43)."""

from __future__ import annotations

import re
import struct
import unicodedata
from zlib import crc32

_CHINESE = (
    "\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\uffe5\u2010-\u2027\u2030-\u203b\u00b7\u2160-\u217b"
    "\u2460-\u249b\u3220-\u3229\u3000\u00d7\u2103\u2116\U00020000-\U0003134f"
)
_ALL_CHINESE = re.compile(f"[\x20-\x7e{_CHINESE}]+")
_SOME_CHINESE = re.compile("[\u3001-\u303f\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff5e\U00020000-\U0003134f]")
_UNICODE_PATH = 0x7075
_UTF8_FLAG = 0x800
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\uffff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³])(?:\..*)?", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_LONGEST = 120  # characters of a name that is shown


def zip_name(written: bytes, flags: int, extra: bytes) -> str:
    """The name in a zip: by its flag, by the field that repeats it in Unicode, or by what its bytes look like."""
    if flags & _UTF8_FLAG and (text := _decoded(written, "utf-8")) is not None:
        return text
    repeated = _unicode_path(written, extra)
    return guessed_name(written) if repeated is None else repeated


def guessed_name(written: bytes) -> str:
    """The name by its bytes alone: UTF-8 that gives Chinese, GB18030 that does, UTF-8, GB18030, cp437."""
    utf8 = _decoded(written, "utf-8")
    if utf8 is not None and (written.isascii() or _SOME_CHINESE.search(utf8)):
        return utf8
    chinese = _decoded(written, "gb18030")
    if chinese is not None and _ALL_CHINESE.fullmatch(chinese):
        return chinese
    if utf8 is not None:
        return utf8
    return written.decode("cp437") if chinese is None else chinese


def shown_name(written: str) -> str:
    """The name with its folders, without roots, steps upwards, unseen characters and device words; "" if nothing is left."""
    steps = re.split(r"[/\\]", unicodedata.normalize("NFC", written))
    return "/".join(step for step in map(_shown_step, steps) if step)


def is_changed(written: str, shown: str) -> bool:
    """Whether more than the way of writing slashes went away."""
    plain = unicodedata.normalize("NFC", written).replace("\\", "/").removeprefix("./").removesuffix("/")
    return plain != shown


def cut_name(shown: str) -> str:
    """At most 120 characters, with the beginning and the end of the name."""
    if len(shown) <= _LONGEST:
        return shown
    return f"{shown[: _LONGEST // 2]}…{shown[1 - _LONGEST // 2 :]}"


def name_key(shown: str) -> str:
    """Equal for names that are one for a program which minds neither case nor width."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", shown).casefold())


def _shown_step(step: str) -> str:
    bare = _UNSEEN.sub("", step).strip(" ")
    if _DRIVE.match(bare):
        bare = bare[2:]
    bare = bare.replace(":", "：").lstrip(" ").rstrip(" .")
    return f"_{bare}" if _DEVICE.fullmatch(bare) else bare


def _decoded(written: bytes, encoding: str) -> str | None:
    try:
        return written.decode(encoding)
    except UnicodeDecodeError:
        return None


def _unicode_path(written: bytes, extra: bytes) -> str | None:
    """The name in the extra field that repeats it, where that was made for this very name; None otherwise."""
    for kind, field in extra_fields(extra):
        if kind == _UNICODE_PATH and field[:5] == struct.pack("<BL", 1, crc32(written)):
            return _decoded(field[5:], "utf-8")
    return None


def extra_fields(extra: bytes) -> tuple[tuple[int, bytes], ...]:
    """The (kind, content) of an entry's extra fields, as far as they are whole."""
    fields = []
    at = 0
    while at + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, at)
        fields.append((kind, extra[at + 4 : at + 4 + length]))
        at += 4 + length
    return tuple(fields)
