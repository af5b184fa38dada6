"""A ledger of an older template comes back in the one in use: every answer moved, every move listed, nothing lost."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openxml_audit import OpenXmlValidator

from taizhang.books import read_workbook, write_ledger
from taizhang.desk.check import Checked, check_files
from taizhang.desk.returns import return_copies
from taizhang.ledgers import Moved, draw_ledger, move_answers, read_back
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE
from taizhang.model.finding import Severity
from taizhang.model.grid import Box, CellError, CellValue, Formula, Grid, Workbook
from taizhang.model.ledger import Filler, Ledger, LedgerRow, ledger_columns
from taizhang.model.verdict import Verdict
from taizhang_templates import TEMPLATE_VERSION, load_style

from .kept import AS_OF, FILLED, ISSUED, PLAN, ROSTER, check_kept, kept_versions, workbook_of

OLDER = [version for version in kept_versions() if version != TEMPLATE_VERSION]
ASKED = [column.field for column in ledger_columns() if column.filler is Filler.COUNTY]


@pytest.fixture(scope="module", params=OLDER)
def checked(request: pytest.FixtureRequest) -> tuple[Checked, ...]:
    return tuple(check_kept(ISSUED / request.param, name) for name in FILLED)


@pytest.fixture(scope="module")
def returned(checked: tuple[Checked, ...], tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return list(return_copies(checked, tmp_path_factory.mktemp("退回"), on=AS_OF).values())


@pytest.fixture(scope="module")
def again(returned: list[Path]) -> tuple[Checked, ...]:
    return check_files(returned, plan_file=ISSUED / "1" / PLAN, roster_file=ROSTER, as_of=AS_OF)


def answers(ledger: Ledger) -> list[tuple[object, ...]]:
    """What the filler said, field by field: the value, the text and why there is no value."""
    return [
        (row.id, field, getattr(row, field), row.raw.get(field, "").strip(), row.faults.get(field))
        for row in ledger.rows
        for field in ASKED
    ]


def test_every_answer_comes_back_in_the_template_in_use(checked, again) -> None:
    for sent, back in zip(checked, again, strict=True):
        assert sent.ledger is not None
        assert back.ledger is not None
        assert answers(back.ledger) == answers(sent.ledger)
        assert back.ledger.head == sent.ledger.head
        assert (back.ledger.template, back.ledger.leftovers, back.flags) == (TEMPLATE_VERSION, (), ())


def test_what_was_clean_is_clean_and_what_was_wrong_is_wrong(checked, again) -> None:
    assert [back.verdict for back in again] == [Verdict.ACCEPTED, Verdict.RETURNED]
    for sent, back in zip(checked, again, strict=True):
        found = [(f.code, f.row, f.field) for f in sent.findings if f.code != "N005"]
        assert [(f.code, f.row, f.field) for f in back.findings] == found


def test_the_marks_stand_in_the_new_workbook(returned, again) -> None:
    book = load_workbook(returned[1])
    listed = [row[3] for row in book["校验结果"].iter_rows(min_row=5, values_only=True)]
    asked = [finding.where for finding in again[1].findings if finding.severity is not Severity.NOTE]
    notes = [finding.where for finding in again[1].findings if finding.severity is Severity.NOTE]
    assert listed == [*asked, "整个文件", *notes]
    for finding in again[1].findings:
        assert finding.place is not None
        assert finding.says in book[TABLE][finding.place.address].comment.text


def test_the_sender_is_told_and_shown_what_moved(checked, returned) -> None:
    book = load_workbook(returned[0])
    assert book.sheetnames[-2:] == ["移动清单", "校验结果"]
    lines = book["校验结果"].iter_rows(min_row=5, values_only=True)
    (told,) = [row[4:6] for row in lines if row[3] == "整个文件"]
    assert told == (
        f"本表是用第{checked[0].ledger.template}版表样填的，所填内容已移入本文件，即现行的第{TEMPLATE_VERSION}版",
        "请对照“移动清单”核对，此后只在本文件中修改并报送。",
    )
    listed = [row[1:6] for row in book["移动清单"].iter_rows(min_row=4, values_only=True)]
    assert listed[:3] == [
        ("表头表尾", "任务台账!J2", "填报人", "医改专班", ""),
        ("表头表尾", "任务台账!N2", "联系电话", "0000-990101", ""),
        ("表头表尾", "任务台账!T2", "填报日期", "2022-09-30", ""),
    ]
    told_answers = [text for _, _, _, text, _ in listed[3:]]
    assert told_answers == [text for *_, text, _ in answers(checked[0].ledger) if text]


def test_the_new_workbook_is_a_valid_one(returned) -> None:
    for path in returned:
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


# Properties and odd contents: the first version's blank ledger, filled without a file.

BOOK = read_workbook(workbook_of(ISSUED / "1" / "blank"), "台账.xlsx")
CHECKED = check_kept(ISSUED / "1", "blank")
assert CHECKED.ledger is not None
assert CHECKED.renewal is not None
RENEWAL = CHECKED.renewal
COLUMNS = CHECKED.ledger.rows[0].sheet.columns  # type: ignore[union-attr]


def filled(cells: dict[tuple[int, str], CellValue], *, merges: tuple[Box, ...] = ()) -> Ledger:
    """The ledger read from the old blank with these cells typed in, by line and field."""
    typed = {(line, COLUMNS[field]): value for (line, field), value in cells.items()}
    return read(with_cells(typed, merges))


def with_cells(cells: dict[tuple[int, int], CellValue], merges: tuple[Box, ...] = ()) -> Workbook:
    def changed(grid: Grid) -> Grid:
        return (
            replace(grid, cells=dict(grid.cells) | cells, merges=(*grid.merges, *merges))
            if grid.sheet == TABLE
            else grid
        )

    return replace(BOOK, grids=tuple(map(changed, BOOK.grids)))


def read(workbook: Workbook) -> Ledger:
    ledger = read_back(workbook, lambda _: RENEWAL.blank).ledger
    assert ledger is not None
    return ledger


def moved_and_read(ledger: Ledger) -> tuple[Moved, Ledger]:
    moved = move_answers(ledger, RENEWAL.blank)
    sheets = draw_ledger(moved.ledger, RENEWAL.plan, RENEWAL.line)
    return moved, read(read_workbook(write_ledger(sheets, load_style()), "台账.xlsx"))


TYPED = st.sampled_from(
    [
        "推进中", "已完成", "序时推进", "差不多了", "3家", "１２", "约95", "95%", "1,234", "一百二十", "=甲", "-", "—", "/", "无",
        "不涉及", "同上", "是", "否", "1", "申请中", "第一行\n第二行", " 前后有空格 ", "#DIV/0!", "1.50", "12-15", "8月底",
        Decimal(3), Decimal("0.5"), Decimal("1234567.25"), Decimal(1), Decimal(0), True, CellError("#REF!"),
        Formula("SUM(A1:A3)", Decimal(7)),
    ]
)  # fmt: skip
LINES = st.integers(FIRST_ROW, FIRST_ROW + len(RENEWAL.blank.rows) - 1)


@examples(25)
@given(st.dictionaries(st.tuples(LINES, st.sampled_from(ASKED)), TYPED, max_size=60))
def test_whatever_was_typed_is_moved_word_by_word(cells: dict[tuple[int, str], CellValue]) -> None:
    old = filled(cells)
    moved, new = moved_and_read(old)
    assert answers(new) == answers(old)
    assert [move for move in moved.moves if move.now is None] == []
    texts = [text for *_, text, _ in answers(old) if text]
    assert [move.text.strip() for move in moved.moves] == texts


def test_rows_of_the_filler_stay_below_the_others() -> None:
    below = FIRST_ROW + len(RENEWAL.blank.rows) - 1
    own: dict[tuple[int, str], CellValue] = {
        (FIRST_ROW, field): text
        for field, text in {
            "id": "",
            "task": "自设任务",
            "measure": "建两个站",
            "actual": "2个",
            "target": "≥2",
        }.items()
    }
    old = filled(own)
    assert [row.id for row in old.rows if row.asked is None] == [""]
    moved, new = moved_and_read(old)
    (added,) = [row for row in new.rows if row.asked is None]
    assert (added.line, added.task, added.measure, added.raw["actual"], added.target) == (
        below + 1, "自设任务", "建两个站", "2个", "≥2",
    )  # fmt: skip
    assert {move.why for move in moved.moves if move.text in ("自设任务", "建两个站", "2个", "≥2")} == {
        "自行增加的行"
    }
    assert new.rows[0].id == RENEWAL.blank.rows[0].id  # the row that was overwritten is asked again


def left(ledger: Ledger) -> list[tuple[str, str, str]]:
    moved, _ = moved_and_read(ledger)
    return [(str(move.was), move.text, move.why) for move in moved.moves if move.now is None]


def test_what_stays_behind_is_listed_with_its_reason() -> None:
    last = FIRST_ROW + len(RENEWAL.blank.rows)
    rated = next(row for row in CHECKED.ledger.rows if row.id == "T03.M02.I1")  # type: ignore[union-attr]
    old = read(
        with_cells(
            {
                (FIRST_ROW, COLUMNS["target"]): "随意",
                (rated.line, COLUMNS["rate"]): Decimal("0.95"),
                (FIRST_ROW, 40): "表外一句",
                (last + 3, 3): "备注：另附说明一份",
            }
        )
    )
    assert left(old) == [
        ("任务台账!G6", "随意", "下发内容，以现行台账为准"),
        (f"任务台账!R{rated.line}", "0.95", "本栏由公式计算"),
        ("任务台账!AN6", "表外一句", "有内容未采用"),
        (f"任务台账!C{last + 3}", "备注：另附说明一份", "有内容未采用"),
    ]


def test_one_number_over_several_rows_is_not_given_to_each() -> None:
    lines = [row.line for row in CHECKED.ledger.rows if counts(row)][:1]  # type: ignore[union-attr]
    box = Box(lines[0], COLUMNS["actual"], lines[0] + 1, COLUMNS["actual"])
    old = filled({(lines[0], "actual"): Decimal(5)}, merges=(box,))
    assert [(text, why) for _, text, why in left(old)] == [("5", "一个数字跨了几行，分不清是哪一行的")]
    _, new = moved_and_read(old)
    assert [row.line for row in new.rows if row.actual == 5] == lines


def counts(row: LedgerRow) -> bool:
    return row.answer.value == "number"


def test_what_a_new_ledger_suggests_gives_way_to_an_empty_cell() -> None:
    first, *others = RENEWAL.blank.rows
    blank = replace(
        RENEWAL.blank, rows=(replace(first, problems="上期的问题", raw={"problems": "上期的问题"}), *others)
    )
    assert move_answers(filled({}), blank).ledger.rows[0].problems == ""
    assert move_answers(filled({(FIRST_ROW, "problems"): "无"}), blank).ledger.rows[0].problems == "无"


def test_who_answers_for_it_moves_along() -> None:
    last = FIRST_ROW + len(RENEWAL.blank.rows)
    old = read(with_cells({(last, 6): "是", (last + 1, 5): "审核员", (last + 1, 10): "负责人甲"}))
    assert (old.nothing_to_report, old.head.checked_by, old.head.unit_head) == (True, "审核员", "负责人甲")
    moved, new = moved_and_read(old)
    assert (new.nothing_to_report, new.head) == (True, old.head)
    foot = last + 1  # below the row 合计, which the older template has not
    assert [(str(move.now), move.column, move.text) for move in moved.moves] == [
        (f"任务台账!E{foot + 1}", "审核人", "审核员"),
        (f"任务台账!J{foot + 1}", "单位负责人", "负责人甲"),
        (f"任务台账!F{foot}", "零报告（本期确无进展需要报告）", "是"),
    ]
    drawn = draw_ledger(moved.ledger, RENEWAL.plan, RENEWAL.line).table
    assert [drawn.text(move.now.row, move.now.column) for move in moved.moves if move.now] == [
        "审核员", "负责人甲", "是",
    ]  # fmt: skip


def test_a_finding_outside_the_table_is_marked_in_the_list(tmp_path: Path) -> None:
    path = tmp_path / "台账.xlsx"
    book = load_workbook(BytesIO(workbook_of(ISSUED / "1" / FILLED[0])))
    book[TABLE].cell(FIRST_ROW, 40, "表外一句")
    book.save(path)
    checked = check_files([path], plan_file=ISSUED / "1" / PLAN, roster_file=ROSTER, as_of=AS_OF)
    (copy,) = return_copies(checked, tmp_path / "退回", on=AS_OF).values()
    returned = load_workbook(copy)
    places = [row[3] for row in returned["校验结果"].iter_rows(min_row=5, values_only=True)]
    assert [place for place in places if not place.startswith(f"{TABLE}!")] == ["整个文件", "移动清单!E4"]
    assert returned["移动清单"]["E4"].value == "表外一句"
    assert "未采用" in returned["移动清单"]["E4"].comment.text


def test_a_ledger_of_the_template_in_use_is_marked_in_its_own_file() -> None:
    assert check_kept(ISSUED / TEMPLATE_VERSION, FILLED[0]).renewal is None
