"""A plan reviewed in a real workbook: as other programs save it, from the command's words to the plan file."""

from __future__ import annotations

import json
import random
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import openpyxl
import pytest
from openxml_audit import OpenXmlValidator

from taizhang.cli.run import run
from taizhang.desk.compile import compile_document
from taizhang.desk.files import read_plan, write_plan
from taizhang.desk.review import accept_review, review_plan
from taizhang.errors import BadUsage, CannotRead
from taizhang.model.plan_change import Change, Correction
from taizhang.plans.changing.apply import apply_changes

DAY = date(2022, 4, 1)


@dataclass(frozen=True)
class Reviewed:
    plan: Path
    book: Path


@pytest.fixture
def reviewed(tmp_path: Path, sample_document: Path, sample_roster: Path) -> Reviewed:
    made = Reviewed(tmp_path / "计划.json", tmp_path / "审核.xlsx")
    write_plan(compile_document(sample_document), made.plan)
    drawn = review_plan(made.plan, made.book, roster_file=sample_roster, today=DAY)
    assert (drawn.lines, drawn.unresolved, drawn.inferred, drawn.totals) == (62, 0, 23, 5)
    return made


def fill(book: Path, cells: Mapping[tuple[str, str], object], sheet: str = "审核", key: str = "编号") -> None:
    """Write into the workbook, by id and column, as Excel or WPS would."""
    opened = openpyxl.load_workbook(book)
    table = opened[sheet]
    header = next(row for row in table.iter_rows() if key in [cell.value for cell in row])
    at = {cell.value: cell.column for cell in header}
    for (given, title), value in cells.items():
        row = next(
            n for n in range(header[0].row, table.max_row + 1) if table.cell(n, at[key]).value == given
        )
        table.cell(row, at[title]).value = value
    opened.save(book)


