"""XML read with a full parser: nothing is resolved, nothing is fetched, and what is damaged is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from taizhang.books.clean_text import CUT
from taizhang.books.refusal import corrupt, dangerous
from taizhang.books.xml_counts import MOST_IN_STREAM, MOST_IN_TREE, refuse_many_elements
from taizhang.model.verdict import Flag

_MOST_ATTRIBUTES = 1_000  # of one element; that no element stands deeper than 256 is the parser's own limit
_MOST_TEXT = 8 * 1024 * 1024  # bytes; the parser gives up at ten million
_ENDLESS = re.compile(rb"(?<=>)[^<]{%d,}" % _MOST_TEXT)
_UNFINISHED = re.compile(rb"(?:&[^;&]{0,12}|[\xc0-\xff][\x80-\xbf]{0,3})\Z")
_LONG_TAG = re.compile(rb"<[^<]{%d}" % (_MOST_ATTRIBUTES * len(' a=""')))
_MANY_ATTRIBUTES = re.compile(
    rb"<[^\s<>/!?]+(?:\s+[^\s=<>\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')){%d}" % (_MOST_ATTRIBUTES + 1)
)


def elements(xml: bytes, tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    """Where each element with one of the tags starts and ends, as ("start" or "end", element).

    Raises:
        Refusal: the document is damaged, or has too many elements, or one of them too many attributes.
    """
    refuse_many_elements(xml, MOST_IN_STREAM)
    _refuse_many_attributes(xml)
    try:
        yield from etree.iterparse(
            BytesIO(shortened(xml)), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True,
            huge_tree=False, load_dtd=False,
        )  # fmt: skip
    except (etree.XMLSyntaxError, ValueError) as trouble:
        _tell_want_of_memory(trouble)
        raise corrupt("文件内容有损坏，工作表读不完整。请在表格软件中重新保存后再报送") from trouble


def parse_part(xml: bytes, most: int = MOST_IN_TREE) -> etree._Element:
    """A part as a tree, a small one or one of so many elements at the most.

    Raises:
        Refusal: the part is damaged, or has too many elements, or one of them too many attributes.
    """
    refuse_many_elements(xml, most)
    _refuse_many_attributes(xml)
    try:
        return parse_or_raise(xml)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        _tell_want_of_memory(trouble)
        raise corrupt("文件内容有损坏，读不出工作表。请在表格软件中重新保存后再报送") from trouble


def parse_or_raise(xml: bytes) -> etree._Element:
    """The same, for a caller who has another way to read what is damaged.

    Raises:
        XMLSyntaxError, ValueError: it is.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    return etree.fromstring(xml, parser)


def shortened(xml: bytes) -> bytes:
    """The part without the far ends of texts that the parser would give up over; a note stands in their place."""
    if len(xml) <= _MOST_TEXT:
        return xml
    note = CUT.encode()
    return _ENDLESS.sub(lambda found: _UNFINISHED.sub(b"", found[0][:_MOST_TEXT]) + note, xml)


def _tell_want_of_memory(trouble: Exception) -> None:
    """The parser calls that a fault of the document."""
    if getattr(trouble, "code", None) == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError from trouble


def _refuse_many_attributes(xml: bytes) -> None:
    """Each of them is held against all others by the parser."""
    if _LONG_TAG.search(xml) and _MANY_ATTRIBUTES.search(xml.replace(b"\0", b"")):  # UTF-16 too
        raise dangerous(
            f"文件内部一个元素的属性多于{_MOST_ATTRIBUTES}个，未读取。请在表格软件中另存为新文件后再报送",
            Flag.OVER_LIMIT,
        )
