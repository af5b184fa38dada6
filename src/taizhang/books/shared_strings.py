"""The texts that an xlsx keeps once for all its cells.

Source: ECMA-376 part 1, 18.4.8 and 18.4.9.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import NamedTuple, cast

from lxml import etree

from taizhang.books.clean_text import needs_cleaning, one_text_of
from taizhang.books.refusal import unsupported
from taizhang.books.usual_xml import NotUsual, as_text, plain, refuse_unusual, unescaped
from taizhang.books.xml_counts import has_more_named
from taizhang.books.xml_elements import elements, parse_or_raise, shortened
from taizhang.model.file_limits import FileLimits, XmlLimits
from taizhang.model.verdict import Flag

_TEXT = r"<t(?: xml:space=\"preserve\")?(?:/>|>([^<]*)</t>)(?:<phoneticPr\b[^<>]*/>)?"  # Excel adds how to read it
_ITEM, _PLAIN = re.compile(_TEXT), re.compile(f"<si>{_TEXT}</si>")
_LONGEST, _MOST = 1_000, 4_096  # characters of an item that is remembered, and how many are, twice at most


class SharedStrings(NamedTuple):
    """The texts in their order, without the phonetic readings that stand beside some."""

    texts: tuple[str, ...]
    clean: bool  # nothing in any of them is to be cleaned


def read_strings(xml: bytes, limits: FileLimits) -> SharedStrings:
    """The workbook's shared strings; each stands in a cell, of which there may be no more (INTAKE 26).

    Raises:
        Refusal: the part is damaged, or holds more texts than a workbook may have cells.
    """
    if has_more_named(xml, b"si", limits.cells):
        raise unsupported(
            f"工作簿的文字多于{limits.cells}条，未读取。请删除多余内容后重新报送", Flag.OVER_LIMIT
        )
    xml = shortened(xml)
    try:
        refuse_unusual(xml)
        return _as_usual(as_text(xml))
    except NotUsual:
        texts = _one_by_one(xml, limits.xml)
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
    return _items.read(items)


class _Items:
    """Reads items: the ledgers of a plan have most of them in common, and the others are looked through together."""

    def __init__(self) -> None:
        # Text by item; one in which something is to be cleaned is read each time.
        self._clean: dict[str, str] = {}

    def read(self, items: Sequence[str]) -> SharedStrings:
        """The texts in their order."""
        texts = [*map(self._clean.get, items)]
        if None not in texts:
            return SharedStrings(cast(tuple[str, ...], tuple(texts)), clean=True)
        new = [item for item, text in zip(items, texts, strict=True) if text is None]
        read = _plain_texts(new) or [*map(_text_of, new)]
        clean = not needs_cleaning(one_text_of(read))
        self._keep(
            (item, text)
            for item, text in zip(new, read, strict=True)
            if len(item) <= _LONGEST and (clean or not needs_cleaning(text))
        )
        learnt = iter(read)
        return SharedStrings(tuple([next(learnt) if text is None else text for text in texts]), clean)

    def _keep(self, clean: Iterable[tuple[str, str]]) -> None:
        if len(self._clean) > _MOST:
            self._clean.clear()
        self._clean.update(islice(clean, _MOST))


_items = _Items()


def _plain_texts(items: Sequence[str]) -> list[str] | None:
    """All of them at once; None where not each is one text that is written as it is."""
    joined = "<si>".join(("", *items))
    texts = _PLAIN.findall(joined)
    as_it_is = len(texts) == len(items) and "&" not in joined and "\r" not in joined and "_x" not in joined
    return texts if as_it_is else None


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


def _one_by_one(xml: bytes, limits: XmlLimits) -> tuple[str, ...]:
    strings = []
    for event, element in elements(xml, ("{*}si",), limits) if xml else ():
        if event == "end":
            strings.append(joined_text(element))
            element.clear()
    return tuple(strings)
