"""A ledger that was written, filled and sent back is the same ledger; what does not fit is named, never dropped."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from taizhang.books import read_workbook, write_ledger
from taizhang.ledgers import draw_ledger, lay_out_ledger, ledger_from_record, ledger_to_record, read_back
from taizhang.ledgers.sheet_layout import FIRST_ROW, GROUP_ROW, HEADER_ROW, KEY_ROW, TABLE, column_of
from taizhang.model.grid import Box, CellError, CellValue, Formula, Grid, Workbook
from taizhang.model.ledger import Fault, Ledger, LedgerRow, Noticed
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Plan
from taizhang.model.reporter import RosterLine
from taizhang.model.words.status import Clearing, Status
from taizhang_templates import instruction_texts, load_style

ANSWERS = {
    Answer.YES_NO: Decimal(1),
    Answer.RATIO: Decimal("42.5"),
    Answer.NUMBER: Decimal(12),
    Answer.STATUS: None,
}


@pytest.fixture
def blank(plan: Plan, line: RosterLine, period: Period) -> Ledger:
    return lay_out_ledger(plan, line, period, version="0123456789abcdef")


@pytest.fixture
def filled(blank: Ledger) -> Ledger:
    head = replace(blank.head, filled_by="办公室", phone="0311-00000000", filled_on="2022年10月8日")
    return replace(blank, rows=tuple(map(answered, blank.rows)), head=head)


def answered(row: LedgerRow) -> LedgerRow:
    ratio = row.answer is Answer.RATIO
    return replace(
        row,
        person="办公室 0311-00000000",
        numerator=Decimal(17) if ratio else None,
        denominator=Decimal(40) if ratio else None,
        actual=ANSWERS[row.answer],
        status=Status.DONE,
        progress="印发方案。\n召开会议3次。",
        problems="无",
        evidence="云卫办〔2022〕8号",
        needs_leader="否",
        clearing=Clearing.REQUESTED,
        remarks="属实",
    )


@pytest.fixture
def content(filled: Ledger, plan: Plan, line: RosterLine) -> bytes:
    return write_ledger(draw_ledger(filled, plan, line), load_style("standard"))


@pytest.fixture
def workbook(content: bytes) -> Workbook:
    return read_workbook(content, "台账.xlsx")


NO_FILE = {"file": "", "file_name": "", "file_format": "", "file_flags": ()}


def told(ledger: Ledger) -> Ledger:
    """The ledger without where it was read from and what its sheet computes."""
    seen: dict[str, Any] = {"sheet": None, "line": 0, "raw": {}, "faults": {}, "rate": None}
    seen |= {"merged": frozenset(), "covered": {}, "left_id": ""}
    rows = tuple(replace(row, **seen) for row in ledger.rows)
    around: dict[str, Any] = {**NO_FILE, "notices": ()}
    return replace(ledger, rows=rows, manifest={}, formulas={}, **around)


def read(workbook: Workbook, blank: Ledger) -> Ledger:
    reading = read_back(workbook, lambda stamp: blank if stamp.plan == blank.plan else None)
    assert reading.why == ""
    assert reading.ledger is not None
    return reading.ledger


def edited(
    workbook: Workbook, change: Callable[[dict[tuple[int, int], CellValue]], object], **facts: object
) -> Workbook:
    """The workbook with its ledger sheet's cells changed by a person."""
    grid = workbook.grid(TABLE)
    assert grid is not None
    cells = dict(grid.cells)
    change(cells)
    changed = replace(grid, cells={cell: value for cell, value in cells.items() if value != ""}, **facts)  # type: ignore[arg-type]
    return replace(workbook, grids=tuple(changed if other is grid else other for other in workbook.grids))


def at(field: str, position: int = 0) -> tuple[int, int]:
    """The cell of a field in the table's rows, counted from 0."""
    return FIRST_ROW + position, column_of(field)


def left(ledger: Ledger) -> list[tuple[str, str]]:
    return [(leftover.place.address, leftover.raw) for leftover in ledger.leftovers]


