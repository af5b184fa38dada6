"""The text of an OpenDocument cell: blanks, tabs and line breaks are elements of their own there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_RUN_OF_BLANKS = re.compile(r"[ \t\r\n]+")
_UNSEEN = ("annotation", "note", "ruby-text", "shapes")  # stand inside the text, and are none of it
_MOST_BLANKS = 1_000


def paragraphs(cell: etree._Element) -> str:
    """The cell's own paragraphs, one a line."""
    return "\n".join("".join(_pieces(paragraph)) for paragraph in cell.iterchildren(f"{_TEXT}p"))


def _pieces(element: etree._Element) -> Iterator[str]:
    yield _RUN_OF_BLANKS.sub(" ", element.text or "")
    for child in element:
        yield from _piece(child)
        yield _RUN_OF_BLANKS.sub(" ", child.tail or "")


def _piece(element: etree._Element) -> Iterator[str]:
    if not isinstance(element.tag, str):
        return
    match element.tag.rpartition("}")[2]:
        case "s":
            count = element.get(f"{_TEXT}c", "1")
            yield " " * min(int(count) if count.isdecimal() else 1, _MOST_BLANKS)
        case "tab":
            yield "\t"
        case "line-break":
            yield "\n"
        case name if name not in _UNSEEN:
            yield from _pieces(element)
