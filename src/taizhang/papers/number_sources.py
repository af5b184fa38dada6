"""Where a paper's numbers come from, kept in a part of the Word file that Word and LibreOffice keep when they save."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from taizhang.errors import CannotRead
from taizhang.papers.bookmarks import Bookmarked, bookmark_texts
from taizhang.papers.fit_text import fit_text
from taizhang.papers.word_text import OF_DAMAGE
from taizhang.rollups.how import How
from taizhang.rollups.stated import Stated

_NAMESPACE = "urn:taizhang:number-sources"
_TAG = f"{{{_NAMESPACE}}}"
_STORE = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PROPERTIES = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
_KEY = "{7C0B3C52-6D0E-4C8B-9A55-3F5C9D1E2A47}"  # of the part, as Word wants one
_LARGEST = 200 * 1024 * 1024  # bytes when unpacked
_FACTS = ("title", "printed", "how", "origins", "parameter", "clause")


@dataclass(frozen=True, slots=True)
class RollupFile:
    """The workbook that a paper's numbers stand in."""

    name: str
    sha256: str


@dataclass(frozen=True, slots=True)
class PrintedNumber:
    """One number of a paper: what stands there now, and what was written there and why."""

    bookmark: str
    text: str | None  # under the bookmark; None where it is gone
    stated: Stated

    @property
    def altered(self) -> bool:
        """Somebody wrote something else since, or took it out."""
        return self.text != self.stated.printed


@dataclass(frozen=True, slots=True)
class NumberSources:
    """All that a paper says of its numbers."""

    rollup: RollupFile
    numbers: tuple[PrintedNumber, ...]


def keep_sources(document: Any, rollup: RollupFile, found: Sequence[Bookmarked]) -> None:
    """Add the part; one that a template brought along is taken out first."""
    from docx.opc.packuri import PackURI
    from docx.opc.part import Part

    part, package = document.part, document.part.package
    for key in [key for key, rel in part.rels.items() if _is_ours(rel)]:
        del part.rels[key]
    number = 1 + max((_number(str(one.partname)) for one in package.iter_parts()), default=0)
    held = Part(PackURI(f"/customXml/item{number}.xml"), "application/xml", _written(rollup, found), package)
    facts = Part(PackURI(f"/customXml/itemProps{number}.xml"), _PROPERTIES, _properties(), package)
    part.relate_to(held, f"{_RELATIONS}/customXml")
    held.relate_to(facts, f"{_RELATIONS}/customXmlProps")


def read_sources(content: bytes, name: str) -> NumberSources:
    """What the paper says of its numbers, beside what stands in it.

    Raises:
        CannotRead: it is no Word document, or none of ours.
    """
    from docx import Document

    _refuse_other_kinds(content, name)
    try:
        document = Document(io.BytesIO(content))
        roots = [root for root in _custom_parts(document) if root.tag == f"{_TAG}sources"]
        texts = bookmark_texts(document)
    except OF_DAMAGE as fault:
        raise CannotRead(f"“{name}”已损坏，读不出内容，请换用原来的文件。") from fault
    if not roots:
        raise CannotRead(f"“{name}”里没有数字出处，不是本系统写出的通报或简报，请换用本系统写出的文件。")
    root = roots[-1]
    rollup = RollupFile(root.get("workbook", ""), root.get("sha256", ""))
    return NumberSources(rollup, tuple(_numbers(root, texts)))


def _numbers(root: Any, texts: dict[str, str]) -> Iterator[PrintedNumber]:
    for one in root.iter(f"{_TAG}number"):
        facts = {name: one.get(name, "") for name in _FACTS}
        how = facts.pop("how")
        if how in list(How):
            bookmark = one.get("bookmark", "")
            stated = Stated(mark=bookmark, value=None, how=How(how), **facts)
            yield PrintedNumber(bookmark, texts.get(bookmark), stated)


def _refuse_other_kinds(content: bytes, name: str) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            size = sum(part.file_size for part in package.infolist())
            word = "word/document.xml" in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        size, word = 0, False
    if not word:
        raise CannotRead(f"“{name}”不是 Word 文件（.docx），请选本系统写出的通报或简报。")
    if size > _LARGEST:
        raise CannotRead(f"“{name}”展开后过大，请换用原来的文件。")


def _custom_parts(document: Any) -> Iterator[Any]:
    from lxml import etree

    plain = etree.XMLParser(resolve_entities=False, no_network=True)
    for rel in document.part.rels.values():
        if rel.reltype.endswith("/customXml") and not rel.is_external:
            yield etree.fromstring(rel.target_part.blob, plain)


def _is_ours(rel: Any) -> bool:
    custom = rel.reltype.endswith("/customXml") and not rel.is_external
    return custom and _NAMESPACE.encode() in rel.target_part.blob


def _number(name: str) -> int:
    digits = "".join(filter(str.isdigit, name)) if name.startswith("/customXml/item") else ""
    return int(digits) if digits else 0


def _written(rollup: RollupFile, found: Sequence[Bookmarked]) -> bytes:
    from lxml import etree

    root = etree.Element(f"{_TAG}sources", nsmap={None: _NAMESPACE})
    root.set("workbook", fit_text(rollup.name))
    root.set("sha256", rollup.sha256)
    for one in found:
        number = etree.SubElement(root, f"{_TAG}number", bookmark=one.bookmark)
        for name in _FACTS:
            number.set(name, fit_text(str(getattr(one.stated, name))))
    content: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return content


def _properties() -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="no"?><ds:datastoreItem ds:itemID="{_KEY}" xmlns:ds="{_STORE}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{_NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    ).encode()
