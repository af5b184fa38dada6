"""Bookmarks in a Word document: the marks around placed numbers become them, and they are read again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from taizhang.papers.paper_styles import W
from taizhang.papers.placed import CLOSES, OPENS, PARTS
from taizhang.rollups.stated import Stated

_W = f"{{{W}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_MARKED = re.compile(f"{OPENS}(\\d+){PARTS}([^{CLOSES}]*){CLOSES}")


@dataclass(frozen=True, slots=True)
class Bookmarked:
    """A number that stands in the paper under a bookmark."""

    bookmark: str
    stated: Stated


def wrap_numbers(document: Any, stated: Sequence[Stated]) -> tuple[Bookmarked, ...]:
    """Put a bookmark around every marked number of the body, in the paper's order.

    A number that is said twice has two bookmarks, the second with _2 behind its name, since Word wants each name once.
    """
    body = document.element.body
    writer = _Writer(stated, body)
    for run in list(body.iter(f"{_W}r")):
        if any(OPENS in (text.text or "") for text in run.iter(f"{_W}t")):
            writer.replace(run)
    return tuple(writer.found)


def strip_marks(document: Any) -> None:
    """The numbers alone in headers, footers and footnotes, where a bookmark would be out of sight."""
    for rel in document.part.rels.values():
        if rel.is_external:
            continue
        part = rel.target_part
        if hasattr(part, "element"):
            for text in part.element.iter(f"{_W}t"):
                text.text = _MARKED.sub(r"\2", text.text or "")
        elif OPENS.encode() in part.blob:
            part._blob = _MARKED.sub(r"\2", part.blob.decode("utf-8")).encode("utf-8")


def bookmark_texts(document: Any) -> dict[str, str]:
    """The text under each bookmark of the body, in the order of the page."""
    texts: dict[str, str] = {}
    names: dict[str, str] = {}
    for element in document.element.body.iter():
        if element.tag == f"{_W}bookmarkStart":
            name = element.get(f"{_W}name")
            names[element.get(f"{_W}id")] = name
            texts[name] = ""
        elif element.tag == f"{_W}bookmarkEnd":
            names.pop(element.get(f"{_W}id"), None)
        elif element.tag == f"{_W}t":
            for name in names.values():
                texts[name] += element.text or ""
    return texts


class _Writer:
    """Runs with marks in them, one after the other."""

    def __init__(self, stated: Sequence[Stated], body: Any) -> None:
        self.stated, self.found = stated, list[Bookmarked]()
        starts = list(body.iter(f"{_W}bookmarkStart"))
        self._taken = {(one.get(f"{_W}name") or "").lower() for one in starts}
        numbers = (one.get(f"{_W}id") or "" for one in starts)
        self._next = 1 + max((int(number) for number in numbers if number.isdecimal()), default=0)

    def replace(self, run: Any) -> None:
        """The run in pieces, each with the look of the whole, bookmarks between them."""
        for piece in self._pieces(run):
            run.addprevious(piece)
        run.getparent().remove(run)

    def _pieces(self, run: Any) -> Iterator[Any]:
        look = run.find(f"{_W}rPr")
        for child in list(run):
            if child.tag == f"{_W}t" and OPENS in (child.text or ""):
                yield from self._split(run, look, child.text)
            elif child.tag != f"{_W}rPr":
                piece = _like(run, look)
                piece.append(child)
                yield piece

    def _split(self, run: Any, look: Any, text: str) -> Iterator[Any]:
        after = 0
        for match in _MARKED.finditer(text):
            if match.start() > after:
                yield _with_text(run, look, text[after : match.start()])
            yield from self._bookmarked(_with_text(run, look, match[2]), self.stated[int(match[1])])
            after = match.end()
        if after < len(text):
            yield _with_text(run, look, text[after:])

    def _bookmarked(self, piece: Any, stated: Stated) -> Iterator[Any]:
        name, key = self._free_name(stated.mark), str(self._next)
        self._next += 1
        self.found.append(Bookmarked(name, stated))
        yield piece.makeelement(f"{_W}bookmarkStart", {f"{_W}id": key, f"{_W}name": name})
        yield piece
        yield piece.makeelement(f"{_W}bookmarkEnd", {f"{_W}id": key})

    def _free_name(self, mark: str) -> str:
        """Word takes names that differ in capitals for the same one."""
        name, number = mark, 1
        while name.lower() in self._taken:
            number += 1
            name = f"{mark}_{number}"
        self._taken.add(name.lower())
        return name


def _like(run: Any, look: Any) -> Any:
    piece = run.makeelement(run.tag)
    if look is not None:
        piece.append(deepcopy(look))
    return piece


def _with_text(run: Any, look: Any, text: str) -> Any:
    piece = _like(run, look)
    held = piece.makeelement(f"{_W}t", {_SPACE: "preserve"})
    held.text = text
    piece.append(held)
    return piece
