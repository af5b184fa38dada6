"""The hidden mark by which a workbook that we sent back is known again (INTAKE 56)."""

from __future__ import annotations

from lxml import etree

from taizhang.books.marking.package import Package
from taizhang.books.marking.part_xml import local_name
from taizhang.books.marking.relationships import Relationships, declare_part
from taizhang.errors import CannotRead

_PROPERTY = "taizhang-returned"
_PART = "docProps/custom.xml"
_TYPE = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
_SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_FORMAT = "{D5CDD505-2E9C-101B-9397-08002B2CF9AE}"  # what every custom property names as its format


def set_return_marker(package: Package, original: str) -> None:
    """Write down the sha256 of the file that was sent in, among the custom properties."""
    links = Relationships(package, "")
    part = links.first("custom-properties")
    if not part:
        part = _PART
        package.put(part, etree.Element(f"{{{_SPACE}}}Properties", nsmap={None: _SPACE, "vt": _VALUES}))
        declare_part(package, part, _TYPE)
        links.add("custom-properties", part)
    root = package.root(part)
    _value_of(root, _PROPERTY).text = original
    package.put(part, root)


def read_return_marker(content: bytes) -> str:
    """The sha256 of the file that this one is our marked copy of; "" when it is none.

    The mark survives editing, so a county's corrected copy carries it too: only a copy whose values are those
    of the file named here is no new submission.
    """
    try:
        package = Package(content)
        part = Relationships(package, "").first("custom-properties")
        found = [p for p in package.root(part) if p.get("name") == _PROPERTY] if part else []
    except CannotRead:
        return ""
    return "".join(found[0].itertext()).strip() if found else ""


def _value_of(root: etree._Element, name: str) -> etree._Element:
    """The text element of a property, added when it is missing."""
    entry = next((known for known in root if known.get("name") == name), None)
    if entry is None:
        taken = [int(known.get("pid", "1")) for known in root if local_name(known) == "property"]
        entry = etree.SubElement(
            root, f"{{{_SPACE}}}property", fmtid=_FORMAT, pid=str(max(taken, default=1) + 1)
        )
        entry.set("name", name)
    for old in list(entry):
        entry.remove(old)
    return etree.SubElement(entry, f"{{{_VALUES}}}lpwstr")
