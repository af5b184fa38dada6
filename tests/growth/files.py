"""Files of any size, each of one make that a careless reader reads in the square of its size."""

from __future__ import annotations

import io
from collections.abc import Callable
from copy import deepcopy

from docx import Document

from .shapes import repeated

_PAGE = "<html><body>"
_SENTENCE = "推进改革服务" * 16


def _page(words: str, before: str = _PAGE) -> Callable[[int], bytes]:
    return lambda size: (before + repeated(words, size)).encode()


def _text(encoding: str) -> Callable[[int], bytes]:
    return lambda size: repeated("推进改革服务\n", size // 2).encode(encoding)


def _word(style: str | None) -> Callable[[int], bytes]:
    def paragraphs(size: int) -> bytes:
        document = Document()
        for number in range(size // 100):
            document.add_paragraph(f"{number}、{_SENTENCE}", style=style)
        return _saved(document)

    return paragraphs


def _word_table(size: int) -> bytes:
    document = Document()
    row = document.add_table(1, 4).rows[0]
    for cell in row.cells:
        cell.text = "任务"
    for _ in range(size // 100):
        row._tr.addnext(deepcopy(row._tr))
    return _saved(document)


def _saved(document: object) -> bytes:
    content = io.BytesIO()
    document.save(content)  # type: ignore[attr-defined]
    return content.getvalue()


FILES: dict[str, Callable[[int], bytes]] = {
    "paragraphs": _page("<p>一、建立制度。完成5个。</p>"),
    "blocks in blocks": _page("<div>"),
    "cells of one row": _page("<td>甲</td>", f"{_PAGE}<table><tr>"),
    "rows": _page("<tr><td>甲</td><td>乙</td><td>丙</td></tr>", f"{_PAGE}<table>"),
    "rows of paragraphs": _page("<tr><td><p>甲</p></td><td>乙</td><td>丙</td></tr>", f"{_PAGE}<table>"),
    "tables in tables": _page("<table><tr><td>甲<td>乙<td>"),
    "pieces of one cell": _page("<b>甲</b>", f"{_PAGE}<table><tr><td>甲</td><td>乙</td><td>"),
    "pieces of a line": _page("<span>推</span>"),
    "brackets": _page("<"),
    "entities": _page("&a"),
    "comments": _page("<!-- 甲 -->乙"),
    "scripts": _page("<script>甲</script>乙"),
    "a declaration without end": _page(" ", "<?xml"),
    "an encoding without end": _page(" ", "<html><head><meta charset="),
    "blank lines": _page(" \n"),
    "UTF-8": _text("utf-8"),
    "GB18030": _text("gb18030"),
    "UTF-16": _text("utf-16"),
    "no text": lambda size: bytes(range(256)) * (size // 256),
    "Word paragraphs": _word(None),
    "Word lists": _word("List Number"),
    "Word tables": _word_table,
}