def resaved(book: Path, folder: Path) -> Path:
    """The workbook as LibreOffice saves it."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("没有 soffice")
    profile = f"-env:UserInstallation=file://{folder}/profile"
    words = [
        program,
        profile,
        "--headless",
        "--convert-to",
        "xlsx",
        "--outdir",
        str(folder / "again"),
        str(book),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=180)
    return folder / "again" / book.name


def test_nothing_changed_gives_the_same_bytes(reviewed: Reviewed, tmp_path: Path) -> None:
    taken = accept_review(reviewed.book, tmp_path / "新.json", today=DAY)
    assert (taken.changes, taken.refusals) == ((), ())
    assert (tmp_path / "新.json").read_bytes() == reviewed.plan.read_bytes()


def test_the_workbook_is_one_that_excel_opens_without_repair(reviewed: Reviewed) -> None:
    assert [str(error) for error in OpenXmlValidator().validate(str(reviewed.book)).errors] == []


@pytest.mark.shared
def test_nothing_changed_in_the_real_plans(real_plans: Path, tmp_path: Path) -> None:
    for number, document in enumerate(sorted(real_plans.iterdir())):
        plan, book, back = (tmp_path / f"{number}{end}" for end in (".json", ".xlsx", "-2.json"))
        write_plan(compile_document(document), plan)
        review_plan(plan, book, today=DAY)
        assert accept_review(book, back, today=DAY).refusals == ()
        assert back.read_bytes() == plan.read_bytes()
    assert number == 4


EDITS = {
    ("T13.M02.I1", "目标值"): 650,
    ("T03.M03.I1", "目标值"): "72.5%",
    ("T06.M02.I1", "范围"): "机构",
    ("T08.M01", "核对"): "已明确",
    ("T14.M02", "配合单位"): "市财政局",
    ("T07.M02", "时限"): date(2022, 9, 30),
}
CHANGES = (
    Change("T03.M03.I1", "value", "70", "72.5"),
    Change("T06.M02.I1", "scope", "全域合计", "机构"),
    Change("T07.M02", "deadline", "", "2022-09-30"),
    Change("T13.M02.I1", "value", "600", "650"),
    Change("T14.C1", "units/support", "", "市财政局"),
)


def check(reviewed: Reviewed, book: Path, out: Path) -> None:
    """The edits came through, signed; taking them back again changes nothing."""
    taken = accept_review(book, out, by="王芳", today=DAY)
    assert taken.refusals == ()
    assert sorted(taken.changes, key=lambda one: one.id) == list(CHANGES)
    plan, before = read_plan(out), read_plan(reviewed.plan)
    assert plan.review == tuple(Correction(change, "王芳", DAY) for change in taken.changes)
    changed = apply_changes(before, CHANGES)
    assert (plan.tasks, plan.goals, plan.retired) == (changed.tasks, changed.goals, changed.retired)
    once = out.read_bytes()
    assert accept_review(book, out, by="李强", today=date(2022, 5, 1)).changes == ()
    assert out.read_bytes() == once


def test_edits_in_a_saved_workbook(reviewed: Reviewed, tmp_path: Path) -> None:
    fill(reviewed.book, EDITS)
    check(reviewed, reviewed.book, tmp_path / "新.json")


@pytest.mark.client
def test_edits_in_a_workbook_that_libreoffice_saved(reviewed: Reviewed, tmp_path: Path) -> None:
    untouched = resaved(reviewed.book, tmp_path)
    taken = accept_review(untouched, tmp_path / "同.json", today=DAY)
    assert (taken.changes, taken.refusals) == ((), ())
    fill(reviewed.book, EDITS)
    check(reviewed, resaved(reviewed.book, tmp_path), tmp_path / "新.json")


def test_a_sorted_filtered_workbook_with_a_column_of_notes(reviewed: Reviewed, tmp_path: Path) -> None:
    fill(reviewed.book, EDITS)
    opened = openpyxl.load_workbook(reviewed.book)
    table = opened["审核"]
    table.insert_cols(5)
    table.cell(5, 5).value = "意见"
    rows = [[cell.value for cell in row] for row in table.iter_rows(min_row=6)]
    random.Random(3).shuffle(rows)
    for number, row in enumerate(rows, 6):
        for column, value in enumerate(row, 1):
            table.cell(number, column).value = "请再核实" if column == 5 else value
    table.row_dimensions[9].hidden = True
    table.column_dimensions["F"].hidden = True
    opened.save(reviewed.book)
    check(reviewed, reviewed.book, tmp_path / "新.json")


def test_every_contradiction_is_told_and_nothing_is_written(
    reviewed: Reviewed, capsys: pytest.CaptureFixture[str]
) -> None:
    before = reviewed.plan.read_bytes()
    fill(reviewed.book, {("T13.M02.I1", "目标值"): "很多", ("T06.M02.I1", "方向"): "越高越好"})
    fill(reviewed.book, {("T10.M01.I1", "碧潭县"): 3}, "任务分解")
    words = ["plan", "accept", str(reviewed.book), "-o", str(reviewed.plan), "--by", "王芳", "--json"]
    assert run(words) == 1
    told = json.loads(capsys.readouterr().out)
    assert [one["says"] for one in told["refusals"]] == [
        "各单位分解数合计3，与目标值4个不符",
        "目标是不超过某数，方向却是越高越好",
        "这里要填一个数",
    ]
    assert (told["file"], reviewed.plan.read_bytes()) == (None, before)


def test_somebody_has_to_sign(reviewed: Reviewed, tmp_path: Path) -> None:
    fill(reviewed.book, {("T13.M02.I1", "目标值"): 650})
    taken = accept_review(reviewed.book, tmp_path / "新.json", today=DAY)
    assert [str(one) for one in taken.refusals] == [
        "审核!B3：没有写明审核人；请填写审核人，或用 --by 给出姓名。"
    ]
    opened = openpyxl.load_workbook(reviewed.book)
    opened["审核"]["B3"], opened["审核"]["E3"] = "王芳", "2022年4月8日"
    opened.save(reviewed.book)
    (signed,) = accept_review(reviewed.book, tmp_path / "新.json", today=DAY).plan.review
    assert (signed.by, signed.on) == ("王芳", date(2022, 4, 8))


def test_other_files_are_no_review(reviewed: Reviewed, sample_document: Path, tmp_path: Path) -> None:
    with pytest.raises(CannotRead, match="不是审核表"):
        accept_review(sample_document, tmp_path / "新.json", today=DAY)
    opened = openpyxl.load_workbook(reviewed.book)
    opened["_taizhang"]["B5"] = "AAAA"
    opened.save(tmp_path / "坏.xlsx")
    with pytest.raises(CannotRead, match="随带的计划"):
        accept_review(tmp_path / "坏.xlsx", tmp_path / "新.json", today=DAY)
    other = sample_document.read_text(encoding="utf-8").replace("2022年重点", "2021年重点")
    (tmp_path / "另.txt").write_text(other, encoding="utf-8")
    write_plan(compile_document(tmp_path / "另.txt"), tmp_path / "另.json")
    with pytest.raises(BadUsage, match="请核对文件"):
        accept_review(reviewed.book, tmp_path / "另.json", today=DAY)
