"""A whole ledger as a county sends it: ten independent faults are ten findings, and what follows from a fault is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest
from heads import HEAD

from taizhang.books.fill_cells import fill_cells
from taizhang.desk.check import Checked, check_files
from taizhang.desk.compile import compile_document
from taizhang.desk.files import write_plan
from taizhang.desk.issue import write_blank_ledger
from taizhang.desk.roster import roster_of
from taizhang.ledgers.sheet_layout import FIRST_ROW, HEAD_CELLS, HEAD_ROW, TABLE, column_of
from taizhang.model.grid import CellValue
from taizhang.model.ledger import Ledger, LedgerRow, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import Answer
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict

PERIOD = Period.parse("2022Q3")
NUMBER, RATIO, TEXT = "T08.M01.I1", "T11.M02.I1", "T14.M02"  # rows of the sample city's plan
TARGET = "T10.M02.I1"  # 全县6名以上
PHONE = next(column_of(value[0]) for name, _label, _column, value in HEAD_CELLS if name == "phone")

Cell = tuple[str, str]  # row id and LedgerRow field; without an id, a cell outside the rows
Typed = Mapping[Cell, CellValue | None]
Said = tuple[str, str, str]  # code, row id and field

TEN: dict[Said, Typed] = {
    ("E105", "T01.M02", "status"): {("T01.M02", "status"): "差不多了"},
    ("E101", "T03.M01.I1", "actual"): {("T03.M01.I1", "actual"): "基本达到"},
    ("E205", "T04.M03", "evidence"): {("T04.M03", "evidence"): None},
    ("E206", "T06.M03", "problems"): {("T06.M03", "status"): "滞后", ("T06.M03", "next_steps"): "11月底补上"},
    ("E203", NUMBER, "actual"): {(NUMBER, "actual"): None},
    ("E409", TARGET, "target"): {(TARGET, "target"): "≥5名"},
    ("E302", RATIO, "actual"): {(RATIO, "actual"): Decimal(95)},
    ("W141", "", ""): {("", "phone"): "见备注"},
    ("W208", TEXT, "progress"): {(TEXT, "progress"): "正在推进"},
    ("N007", "", ""): {("", "beside"): "另附说明一份"},
}

CASCADES: dict[str, tuple[Said, Typed]] = {
    "a ratio without any number": (
        ("E202", RATIO, "numerator"),
        {(RATIO, "numerator"): None, (RATIO, "denominator"): None, (RATIO, "actual"): None},
    ),
    "a ratio without its denominator": (("E202", RATIO, "denominator"), {(RATIO, "denominator"): None}),
    "words for a numerator": (("E101", RATIO, "numerator"), {(RATIO, "numerator"): "大部分"}),
    "numerator and denominator exchanged": (
        ("E301", RATIO, "numerator"),
        {(RATIO, "numerator"): Decimal(40), (RATIO, "denominator"): Decimal(36)},
    ),
    "nothing out of nothing": (
        ("E314", RATIO, "denominator"),
        {(RATIO, "numerator"): Decimal(0), (RATIO, "denominator"): Decimal(0)},
    ),
    "nothing in a row that is done": (("E203", TARGET, "actual"), {(TARGET, "actual"): None}),
    "below the target but exceeded": (
        ("E303", TARGET, "status"),
        {(TARGET, "status"): "超额完成", (TARGET, "actual"): Decimal(5)},
    ),
    "no status in a row with a number": (("E201", NUMBER, "status"), {(NUMBER, "status"): None}),
    "a word of its own for done": (("E105", TARGET, "status"), {(TARGET, "status"): "大功告成"}),
    "behind without reason or remedy": (
        ("E206", TEXT, "problems"),
        {(TEXT, "status"): "滞后", (TEXT, "next_steps"): None},
    ),
}


@pytest.fixture(scope="module")
def plan_file(sample_document: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_plan(compile_document(sample_document), tmp_path_factory.mktemp("plan") / "计划.json")


@pytest.fixture(scope="module")
def issued(sample_document: Path, sample_roster: Path) -> tuple[Ledger, bytes]:
    plan = compile_document(sample_document)
    roster = roster_of(plan, sample_roster)
    line = roster.line(Reporter("990101"))
    assert line is not None
    return write_blank_ledger(plan, line, PERIOD, roster=roster)


@pytest.fixture
def check(
    issued: tuple[Ledger, bytes], plan_file: Path, sample_roster: Path, tmp_path: Path
) -> Callable[[Typed], Checked]:
    """What is found in the ledger that is filled in without a fault, and then typed over."""
    ledger, blank = issued

    def check(typed: Typed) -> Checked:
        file = tmp_path / "台账.xlsx"
        file.write_bytes(fill_cells(blank, TABLE, {**HEAD, **_placed(ledger, {**_clean(ledger), **typed})}))
        (checked,) = check_files(
            [file], plan_file=plan_file, roster_file=sample_roster, as_of=PERIOD.following.start
        )
        return checked

    return check


def _placed(ledger: Ledger, typed: Typed) -> dict[tuple[int, int], CellValue | None]:
    lines = {row.id: line for line, row in enumerate(ledger.rows, FIRST_ROW)}
    beside = {"phone": (HEAD_ROW, PHONE), "beside": (FIRST_ROW, len(ledger_columns()) + 2)}
    return {
        (lines[row], column_of(field)) if row else beside[field]: value
        for (row, field), value in typed.items()
    }


def _clean(ledger: Ledger) -> dict[Cell, CellValue | None]:
    return {(row.id, field): value for row in ledger.rows for field, value in _told(row).items()}


def _told(row: LedgerRow) -> dict[str, CellValue]:
    """What a careful clerk tells: done where the number reaches a target, or the deadline has passed."""
    target = row.asked.target if row.asked and row.answer is Answer.NUMBER else None
    done = target is not None or (row.asked is not None and row.asked.deadline <= PERIOD.end)
    return {
        **_NUMBERS.get(row.answer, {}),
        **({"actual": target.value} if target else {}),
        "status": "已完成" if done else "序时推进",
        "progress": f"8月召开第{row.id}号工作的协调会，议定三件事并已办妥",
        "problems": "无",
        "next_steps": "11月底前组织一次现场检查",
        "evidence": "碧潭卫健〔2022〕3号" if done else "",
        "person": "医改专班 0000-1234567",
        "needs_leader": "否",
        "clearing": "未申请",
    }


_NUMBERS: dict[Answer | None, dict[str, CellValue]] = {
    Answer.NUMBER: {"actual": Decimal(3)},
    Answer.RATIO: {"numerator": Decimal(36), "denominator": Decimal(40), "actual": Decimal(90)},
    Answer.YES_NO: {"actual": "否"},
}


def said(checked: Checked) -> list[Said]:
    return [(finding.code, finding.row, finding.field) for finding in checked.findings]


def test_nothing_is_found_where_nothing_is_wrong(check) -> None:
    checked = check({})
    assert said(checked) == []
    assert checked.verdict is Verdict.ACCEPTED


def test_ten_independent_faults_are_ten_findings_errors_first(check) -> None:
    checked = check({cell: value for typed in TEN.values() for cell, value in typed.items()})
    assert said(checked) == list(TEN)
    assert [len(finding.cells) for finding in checked.findings if finding.place] == [1] * 9
    assert checked.verdict is Verdict.RETURNED


@pytest.mark.parametrize("one", TEN, ids=lambda one: one[0])
def test_each_of_the_ten_is_one_by_itself(check, one: Said) -> None:
    assert said(check(TEN[one])) == [one]


@pytest.mark.parametrize("name", CASCADES)
def test_what_follows_from_a_fault_is_not_said_beside_it(check, name: str) -> None:
    one, typed = CASCADES[name]
    assert said(check(typed)) == [one]
