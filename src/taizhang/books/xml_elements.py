"""XML read with a full parser: nothing is resolved, nothing is fetched, and what is damaged is refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from lxml import etree

from taizhang.books.clean_text import CUT
from taizhang.books.refusal import corrupt, too_many
from taizhang.books.xml_counts import refuse_many_elements
from taizhang.model.file_limits import XmlLimits
from taizhang.model.verdict import Flag

_MOST_TEXT = 8 * 1024 * 1024  # bytes; the parser gives up at ten million
_ENDLESS = re.compile(rb"(?<=>)[^<]{%d,}" % _MOST_TEXT)
_UNFINISHED = re.compile(rb"(?:&[^;&]{0,12}|[\xc0-\xff][\x80-\xbf]{0,3})\Z")
_PARSERS_LIMIT = 114  # the parser's number for passing limits of its own, which are these two
_DEEPEST, _LONGEST = 256, 10_000_000  # elements within each other, bytes of an attribute or a name


def elements(xml: bytes, tags: tuple[str, ...], limits: XmlLimits) -> Iterator[tuple[str, etree._Element]]:
    """Where each element with one of the tags starts and ends, as ("start" or "end", element).

    Raises:
        Refusal: the document is damaged, or has too many elements, or one of them too many attributes.
    """
    refuse_many_elements(xml, limits.stream)
    _refuse_many_attributes(xml, limits.attributes)
    try:
        yield from etree.iterparse(
            BytesIO(shortened(xml)), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True,
            huge_tree=False, load_dtd=False,
        )  # fmt: skip
    except (etree.XMLSyntaxError, ValueError) as trouble:
        _tell_limit_of_parser(trouble)
        raise corrupt("文件内容有损坏，工作表读不完整。请在表格软件中重新保存后再报送") from trouble


def parse_part(xml: bytes, limits: XmlLimits) -> etree._Element:
    """A part as a tree.

    Raises:
        Refusal: the part is damaged, or has too many elements, or one of them too many attributes.
    """
    refuse_many_elements(xml, limits.tree)
    _refuse_many_attributes(xml, limits.attributes)
    try:
        return parse_or_raise(xml)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        _tell_limit_of_parser(trouble)
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


def _tell_limit_of_parser(trouble: Exception) -> None:
    """The parser calls that a fault of the document."""
    code = getattr(trouble, "code", None)
    if code == etree.ErrorTypes.ERR_NO_MEMORY:
        raise MemoryError from trouble
    if code == _PARSERS_LIMIT:
        limits = f"文件内部的层次多于{_DEEPEST}层，或者一处内容长于{_LONGEST}字节"
        raise corrupt(f"{limits}，未读取。请在表格软件中另存为新文件后再报送", Flag.OVER_LIMIT) from trouble


def _refuse_many_attributes(xml: bytes, most: int) -> None:
    """Each of them is held against all others by the parser."""
    long_tag, many_attributes = _patterns(most)
    if long_tag.search(xml) and many_attributes.search(xml.replace(b"\0", b"")):  # UTF-16 too
        raise too_many("文件内部一个元素的属性", most, "个")


@lru_cache(maxsize=4)
def _patterns(most: int) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    """What finds a tag long enough for more attributes, and one that has them."""
    attribute = rb"\s+[^\s=<>\"']+\s*=\s*(?:\"[^\"<]*\"|'[^'<]*')"
    many = rb"<[^\s<>/!?]+(?:%s){%d}" % (attribute, most + 1)
    return re.compile(rb"<[^<]{%d}" % (most * len(' a=""'))), re.compile(many)
