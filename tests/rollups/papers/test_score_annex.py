"""附件 of the notice: the year's scores, the ranking of those who fill in, and every number of both traced."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from rollups.papers.conftest import lines_of, opened
from rollups.papers.test_write_notice import BY, NO_NUMBERS
from rollups.scoring_case import SCORING, earlier, reports_of, scored_plan, six

from taizhang.books import write_rollup
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Roster
from taizhang.papers.number_sources import RollupFile, read_sources
from taizhang.papers.write_notice import write_notice
from taizhang.rollups import Report, Rollup, consolidate
from taizhang.rollups.draw import draw_rollup
from taizhang.rollups.lineage import trace_stated
from taizhang.rollups.notice import Notice, ScoreTable
from taizhang.rollups.noticing.compose import notice_of
from taizhang.rollups.period_standings import PeriodStandings
from taizhang.rollups.same_cells import differing_cells
from taizhang.rollups.stated import Stated

Grids = tuple[Grid, ...]
ROLLUP = RollupFile("汇总.xlsx", "a" * 64)
RULES = r"注：满分70分；同分同名次（1、2、2、4），计分项不足满分的60%|^\d．"


@pytest.fixture
def scored(plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report]) -> Rollup:
    whom = six(roster)
    rolled = consolidate(scored_plan(plan), whom, period, reports_of(whom, report), as_of=as_of)
    now = PeriodStandings(period, date(2022, 10, 5), rolled.standings)
    return replace(rolled, periods=(earlier(whom), now))


@pytest.fixture
def province_scored(
    plan: Plan, province_roster: Roster, province: Region, period: Period, as_of: date,
    report: Callable[..., Report],
) -> Rollup:  # fmt: skip
    counties = [line for line in province_roster if line.level is Level.COUNTY]
    reports = [report(line, seed=n, among=province_roster) for n, line in enumerate(counties) if n != 2]
    return consolidate(scored_plan(plan), province_roster, period, reports, as_of=as_of, place=province)


def told(rollup: Rollup) -> Notice:
    return notice_of(rollup, draw_rollup(rollup))


def printed(one: Stated | None) -> str:
    return "—" if one is None else one.printed


def rows_of(table: ScoreTable | None) -> list[tuple[str, ...]]:
    assert table is not None
    return [
        (
            printed(row.rank), row.name, printed(row.earned), printed(row.conversion), printed(row.deducted),
            printed(row.total), printed(row.subsidy), printed(row.remark),
        )
        for row in table.rows
    ]  # fmt: skip


def test_the_scores_from_the_first_rank_down_with_ties(scored: Rollup) -> None:
    table = told(scored).scores
    assert table is not None
    assert (table.title, table.note, table.linked) == (
        "云岭市2022年度（截至2022年第三季度）考核得分",
        "注：满分70分；同分同名次（1、2、2、4），计分项不足满分的60%的不参加排名。",
        True,
    )
    assert rows_of(table) == [
        ("1", "清河县", "65", "—", "-1", "64", "全额拨付", "—"),
        ("2", "云岭区", "53.3", "8.6", "0", "61.9", "全额拨付", "1项不计分"),
        ("2", "双河市", "53.3", "8.6", "0", "61.9", "全额拨付", "1项不计分"),
        ("4", "白石县", "17", "—", "-2", "15", "暂缓拨付", "—"),
        ("—", "青松县", "43", "30", "0", "73", "不参加排名，另行核定", "计分项只占满分的57.1%，不足60%；2项不计分"),
        ("—", "石桥县", "—", "—", "-3", "—", "不参加排名，另行核定", "没有一项计分；5项不计分"),
    ]  # fmt: skip


def test_points_are_printed_with_all_their_decimals(scored: Rollup) -> None:
    fine = replace(scored, plan=scored_plan(scored.plan, replace(SCORING, places=2)))
    assert rows_of(told(fine).scores)[1][2:6] == ("53.33", "8.56", "0", "61.89")


def test_the_annex_in_the_paper(scored: Rollup) -> None:
    content = write_notice(told(scored), ROLLUP)
    lines = lines_of(content)
    assert (
        "（三）年度考核。按照计划的评分设置，各单位考核得分、名次以及与补助资金挂钩的结果见附件4。" in lines
    )
    at = lines.index("3．报送情况")
    assert lines[at + 1 : at + 3] == ["4．考核得分", ""]
    assert lines[lines.index("附件4") :][:3] == [
        "附件4",
        "云岭市2022年度（截至2022年第三季度）考核得分",
        "注：满分70分；同分同名次（1、2、2、4），计分项不足满分的60%的不参加排名。",
    ]
    table = opened(content).tables[3]
    assert [[cell.text for cell in row.cells] for row in table.rows[:3]] == [
        ["名次", "单位", "考核项得分", "折算", "报送扣分", "总分", "补助挂钩", "备注"],
        ["1", "清河县", "65", "—", "-1", "64", "全额拨付", ""],
        ["2", "云岭区", "53.3", "8.6", "0", "61.9", "全额拨付", "1项不计分"],
    ]


def test_where_no_subsidy_is_linked_no_column_says_so(scored: Rollup) -> None:
    plain = replace(scored, plan=scored_plan(scored.plan, replace(SCORING, subsidy=None)))
    content = write_notice(told(plain), ROLLUP)
    assert [cell.text for cell in opened(content).tables[3].rows[0].cells] == [
        "名次", "单位", "考核项得分", "折算", "报送扣分", "总分", "备注",
    ]  # fmt: skip
    assert "（三）年度考核。按照计划的评分设置，各单位考核得分、名次见附件4。" in lines_of(content)


def test_where_the_plan_scores_nothing_nothing_is_printed(notice: Notice) -> None:
    assert (notice.scores, notice.filler_scores) == (None, None)
    content = write_notice(notice, ROLLUP)
    assert [line for line in lines_of(content) if "考核" in line or "附件4" in line] == []
    assert len(opened(content).tables) == 4  # with the imprint


def test_every_number_of_both_papers_stands_under_a_bookmark(scored: Rollup, province_scored: Rollup) -> None:
    for rollup in (scored, province_scored):
        document = opened(write_notice(told(rollup), ROLLUP, signed=BY))
        for text in document.element.body.xpath("//w:bookmarkStart/following-sibling::*[1]/w:t"):
            text.text = ""
        texts = [paragraph.text for paragraph in document.paragraphs]
        texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        left = [re.sub(RULES, "", re.sub(NO_NUMBERS, "", text)) for text in texts]
        assert [text for text in left if re.search(r"\d", text)] == []


def test_every_number_of_both_papers_is_traced(
    scored: Rollup, province_scored: Rollup, read_grids: Callable[[bytes], Grids]
) -> None:
    for rollup in (scored, province_scored):
        notice, grids = told(rollup), read_grids(write_rollup(rollup))
        assert list(differing_cells(notice.numbers, draw_rollup(rollup), grids)) == []
        paper = read_sources(write_notice(notice, ROLLUP), "通报.docx")
        assert {one.bookmark.partition("_2")[0] for one in paper.numbers if "score" in one.bookmark}
        for one in paper.numbers:
            found = trace_stated(grids, one.stated)
            assert found.how is one.stated.how or found.cell == one.stated.origins


def test_a_total_of_the_annex_leads_to_the_countys_cells(
    scored: Rollup, read_grids: Callable[[bytes], Grids]
) -> None:
    notice, grids = told(scored), read_grids(write_rollup(scored))
    by_mark = {one.mark: one for one in notice.numbers}
    total = trace_stated(grids, by_mark["TZ_score_total_990121"])
    assert {line.reporter for line in total.sources()} == {"清河县"}
    assert {line.place for line in total.sources() if line.place} >= {"任务台账!Q6", "任务台账!N11"}
    tree = str(trace_stated(grids, by_mark["TZ_score_subsidy_990121"])).split("\n")
    assert tree[0] == "TZ_score_subsidy_990121　清河县补助资金挂钩　全额拨付"
    assert tree[3] == (
        "   ├─ 算法：补助挂钩（总分或名次落在哪一档，取评分设置为这一档定的字样），"
        "分档：得分≥60：全额拨付；≥30且＜60：拨付90%；＜30：暂缓拨付"
    )
    assert tree[4] == "   └─ 评分!M4　清河县总分　64"
    remark = trace_stated(grids, by_mark["TZ_score_remark_990125"])
    assert [part.value for part in remark.parts[0].parts] == ["不计分"]


def test_a_province_ranks_its_cities_and_its_counties_in_an_annex(province_scored: Rollup) -> None:
    notice = told(province_scored)
    assert {one.name for one in notice.places} == {"云岭市", "海川市", "新岭市"}
    assert len(notice.fillers) == 12
    content = write_notice(notice, ROLLUP)
    lines = lines_of(content)
    ranked = next(line for line in lines if line.startswith("排名依次为"))
    assert [name in ranked for name in ("云岭市（", "海川市（", "云岭市 清河县")] == [True, True, False]
    at = lines.index("3．报送情况")
    assert lines[at + 1 : at + 4] == ["4．各填报单位亮灯情况", "5．考核得分", "6．各填报单位考核得分"]
    titles = [lines[lines.index(f"附件{number}") + 1] for number in range(1, 7)]
    assert titles == [
        "2022年第三季度指标完成情况", "2022年第三季度各地亮灯情况", "2022年第三季度报送情况",
        "2022年第三季度各填报单位亮灯情况", "岭海省2022年度（截至2022年第三季度）各地区考核得分",
        "岭海省2022年度（截至2022年第三季度）各填报单位考核得分",
    ]  # fmt: skip
    tables = opened(content).tables
    assert [len(table.rows) - 1 for table in tables[1:6]] == [3, 12, 12, 3, 12]
    states = {row.cells[1].text: row.cells[-1].text for row in tables[1].rows[1:]}
    assert states == {"云岭市": "未报1家", "海川市": "未报0家", "新岭市": "未报0家"}
