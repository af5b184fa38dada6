"""The sheets of a scoring, read from the workbook: every number is traced, and every shown formula is worked out again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator
from shown_arithmetic import worked_out

from taizhang.books import write_rollup, write_scores
from taizhang.errors import BadUsage
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.place import parse_cell_name
from taizhang.model.plan import Plan
from taizhang.model.quantity import half_up
from taizhang.model.reporter import Roster
from taizhang.model.scoring import Missing, RoleShares, ScoringItem
from taizhang.rollups import (
    Report,
    Rollup,
    Trace,
    consolidate,
    draw_rollup,
    scores_of,
    trace_cell,
)
from taizhang.rollups.lineage import cells_named
from taizhang.rollups.period_standings import PeriodStandings

from .scoring_case import SCORING, earlier, reports_of, scored_plan, six

Grids = tuple[Grid, ...]
SHEETS = ("评分", "评分明细", "单位评分")


@pytest.fixture(params=[Missing.UNSCORED, Missing.ZERO])
def rollup(
    plan: Plan, roster: Roster, period: Period, as_of: date, report: Callable[..., Report], request: pytest.FixtureRequest
) -> Rollup:  # fmt: skip
    whom = six(roster)
    facts = {"missing": request.param, "roles": RoleShares(support=Decimal("0.5"))}
    whole = scored_plan(plan, replace(SCORING, **facts))  # type: ignore[arg-type]
    rolled = consolidate(whole, whom, period, reports_of(whom, report), as_of=as_of)
    now = PeriodStandings(period, date(2022, 10, 5), rolled.standings)
    return replace(rolled, periods=(earlier(whom), now))


@pytest.fixture
def books(rollup: Rollup) -> tuple[bytes, bytes]:
    """The rollup workbook, and that of the scores alone."""
    scores = scores_of(rollup)
    assert scores is not None
    return write_rollup(rollup), write_scores(rollup, scores)


@pytest.fixture
def both(books: tuple[bytes, bytes], read_grids: Callable[[bytes], Grids]) -> tuple[Grids, Grids]:
    return read_grids(books[0]), read_grids(books[1])


def sheet_of(grids: Grids, name: str) -> Grid:
    return next(grid for grid in grids if grid.sheet == name)


def numbers(grids: Grids) -> Iterator[tuple[Grid, int, int, Decimal]]:
    for name in SHEETS:
        grid = sheet_of(grids, name)
        for (row, column), value in grid.cells.items():
            if isinstance(value, Decimal):
                yield grid, row, column, value


def test_the_scores_stand_in_the_rollup_and_in_a_workbook_of_their_own(both: tuple[Grids, Grids]) -> None:
    names = [grid.sheet for grid in both[0]]
    at = names.index(SHEETS[0])
    assert names[at - 1 : at + len(SHEETS)] == ["豁免与说明", *SHEETS]
    assert [grid.sheet for grid in both[1]] == [*SHEETS, "来源", "来源索引"]
    for name in SHEETS:
        assert sheet_of(both[0], name).cells == sheet_of(both[1], name).cells


def test_a_plan_without_scoring_gets_no_such_sheet(
    plan: Plan, roster: Roster, period: Period, as_of: date
) -> None:
    drawn = draw_rollup(consolidate(plan, roster, period, [], as_of=as_of))
    assert not {sheet.name for sheet in drawn} & set(SHEETS)


def test_the_standard_says_nothing_against_it(books: tuple[bytes, bytes], tmp_path: Path) -> None:
    for content in books:
        path = tmp_path / "考核.xlsx"
        path.write_bytes(content)
        assert [str(error) for error in OpenXmlValidator().validate(str(path)).errors] == []


def test_every_number_is_traced_and_worked_out_again(both: tuple[Grids, Grids]) -> None:
    for grids in both:
        seen: dict[str, int] = {}
        for grid, row, column, value in numbers(grids):
            found = trace_cell(grids, grid.sheet, row, column)
            assert float(again(found, grids)) == pytest.approx(float(value), rel=1e-12), str(found)
            seen[found.how.value] = seen.get(found.how.value, 0) + 1
        assert set(seen) == {
            "分值",
            "得分",
            "扣分",
            "折算",
            "总分",
            "照录",
            "名次",
            "单元格个数",
            "单元格占比",
        }


def again(found: Trace, grids: Grids) -> Fraction:
    """The number from what the trace shows, by arithmetic of the test's own."""
    match found.how.value:
        case "得分" | "扣分" | "折算":
            return Fraction(half_up(worked_out(found.parameter), 1))
        case "总分":
            total = sum((Fraction(part.value) for part in found.parts if is_number(part.value)), Fraction(0))
            assert found.parameter == "" or worked_out(found.parameter) == total
            return total
        case "照录":
            (part,) = found.parts
            return Fraction(part.value)
        case "分值":
            return weight(found)
        case "单元格个数":
            return Fraction(len(found.parts))
        case "单元格占比":
            earned, possible = (Fraction(part.value) for part in found.parts)
            return earned * 100 / possible
        case "名次":
            (part,) = found.parts
            cells = [
                sheet_of(grids, sheet).text(row, column)
                for sheet, row, column in cells_named(parameter_of(found, grids))
            ]
            return Fraction(1 + sum(Fraction(text) > Fraction(part.value) for text in cells))
    raise AssertionError(found)  # fmt: skip


