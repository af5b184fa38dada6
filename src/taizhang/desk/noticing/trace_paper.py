"""Lead a number of a paper back to the counties' cells, through the workbook that lies beside the paper."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import read_file
from taizhang.desk.trace import Traced, held_against, trace_printed
from taizhang.errors import BadUsage, CannotRead

if TYPE_CHECKING:
    from taizhang.papers.number_sources import NumberSources, PrintedNumber


@dataclass(frozen=True, slots=True)
class PaperNumber:
    """A line of the list: one number of the paper, and where it stands in the workbook."""

    bookmark: str
    printed: str  # when the paper was written
    text: str | None  # now; None where the bookmark is gone
    title: str
    cells: str

    @property
    def remark(self) -> str:
        """What became of it since; "" where nothing did."""
        if self.text is None:
            return "书签已删除"
        return "" if self.text == self.printed else f"写出时为“{self.printed}”，请核对"

    def as_json(self) -> dict[str, Any]:
        return {
            "bookmark": self.bookmark, "printed": self.printed, "text": self.text, "title": self.title, "cells": self.cells,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class PaperTraced:
    """One number of the paper with its tree."""

    number: PaperNumber
    workbook: Path
    traced: Traced

    def text(self) -> str:
        number = self.number
        told = "（书签已删除）" if number.text is None else f"“{number.text}”"
        head = f"{number.bookmark}　{number.title}　{told}　依据“{self.workbook.name}”"
        altered = f"正文与写出时不同：{number.remark}。" if number.remark else ""
        return "\n".join(filter(None, (head, altered, self.traced.text())))

    def as_json(self) -> dict[str, Any]:
        return self.number.as_json() | {"workbook": str(self.workbook), "trace": self.traced.as_json()}


def list_numbers(paper: Path) -> tuple[PaperNumber, ...]:
    """Every number of the paper, in its order.

    Raises:
        CannotRead: the file is no paper of ours.
    """
    return tuple(map(_line, _sources(paper).numbers))


def trace_paper(
    paper: Path, bookmark: str, *, rollup: Path | None = None, archive: Path | str | None = None
) -> PaperTraced:
    """The tree of the number under a bookmark; the workbook lies beside the paper where none is given.

    Raises:
        CannotRead: the file is no paper of ours, or its workbook is not there.
        BadUsage: there is no such bookmark, or the workbook is another one.
    """
    sources = _sources(paper)
    number = _named(sources, bookmark, paper)
    workbook = _workbook(sources, paper, rollup)
    trace = trace_printed(workbook, number.stated)
    return PaperTraced(_line(number), workbook, held_against(trace, archive))


def _sources(paper: Path) -> NumberSources:
    from taizhang.papers.number_sources import read_sources

    return read_sources(read_file(paper), paper.name)


def _line(number: PrintedNumber) -> PaperNumber:
    stated = number.stated
    cells = stated.origins or stated.parameter
    return PaperNumber(number.bookmark, stated.printed, number.text, stated.title, cells)


def _named(sources: NumberSources, bookmark: str, paper: Path) -> PrintedNumber:
    """Word does not tell capitals apart in a bookmark's name."""
    by_name = {one.bookmark.lower(): one for one in sources.numbers}
    wanted = bookmark.strip().lower()
    if wanted in by_name:
        return by_name[wanted]
    near = get_close_matches(wanted, list(by_name), 1)
    told = f"（是否为 {by_name[near[0]].bookmark}）" if near else ""
    raise BadUsage(f"“{paper.name}”里没有书签“{bookmark}”{told}，请加 --list 查看全部书签。")


def _workbook(sources: NumberSources, paper: Path, given: Path | None) -> Path:
    """The one given, the one of that name beside the paper, or one beside it with the same bytes.

    Raises:
        CannotRead: none is there.
        BadUsage: the one that is there is another one.
    """
    wanted = sources.rollup
    named = given or paper.with_name(Path(wanted.name).name or "汇总.xlsx")
    if named.exists() and _digest(named) == wanted.sha256:
        return named
    if given is None:
        renamed = (one for one in sorted(paper.parent.glob("*.xlsx")) if _digest(one) == wanted.sha256)
        found = next(renamed, None)
        if found:
            return found
    if not named.exists():
        raise CannotRead(
            f"“{paper.name}”依据的汇总表“{wanted.name}”不在旁边，请放回同一文件夹，或用 --rollup 指明。"
        )
    raise BadUsage(
        f"“{named.name}”不是“{paper.name}”写出时依据的那一份（内容已变），请换回原来的汇总表，或重新写出通报。"
    )


def _digest(path: Path) -> str:
    return sha256(read_file(path)).hexdigest()
