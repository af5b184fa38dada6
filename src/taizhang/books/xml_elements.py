"""XML read with a full parser: nothing is resolved, nothing is fetched, and what is damaged is refused."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from taizhang.books.refusal import corrupt


def elements(xml: bytes, tags: tuple[str, ...]) -> Iterator[tuple[str, etree._Element]]:
    """Where each element with one of the tags starts and ends, as ("start" or "end", element).

    Raises:
        Refusal: the document is damaged.
    """
    try:
        yield from etree.iterparse(
            BytesIO(xml), events=("start", "end"), tag=tags, resolve_entities=False, no_network=True,
            huge_tree=False, load_dtd=False,
        )  # fmt: skip
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise corrupt("文件内容有损坏，工作表读不完整。请在表格软件中重新保存后再报送") from trouble


def parse_part(xml: bytes) -> etree._Element:
    """A small part as a tree.

    Raises:
        Refusal: the part is damaged.
    """
    try:
        return parse_or_raise(xml)
    except (etree.XMLSyntaxError, ValueError) as trouble:
        raise corrupt("文件内容有损坏，读不出工作表。请在表格软件中重新保存后再报送") from trouble


def parse_or_raise(xml: bytes) -> etree._Element:
    """The same, for a caller who has another way to read what is damaged.

    Raises:
        XMLSyntaxError, ValueError: it is.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    return etree.fromstring(xml, parser)