def is_number(text: str) -> bool:
    return text.replace(".", "").replace("-", "").isdigit()


def parameter_of(found: Trace, grids: Grids) -> str:
    """The range of a rank, which the tree does not show."""
    index = sheet_of(grids, "来源索引")
    return next(index.text(row, 6) for row, _ in index.rows() if index.text(row, 1) == found.cell)


def weight(found: Trace) -> Fraction:
    """By the settings, half for the unit that supports."""
    whose, _, name = found.name.removesuffix("分值").partition("：")
    held = {"社区医院": 10, "开展试点": 10, "家庭医生签约率": 20, "开放床位": 10, "加强基层服务": 20}
    return Fraction(held[name]) / (2 if whose == "市财政局" else 1)


def test_the_formula_of_a_line_is_made_of_the_cells_that_it_leads_to(both: tuple[Grids, Grids]) -> None:
    """What a county wrote stands in the formula, or the target is reached, or missed altogether."""
    grids = both[1]
    checked = 0
    for grid, row, column, _ in numbers(grids):
        found = trace_cell(grids, grid.sheet, row, column)
        if found.how.value != "得分":
            continue
        lines = [line for line in found.sources() if line.place]
        assert lines
        assert all(line.sha256 and line.place.startswith("任务台账!") for line in lines)
        told = f"{grid.text(row, 8)} {found.parameter}"
        values = [line.value for line in lines if line.column in ("分子", "分母", "累计完成值")]
        if len({line.reporter for line in lines}) == 1 and values and grid.text(row, 8) not in ("是", "否"):
            assert all(value in told for value in values), (told, values)
            checked += 1
    assert checked == 5 + 4 + 5


def test_a_total_leads_down_to_the_countys_cells(both: tuple[Grids, Grids]) -> None:
    grids = both[0]
    scores = sheet_of(grids, "评分")
    row = next(row for row, _ in scores.rows() if scores.text(row, 2) == "清河县")
    column = next(at for at in range(1, 30) if scores.text(3, at) == "总分")
    found = trace_cell(grids, "评分", row, column)
    places = {(line.reporter, line.place) for line in found.sources() if line.place}
    assert places == {
        ("清河县", f"任务台账!{cell}") for cell in ("Q6", "Q8", "N11", "O11", "Q17", "S6", "S7", "S8", "S9")
    }
    sent = [(line.submission, line.value) for line in found.sources() if not line.place]
    assert sorted(set(sent)) == [("1", "退回"), ("121", "及时"), ("2", "退回"), ("21", "及时")]


