"""The text of a web page: a line for each block, nothing of scripts and styles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from lxml import etree, html

from taizhang.errors import CannotRead
from taizhang.papers.plain_text import read_plain

_SIGNS = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|div|p|table|span|article)\b", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_SILENT = {
    "script", "style", "noscript", "template", "head", "select", "textarea", "button", "svg", "nav", "aside", "iframe", "object",
    "rt", "rp",
}  # fmt: skip
_HIDING = re.compile(r"(?:display|visibility)\s*:\s*(?:none|hidden)|mso-hide\s*:\s*all", re.IGNORECASE)
_BLOCKS = {
    "p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "section", "article", "ul", "ol", "dd", "dt",
    "header", "footer", "blockquote", "td", "th", "center", "hr", "pre",
}  # fmt: skip
_FEWEST_CELLS = 3
_LONGEST_CELL = 600  # characters


def looks_like_html(data: bytes) -> bool:
    """Whether the first kilobytes hold the tags of a page."""
    return bool(_SIGNS.search(data[:4096]))


def read_html(data: bytes, name: str) -> str:
    """The page's visible text.

    Raises:
        CannotRead: the page has no body.
    """
    text = _decoded(data, name)
    try:
        # Walking over long runs of comments costs their square, so they are left out from the start.
        parser = html.HTMLParser(remove_comments=True, remove_pis=True)
        page = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.ParserError, ValueError) as fault:
        raise CannotRead(f"{name}这个网页里没有正文，请复制正文另存为文本后再编制。") from fault
    written = "".join(_walk(page))
    lines = (line.strip() for line in written.splitlines())
    return "\n".join(line for line in lines if line)


def _decoded(data: bytes, name: str) -> str:
    """What is UTF-8 is read as such, whatever the page declares."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        declared = _CHARSET.search(data[:4096])
    if declared and declared[1].lower().startswith(b"gb"):
        return data.decode("gb18030", "replace")
    return read_plain(data, name)


def _walk(page: Any) -> Iterator[str]:
    """Every visible piece of text in order, without recursion: pages nest deeper than Python does."""
    silent = inline = 0
    for event, element in etree.iterwalk(page, events=("start", "end")):
        quiet, block = _is_silent(element), element.tag in _BLOCKS and not inline
        if event == "start" and _is_cell_of_row(element):
            inline += 1
            yield "\t" + ((element.text or "").replace("\n", " ") if not silent else "")
            continue
        if event == "end" and _is_cell_of_row(element):
            inline -= 1
            continue
        if event == "start":
            silent += quiet
            yield ("\n" if block else "") + ((element.text or "").replace("\n", " ") if not silent else "")
            continue
        silent -= quiet
        yield ("\n" if block else "") + ((element.tail or "").replace("\n", " ") if not silent else "")


def _is_silent(element: Any) -> bool:
    """Whether a reader of the page does not see it, or sees it as a way to other pages."""
    return (
        element.tag in _SILENT
        or element.get("hidden") is not None
        or element.get("aria-hidden") == "true"
        or bool(_HIDING.search(element.get("style") or ""))
    )


def _is_cell_of_row(element: Any) -> bool:
    """A short cell in a row of several: such a row is one line, with tabs between its cells.

    Cells that lay out a page are long or hold tables of their own.
    """
    row = element.getparent()
    if element.tag not in ("td", "th") or row is None or row.tag != "tr":
        return False
    if len(list(islice(row, _FEWEST_CELLS))) < _FEWEST_CELLS:
        return False
    return _is_short(element) and element.find(".//table") is None


def _is_short(element: Any) -> bool:
    length = 0
    for words in element.itertext():
        length += len(words)
        if length > _LONGEST_CELL:
            return False
    return True
