"""The text of a .docx: paragraphs with their automatic numbers, and table rows, in the order of the page."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from taizhang.errors import CannotRead
from taizhang.papers.word_numbers import Numbering
from taizhang.papers.word_paragraphs import Paragraphs
from taizhang.papers.word_tables import read_rows

_DOCUMENT = "word/document.xml"
_LARGEST = 200 * 1024 * 1024  # bytes when unpacked
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOTES = "/footnotes"  # the end of the relationship's type
# What the libraries raise on a damaged document.
OF_DAMAGE = (
    LookupError, ArithmeticError, RuntimeError, ValueError, TypeError, SyntaxError, AttributeError, EOFError, OSError, zlib.error,
    zipfile.BadZipFile,
)  # fmt: skip


def is_word(data: bytes) -> bool:
    """Whether the zip is a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _DOCUMENT in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read_word(data: bytes, name: str) -> str:
    """The text of the document's body, with every change accepted; footnotes stand at the end.

    Raises:
        CannotRead: the document is damaged, far larger than any plan, or made of pictures.
    """
    from docx import Document

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > _LARGEST:
            raise CannotRead(f"{name}展开后过大，请只保留正文后再编制。")
        pictures = any(part.filename.startswith("word/media/") for part in package.infolist())
    try:
        document = Document(io.BytesIO(data))
        text = "\n".join((*_lines(document), *_notes(document)))
    except OF_DAMAGE as fault:
        raise CannotRead(f"{name}已损坏，读不出内容，请用文字处理软件另存一份再编制。") from fault
    if pictures and not text.strip():
        raise CannotRead(f"{name}里只有图片，没有文字，请先识别成文字再编制。")
    return text


def _lines(document: Any) -> Iterator[str]:
    paragraphs = Paragraphs(Numbering(document), document)
    return _blocks(document.element.body, paragraphs)


def _blocks(holder: Any, paragraphs: Paragraphs) -> Iterator[str]:
    """Paragraphs and tables, also those that a content control or a marked insertion holds."""
    for block in holder:
        if block.tag == f"{_W}p":
            yield from paragraphs.lines(block)
        elif block.tag == f"{_W}tbl":
            yield from read_rows(block, paragraphs)
        elif block.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
            yield from _blocks(block, paragraphs)
    yield from paragraphs.left()


def _notes(document: Any) -> Iterator[str]:
    """Footnotes as lines of their own, so that none lands inside a sentence."""
    from lxml import etree

    plain = etree.XMLParser(resolve_entities=False, no_network=True)
    parts = (rel.target_part for rel in document.part.rels.values() if rel.reltype.endswith(_NOTES))
    for part in parts:
        root = etree.fromstring(part.blob, plain)
        for note in root.iter(f"{_W}footnote"):
            if note.get(f"{_W}type") in (None, "normal"):
                words = "".join(text.text or "" for text in note.iter(f"{_W}t")).strip()
                if words:
                    yield f"注：{words}"
