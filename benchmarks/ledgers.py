"""Ledgers of the sample city: written, read and checked, against the usual libraries on the same files."""

from __future__ import annotations

import io
import tempfile
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import openpyxl
import pandas
import python_calamine
from pairs import Elsewhere, Figure, spent_by_workers, times_faster, times_the_cost

from taizhang.books import read_workbook
from taizhang.desk.check import check_contents
from taizhang.desk.compile import compile_document
from taizhang.desk.context import Context, context_of_plan
from taizhang.desk.demo.fates import Fate
from taizhang.desk.demo.filling import fill_workbook
from taizhang.desk.demo.sample import DOCUMENT, ROSTER, sample_folder
from taizhang.desk.examine import open_pool
from taizhang.desk.files import write_plan
from taizhang.desk.issue import layout_of, parse_period, press_of, write_blank_ledger
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster, RosterLine
from taizhang_templates import load_style

SHEET = "任务台账"
COPIES = 5  # of each of the eight counties' ledgers
DAY = date(2022, 10, 4)

Files = list[tuple[str, bytes]]


def ledger_figures() -> Iterator[Figure]:
    """Figures over 40 filled ledgers of 40 rows each."""
    with tempfile.TemporaryDirectory() as folder:
        files, context = _filled(Path(folder))
        yield from _reading(files, context)
        yield from _writing(context)


def _reading(files: Files, context: Context) -> Iterator[Figure]:
    yield times_the_cost(
        "read.calamine",
        "workbooks read into grids, times the cost of bare calamine on the same sheets",
        lambda: [read_workbook(content, name) for name, content in files],
        lambda: [_bare_calamine(content) for _, content in files],
    )
    with open_pool(context.known) as pool:
        list(check_contents(files, context, pool, as_of=DAY))  # workers start once, not in every round
    yield times_faster(
        "check.pandas.openpyxl",
        "read and checked by all rules, worker start-up included, times faster than pandas.read_excel by openpyxl alone",
        lambda: _check(files, context),
        lambda: [pandas.read_excel(io.BytesIO(content), sheet_name=SHEET) for _, content in files],
        rounds=5,
    )


def _writing(context: Context) -> Iterator[Figure]:
    plan, period = next(iter(context.plans.values())), parse_period("2022Q3")
    lines = direct_reporters(plan, context.rosters[plan.id])
    blanks = [write_blank_ledger(plan, line, period)[1] for line in lines]
    yield times_faster(
        "issue.openpyxl",
        "a round of eight ledgers issued, the mould included, times faster than openpyxl loads and saves them",
        lambda: _issue(plan, lines, period),
        lambda: [_load_and_save(content) for content in blanks],
    )


def _issue(plan: Plan, lines: Sequence[RosterLine], period: Period) -> list[bytes]:
    layout, press = layout_of(plan, period, Roster(tuple(lines))), press_of(plan, load_style())
    return [press.stamp(layout.ledger(line), line) for line in lines]


def _filled(folder: Path) -> tuple[Files, Context]:
    plan = compile_document(sample_folder() / DOCUMENT)
    write_plan(plan, folder / "plan.json")
    random, files = Random(1), []
    for line in direct_reporters(plan, roster_of(plan, sample_folder() / ROSTER)):
        ledger, blank = write_blank_ledger(plan, line, parse_period("2022Q3"))
        for copy in range(COPIES):
            fate = Fate.NUMBERS if copy % 2 else Fate.CLEAN
            content = fill_workbook(ledger, blank, line, fate, random).content
            files.append((f"{line.reporter.code}_{copy}.xlsx", content))
    return files, context_of_plan(folder / "plan.json", sample_folder() / ROSTER)


def _check(files: Files, context: Context) -> Elsewhere:
    """The workers' CPU is read while they live: they are children of the fork server, which outlives them."""
    before = spent_by_workers()
    with open_pool(context.known) as pool:
        for _ in check_contents(files, context, pool, as_of=DAY):
            pass
        return Elsewhere(spent_by_workers() - before)


def _bare_calamine(content: bytes) -> object:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]


def _load_and_save(content: bytes) -> None:
    openpyxl.load_workbook(io.BytesIO(content)).save(io.BytesIO())
