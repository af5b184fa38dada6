"""A workbook for each unit or leader beside the rollup, by the command that offices type."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from taizhang import desk
from taizhang.cli.run import run
from taizhang.desk.views import view_path

QUARTER = ("--period", "2022Q3", "--as-of", "2022-10-12")


@pytest.fixture
def consolidate(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    def call(archive: Path, *more: str) -> tuple[int, str, str]:
        words = ("consolidate", "--archive", str(archive), *QUARTER, "-o", str(tmp_path / "汇总.xlsx"), *more)
        code = run(list(words))
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def led_archive(tmp_path: Path, plan_file: Path, sample_roster: Path) -> Path:
    """The sample roster with a leader for two of its counties each."""
    lines = sample_roster.read_text(encoding="utf-8").splitlines()
    leaders = ["分管领导", "", *("分管领导甲", "分管领导甲", "分管领导乙/丙", "分管领导乙/丙"), *("",) * 4]
    roster = tmp_path / "通讯录.csv"
    told = "\n".join(f"{line},{leader}" for line, leader in zip(lines, leaders, strict=True))
    roster.write_text(told, encoding="utf-8")
    desk.init_archive(tmp_path / "档案.db", [plan_file], roster, at=datetime(2022, 10, 4, tzinfo=UTC))
    return tmp_path / "档案.db"


def titles(path: str) -> list[object]:
    book = openpyxl.load_workbook(path, read_only=True)
    return [book["总览"]["A1"].value, book["任务进展"].max_row]


def test_each_unit_gets_a_workbook_of_its_tasks(archive: Path, consolidate) -> None:
    code, out, err = consolidate(archive, "--view", "unit", "--json")
    assert (code, err) == (0, "")
    (made,) = json.loads(out)
    assert [Path(path).stem for path in made["views"]] == [
        f"汇总_市{unit}" for unit in (
            "卫生健康委", "财政局", "医疗保障局", "工业和信息化局", "市场监督管理局", "发展改革委", "委编办", "民政局",
            "教育局", "人力资源社会保障局",
        )
    ]  # fmt: skip
    whole, unit = titles(made["file"]), titles(made["views"][1])
    assert whole[0] == "云岭市2022年第三季度重点任务进展汇总"
    assert unit[0] == "云岭市（市财政局）2022年第三季度重点任务进展汇总"
    assert (whole[1], unit[1]) == (5 + 14, 5 + 7)


def test_each_leader_gets_a_workbook_of_the_reporters(led_archive: Path, consolidate) -> None:
    code, out, err = consolidate(led_archive, "--view", "leader", "--json")
    assert (code, err) == (0, "")
    (made,) = json.loads(out)
    assert [Path(path).name for path in made["views"]] == ["汇总_分管领导甲.xlsx", "汇总_分管领导乙_丙.xlsx"]
    sheet = openpyxl.load_workbook(made["views"][1])["未报送与迟报"]
    assert [row[0] for row in sheet.iter_rows(min_row=4, values_only=True)] == ["白礁县", "晴川区"]


def test_the_command_names_the_workbooks(led_archive: Path, consolidate) -> None:
    _, out, _ = consolidate(led_archive, "--view", "leader")
    assert "  另有 2 份分表：汇总_分管领导甲.xlsx、汇总_分管领导乙_丙.xlsx\n" in out


def test_a_roster_without_leaders_has_no_such_views_and_nothing_is_written(
    archive: Path, consolidate, tmp_path: Path
) -> None:
    code, _, err = consolidate(archive, "--view", "leader")
    assert (code, (tmp_path / "汇总.xlsx").exists()) == (2, False)
    assert "通讯录中没有登记分管领导，不能分领导写出汇总表" in err


def test_names_that_are_cut_alike_get_files_of_their_own() -> None:
    long, beside = "市推进某项工作领导小组办公室" * 3, Path("汇总.xlsx")
    first = view_path(beside, f"{long}甲", [])
    second = view_path(beside, f"{long}乙", [first])
    assert [first.name, second.name] == [f"汇总_{long[:30]}.xlsx", f"汇总_{long[:30]}2.xlsx"]