def test_what_was_written_is_read(workbook: Workbook, blank: Ledger, filled: Ledger) -> None:
    ledger = read(workbook, blank)
    assert told(ledger) == filled
    assert [dict(row.faults) for row in ledger.rows] == [{} for _ in filled.rows]
    assert left(ledger) == []
    assert (ledger.file, ledger.file_name) == (workbook.sha256, "台账.xlsx")


def test_a_blank_ledger_is_read_blank(plan: Plan, line: RosterLine, blank: Ledger) -> None:
    content = write_ledger(draw_ledger(blank, plan, line), load_style("standard"))
    ledger = read(read_workbook(content, ""), blank)
    assert told(ledger) == blank
    assert left(ledger) == []


def test_each_value_knows_its_cell_and_its_text(workbook: Workbook, blank: Ledger) -> None:
    row = read(workbook, blank).rows[0]
    place = row.at("actual")
    assert place is not None
    assert (place.file, place.sheet, place.row, place.column) == (workbook.sha256, TABLE, *at("actual"))
    assert row.raw["progress"] == "印发方案。\n召开会议3次。"


def test_openpyxl_may_save_it_again(content: bytes, blank: Ledger, filled: Ledger) -> None:
    book = load_workbook(BytesIO(content))
    saved = BytesIO()
    book.save(saved)
    ledger = read(read_workbook(saved.getvalue(), ""), blank)
    assert told(ledger) == filled
    assert {fault for row in ledger.rows for fault in row.faults.items()} == {("rate", Fault.NO_VALUE)}


