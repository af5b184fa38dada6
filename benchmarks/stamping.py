"""Ledgers stamped for 500 counties of 80 rows: against openpyxl, XlsxWriter from scratch, and the floor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from itertools import chain
from zipfile import ZipFile

import openpyxl
import psutil
import xlsxwriter
from pairs import Figure, times_faster, times_the_cost

from taizhang.books.stamping.packed_parts import pack
from taizhang.desk.compile import compile_document
from taizhang.desk.demo.sample import DOCUMENT, sample_folder
from taizhang.desk.issue import layout_of, parse_period, press_of
from taizhang.desk.live_checks import live_checks
from taizhang.ledgers import draw_ledger
from taizhang.ledgers.sheet_layout import Entry, LedgerSheets
from taizhang.model.grid import Formula
from taizhang.model.ledger import ledger_columns
from taizhang.model.place import column_letters
from taizhang.model.plan import Answer, Plan, Scope, Task
from taizhang.model.plan_change import Split
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine

COUNTIES, ROUNDS = 500, 5
COUNTRY = 2850
_PERIOD = parse_period("2022Q3")


def stamp_figures() -> Iterator[Figure]:
    """Each round stamps a hundred counties, five rounds make the five hundred; every county has targets of its own."""
    plan, roster = eighty_rows(), counties(COUNTRY)
    plan = with_shares(plan, roster)
    hundreds = cycle_of(tuple(roster)[:COUNTIES], COUNTIES // ROUNDS)
    stamper = Stamper(plan, roster)
    stamper.stamp(roster.lines[:100])
    yield times_faster(
        "stamp.openpyxl",
        "a ledger laid out and stamped, times faster than openpyxl loads, changes and saves it",
        lambda: stamper.stamp(next(hundreds)),
        lambda: [_load_change_save(stamper.template) for _ in range(COUNTIES // ROUNDS)],
        rounds=ROUNDS,
    )
    sheets = stamper.sheets
    yield times_faster(
        "stamp.xlsxwriter",
        "the same, times faster than XlsxWriter writes its drawn cells, drop-downs and colours from scratch",
        lambda: stamper.stamp(next(hundreds)),
        lambda: [_from_scratch(sheets) for _ in range(COUNTIES // ROUNDS)],
        rounds=ROUNDS,
    )
    floor = Floor(stamper)
    yield times_the_cost(
        "stamp.floor",
        "the same, times the cost of deflating the parts that differ and writing the bytes",
        lambda: stamper.stamp(next(hundreds)),
        lambda: [floor.write() for _ in range(COUNTIES // ROUNDS)],
        rounds=ROUNDS,
    )
    yield from _country(stamper, roster)


def _country(stamper: Stamper, roster: Roster) -> Iterator[Figure]:
    """All the counties of the country cost ten times a tenth of them, in the same memory."""
    before = _resident_mb()
    yield times_the_cost(
        "stamp.country",
        f"{COUNTRY} ledgers, times the cost of ten times {COUNTRY // 10}",
        lambda: stamper.stamp(roster.lines),
        lambda: [stamper.stamp(roster.lines[: COUNTRY // 10]) for _ in range(10)],
        rounds=1,
    )
    grown = _resident_mb() - before
    print(f"{'':<20}stamp.country: memory grew by {grown:.0f} MB over {COUNTRY} ledgers")


class Stamper:
    """Lays out and stamps, as `taizhang issue` does, without writing files."""

    def __init__(self, plan: Plan, roster: Roster) -> None:
        self.layout, self.press = layout_of(plan, _PERIOD, roster), press_of(plan)
        self.plan, self.first = plan, roster.lines[0]

    def stamp(self, lines: Sequence[RosterLine]) -> int:
        return sum(len(self.press.stamp(self.layout.ledger(line), line)) for line in lines)

    @property
    def template(self) -> bytes:
        return self.press.stamp(self.layout.ledger(self.first), self.first)

    @property
    def sheets(self) -> LedgerSheets:
        ledger = self.layout.ledger(self.first)
        return draw_ledger(ledger, self.plan, self.first, live_checks(ledger, self.plan))


class Floor:
    """The parts of one ledger that differ from another's, to be deflated; the others as they are."""

    def __init__(self, stamper: Stamper) -> None:
        one, other = (
            ZipFile(BytesIO(stamper.press.stamp(stamper.layout.ledger(line), line)))
            for line in (stamper.first, replace(stamper.first, name="另一个县", reporter=Reporter("999999")))
        )
        self.differing = {n: one.read(n) for n in one.namelist() if one.read(n) != other.read(n)}
        self.same = [pack(n, one.read(n), once=True) for n in one.namelist() if n not in self.differing]

    def write(self) -> int:
        parts = [*self.same, *(pack(name, content) for name, content in self.differing.items())]
        return len(b"".join(chain.from_iterable((part.name, *part.pieces) for part in parts)))


