"""Our own return copies: ledgers with mistakes as this office sends them back, and as a county mends them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from postbag.office import COLLECTED, PostOffice
from postbag.typed_in import typed_in
from taizhang.books import read_workbook
from taizhang.desk.check import Checked, judge_workbook
from taizhang.desk.context import Context, context_of_plan
from taizhang.desk.returns import marked_up
from taizhang.model.reporter import RosterLine

_AT_ONCE = 5  # as workers have to be started for them


@dataclass(frozen=True, slots=True)
class ReturnCopy:
    """One ledger's copy, marked all over."""

    line: RosterLine
    name: str
    content: bytes
    mended: bytes  # the same workbook with every mistake put right


def return_copies(office: PostOffice) -> Iterator[ReturnCopy]:
    """As many as are asked for, each of another ledger; the same for every office of the same plan."""
    context = context_of_plan(office.plan_file, office.roster_file)
    number = 0
    while True:
        lines = [office.alone[(number + at) % len(office.alone)] for at in range(_AT_ONCE)]
        seeds = range(number, number + _AT_ONCE)
        yield from _made(office, context, list(zip(lines, seeds, strict=True)))
        number += _AT_ONCE


def _made(office: PostOffice, context: Context, wanted: list[tuple[RosterLine, int]]) -> Iterator[ReturnCopy]:
    judged = [
        _judged(office.wrong(line, Random(seed)), f"{line.name}任务台账", context) for line, seed in wanted
    ]
    for (line, seed), one, copy in zip(wanted, judged, marked_up(judged, COLLECTED.date()), strict=True):
        assert isinstance(copy, bytes), copy
        mended = typed_in(copy, office.mended_cells(line, seed))
        yield ReturnCopy(line, f"{one.name}_{one.verdict.word}.xlsx", copy, mended)


def _judged(content: bytes, name: str, context: Context) -> Checked:
    checked = judge_workbook(read_workbook(content, name), context, as_of=COLLECTED.date())
    return replace(checked, content=content)
