"""500 filled ledgers of 80 rows, saved as Excel saves them: checked, against calamine and pandas on the same files."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from random import Random

import pandas
import python_calamine
from excel_like import as_excel_saves
from office_saved import as_libreoffice_saves
from pairs import Elsewhere, Figure, spent_by_workers, times_faster, times_the_cost
from stamping import COUNTIES, counties, eighty_rows, with_shares

from taizhang.books import read_workbook
from taizhang.desk.check import Checked, check_contents, judge_workbook
from taizhang.desk.context import Context
from taizhang.desk.demo.clerk import fill_in
from taizhang.desk.demo.fates import Fate
from taizhang.desk.demo.filling import fill_workbook, typed_cells
from taizhang.desk.demo.mistakes import NUMBER_MISTAKES, make_mistakes
from taizhang.desk.examine import open_pool
from taizhang.desk.issue import layout_of, parse_period, press_of
from taizhang.desk.live_checks import live_checks
from taizhang.desk.workers.between_files import searching_between
from taizhang.ledgers.draw_checks import GOOD, said_in_row
from taizhang.model.ledger import Ledger
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster, RosterLine

SHEET = "任务台账"
DAY = date(2022, 10, 4)
FEW = 20  # files of the other flavour
MISTAKEN = 5  # every fifth county makes mistakes
PERIOD = parse_period("2022Q3")

Files = list[tuple[str, bytes]]


def check_figures() -> Iterator[Figure]:
    """Every file is another county's, with targets of its own; one round each, 500 files amortise a worker's start."""
    files, few, context = filled_ledgers(COUNTIES)
    _alone(files[:FEW], context)
    yield times_the_cost(
        "check.calamine",
        "read and checked by all rules in one process, times the cost of bare calamine on the same sheets",
        lambda: _alone(files, context),
        lambda: _bare(files),
        rounds=1,
    )
    yield times_the_cost(
        "check.calamine.openpyxl",
        f"the same for {FEW} files saved by openpyxl",
        lambda: _alone(few, context),
        lambda: _bare(few),
    )
    if resaved := as_libreoffice_saves(files[:FEW]):
        yield times_the_cost(
            "check.calamine.office",
            f"the same for {FEW} files saved by LibreOffice",
            lambda: _alone(resaved, context),
            lambda: _bare(resaved),
        )
    yield times_faster(
        "check.pandas",
        "the same files checked in workers, their start included, times faster than pandas.read_excel of all sheets",
        lambda: _pooled(files, context),
        lambda: _by_pandas(files, None),
        rounds=1,
    )
    yield times_faster(
        "check.pandas.table",
        "the same, times faster than pandas.read_excel of the table's sheet alone",
        lambda: _pooled(files, context),
        lambda: _by_pandas(files, SHEET),
        rounds=1,
    )


def filled_ledgers(count: int, plan: Plan | None = None, few: int = FEW) -> tuple[Files, Files, Context]:
    """The files of so many counties as Excel saves them, a few of them as openpyxl does, and what they are held against.

    Without a plan they have eighty rows.
    """
    roster = counties(count)
    plan = with_shares(plan or eighty_rows(), roster)
    context = Context({plan.id: plan}, {plan.id: roster})
    files, resaved = [], []
    for at, (file, again) in enumerate(filled_one_by_one(plan, roster, roster, few)):
        files.append(file)
        if at < few:
            resaved.append(again)
    return files, resaved, context


def filled_one_by_one(
    plan: Plan, roster: Roster, lines: Iterable[RosterLine], few: int = 0
) -> Iterator[tuple[tuple[str, bytes], tuple[str, bytes]]]:
    """The file of each line as Excel saves it, and of the first few as openpyxl does."""
    layout, press, random = layout_of(plan, PERIOD, roster), press_of(plan), Random(1)
    context = Context({plan.id: plan}, {plan.id: roster})
    for at, line in enumerate(lines):
        ledger = layout.ledger(line)
        blank, answers, name = (
            press.stamp(ledger, line),
            fill_in(ledger, random),
            f"{line.reporter.code}.xlsx",
        )
        if at % MISTAKEN == 0:
            list(make_mistakes(NUMBER_MISTAKES, answers, ledger, random))  # made as they are asked for
        cells = typed_cells(ledger, line, answers)
        content = as_excel_saves(blank, ledger, cells)
        if at % MISTAKEN == 0:
            content = as_excel_saves(
                blank, ledger, cells, _hints(checked_alone(name, content, context), ledger, plan)
            )
        again = fill_workbook(ledger, blank, line, Fate.CLEAN, random).content if at < few else b""
        yield (name, content), (name, again)


def _hints(checked: Checked, blank: Ledger, plan: Plan) -> dict[int, str]:
    """What Excel computes of the row checks, by row: as the check itself, which is compared with LibreOffice elsewhere."""
    assert checked.ledger is not None
    checks = live_checks(checked.ledger, plan, expected=blank)
    said = {row.line: said_in_row(checks, row.id) for row in checked.ledger.rows if checks.of(row.id)}
    return {line: text for line, text in said.items() if text != GOOD}


def _alone(files: Sequence[tuple[str, bytes]], context: Context) -> int:
    """Each file read and judged, as the Excel face judges the open workbook; how many findings there are."""
    count = 0
    with searching_between() as search:
        for name, content in files:
            count += len(checked_alone(name, content, context).findings)
            search()
    return count


def checked_alone(name: str, content: bytes, context: Context) -> Checked:
    checked = judge_workbook(read_workbook(content, name), context, as_of=DAY)
    return replace(checked, content=content)


def _pooled(files: Sequence[tuple[str, bytes]], context: Context) -> Elsewhere:
    """The workers' CPU is read while they live: they are children of the fork server, which outlives them."""
    before = spent_by_workers()
    with open_pool(context.known) as pool:
        for _ in check_contents(files, context, pool, as_of=DAY):
            pass
        return Elsewhere(spent_by_workers() - before)


def _by_pandas(files: Sequence[tuple[str, bytes]], sheet: str | None) -> object:
    """All sheets where none is named: the same that a check reads."""
    return [
        pandas.read_excel(io.BytesIO(content), sheet_name=sheet, engine="openpyxl") for _, content in files
    ]


def _bare(files: Sequence[tuple[str, bytes]]) -> object:
    return [_bare_calamine(content) for _, content in files]


def _bare_calamine(content: bytes) -> object:
    book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
    return [book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names]
