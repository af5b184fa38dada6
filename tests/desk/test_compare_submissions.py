"""Two submissions cell beside cell: in the table by its rows, elsewhere by the sheets of the originals."""

from __future__ import annotations

import importlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from taizhang.archive import Archive, NewSubmission, create_archive
from taizhang.books.fill_cells import delete_row, fill_cells
from taizhang.cli.run import run
from taizhang.desk import cell_lines, compared_summary, diff_submissions, lone_lines, outside_lines
from taizhang.desk.comparing.compare_sheets import Pair, SheetCell, Side, TableRows, compare_workbooks
from taizhang.desk.comparing.compare_submissions import SubmissionsCompared
from taizhang.desk.examine import examine, learn, parse_examination
from taizhang.desk.issue import write_blank_ledger
from taizhang.errors import BadUsage, CannotRead
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.grid import Box, CellValue, Formula, Grid, Workbook
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.verdict import Flag, Verdict
from taizhang.plans import compile_plan, fingerprint, plan_to_json

BEIJING = timezone(timedelta(hours=8))
MORNING = datetime(2022, 10, 3, 9, tzinfo=BEIJING)
Q3 = Period.parse("2022Q3")
COUNTY = RosterLine(Reporter("990101"), "碧潭县", Level.COUNTY, "990100")
ROSTER = Roster((RosterLine(Reporter("990100"), "云岭市", Level.CITY, ""), COUNTY))
STATUS, ACTUAL, PROGRESS = (column_of(name) for name in ("status", "actual", "progress"))
Cells = dict[tuple[int, int], CellValue | None]


