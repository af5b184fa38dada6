"""The text of a .docx: paragraphs with their automatic numbers, and table rows, in the order of the page."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from taizhang.errors import CannotRead
from taizhang.papers.word_numbers import Numbering

_DOCUMENT = "word/document.xml"
_LARGEST = 200 * 1024 * 1024  # bytes when unpacked


def is_word(data: bytes) -> bool:
    """Whether the zip is a Word document."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return _DOCUMENT in package.namelist()
    except (zipfile.BadZipFile, ValueError, OSError):
        return False


def read_word(data: bytes, name: str) -> str:
    """The text of the document's body.

    Raises:
        CannotRead: the document is damaged, or far larger than any plan.
    """
    from docx import Document

    with zipfile.ZipFile(io.BytesIO(data)) as package:
        if sum(part.file_size for part in package.infolist()) > _LARGEST:
            raise CannotRead(f"{name}展开后过大，请只保留正文后再编制。")
    try:
        document = Document(io.BytesIO(data))
        return "\n".join(_lines(document))
    except (KeyError, ValueError, SyntaxError, AttributeError, zipfile.BadZipFile, OSError) as fault:
        raise CannotRead(f"{name}已损坏，读不出内容，请用文字处理软件另存一份再编制。") from fault


def _lines(document: Any) -> Iterator[str]:
    from docx.table import Table

    numbering = Numbering(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield numbering.label(block) + block.text


def _rows(table: Any) -> Iterator[str]:
    """A line a row; merged cells are said once."""
    for row in table.rows:
        cells = {id(cell._tc): cell.text.strip() for cell in row.cells}
        yield "\t".join(cells.values())
