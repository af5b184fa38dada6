"""XML as nearly every spreadsheet program writes it, read as text; whatever else is in it is left to a full parser."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeVar

from taizhang.books.declarations import declares
from taizhang.model.grid import LONGEST_FORMULA
from taizhang.model.remembered import remembered

_REFERENCE = re.compile(r"&(?:#x[0-9A-Fa-f]{1,6}|#[0-9]{1,7}|amp|lt|gt|quot|apos);|&")
_NAMED = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
_HEAD = 200  # bytes, within which an encoding is stated


_Reader = TypeVar("_Reader", bound=Callable[..., object])


def known_part(read: _Reader) -> _Reader:
    """Makes a reader of a part remember it: the ledgers of a plan have most parts in common."""
    return remembered(longest=256 * 1024, most=32)(read)


class NotUsual(Exception):  # noqa: N818 - no error: the reader that sees everything is asked instead
    """The part holds something that only a full parser understands."""


def refuse_unusual(xml: bytes) -> None:
    """Nothing, for a part in UTF-8 without comments, CDATA and instructions.

    Raises:
        NotUsual: it is no such part.
    """
    hides = declares(xml, b"<!") or xml.find(b"<?", 1) > 0  # the first one declares the part
    if hides or b"utf-16" in xml[:_HEAD].lower() or xml.startswith(_UTF_16):
        raise NotUsual


def as_text(xml: bytes) -> str:
    """The characters of some of its bytes.

    Raises:
        NotUsual: they are no characters.
    """
    try:
        return xml.decode("utf-8")
    except UnicodeDecodeError as trouble:
        raise NotUsual from trouble


def plain(text: str) -> str:
    """What a parser would give for the text of an element.

    Raises:
        NotUsual: a reference in it is none of XML's own, or stands for no character.
    """
    if "&" not in text and "\r" not in text:
        return text
    return _plain(text)


@remembered(longest=LONGEST_FORMULA, most=1_024)  # the ledgers of a plan have their formulas in common
def _plain(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return _REFERENCE.sub(lambda found: _character(found[0]), lines)


@lru_cache(maxsize=4096)  # some programs write every Chinese character so
def _character(reference: str) -> str:
    if reference in _NAMED:
        return _NAMED[reference]
    digits = reference[2:-1]
    if not digits:
        raise NotUsual
    code = int(digits[1:], 16) if digits[0] == "x" else int(digits)
    if code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000:
        return chr(code)
    raise NotUsual


def unescaped(text: str) -> str:
    """The characters that XML cannot hold stand as _x0001_.

    Source: ECMA-376 part 1, 22.9.2.19.
    """
    return _ESCAPE.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text
