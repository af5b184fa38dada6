"""Words of a Word paragraph: what was inserted stands in it, what was deleted or hidden does not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from taizhang.papers.word_numbers import Numbering

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"
# A deleted run, a moved one where it was, what a field computes from, a mark of a note, a hidden guide of a control.
_SILENT = {f"{_W}{tag}" for tag in ("del", "moveFrom", "instrText", "delInstrText", "pPr", "rPr", "sdtPr", "rt", "footnoteReference")} | {
    _FALLBACK, _BOX,
}  # fmt: skip
_PRINTED = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": "\t"}


class Paragraphs:
    """Reads paragraphs in the order of the page, each with the number that Word prints before it."""

    def __init__(self, numbering: Numbering, document: Any) -> None:
        self._numbering, self._document = numbering, document
        self._open = ""  # a paragraph whose mark was deleted runs on into the next

    def lines(self, paragraph: Any) -> Iterator[str]:
        """The paragraph's line, then those of the boxes that are anchored in it."""
        text = self._open + self.words(paragraph)
        self._open = ""
        if _mark_is_deleted(paragraph):
            self._open = text
        else:
            yield text
        for box in _boxes(paragraph):
            for inner in box.iter(f"{_W}p"):
                yield self.words(inner)

    def left(self) -> Iterator[str]:
        """What the last paragraph left open."""
        if self._open:
            yield self._open
            self._open = ""

    def words(self, paragraph: Any) -> str:
        from docx.text.paragraph import Paragraph

        text = "".join(_words(paragraph))
        if not text.strip():
            return text
        return self._numbering.label(Paragraph(paragraph, self._document._body)) + text


def _words(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _SILENT or (child.tag == f"{_W}r" and _is_hidden(child)):
            continue
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _PRINTED:
            yield _PRINTED[child.tag] if child.get(f"{_W}type") != "page" else "\n"
        elif len(child):
            yield from _words(child)


def _is_hidden(run: Any) -> bool:
    hidden = run.find(f"{_W}rPr/{_W}vanish")
    return hidden is not None and hidden.get(f"{_W}val") not in ("0", "false", "off")


def _mark_is_deleted(paragraph: Any) -> bool:
    return paragraph.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None


def _boxes(paragraph: Any) -> Iterator[Any]:
    """Text boxes; a box that is kept in two forms for old programs is read once."""
    for box in paragraph.iter(_BOX):
        if not any(above.tag == _FALLBACK for above in box.iterancestors()):
            yield box
