"""The whole loop on the sample city: exactly the planted mistakes are found, and every number leads back."""

from datetime import date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from taizhang.archive import open_archive
from taizhang.books import read_workbook
from taizhang.desk.check import check_files
from taizhang.desk.demo.loop import run_demo
from taizhang.desk.demo.truth import Planted
from taizhang.desk.files import read_plan
from taizhang.desk.intake.collect import collect_sources
from taizhang.desk.standing.status import report_status
from taizhang.desk.trace import trace_number
from taizhang.errors import CannotWrite
from taizhang.rollups.lineage import figure_cells

LAST_DAY = date(2022, 10, 15)


def outcomes(planted: set[Planted]) -> list[str]:
    return sorted(one.what for one in planted)


def test_exactly_the_planted_mistakes_are_found(demo_run) -> None:
    shown = demo_run.shown
    assert shown.found == shown.planted
    assert outcomes(shown.planted) == [
        "E003", "E101", "E105", "E201", "E204", "E205", "E206", "E301", "E302", "E305", "E401", "E403",
        "quarantined", "未报", "迟报",
    ]  # fmt: skip
    assert shown.exit_code == 0


def test_the_folder_holds_every_stage(demo_run) -> None:
    counts = {path.name: len(list(path.iterdir())) for path in demo_run.folder.iterdir() if path.is_dir()}
    assert counts == {"下发": 8, "来件": 7, "退回件": 4, "改后来件": 4}
    files = sorted(path.name for path in demo_run.folder.iterdir() if path.is_file())
    assert files == ["档案.db", "汇总.xlsx", "计划.json", "通讯录.csv"]


def test_the_archive_verifies(demo_run) -> None:
    with open_archive(demo_run.folder / "档案.db") as archive:
        assert archive.verify() == ()


def test_status_after_the_mended_ledgers(demo_run) -> None:
    (report,) = report_status(demo_run.folder / "档案.db", "2022Q3", as_of=LAST_DAY)
    assert report.due == date(2022, 10, 5)
    assert report.summary() == "应报8，及时5，迟报1，未报1，待定1"


def test_a_second_collection_takes_nothing_twice(demo_run, tmp_path: Path) -> None:
    copy = tmp_path / "档案.db"
    copy.write_bytes((demo_run.folder / "档案.db").read_bytes())
    now = datetime(2022, 10, 15, 9, tzinfo=timezone(timedelta(hours=8)))
    again = collect_sources([demo_run.folder / "来件"], copy, now=now)
    assert [one.known for one in again] == [True] * 7


def test_every_figure_traces_to_cells_that_still_say_the_same(demo_run) -> None:
    rollup, archive = demo_run.folder / "汇总.xlsx", demo_run.folder / "档案.db"
    grids = read_workbook(rollup.read_bytes(), rollup.name).grids
    cells = list(figure_cells(grids))
    assert len(cells) == len({*cells}) == 21
    for cell in cells:
        traced = trace_number(rollup, cell, archive=archive)
        assert traced.differing == ()
        assert traced.compared


def test_returned_copies_name_the_cells(demo_run) -> None:
    for path in sorted((demo_run.folder / "退回件").iterdir()):
        book = read_workbook(path.read_bytes(), path.name)
        assert [grid.sheet for grid in book.grids if grid.visible] == [
            "任务台账",
            "填报自检",
            "填报说明",
            "校验结果",
        ]


def test_a_returned_copy_is_found_wanting_for_the_same_reasons(demo_run) -> None:
    copies = sorted((demo_run.folder / "退回件").iterdir())
    checked = check_files(
        copies,
        plan_file=demo_run.folder / "计划.json",
        roster_file=demo_run.folder / "通讯录.csv",
        as_of=LAST_DAY,
    )
    found = {
        Planted(str(one.reporter), finding.code, finding.row)
        for one in checked
        for finding in one.findings
        if finding.code[0] != "N"
    }
    planted_in_cells = {
        one for one in demo_run.shown.planted if one.what.startswith("E") and one.what != "E003"
    }
    assert found == planted_in_cells


def test_the_same_seed_tells_the_same_story(demo_run, tmp_path: Path) -> None:
    again = run_demo(None, tmp_path / "演示", tell=lambda _line: None)
    assert again.planted == demo_run.shown.planted


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "重要.txt").write_text("别动", encoding="utf-8")
    with pytest.raises(CannotWrite, match="里已有内容"):
        run_demo(None, tmp_path, tell=lambda _line: None)
    assert [path.name for path in tmp_path.iterdir()] == ["重要.txt"]


@pytest.mark.shared
def test_a_real_plan_with_22_counties(real_plans: Path, tmp_path: Path) -> None:
    shown = run_demo(real_plans / "000_451134af396e5151.txt", tmp_path / "演示", tell=lambda _line: None)
    assert shown.found == shown.planted
    assert len(list((tmp_path / "演示" / "下发").iterdir())) == 22
    assert read_plan(tmp_path / "演示" / "计划.json").jurisdiction.code == "130100"
    (report,) = report_status(tmp_path / "演示" / "档案.db", "2022Q3", as_of=LAST_DAY)
    assert len(report.states) == 22
