"""The XML of one part: read without ever resolving anything outside it, written as Excel does."""

from __future__ import annotations

from lxml import etree

from taizhang.errors import CannotRead

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def parse_part(part: bytes, *, mend: bool = False) -> etree._Element:
    """The root element; `mend` accepts tags that were left open, as old VML drawings have them.

    Raises:
        CannotRead: the part is not XML, or declares a document type.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=mend)
    try:
        root = etree.fromstring(part, parser)
    except (etree.XMLSyntaxError, ValueError) as broken:
        raise CannotRead("这个工作簿的内部结构读不通，请用表格软件另存为新的xlsx文件后再试。") from broken
    if root is None or root.getroottree().docinfo.doctype:
        raise CannotRead("这个工作簿的内部结构读不通，请用表格软件另存为新的xlsx文件后再试。")
    return root


def part_bytes(root: etree._Element) -> bytes:
    return bytes(etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True))


def main(name: str) -> str:
    """The tag of an element of the spreadsheet's own namespace."""
    return f"{{{MAIN}}}{name}"


def local_name(element: etree._Element) -> str:
    """The tag without its namespace; "" for a comment or an instruction."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
