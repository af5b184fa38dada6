"""The demonstration's archive is scored by the sample's 评分设置: workbook, JSON, trace against the originals."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from shown_arithmetic import told_result, worked_out

from taizhang import desk
from taizhang.books import read_workbook
from taizhang.cli.run import run
from taizhang.desk.files import read_plan, write_plan
from taizhang.desk.scoring import Scored
from taizhang.errors import BadUsage
from taizhang.model.grid import Grid
from taizhang.model.place import column_letters
from taizhang.model.plan_change import Change
from taizhang.model.quantity import half_up
from taizhang.plans.changing.apply import apply_changes
from taizhang.plans.changing.scoring_fields import scoring_fields
from taizhang.plans.changing.scoring_rules import scoring_contradictions

NIGHT = date(2022, 10, 12)
WHOLE = {
    "late": "每次扣0.5分，最多扣2分", "unreported": "每次扣1分，最多扣4分", "returned": "每次扣0.5分，最多扣2分",
    "roles": "牵头1；分别负责1；按职责分工负责0.5；配合0",
    "subsidy": "得分≥70：全额拨付；≥60且＜70：拨付90%；＜60：暂缓拨付",
}  # fmt: skip


def sample_settings(file: Path) -> Iterator[Change]:
    """The sample's cells as the review workbook would take them over."""
    named = {field.title: field.name for field in scoring_fields()}
    with file.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            yield from (
                Change(row["编号"], named[title], "", text)
                for title, text in row.items()
                if title != "编号" and text
            )
    yield from (Change("plan", f"score/{name}", "", text) for name, text in WHOLE.items())


@pytest.fixture
def scored_archive(demo_run: object, sample_document: Path, tmp_path: Path) -> Callable[..., Path]:
    """The demonstration's archive with a plan whose settings were changed so."""
    folder: Path = demo_run.folder  # type: ignore[attr-defined]

    def make(*more: Change) -> Path:
        archive = Path(shutil.copy(folder / "档案.db", tmp_path / "档案.db"))
        sample = sample_document.parent / "评分设置.csv"
        plan = apply_changes(read_plan(folder / "计划.json"), [*sample_settings(sample), *more])
        file = write_plan(plan, tmp_path / "计划.json")
        at = datetime(2022, 10, 12, 9, tzinfo=timezone(timedelta(hours=8)))
        desk.init_archive(archive, [file], folder / "通讯录.csv", at=at)
        return archive

    return make


@pytest.fixture
def scored(scored_archive: Callable[..., Path], tmp_path: Path) -> Scored:
    (made,) = desk.score_archive(scored_archive(), "2022Q3", tmp_path / "考核.xlsx", NIGHT)
    return made


def grids_of(path: Path) -> dict[str, Grid]:
    return {grid.sheet: grid for grid in read_workbook(path.read_bytes(), path.name).grids}


def test_the_sample_scores_the_sample_plan_without_contradiction(demo_run, sample_document: Path) -> None:
    changes = sample_settings(sample_document.parent / "评分设置.csv")
    plan = apply_changes(read_plan(demo_run.folder / "计划.json"), changes)
    assert plan.settings.scoring is not None
    assert (len(plan.settings.scoring.items), plan.settings.scoring.full) == (10, Decimal(100))
    assert list(scoring_contradictions(plan)) == []


def test_everybody_on_the_roster_is_scored_and_told_what_happened_to_the_reports(scored: Scored) -> None:
    """As the demonstration arranges it: four are returned once, one is late, one is silent, one waits for a decision."""
    told = {
        score.name: [
            (line.kind.value, line.formula) for line in score.lines if line.kind.deducts and line.points
        ]
        for score in scored.scores.reporters
    }
    assert told == {
        "碧潭县": [("退回", "-0.5×1=-0.5")], "松陂县": [("退回", "-0.5×1=-0.5")], "白礁县": [],
        "晴川区": [("退回", "-0.5×1=-0.5")], "南榆区": [("未报", "-1×1=-1")], "双槐市": [],
        "古渡县": [("退回", "-0.5×1=-0.5")], "高新区": [("迟报", "-0.5×1=-0.5")],
    }  # fmt: skip
    assert [one.name for one in scored.scores.reporters if one.rank is None] == ["白礁县", "南榆区"]


def test_each_total_is_the_sum_of_lines_that_are_worked_out_again(scored: Scored) -> None:
    checked = 0
    for score in (*scored.scores.reporters, *scored.scores.units):
        for line in score.lines:
            if line.points is not None:
                assert half_up(worked_out(line.formula), 1) == line.points
                checked += 1
        if score.total is not None:
            assert score.total == sum(told_result(line.formula) for line in score.lines if line.formula)
    assert checked > 80