@pytest.mark.client
@pytest.mark.parametrize("form", ["xlsx", "xls", "ods"])
def test_libreoffice_may_save_it_again(
    form: str, content: bytes, blank: Ledger, filled: Ledger, tmp_path: Path
) -> None:
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice 没有安装")
    source = tmp_path / "台账.xlsx"
    source.write_bytes(content)
    subprocess.run(
        [program, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless", "--convert-to", form,
         "--outdir", str(tmp_path / "saved"), str(source)],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    workbook = read_workbook((tmp_path / "saved" / f"台账.{form}").read_bytes(), "")
    assert (workbook.format, workbook.flags) == (form, ())
    ledger = read(workbook, blank)
    assert told(ledger) == filled
    assert left(ledger) == []


def test_rows_are_known_by_id_wherever_they_stand(workbook: Workbook, blank: Ledger, filled: Ledger) -> None:
    def swap(cells: dict[tuple[int, int], CellValue]) -> None:
        for column in range(1, 40):
            first, second = cells.pop((FIRST_ROW, column), ""), cells.pop((FIRST_ROW + 1, column), "")
            cells[FIRST_ROW, column], cells[FIRST_ROW + 1, column] = second, first

    ledger = told(read(edited(workbook, swap), blank))
    assert ledger.rows == (filled.rows[1], filled.rows[0], *filled.rows[2:])


def test_ids_left_behind_by_a_sort_of_the_visible_columns_give_way_to_the_words(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    def turn_over(cells: dict[tuple[int, int], CellValue]) -> None:
        """The rows upside down, but for the hidden columns."""
        rows = range(FIRST_ROW, FIRST_ROW + len(filled.rows))
        old = dict(cells)
        for row, other in zip(rows, reversed(rows), strict=True):
            for column in range(column_of("number"), 40):
                cells[row, column] = old.get((other, column), "")

    ledger = read(edited(workbook, turn_over), blank)
    answers = [replace(row, version="") for row in told(ledger).rows]
    assert answers == [replace(row, version="") for row in reversed(filled.rows)]
    assert left(ledger) == []


def test_an_id_left_behind_in_a_blank_row_makes_no_second_answer(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    rows = len(filled.rows)

    def move_down(cells: dict[tuple[int, int], CellValue]) -> None:
        """The visible cells one row down, so that the first row is blank and the last has no id."""
        for row in range(FIRST_ROW + rows, FIRST_ROW, -1):
            for column in range(column_of("number"), column_of("remarks") + 1):
                cells[row, column] = cells.get((row - 1, column), "")
        for column in range(column_of("number"), column_of("remarks") + 1):
            cells[FIRST_ROW, column] = ""

    ledger = read(edited(workbook, move_down), blank)
    first, *others = ledger.rows
    assert (first.id, first.asked, first.left_id, first.is_bare) == ("", None, filled.rows[0].id, True)
    assert [row.id for row in others] == [row.id for row in filled.rows]
    assert not any(row.is_bare for row in others)


def test_lost_ids_are_found_again_by_the_plans_words(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    def lose(cells: dict[tuple[int, int], CellValue]) -> None:
        for position in range(len(filled.rows)):
            del cells[at("id", position)]

    assert told(read(edited(workbook, lose), blank)).rows == filled.rows


def test_lost_ids_and_changed_words_leave_the_order(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    def lose(cells: dict[tuple[int, int], CellValue]) -> None:
        for position in range(len(filled.rows)):
            del cells[at("id", position)]
        cells[at("measure", 2)] = "改过的举措"

    rows = told(read(edited(workbook, lose), blank)).rows
    assert rows == tuple(
        replace(row, measure="改过的举措") if position == 2 else row
        for position, row in enumerate(filled.rows)
    )


def test_last_periods_value_is_ours_and_never_ambiguous(workbook: Workbook, blank: Ledger) -> None:
    position = next(at for at, row in enumerate(blank.rows) if row.unit == "%")

    def carry(cells: dict[tuple[int, int], CellValue]) -> None:
        cells[at("previous", position)] = Decimal("0.8")
        cells[at("numerator", position)] = "是"

    row = read(edited(workbook, carry), blank).rows[position]
    assert (row.previous, dict(row.faults)) == (Decimal("0.8"), {"numerator": Fault.NOT_A_NUMBER})


def test_without_the_key_row_the_headers_say_the_columns(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    def lose(cells: dict[tuple[int, int], CellValue]) -> None:
        for column in range(1, 40):
            cells.pop((KEY_ROW, column), None)
        cells[HEADER_ROW - 1, column_of("progress")] = "落实\n情况"
        cells[HEADER_ROW - 1, column_of("deadline")] = "办结时限"

    assert told(read(edited(workbook, lose), blank)) == filled


def test_headers_alone_find_everything_but_the_hidden_columns(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    def lose(cells: dict[tuple[int, int], CellValue]) -> None:
        for row, column in list(cells):
            if column < column_of("number") or row == KEY_ROW:
                del cells[row, column]

    ledger = told(read(edited(workbook, lose), blank))
    assert ledger.rows == tuple(replace(row, version="") for row in filled.rows)


def test_an_inserted_column_is_left_over_and_shifts_nothing(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    wedge = column_of("target")

    def insert(cells: dict[tuple[int, int], CellValue]) -> None:
        shifted = {(row, column + (column >= wedge)): value for (row, column), value in cells.items()}
        cells.clear()
        cells.update(shifted)
        cells[HEADER_ROW, wedge] = "本地口径"
        cells[FIRST_ROW, wedge] = "按机构数"

    ledger = read(edited(workbook, insert), blank)
    assert told(replace(ledger, leftovers=())) == filled
    assert [raw for _, raw in left(ledger)] == ["本地口径", "按机构数"]


@pytest.mark.parametrize("keyed", [True, False])
def test_an_added_column_never_takes_the_place_of_ours(
    keyed: bool, workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    """进展情况 may also be called 完成情况; the column that went out stands to the right of the added one."""
    wedge = column_of("target")

    def insert(cells: dict[tuple[int, int], CellValue]) -> None:
        shifted = {(row, column + (column >= wedge)): value for (row, column), value in cells.items()}
        cells.clear()
        cells.update(cell for cell in shifted.items() if keyed or cell[0][0] != KEY_ROW)
        cells[HEADER_ROW - 1, wedge] = "完成情况"
        cells[FIRST_ROW, wedge] = "县里自加"

    ledger = read(edited(workbook, insert), blank)
    assert told(replace(ledger, leftovers=())) == filled
    assert "县里自加" in [raw for _, raw in left(ledger)]


def test_where_key_and_header_disagree_the_header_counts(workbook: Workbook, blank: Ledger) -> None:
    """Two columns were pasted over each other's place without the hidden row."""
    one, two = column_of("problems"), column_of("next_steps")

    def swap(cells: dict[tuple[int, int], CellValue]) -> None:
        for row in [row for row, column in list(cells) if column in (one, two) and row != KEY_ROW]:
            first, second = cells.pop((row, one), ""), cells.pop((row, two), "")
            cells[row, one], cells[row, two] = second, first
        cells[HEADER_ROW - 1, one], cells[HEADER_ROW - 1, two] = "下一步打算", "存在问题"
        cells[FIRST_ROW, one], cells[FIRST_ROW, two] = "继续推进", "经费不足"

    ledger = read(edited(workbook, swap), blank)
    assert (ledger.rows[0].problems, ledger.rows[0].next_steps) == ("经费不足", "继续推进")
    assert left(ledger) == []
    assert [(notice.field, notice.words) for notice in ledger.noticed(Noticed.COLUMN_DISPUTED)] == [
        ("next_steps", ("下一步打算", "存在问题", "下一步打算")),
        ("problems", ("存在问题", "下一步打算", "存在问题")),
    ]


def without_keys(cells: dict[tuple[int, int], CellValue]) -> None:
    for cell in [cell for cell in cells if cell[0] == KEY_ROW]:
        del cells[cell]


def test_names_that_stayed_while_the_table_moved_are_outvoted_by_the_plans_words(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    """The two hidden columns were taken out by a program that moves cells and forgets the names over them."""

    def move_left(cells: dict[tuple[int, int], CellValue]) -> None:
        without_keys(cells)
        for row, column in sorted(cells):
            value = cells.pop((row, column))
            if column > 2:
                cells[row, column - 2] = value

    ledger = read(edited(workbook, move_left, merges=()), blank)
    assert [row.progress for row in ledger.rows] == [row.progress for row in filled.rows]
    whats = {notice.what for notice in ledger.notices}
    assert Noticed.COLUMN_OUTVOTED in whats
    assert Noticed.COLUMN_DISPUTED not in whats


def test_a_header_that_moved_by_itself_is_not_confirmed(workbook: Workbook, blank: Ledger) -> None:
    """A cell was put into the row of titles: they stand one to the right of their columns, and the names are right."""

    def move_titles(cells: dict[tuple[int, int], CellValue]) -> None:
        without_keys(cells)
        for row, column in sorted(cells, reverse=True):
            if row in (GROUP_ROW, HEADER_ROW):
                cells[row, column + 1] = cells.pop((row, column))

    ledger = read(edited(workbook, move_titles, merges=()), blank)
    disputed = [notice.field for notice in ledger.notices if notice.what is Noticed.COLUMN_DISPUTED]
    assert {"task", "measure", "indicator", "actual", "progress"} <= set(disputed)
    assert not any(notice.what is Noticed.COLUMN_OUTVOTED for notice in ledger.notices)


def test_added_rows_are_kept_without_id_and_sums_are_left_over(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    end = FIRST_ROW + len(filled.rows)

    def add(cells: dict[tuple[int, int], CellValue]) -> None:
        foot = {(row + 2, column): cells.pop((row, column)) for row, column in list(cells) if row >= end}
        cells.update(foot)
        cells[end, column_of("task")] = "县里自选任务"
        cells[end, column_of("actual")] = "3个"
        cells[end + 1, column_of("number")] = "合计"
        cells[end + 1, column_of("actual")] = Decimal(99)

    ledger = read(edited(workbook, add), blank)
    assert told(replace(ledger, rows=ledger.rows[:-1], leftovers=())) == filled
    added = ledger.rows[-1]
    assert (added.id, added.task, added.actual, added.asked) == ("", "县里自选任务", Decimal(3), None)
    assert [raw for _, raw in left(ledger)] == ["合计", "99"]


@pytest.mark.parametrize(
    "beside", ["", "共9行：未启动9，未填0", Formula('"共"&SUMPRODUCT((tz_id<>"")*1)'), Decimal(0)]
)
def test_our_own_total_row_is_furniture_wherever_sorting_left_it(
    workbook: Workbook, blank: Ledger, filled: Ledger, beside: CellValue
) -> None:
    total, last = FIRST_ROW + len(filled.rows), FIRST_ROW + len(filled.rows) - 1

    def swap(cells: dict[tuple[int, int], CellValue]) -> None:
        cells[total, column_of("measure")] = beside
        places = {total: last, last: total}
        moved = {(places.get(row, row), column): value for (row, column), value in cells.items()}
        cells.clear()
        cells.update(moved)

    assert told(read(edited(workbook, swap), blank)) == filled


def test_what_the_filler_wrote_over_the_total_is_left_over(
    workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    total = FIRST_ROW + len(filled.rows)
    ledger = read(
        edited(workbook, lambda cells: cells.update({(total, column_of("measure")): "见附件"})), blank
    )
    assert [raw for _, raw in left(ledger)] == ["合计", "见附件"]
    assert told(replace(ledger, leftovers=())) == filled


def test_a_note_among_the_rows_is_not_the_foot(workbook: Workbook, blank: Ledger, filled: Ledger) -> None:
    """What the county adds below its own note is a row like any other."""
    wedge = FIRST_ROW + 1

    def insert(cells: dict[tuple[int, int], CellValue]) -> None:
        shifted = {(row + 2 * (row >= wedge), column): value for (row, column), value in cells.items()}
        cells.clear()
        cells.update(shifted)
        cells[wedge, column_of("number")] = "注：下一行为县里自加"
        cells[wedge + 1, column_of("task")] = "县里自选任务"
        cells[wedge + 1, column_of("actual")] = "3个"

    ledger = read(edited(workbook, insert), blank)
    assert [(row.task, row.actual) for row in ledger.rows if not row.asked] == [("县里自选任务", Decimal(3))]
    assert [row.id for row in ledger.rows if row.id] == [row.id for row in filled.rows]
    assert left(ledger) == []


def test_a_copied_row_comes_twice(workbook: Workbook, blank: Ledger, filled: Ledger) -> None:
    def copy(cells: dict[tuple[int, int], CellValue]) -> None:
        for column in range(1, 40):
            cells.pop((FIRST_ROW + 1, column), None)
            if (FIRST_ROW, column) in cells:
                cells[FIRST_ROW + 1, column] = cells[FIRST_ROW, column]

    ids = [row.id for row in read(edited(workbook, copy), blank).rows]
    assert ids == [filled.rows[0].id, filled.rows[0].id, *(row.id for row in filled.rows[2:])]


def test_text_merged_down_counts_for_its_rows_and_a_number_is_asked_back(
    workbook: Workbook, blank: Ledger
) -> None:
    def merge(cells: dict[tuple[int, int], CellValue]) -> None:
        for field in ("progress", "status", "actual"):
            del cells[at(field, 1)]

    boxes = tuple(
        Box(FIRST_ROW, column_of(f), FIRST_ROW + 1, column_of(f)) for f in ("progress", "status", "actual")
    )
    grid = workbook.grid(TABLE)
    assert grid is not None
    second = read(edited(workbook, merge, merges=(*grid.merges, *boxes)), blank).rows[1]
    assert (second.progress, second.status) == ("印发方案。\n召开会议3次。", Status.DONE)
    assert (second.actual, dict(second.faults)) == (None, {"actual": Fault.AMBIGUOUS})
    assert second.raw["actual"] == "12"


def test_cells_that_give_no_value_say_why_and_keep_their_text(workbook: Workbook, blank: Ledger) -> None:
    def spoil(cells: dict[tuple[int, int], CellValue]) -> None:
        cells[at("actual")] = "正在统计"
        cells[at("status")] = "差不多"
        cells[at("progress")] = CellError("#REF!")
        cells[at("evidence")] = Formula("A1&B1")
        cells[at("clearing")] = "申请销号"
        cells[at("problems")] = "/"

    row = read(edited(workbook, spoil), blank).rows[0]
    assert dict(row.faults) == {
        "actual": Fault.NOT_A_NUMBER,
        "status": Fault.NOT_IN_LIST,
        "progress": Fault.CELL_ERROR,
        "evidence": Fault.NO_VALUE,
    }
    assert {name: row.raw[name] for name in ("actual", "status", "progress", "evidence", "problems")} == {
        "actual": "正在统计",
        "status": "差不多",
        "progress": "#REF!",
        "evidence": "=A1&B1",
        "problems": "/",
    }
    assert (row.actual, row.status, row.clearing) == (None, None, Clearing.REQUESTED)


@pytest.mark.parametrize("text", ["#DIV/0!", "#N/A", "Err:508"])
def test_an_error_pasted_as_text_is_no_answer(text: str, workbook: Workbook, blank: Ledger) -> None:
    def paste(cells: dict[tuple[int, int], CellValue]) -> None:
        cells[at("problems")] = text

    row = read(edited(workbook, paste), blank).rows[0]
    assert (row.problems, row.raw["problems"]) == ("", text)
    assert dict(row.faults) == {"problems": Fault.CELL_ERROR}


def test_an_ambiguous_share_is_settled_by_its_own_parts(workbook: Workbook, blank: Ledger) -> None:
    position = next(at for at, row in enumerate(blank.rows) if row.answer is Answer.RATIO)

    def write_share(cells: dict[tuple[int, int], CellValue]) -> None:
        cells[at("actual", position)] = Decimal("0.425")

    assert read(edited(workbook, write_share), blank).rows[position].actual == Decimal("42.5")


def test_nothing_to_report_is_a_statement_of_its_own(
    filled: Ledger, plan: Plan, line: RosterLine, blank: Ledger
) -> None:
    stated = replace(filled, nothing_to_report=True)
    content = write_ledger(draw_ledger(stated, plan, line), load_style("standard"))
    assert told(read(read_workbook(content, ""), blank)) == stated


def test_head_answers_typed_behind_the_colon_are_read(workbook: Workbook, blank: Ledger) -> None:
    def retype(cells: dict[tuple[int, int], CellValue]) -> None:
        for (row, column), value in list(cells.items()):
            if row == 2 and value == "办公室":
                del cells[row, column]
            if row == 2 and value == "填报人：":
                cells[row, column] = "填报人: 综合科"

    assert read(edited(workbook, retype), blank).head.filled_by == "综合科"


def test_a_sheet_that_was_added_is_named_once(workbook: Workbook, blank: Ledger) -> None:
    notes = Grid("底稿", {(2, 2): "甲", (3, 3): "乙"}, workbook.sha256)
    ledger = read(replace(workbook, grids=(*workbook.grids, notes)), blank)
    assert [(str(leftover.place), leftover.raw) for leftover in ledger.leftovers] == [("底稿!B2", "甲")]


def with_sheet(workbook: Workbook, name: str, cells: Mapping[tuple[int, int], CellValue]) -> Workbook:
    """The workbook with these cells in one of its sheets, or in a sheet of this name behind the others."""
    own = workbook.grid(name) or Grid(name, {}, workbook.sha256)
    others = tuple(grid for grid in workbook.grids if grid.sheet != name)
    return replace(workbook, grids=(*others, replace(own, cells={**own.cells, **cells})))


@pytest.mark.parametrize(
    ("sheet", "cell", "text"),
    [
        ("填报说明", (1000, 1), "数字下月补报"),
        ("填报说明", (3, 8), "已阅"),
        ("填报说明", (4, 1), "本表我县不适用"),
        ("填报自检", (2, 3), "已核对"),
        ("填报自检", (17, 1), "先改完这些"),
        ("填报自检", (1000, 2), "领导已审"),
        ("选项", (1, 1), "我县的选项"),
        ("选项", (60, 2), "基本完成"),
        ("_taizhang", (30, 1), "随手记"),
    ],
)
def test_what_was_written_into_our_other_sheets_is_left_over(
    sheet: str, cell: tuple[int, int], text: str, workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    ledger = read(with_sheet(workbook, sheet, {cell: text}), blank)
    assert told(replace(ledger, leftovers=())) == filled
    assert [
        (left.place.sheet, (left.place.row, left.place.column), left.raw) for left in ledger.leftovers
    ] == [(sheet, cell, text)]


def test_what_changed_since_last_period_is_ours_in_any_words(workbook: Workbook, blank: Ledger) -> None:
    own = workbook.grid("填报说明")
    assert own is not None
    last = own.last_row
    ours = {(last + 1, 1): instruction_texts().changes["heading"], (last + 2, 1): "已取消：某项任务。"}
    assert read(with_sheet(workbook, "填报说明", ours), blank).leftovers == ()


@pytest.mark.parametrize("name", ["校验结果", "移动清单"])
def test_a_sheet_that_is_only_named_as_ours_is_the_fillers(
    name: str, workbook: Workbook, blank: Ledger
) -> None:
    ledger = read(with_sheet(workbook, name, {(1, 1): "县里自己查的", (2, 1): "没有问题"}), blank)
    assert [(str(left.place), left.raw, left.cells) for left in ledger.leftovers] == [
        (f"{name}!A1", "县里自己查的", 2)
    ]


@pytest.mark.parametrize("changed", [True, False])
def test_a_second_ledger_in_the_file_never_takes_the_place_of_ours(
    changed: bool, workbook: Workbook, blank: Ledger, filled: Ledger
) -> None:
    ours = workbook.grid(TABLE)
    assert ours is not None
    cells = dict(ours.cells) | ({at("progress"): "上季度写的"} if changed else {})
    copied = replace(ours, sheet="任务台账 (2)", cells=cells)
    ledger = read(replace(workbook, grids=(copied, *workbook.grids)), blank)
    assert told(replace(ledger, leftovers=())) == filled
    assert [(leftover.place.sheet, leftover.table) for leftover in ledger.leftovers] == [
        ("任务台账 (2)", changed)
    ]
    assert ledger_from_record(ledger_to_record(ledger), blank) == ledger


def test_a_renamed_sheet_is_found_by_what_it_holds(workbook: Workbook, blank: Ledger, filled: Ledger) -> None:
    grids = tuple(replace(grid, sheet="Sheet1") if grid.sheet == TABLE else grid for grid in workbook.grids)
    assert told(read(replace(workbook, grids=grids), blank)) == filled


def without_the_last_row(grid: Grid) -> Grid:
    cells = {cell: value for cell, value in grid.cells.items() if cell[0] < grid.last_row}
    return replace(grid, cells=cells)


def test_what_is_no_ledger_of_ours_says_so_and_what_to_do(workbook: Workbook, blank: Ledger) -> None:
    def why(workbook: Workbook, expected: Ledger | None) -> str:
        reading = read_back(workbook, lambda stamp: expected)
        assert reading.ledger is None
        return reading.why

    lists = replace(workbook, grids=tuple(grid for grid in workbook.grids if grid.sheet != TABLE))
    bare = replace(
        workbook, grids=tuple(map(without_the_last_row, workbook.grids))
    )  # where the foot says the stamp
    assert why(replace(bare, stamp={}, part_stamp={}), blank).startswith("文件里没有原下发台账的标记")
    assert why(replace(bare, stamp={**workbook.stamp, "period": "下个月"}, part_stamp={}), blank).startswith(
        "文件里没有原下发台账的标记"
    )
    assert why(workbook, None).startswith("这份台账属于另一个计划（编号“yunling-2022”）")
    assert why(lists, blank).startswith("文件里没有任务台账的表格")
    assert why(replace(workbook, file_class="encrypted", note="文件有密码"), blank) == "文件有密码"


@examples(40)
@given(
    st.dictionaries(
        st.tuples(st.integers(1, 30), st.integers(1, 40)),
        st.sampled_from(
            [
                "甲",
                "合计",
                "注：",
                "审核人：",
                "是",
                "填报人：某科",
                Decimal(7),
                CellError("#N/A"),
                Formula("A1"),
            ]
        ),
        max_size=12,
    )
)
def test_every_cell_is_read_or_known_or_left_over(
    workbook: Workbook, blank: Ledger, strays: Mapping[tuple[int, int], CellValue]
) -> None:
    changed = edited(workbook, lambda cells: cells.update(strays))
    reading = read_back(changed, lambda stamp: blank)
    if reading.ledger is None:
        return
    rows = {row.line: row for row in reading.ledger.rows}
    leftovers = {(leftover.place.row, leftover.place.column) for leftover in reading.ledger.leftovers}
    for (row, column), value in strays.items():
        held = rows.get(row)
        fields = {at: name for name, at in held.sheet.columns.items()} if held and held.sheet else {}
        is_read = bool(held) and fields.get(column) in (held.raw if held else {})
        furniture = row < FIRST_ROW or row >= FIRST_ROW + len(blank.rows)
        assert is_read or (row, column) in leftovers or furniture, (row, column, value)
        assert not (is_read and (row, column) in leftovers)
