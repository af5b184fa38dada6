"""The texts that an xlsx keeps once for all its cells.

Source: ECMA-376 part 1, 18.4.8 and 18.4.9.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lxml import etree

from taizhang.books.clean_text import needs_cleaning, one_text_of
from taizhang.books.usual_xml import NotUsual, as_text, plain, refuse_unusual, unescaped
from taizhang.books.xml_elements import elements, parse_or_raise
from taizhang.model.remembered import remembered

_ITEM = re.compile(
    r"<t(?: xml:space=\"preserve\")?(?:/>|>([^<]*)</t>)(?:<phoneticPr\b[^<>]*/>)?"  # Excel adds how to read it
)


class SharedStrings(NamedTuple):
    """The texts in their order, without the phonetic readings that stand beside some."""

    texts: tuple[str, ...]
    clean: bool  # nothing in any of them is to be cleaned


def read_strings(xml: bytes) -> SharedStrings:
    """The workbook's shared strings.

    Raises:
        Refusal: the part is damaged.
    """
    try:
        refuse_unusual(xml)
        return _as_usual(as_text(xml))
    except NotUsual:
        texts = _one_by_one(xml)
        return SharedStrings(texts, not needs_cleaning(one_text_of(texts)))


def joined_text(element: etree._Element) -> str:
    """The text of an item with or without rich-text runs."""
    pieces = []
    for text in element.iter("{*}t"):
        parent = text.getparent()
        if parent is None or etree.QName(parent).localname != "rPh":
            pieces.append(text.text or "")
    return unescaped("".join(pieces))


def _as_usual(text: str) -> SharedStrings:
    """The items where each begins with the same tag."""
    _, *items = text.split("<si>")
    if "<si/" in text or "<si " in text or text.count("</si>") != len(items):
        raise NotUsual
    told = [*map(_item, items)]
    return SharedStrings(tuple(text for text, _ in told), all(clean for _, clean in told))


@remembered(longest=1_000, most=8_192)  # the ledgers of a plan have most of their texts in common
def _item(item: str) -> tuple[str, bool]:
    """The text, and whether it is clean."""
    text = _text_of(item)
    return text, not needs_cleaning(text)


def _text_of(text: str) -> str:
    inside, end, _ = text.partition("</si>")
    found = _ITEM.fullmatch(inside)
    if found:
        return unescaped(plain(found[1] or ""))
    if not end:
        raise NotUsual
    try:
        return joined_text(parse_or_raise(f"<si>{inside}</si>".encode()))
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise NotUsual from trouble


def _one_by_one(xml: bytes) -> tuple[str, ...]:
    strings = []
    for event, element in elements(xml, ("{*}si",)) if xml else ():
        if event == "end":
            strings.append(joined_text(element))
            element.clear()
    return tuple(strings)