def eighty_rows() -> Plan:
    """The sample plan with each of its tasks twice."""
    plan = compile_document(sample_folder() / DOCUMENT)
    again = tuple(_renamed(task) for task in plan.tasks)
    return replace(plan, tasks=(*plan.tasks, *again))


def _renamed(task: Task) -> Task:
    def anew(name: str) -> str:
        return f"T{int(name[1:3]) + 50}{name[3:]}"

    measures = tuple(
        replace(
            measure,
            id=anew(measure.id),
            indicators=tuple(
                replace(one, id=anew(one.id), answered_by=one.answered_by and anew(one.answered_by))
                for one in measure.indicators
            ),
        )
        for measure in task.measures
    )
    titles = tuple(replace(one, id=anew(one.id)) for one in task.title_indicators)
    return replace(task, id=anew(task.id), measures=measures, title_indicators=titles)


def counties(count: int) -> Roster:
    lines = (
        RosterLine(Reporter(f"{100000 + number}"), f"第{number}县", Level.COUNTY, "990100")
        for number in range(count)
    )
    return Roster(tuple(lines))


def with_shares(plan: Plan, roster: Roster) -> Plan:
    """Two of the totals divided among the counties, so that every one has targets of its own."""
    totals = [one for one in plan.indicators() if one.scope is Scope.TOTAL and one.answer is Answer.NUMBER][
        :2
    ]
    splits = tuple(
        Split(one.id, tuple((str(line.reporter), Decimal(3 + at % 40)) for at, line in enumerate(roster)))
        for one in totals
    )
    return replace(plan, splits=splits)


def cycle_of(lines: Sequence[RosterLine], size: int) -> Iterator[Sequence[RosterLine]]:
    while True:
        for start in range(0, len(lines), size):
            yield lines[start : start + size]


def _load_change_save(content: bytes) -> None:
    book = openpyxl.load_workbook(BytesIO(content))
    book["任务台账"]["E2"] = "另一个县"
    book["_taizhang"]["B3"] = "999999"
    book.save(BytesIO())


def _from_scratch(sheets: LedgerSheets) -> None:
    """Every drawn cell with a look of its kind, each drop-down and hint, and a few colour rules."""
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True, "strings_to_formulas": False})
    plain, asked = (
        book.add_format({"border": 1, "text_wrap": True, "bg_color": c}) for c in ("#FFFFFF", "#FFFBE6")
    )
    for grid in sheets.grids:
        page = book.add_worksheet(grid.sheet)
        for (row, at), value in sorted(grid.cells.items()):
            look = asked if grid is sheets.table and (row, at) in sheets.entries else plain
            if isinstance(value, Formula):
                page.write_formula(row - 1, at - 1, f"={value.text}", look, str(value.value))
            elif isinstance(value, Decimal):
                page.write_number(row - 1, at - 1, value, look)
            else:
                page.write_string(row - 1, at - 1, str(value), look)
        if grid is sheets.table:
            _offer(page, sheets)
    page = book.add_worksheet(sheets.self_check.name)
    for (row, at), drawn in sheets.self_check.cells.items():
        if drawn.formula:
            page.write_formula(row - 1, at - 1, f"={drawn.formula}", plain, str(drawn.value))
        else:
            page.write(row - 1, at - 1, drawn.value, plain)
    book.close()


def _offer(page: xlsxwriter.worksheet.Worksheet, sheets: LedgerSheets) -> None:
    """One hint for all cells of a column that ask the same."""
    alike: dict[tuple[int, Entry], list[int]] = {}
    for (row, at), entry in sheets.entries.items():
        if entry.hint:
            alike.setdefault((at, entry), []).append(row)
    for (at, entry), rows in alike.items():
        others = [[row - 1, at - 1, row - 1, at - 1] for row in rows[1:]]
        rule = {"validate": "any", "input_message": entry.hint[:255], "other_cells": others}
        page.data_validation(rows[0] - 1, at - 1, rows[0] - 1, at - 1, rule)
    for at in range(1, len(ledger_columns()) + 1):
        letters = column_letters(at)
        look = {"type": "formula", "criteria": f"={letters}6={letters}5"}
        page.conditional_format(5, at - 1, sheets.last_row - 1, at - 1, look)


def _resident_mb() -> float:
    return float(psutil.Process().memory_info().rss) / 2**20
