"""The text of a PDF; a scan has none."""

from __future__ import annotations

import io
import logging
from typing import Any

from pypdf import PdfReader
from pypdf.errors import DependencyError, PyPdfError

from taizhang.errors import CannotRead
from taizhang.papers.printed_pages import read_paragraphs

_LEAST = 20  # characters a page: what holds fewer on average is a picture of a page
_MOST_PAGES = 500
_FAULTS = (
    PyPdfError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    RecursionError,
    ArithmeticError,
    OSError,
)


def read_pdf(data: bytes, name: str) -> str:
    """The text of every page, in order, its printed lines joined to paragraphs.

    Raises:
        CannotRead: it is locked, broken, or a scan without text.
    """
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every small flaw
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotRead(f"{name}设有密码，请去掉密码后再编制。")
        pages = [_read_page(page) for page in reader.pages[:_MOST_PAGES]]
    except DependencyError as fault:
        raise CannotRead(f"{name}加了密，这里解不开，请另存为不加密的文件后再编制。") from fault
    except _FAULTS as fault:
        raise CannotRead(f"{name}已损坏，读不出内容，请重新导出后再编制。") from fault
    if len("".join("".join(pages).split())) < _LEAST * max(1, len(pages)):
        raise CannotRead(f"{name}是扫描件，里面没有文字，请先识别成文字再编制。")
    return read_paragraphs(pages)


def _read_page(page: Any) -> str:
    """The lines with their indents, which tell paragraphs; pages that do not yield them are read plainly."""
    try:
        text = str(page.extract_text(extraction_mode="layout", layout_mode_space_vertically=False))
    except _FAULTS:
        text = ""
    return text if text.strip() else str(page.extract_text())