def test_a_traced_line_prints_its_formula_and_the_plans_words(both: tuple[Grids, Grids]) -> None:
    grids = both[1]
    lines = sheet_of(grids, "评分明细")
    row = next(
        row for row, _ in lines.rows() if (lines.text(row, 2), lines.text(row, 3)) == ("白石县", "T02.M02.I1")
    )
    tree = str(trace_cell(grids, "评分明细", row, 10)).split("\n")
    assert tree[0] == f"评分明细!J{row}　白石县：家庭医生签约率　10"
    assert tree[1] == "├─ 算法：得分（按计分办法由来源的数字算出，四舍五入），算式 20×(30÷80×100)÷75=10"
    assert [line.split("　")[-2:] for line in tree[2:4]] == [
        ["任务台账!N11 分子", "原文“30”，采用 30"],
        ["任务台账!O11 分母", "原文“80”，采用 80"],
    ]
    assert tree[4] == "└─ 计划原文：家庭医生签约率达到75%以上。"


def test_what_is_missing_is_seen_in_both_sheets(rollup: Rollup, both: tuple[Grids, Grids]) -> None:
    zero = rollup.plan.settings.scoring is not None and rollup.plan.settings.scoring.missing is Missing.ZERO
    scores, lines = sheet_of(both[1], "评分"), sheet_of(both[1], "评分明细")
    row = next(row for row, _ in scores.rows() if scores.text(row, 2) == "石桥县")
    assert [scores.text(row, column) for column in range(3, 8)] == (
        ["0\n（未报）", "不计分", "0\n（未报）", "0\n（未报）", "0\n（未报）"]
        if zero
        else ["不计分\n（未报）", "不计分", "不计分\n（未报）", "不计分\n（未报）", "不计分\n（未报）"]
    )
    told = [
        (lines.text(row, 10), lines.text(row, 11))
        for row, _ in lines.rows()
        if lines.text(row, 2) == "石桥县"
    ]
    assert told[0] == (("0（未报）", "未报，按设置记0分") if zero else ("不计分", "不计分：未报"))
    if zero:
        found = trace_cell(both[1], "评分", row, 3)
        assert [(line.reporter, line.remark) for line in found.sources()] == [("石桥县", "未报")]
    else:
        with pytest.raises(BadUsage, match="没有可以追溯的数"):
            trace_cell(both[1], "评分", row, 3)


def test_the_sheet_says_who_is_ranked_and_how(both: tuple[Grids, Grids]) -> None:
    scores = sheet_of(both[1], "评分")
    assert scores.text(1, 1) == "云岭市2022年度（截至2022年第三季度）考核评分"
    assert scores.text(2, 1) == (
        "满分70分；统计截至2022年10月12日；报送情况计2022年第二季度至2022年第三季度；"
        "同分同名次（1、2、2、4），计分项不足满分的60%的不参加排名。"
    )


def test_settings_that_contradict_themselves_stand_under_the_table(
    rollup: Rollup, read_grids: Callable[[bytes], Grids]
) -> None:
    strange = scored_plan(
        rollup.plan, replace(SCORING, items=(*SCORING.items, ScoringItem("T09", Decimal(5))))
    )
    grid = sheet_of(read_grids(write_rollup(replace(rollup, plan=strange))), "评分")
    assert grid.text(grid.last_row, 1) == (
        "注3：评分设置有不一致的地方：T09有分值，却已经取消或不在计划中；请在“评分设置”清空这一行，或恢复这一行。"
    )


def test_pages_are_landscape_and_the_header_is_repeated(books: tuple[bytes, bytes]) -> None:
    from io import BytesIO

    import openpyxl

    book = openpyxl.load_workbook(BytesIO(books[1]))
    for name in SHEETS:
        page = book[name]
        assert (page.page_setup.orientation, page.page_setup.paperSize) == ("landscape", 9)
        assert (page.sheet_properties.pageSetUpPr.fitToPage, page.print_title_rows) == (True, "$1:$3")
        assert (page.freeze_panes is not None, page.auto_filter.ref is not None) == (True, True)


def test_a_cell_of_the_scores_leads_to_its_line(both: tuple[Grids, Grids]) -> None:
    grids = both[1]
    found = trace_cell(grids, "评分", 4, 3)
    (line,) = found.parts
    sheet, row, column = parse_cell_name(line.cell)
    assert (sheet, column, line.value) == ("评分明细", 10, found.value)
    assert sheet_of(grids, "评分明细").text(row, 2) == sheet_of(grids, "评分").text(4, 2)