def test_every_point_of_a_county_is_held_against_its_original(
    scored_archive: Callable[..., Path], tmp_path: Path
) -> None:
    archive, out = scored_archive(), tmp_path / "考核.xlsx"
    desk.score_archive(archive, "2022Q3", out, NIGHT)
    scores = grids_of(out)["评分"]
    total = next(column for column in range(1, 40) if scores.text(3, column) == "总分")
    traced = desk.trace_number(out, f"评分!{column_letters(total)}4", archive=archive)
    assert (traced.trace.name, traced.differing) == (f"{scores.text(4, 2)}总分", ())
    assert traced.compared is not None
    assert traced.compared >= 10
    assert Fraction(traced.trace.value) == sum(
        Fraction(part.value) for part in traced.trace.parts if part.value != "不计分"
    )


def test_the_rollup_holds_the_same_scores(scored_archive: Callable[..., Path], tmp_path: Path) -> None:
    archive, out, rollup = scored_archive(), tmp_path / "考核.xlsx", tmp_path / "汇总.xlsx"
    desk.score_archive(archive, "2022Q3", out, NIGHT)
    desk.consolidate_archives([archive], "2022Q3", None, rollup, NIGHT, at=datetime.now().astimezone())
    own, within = grids_of(out), grids_of(rollup)
    assert list(own) == ["评分", "评分明细", "单位评分", "来源", "来源索引"]
    assert [within[name].cells for name in ("评分", "评分明细", "单位评分")] == [
        own[name].cells for name in ("评分", "评分明细", "单位评分")
    ]
    line = next(
        row for row, _ in within["评分明细"].rows() if within["评分明细"].text(row, 3) == "T03.M02.I1"
    )
    traced = desk.trace_number(rollup, f"评分明细!J{line}", archive=archive)
    assert (traced.compared, traced.differing) == (1, ())


def test_a_whole_year_is_scored_by_its_last_period(
    scored_archive: Callable[..., Path], tmp_path: Path
) -> None:
    archive = scored_archive()
    (made,) = desk.score_archive(archive, "2022", tmp_path / "考核.xlsx", NIGHT)
    assert str(made.period) == "2022Q3"
    with pytest.raises(BadUsage, match="2021年没有接收过台账，不能考核，请核对报告期"):
        desk.score_archive(archive, "2021", tmp_path / "考核.xlsx", NIGHT)


def test_the_command_lists_the_ranks_and_says_all_as_json(
    scored_archive: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [
        "score",
        "--archive",
        str(scored_archive()),
        "--period",
        "2022Q3",
        "-o",
        str(tmp_path / "考核.xlsx"),
    ]
    assert run([*words, "--as-of", "2022-10-12"]) == 0
    shown = capsys.readouterr().out.split("\n")
    assert shown[0] == "《云岭市深化医药卫生体制改革2022年重点工作任务》2022年第三季度考核，满分 100 分："
    assert shown[1].split() == ["名次", "填报单位", "总分", "补助资金挂钩", "说明"]
    assert shown[-2] == f"考核评分已写入 {tmp_path / '考核.xlsx'}"
    assert run([*words, "--as-of", "2022-10-12", "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert (told["period"], told["full"], len(told["reporters"])) == ("2022Q3", "100", 8)
    first = next(one for one in told["reporters"] if one["rank"] == 1)
    assert first["subsidy"] == "全额拨付"
    assert sum(Decimal(line["points"]) for line in first["lines"] if line["points"]) == Decimal(
        first["total"]
    )
    line = next(line for line in first["lines"] if line["id"] == "T03.M02.I1")
    assert [cell.split(" ")[-1][:5] for cell in line["cells"]] == ["任务台账!"]


def test_an_archive_without_scoring_says_where_it_is_set(demo_run, tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="档案库中的计划都没有评分设置，请用 taizhang plan review 生成审核表"):
        desk.score_archive(demo_run.folder / "档案.db", "2022Q3", tmp_path / "考核.xlsx", NIGHT)
    assert not (tmp_path / "考核.xlsx").exists()


def test_settings_that_contradict_themselves_are_not_scored_by(
    scored_archive: Callable[..., Path], tmp_path: Path
) -> None:
    archive = scored_archive(Change("T14", "score/weight", "10", "-3"))
    with pytest.raises(BadUsage, match="的评分设置有1处不一致：T14：分值要大于0；请填分值"):
        desk.score_archive(archive, "2022Q3", tmp_path / "考核.xlsx", NIGHT)
    assert not (tmp_path / "考核.xlsx").exists()
