"""Every kind of workbook that we write is in order for an independent validator, and opens in two other programs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from clients.jobs import Answer, Job
from clients.office import Office
from openxml_audit import OpenXmlValidator
from python_calamine import CalamineWorkbook

from taizhang.books import read_workbook, rebuild_as_values
from taizhang.desk.align import align_files
from taizhang.desk.compile import report_compilation
from taizhang.desk.files import read_plan
from taizhang.desk.issue import issue_ledgers
from taizhang.desk.review import review_plan
from taizhang.desk.rules import write_rule_book
from taizhang.desk.standing.status import report_status
from taizhang.desk.standing.status_book import write_status


@pytest.fixture(scope="module")
def workbooks(demo_run, sample_roster: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One of each kind, by what it is."""
    demo, folder = demo_run.folder, tmp_path_factory.mktemp("workbooks")
    plan = demo / "计划.json"
    review_plan(plan, folder / "审核.xlsx", roster_file=sample_roster, today=date(2022, 4, 1))
    report_compilation(read_plan(plan), folder / "编制报告.xlsx", datetime(2022, 4, 1, tzinfo=UTC))
    align_files(plan, plan, folder / "对照表.xlsx")
    write_rule_book(folder / "校验规则.xlsx", created=datetime(2022, 4, 1, tzinfo=UTC))
    standing = report_status(demo / "档案.db", "2022Q3", as_of=date(2022, 10, 12))
    write_status(standing, folder / "报送情况.xlsx")
    returned = sorted((demo / "退回件").iterdir())
    values = folder / "只有数值.xlsx"
    values.write_bytes(rebuild_as_values(read_workbook(returned[0].read_bytes(), returned[0].name)))
    (unit, *_) = issue_ledgers(plan, "2022Q3", folder / "部门", roster_file=sample_roster, by="unit")
    (own,) = issue_ledgers(plan, "2022Q3", folder / "本级", roster_file=sample_roster, by="own")
    return {
        "台账": sorted((demo / "下发").iterdir())[0],
        "部门台账": unit.path,
        "本级台账": own.path,
        "退回件": returned[0],
        "汇总": demo / "汇总.xlsx",
        "只有数值": values,
        **{name: folder / f"{name}.xlsx" for name in ("审核", "编制报告", "对照表", "校验规则", "报送情况")},
    }


def test_an_independent_validator_finds_nothing(workbooks: dict[str, Path]) -> None:
    """A returned copy is the county's own file, here one that openpyxl saved; ours marked is tests/books' matter."""
    ours = {name: path for name, path in workbooks.items() if name != "退回件"}
    found = {name: OpenXmlValidator().validate(str(path)).errors for name, path in ours.items()}
    assert {name: [str(error) for error in errors] for name, errors in found.items()} == {
        name: [] for name in ours
    }


def names(path: Path) -> list[str]:
    return CalamineWorkbook.from_filelike(BytesIO(path.read_bytes())).sheet_names


def test_libreoffice_opens_and_saves_them(
    workbooks: dict[str, Path], libreoffice: Office, tmp_path: Path
) -> None:
    jobs = [Job(path, save_to=tmp_path / f"{name}.xlsx") for name, path in workbooks.items()]
    libreoffice.recalculated(jobs)
    assert [names(job.save_to) for job in jobs if job.save_to] == [names(job.path) for job in jobs]


def test_gnumeric_opens_them(workbooks: dict[str, Path], gnumeric: Callable[..., list[Answer]]) -> None:
    for path in workbooks.values():
        first = openpyxl.load_workbook(path).worksheets[0]
        (told,) = gnumeric([path], [first.title])
        typed = {
            (cell.row, cell.column): cell.value
            for row in first.iter_rows()
            for cell in row
            if isinstance(cell.value, str) and cell.data_type == "s" and cell.value.strip()
        }
        assert len(typed) > 5
        assert {cell: told.at(first.title, *cell) for cell in typed} == typed