@pytest.fixture(scope="module")
def plan(sample_document: Path) -> Plan:
    return compile_plan(sample_document.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def blank(plan: Plan) -> bytes:
    return write_blank_ledger(plan, COUNTY, Q3, roster=ROSTER)[1]


@dataclass
class Register:
    path: Path
    plan: Plan
    store: Archive

    def add(self, content: bytes, name: str = "碧潭县.xlsx") -> int:
        """Registered as it is collected: with the ledger that is found in it."""
        learn({self.plan.id: self.plan}, {self.plan.id: ROSTER})
        found = parse_examination(examine(content, name))
        entry = NewSubmission(
            received=MORNING, sender="", file_name=name, verdict=Verdict.RETURNED, plan=self.plan.id,
            reporter=COUNTY.reporter, period=Q3, record=found.record,
        )  # fmt: skip
        return self.store.register(entry, content).submission.number

    def diff(self, *contents: bytes) -> SubmissionsCompared:
        return diff_submissions(self.path, *map(self.add, contents))


@pytest.fixture
def register(plan: Plan, tmp_path: Path) -> Iterator[Register]:
    with create_archive(tmp_path / "档案.db") as store:
        store.add_plan(plan_to_json(plan), plan.id, fingerprint(plan), None, ROSTER, MORNING)
        yield Register(tmp_path / "档案.db", plan, store)


def test_r54_a_changed_answer_is_told_with_both_texts_values_and_places(
    register: Register, blank: bytes
) -> None:
    first = fill_cells(blank, TABLE, {(FIRST_ROW, STATUS): "差不多", (FIRST_ROW + 1, ACTUAL): "3 个"})
    second = fill_cells(blank, TABLE, {(FIRST_ROW, STATUS): "序时推进", (FIRST_ROW + 1, ACTUAL): Decimal(3)})
    found = register.diff(first, second)
    told = [
        (cell.title, cell.one.raw, cell.one.value, cell.other.raw, cell.other.value, cell.same_value)
        for cell in (found.table.cells if found.table else ())
        if not cell.computed
    ]
    assert told == [
        ("完成状态", "差不多", "", "序时推进", "序时推进", False),
        ("累计完成值", "3 个", "3", "3", "3", True),
    ]
    places = [(str(cell.one.place), str(cell.other.place)) for cell in found.table.cells if not cell.computed]
    assert [one for one, _ in places] == [other for _, other in places]
    assert found.exit_code == 1
    assert lone_lines(found) == ()


def test_the_lines_say_what_was_read_where_it_is_not_what_was_typed(register: Register, blank: bytes) -> None:
    first = fill_cells(blank, TABLE, {(FIRST_ROW + 1, ACTUAL): "3 个"})
    found = register.diff(first, fill_cells(blank, TABLE, {(FIRST_ROW + 1, ACTUAL): Decimal(4)}))
    ((_, what, one, other),) = cell_lines(found)
    assert (what.endswith("：累计完成值"), one, other) == (True, "3 个（读作3）", "4")


def test_what_was_noticed_about_a_file_is_told_in_words(register: Register, blank: bytes) -> None:
    injected = fill_cells(blank, TABLE, {(FIRST_ROW, PROGRESS): "=1+1（请核对）"})
    plain = fill_cells(blank, TABLE, {(FIRST_ROW, PROGRESS): "正在推进"})
    one, other = (parse_examination(examine(content, "碧潭县.xlsx")).flags for content in (injected, plain))
    assert set(one) - set(other) == {"formula-injection"}
    words = ["、".join(Flag(flag).word for flag in flags) or "没有" for flags in (one, other)]
    assert f"文件中注意到的情况：前一件{words[0]}，后一件{words[1]}" in register.diff(injected, plain).notes
    assert "以公式符号开头的文字" in words[0]


def test_the_same_file_twice_is_equal(register: Register, blank: bytes) -> None:
    first = register.add(fill_cells(blank, TABLE, {(FIRST_ROW, STATUS): "序时推进"}))
    same = fill_cells(blank, TABLE, {(FIRST_ROW, STATUS): "序时推进"})
    again = register.store.register(
        NewSubmission(MORNING, "other@yunling.example", "又一份.xlsx", Verdict.RETURNED), same
    ).submission.number
    found = diff_submissions(register.path, first, again)
    assert (found.equal, found.exit_code, compared_summary(found)) == (True, 0, "两件相同。")


def test_saved_again_without_a_change_is_equal(register: Register, blank: bytes) -> None:
    first = fill_cells(blank, TABLE, {(FIRST_ROW, STATUS): "序时推进"})
    found = register.diff(first, saved_by("乙", first))
    assert (found.equal, found.exit_code, found.as_json()["outside"]) == (True, 0, [])


def saved_by(author: str, content: bytes) -> bytes:
    book = load_workbook(BytesIO(content))
    book.properties.creator = author
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def with_row(content: bytes, row: int, measure: str) -> bytes:
    """One more row before this one, the merged cells below it moved along as programs do."""
    book = load_workbook(BytesIO(content))
    page = book[TABLE]
    below = [cells for cells in page.merged_cells.ranges if cells.min_row >= row]
    for cells in below:
        page.unmerge_cells(cells.coord)
    page.insert_rows(row)
    for cells in below:
        cells.shift(row_shift=1)
        page.merge_cells(cells.coord)
    page.cell(row, column_of("measure")).value = measure
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_rows_that_stand_in_one_alone_are_named(register: Register, blank: bytes) -> None:
    shorter = delete_row(blank, TABLE, FIRST_ROW + 2)
    found = register.diff(blank, shorter)
    ((which, where, label),) = lone_lines(found)
    assert (which, where.startswith("任务台账!"), bool(label)) == ("第1号", True, True)
    assert found.exit_code == 1
    assert [line for line in cell_lines(found) if "→" not in line[0]] == []


def test_an_inserted_row_moves_nothing_else(register: Register, blank: bytes) -> None:
    found = register.diff(saved_by("乙", blank), with_row(blank, FIRST_ROW + 2, "新建健康驿站"))
    assert [(which, label) for which, _, label in lone_lines(found)] == [("第2号", "新建健康驿站")]
    assert cell_lines(found) == ()


def test_what_stands_above_and_below_the_table_is_compared(register: Register, blank: bytes) -> None:
    last = load_workbook(BytesIO(blank))[TABLE].max_row + 2
    first = fill_cells(blank, TABLE, {(last, 5): "本县说明"})
    second = fill_cells(blank, TABLE, {(last, 5): "本县另有说明"})
    found = register.diff(first, second)
    assert outside_lines(found) == ((f"任务台账!E{last}", "本县说明", "本县另有说明"),)
    assert cell_lines(found) == ()
    assert found.exit_code == 1


def test_sheets_and_what_is_hidden_are_told(register: Register, blank: bytes) -> None:
    book = load_workbook(BytesIO(blank))
    book.create_sheet("说明").cell(1, 1).value = "附表"
    book[TABLE].row_dimensions[FIRST_ROW].hidden = True
    target = BytesIO()
    book.save(target)
    found = register.diff(saved_by("乙", blank), target.getvalue())
    notes = [*found.notes, *found.sheets.notes]
    assert "工作表“说明”只在后一件中，有内容的单元格1个" in notes
    assert [note for note in notes if note.startswith("工作表“任务台账”隐藏的行不同")] != []
    assert found.exit_code == 1


def test_an_original_that_cannot_be_read_leaves_the_table_compared(register: Register, blank: bytes) -> None:
    """As a submission whose ledger was kept in the record, and whose file nobody can open without its password."""
    first = register.add(fill_cells(blank, TABLE, {(FIRST_ROW, STATUS): "序时推进"}))
    record = register.store.record(first)
    entry = NewSubmission(
        MORNING, "", "坏.xlsx", Verdict.RETURNED, register.plan.id, COUNTY.reporter, Q3, record=record
    )
    second = register.store.register(entry, b"no workbook").submission.number
    found = diff_submissions(register.path, first, second)
    assert (found.table.cells, found.exit_code) == ((), 3)
    assert [text.partition("：")[0] for text in found.unread] == [f"第{second}号"]
    assert compared_summary(found) == "表内相同；表格以外没有对照，原因见上。"


def test_r01_the_originals_are_read_by_a_worker_alone(
    register: Register, blank: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [register.add(content) for content in (saved_by("甲", blank), saved_by("乙", blank))]

    def never(*_words: object, **_options: object) -> None:
        raise AssertionError("read in the parent")

    monkeypatch.setattr("taizhang.books.read_workbook", never)
    assert diff_submissions(register.path, *numbers).exit_code == 0


def test_r02_a_worker_that_dies_of_a_file_leaves_the_table_compared(
    register: Register, blank: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "dying_work.py").write_text("import os\n\ndef abort(pair):\n    os.abort()\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    dying = importlib.import_module("dying_work")  # by its name, as a worker imports it
    numbers = [register.add(content) for content in (saved_by("甲", blank), saved_by("乙", blank))]
    monkeypatch.setattr("taizhang.desk.comparing.compare_submissions.compare_pair", dying.abort)
    found = diff_submissions(register.path, *numbers)
    why = "读取时程序意外中止，文件内容可能有损坏。请在表格软件中另存为新文件后重新报送"
    assert found.unread == (f"第1号：{why}。", f"第2号：{why}。")
    assert (found.table.cells, found.exit_code) == ((), 3)


def test_two_files_that_nobody_can_read_are_refused(register: Register) -> None:
    numbers = [register.add(content, "坏.xlsx") for content in (b"one", b"another")]
    with pytest.raises(CannotRead, match="没有可以对照的内容"):
        diff_submissions(register.path, *numbers)


def test_numbers_that_cannot_be_compared_are_refused(register: Register, blank: bytes) -> None:
    number = register.add(blank)
    with pytest.raises(BadUsage, match="登记簿里没有第99号"):
        diff_submissions(register.path, number, 99)
    with pytest.raises(BadUsage, match="两个登记号相同"):
        diff_submissions(register.path, number, number)


def test_two_reporters_are_compared_and_it_is_said(register: Register, blank: bytes) -> None:
    first = register.add(blank)
    entry = NewSubmission(
        MORNING, "", "市.xlsx", Verdict.QUARANTINED, register.plan.id, Reporter("990100"), Q3, record=register.store.record(first)
    )  # fmt: skip
    second = register.store.register(entry, saved_by("乙", blank)).submission.number
    found = diff_submissions(register.path, first, second)
    assert found.remarks == ("两件的填报单位不同：第1号是碧潭县，第2号是云岭市",)


def told_by(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    code = run([str(word) for word in words])
    said = capsys.readouterr()
    return code, said.out, said.err


def test_the_command_says_both_cells_and_ends_with_1(
    register: Register, blank: bytes, capsys: pytest.CaptureFixture[str]
) -> None:
    for word in ("滞后", "序时推进"):
        register.add(fill_cells(blank, TABLE, {(FIRST_ROW, STATUS): word}))
    code, out, err = told_by(capsys, "diff", "1", "2", "--archive", register.path)
    assert (code, err) == (1, "")
    lines = out.splitlines()
    assert lines[:3] == [
        "前一件：第1号（碧潭县，2022-10-03 09:00，退回修改，碧潭县.xlsx）",
        "后一件：第2号（碧潭县，2022-10-03 09:00，退回修改，碧潭县.xlsx）",
        "任务台账：",
    ]
    assert lines[4].split()[-2:] == ["滞后", "序时推进"]
    assert lines[-1].startswith("不同之处：表内 1 格")
    code, out, err = told_by(capsys, "diff", "1", "2", "--archive", register.path, "--json")
    facts = json.loads(out)
    assert (code, err, facts["equal"], facts["one"]["number"]) == (1, "", False, 1)
    assert [
        (cell["field"], cell["one"]["raw"], cell["other"]["raw"])
        for cell in facts["cells"]
        if not cell["computed"]
    ] == [("status", "滞后", "序时推进")]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("1", "2"), 2, "登记簿里没有第1号，请用 taizhang status 查看登记号。\n"),
        (("1", "1"), 2, "两个登记号相同（第1号），请给出两个不同的登记号。\n"),
    ],
)
def test_the_command_refuses_in_words(
    register: Register, capsys: pytest.CaptureFixture[str], words: tuple[str, str], code: int, said: str
) -> None:
    assert told_by(capsys, "diff", *words, "--archive", register.path) == (code, "", said)


# The sheets alone, without a file


def grid(cells: dict[tuple[int, int], CellValue], sheet: str = "表", **facts: object) -> Grid:
    return Grid(sheet, cells, **facts)  # type: ignore[arg-type]


def compared(one: Grid, other: Grid, pair: Pair | None = None) -> list[SheetCell]:
    books = [Workbook("a.xlsx", "", 0, "xlsx", (held,)) for held in (one, other)]
    return compare_workbooks(books[0], books[1], pair or Pair(Side("", b""), Side("", b""))).cells


def test_a_row_put_in_above_moves_nothing_below_it() -> None:
    one = grid({(1, 1): "甲", (2, 1): "乙", (3, 1): "丙"})
    other = grid({(1, 1): "甲", (2, 1): "新", (3, 1): "乙", (4, 1): "丙改"})
    assert compared(one, other) == [
        SheetCell("表", "", "", "A2", "新"),
        SheetCell("表", "A3", "丙", "A4", "丙改"),
    ]


def test_a_formula_that_comes_to_something_else_follows_and_another_formula_differs() -> None:
    one = grid({(1, 1): Formula("SUM(B1:B9)", Decimal(3)), (2, 1): Formula("B1", Decimal(1))})
    other = grid({(1, 1): Formula("SUM(B1:B9)", Decimal(4)), (2, 1): Formula("B2", Decimal(1))})
    assert [(cell.one, cell.other, cell.computed) for cell in compared(one, other)] == [
        ("3（公式：SUM(B1:B9)）", "4（公式：SUM(B1:B9)）", True),
        ("1（公式：B1）", "1（公式：B2）", False),
    ]


def test_a_column_beside_the_table_is_compared_by_the_tables_rows() -> None:
    one = grid({(1, 1): "头", (2, 1): "任务一", (2, 9): "旁注", (3, 1): "任务二"})
    other = grid({(1, 1): "头", (2, 1): "任务二", (3, 1): "任务一", (3, 9): "旁注改"})
    sides = [Side("", b"", (TableRows("表", (2, 3), (1, 2)),)) for _ in range(2)]
    pair = Pair(sides[0], sides[1], ((("表", 2), ("表", 3)), (("表", 3), ("表", 2))))
    assert compared(one, other, pair) == [SheetCell("表", "I2", "旁注", "I3", "旁注改")]


def test_many_differences_are_counted_where_they_are_no_longer_told() -> None:
    one = grid({(row, 1): f"甲{row}" for row in range(1, 2502)})
    other = grid({(row, 1): f"乙{row}" for row in range(1, 2502)})
    books = [Workbook("a.xlsx", "", 0, "xlsx", (held,)) for held in (one, other)]
    found = compare_workbooks(books[0], books[1], Pair(Side("", b""), Side("", b"")))
    assert (len(found.cells), found.more) == (2000, 501)


def test_how_a_sheet_is_made_up_is_told() -> None:
    one = grid({(1, 1): "甲"}, hidden_rows=frozenset({3}), merges=(Box(1, 1, 1, 2),))
    other = grid({(1, 1): "甲"}, visible=False, hidden_columns=frozenset(range(1, 13)))
    books = [Workbook("a.xlsx", "", 0, "xlsx", (held,)) for held in (one, other)]
    assert compare_workbooks(books[0], books[1], Pair(Side("", b""), Side("", b""))).notes == [
        "工作表“表”由显示改为隐藏",
        "工作表“表”隐藏的行不同：前一件3行，后一件没有",
        "工作表“表”隐藏的列不同：前一件没有，后一件A、B、C、D、E、F、G、H、I、J等12列",
        "工作表“表”合并单元格：前一件1处，后一件0处",
    ]


SHEETS = st.dictionaries(
    st.tuples(st.integers(1, 6), st.integers(1, 4)), st.sampled_from(["甲", "乙", "丙"]), max_size=12
)


@given(SHEETS)
def test_a_sheet_is_equal_to_itself(cells: dict[tuple[int, int], CellValue]) -> None:
    assert compared(grid(cells), grid(cells)) == []


@given(SHEETS, SHEETS)
def test_nothing_that_differs_is_left_out(
    cells: dict[tuple[int, int], CellValue], others: dict[tuple[int, int], CellValue]
) -> None:
    """Equal only where the rows say the same in the same order, blank ones left aside."""

    def rows(held: dict[tuple[int, int], CellValue]) -> list[dict[int, CellValue]]:
        return [dict(row) for _, row in grid(held).rows()]

    assert (compared(grid(cells), grid(others)) == []) == (rows(cells) == rows(others))
