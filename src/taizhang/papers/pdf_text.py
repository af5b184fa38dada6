"""The text of a PDF; a scan has none."""

from __future__ import annotations

import io
import logging

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from taizhang.errors import CannotRead

_LEAST = 20  # characters a page: what holds fewer on average is a picture of a page
_MOST_PAGES = 500


def read_pdf(data: bytes, name: str) -> str:
    """The text of every page, in order.

    Raises:
        CannotRead: it is locked, broken, or a scan without text.
    """
    logging.getLogger("pypdf").setLevel(logging.ERROR)  # it warns of every small flaw
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotRead(f"{name}设有密码，请去掉密码后再编制。")
        pages = [page.extract_text() for page in reader.pages[:_MOST_PAGES]]
    except (
        PyPdfError,
        ValueError,
        KeyError,
        TypeError,
        IndexError,
        AttributeError,
        RecursionError,
        OSError,
    ) as fault:
        raise CannotRead(f"{name}已损坏，读不出内容，请重新导出后再编制。") from fault
    text = "\n".join(pages)
    if len("".join(text.split())) < _LEAST * max(1, len(pages)):
        raise CannotRead(f"{name}是扫描件，里面没有文字，请先识别成文字再编制。")
    return text
