from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from clearing_histories import claim, item_of, step

from taizhang.books import write_rollup
from taizhang.errors import BadUsage
from taizhang.model.grid import Grid
from taizhang.model.period import Period
from taizhang.model.place import parse_cell_name
from taizhang.model.plan import Plan
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.words.status import Status
from taizhang.rollups import Report, Rollup, Trace, consolidate, trace_cell

Grids = tuple[Grid, ...]
Trees = Callable[[str], Trace]
WORST_FIRST = ("逾期未完成", "滞后", "未启动", "未填", "零报告", "序时推进", "已完成", "超额完成", "不适用")


@pytest.fixture
def rollup(plan: Plan, period: Period, as_of: date, report: Callable[..., Report]) -> Rollup:
    """22 counties: two silent, one with nothing to report, one with a word where a number should stand."""
    lines = tuple(
        RosterLine(Reporter(f"9901{number}"), name, Level.COUNTY, "990100")
        for number, name in enumerate(("清河县", "白石县", *(f"第{n}县" for n in range(3, 23))), 21)
    )
    heard = [line for n, line in enumerate(lines) if n not in (4, 17)]
    reports = [report(line, seed=n, day=3 + n % 4) for n, line in enumerate(heard)]
    reports[3] = report(heard[3], {}, nothing=True)
    reports[7] = report(heard[7], {"T01.M01.I1": {"raw": {"actual": "不涉及"}, "status": Status.DONE}})
    items = [
        item_of(
            claim("07-03", "2022Q2 滞后 申请中 —"),
            step("10-02", "申请中", evidence="来函"),
            step("10-03", "已销号"),
        ),
        item_of(step("10-02", "申请中", evidence="来函", row="T01.M02.I1")),
    ]
    return consolidate(plan, Roster(lines), period, reports, as_of=as_of, clearings=items)


@pytest.fixture
def grids(rollup: Rollup, read_grids: Callable[[bytes], Grids]) -> Grids:
    return read_grids(write_rollup(rollup))


@pytest.fixture
def traced(grids: Grids) -> Trees:
    return lambda name: trace_cell(grids, *parse_cell_name(name))


def numbers(grids: Grids) -> Iterator[tuple[Grid, int, int, Decimal]]:
    """Every cell of the workbook that holds a number."""
    for grid in grids:
        for (row, column), value in grid.cells.items():
            if isinstance(value, Decimal):
                yield grid, row, column, value


def test_every_number_is_traced_and_computed_again(grids: Grids) -> None:
    seen: dict[str, int] = {}
    for grid, row, column, value in numbers(grids):
        found = trace_cell(grids, grid.sheet, row, column)
        again = computed_again(found, grids)
        assert float(again) == pytest.approx(float(value), rel=1e-12), str(found)
        seen[grid.sheet] = seen.get(grid.sheet, 0) + 1
    assert set(seen) == {
        "总览", "任务进展", "指标汇总", "县区明细", "销号台账", "未报送与迟报", "按责任单位", "来源",
    }  # fmt: skip
    assert seen["任务进展"] == 5 * 12  # 4 tasks and the total, 9 words and 3 lights


def test_every_traced_value_ends_in_a_county_cell(grids: Grids, rollup: Rollup) -> None:
    cells = {(one.file_name, str(one.place), one.raw) for f in rollup.figures for one in f.contributions}
    written = set()
    for row in range(4, 4 + len(rollup.figures)):
        if isinstance(grids[2].value(row, 6), Decimal):
            lines = trace_cell(grids, "指标汇总", row, 6).lines
            written |= {(line.file_name, line.place, line.raw) for line in lines if line.file_name}
    refused = {
        (c.file_name, str(c.place), c.raw) for f in rollup.figures if f.refused for c in f.contributions
    }
    assert written == cells - refused


def computed_again(found: Trace, grids: Grids) -> Decimal:
    """The number from the lines and cells that the trace shows, by arithmetic of the test's own."""
    values = {
        part: [Decimal(line.value) for line in found.lines if line.column == part and line.value]
        for part in ("累计完成值", "分子", "分母")
    }
    actual = values["累计完成值"]
    match found.how.value:
        case "合计":
            return sum(actual, Decimal(0))
        case "分子合计÷分母合计":
            return sum(values["分子"]) * Decimal(100) / sum(values["分母"])
        case "达标个数":
            return Decimal(sum(is_met(value, found.parameter) for value in actual))
        case "达标占比":
            return (
                Decimal(100) * sum(is_met(value, found.parameter) for value in actual) / len(reporters(found))
            )
        case "最大值":
            return max(actual)
        case "最小值":
            return min(actual)
        case "应报个数":
            return Decimal(len(reporters(found)))
        case "已报个数":
            return Decimal(len({line.reporter for line in found.lines if line.file_name}))
        case "完成率":
            return rate_again(found)
        case "单元格个数":
            return Decimal(count_again(found, grids))
        case "单元格相加":
            return sum((computed_again(part, grids) for part in found.parts), Decimal(0))
        case "单元格占比":
            return share_again(found)
        case "名次":
            return rank_again(found, grids)
        case "来源行数":
            return Decimal(sum(found.parameter in ("", line.value) for line in found.lines))
        case "应销号行数":
            return sum((Decimal(line.value) for line in found.lines), Decimal(0))
        case "迟报天数":
            (line,) = found.lines
            return Decimal(
                (date.fromisoformat(line.received[:10]) - date.fromisoformat(found.parameter)).days
            )
        case "原表所填":
            (line,) = found.lines
            return Decimal(1) if line.raw == "是" else Decimal(line.raw)
    raise AssertionError(found)


def reporters(found: Trace) -> set[str]:
    return {line.reporter for line in found.lines}


def is_met(value: Decimal, wanted: str) -> bool:
    return value == 1 if wanted == "是" else value >= Decimal(wanted.strip("≥个"))


def rate_again(found: Trace) -> Decimal:
    goal = Decimal(found.parameter.strip("≥≤＜%个级"))
    base = Decimal(found.parts[0].value) if found.parts else Decimal(found.lines[0].raw)
    return base * 100 / goal


def count_again(found: Trace, grids: Grids) -> int:
    """Cells of the matrix must each hold what is counted, and be all of their row that do."""
    if found.cell.startswith("任务进展!"):
        wanted = found.parameter.removesuffix("灯")
        assert all(wanted in part.value.split("\n") for part in found.parts)
        matrix = next(grid for grid in grids if grid.sheet == "任务进展")
        _, row, _ = parse_cell_name(found.cell)
        first = 1 + next(c for (r, c), text in matrix.cells.items() if r == 4 and text == "红")
        texts = [matrix.text(row, column).split("\n") for column in range(first, first + 22)]
        return sum(wanted in text for text in texts)
    if found.name.startswith("指标") and found.name.endswith("灯"):
        light = found.name[2:-1].replace("未亮", "—")
        assert {part.value for part in found.parts} <= {light}
    return len(found.parts)


def share_again(found: Trace) -> Decimal:
    whole = [Decimal(part.value) for part in found.parts if part.cell in named(found.parameter)]
    parts = [Decimal(part.value) for part in found.parts if part.cell not in named(found.parameter)]
    return (sum(parts) if parts else whole[0]) * Decimal(100) / sum(whole)


def named(words: str) -> set[str]:
    """All cells of a range within one row."""
    names = set()
    for word in words.split():
        first, _, last = word.partition(":")
        sheet, row, left = parse_cell_name(first)
        _, _, right = parse_cell_name(f"{sheet}!{last}") if last else (sheet, row, left)
        names |= {f"{sheet}!{chr(64 + column)}{row}" for column in range(left, right + 1)}
    return names


def rank_again(found: Trace, grids: Grids) -> Decimal:
    own = Decimal(found.parts[0].value)
    first, _, last = found.parameter.partition(":")
    sheet, top, column = parse_cell_name(first)
    bottom = int("".join(c for c in last if c.isdigit()))
    overview = next(grid for grid in grids if grid.sheet == sheet)
    all_shares = (overview.value(row, column) for row in range(top, bottom + 1))
    return Decimal(1 + sum(isinstance(share, Decimal) and share > own for share in all_shares))


def test_the_states_of_the_matrix_follow_from_their_status_cells(grids: Grids, rollup: Rollup) -> None:
    matrix = next(grid for grid in grids if grid.sheet == "任务进展")
    first = 1 + next(c for (r, c), text in matrix.cells.items() if r == 4 and text == "红")
    checked = 0
    for row in range(5, 5 + len(rollup.tasks)):
        for column in range(first, first + 22):
            found = trace_cell(grids, "任务进展", row, column)
            word = found.value.split("\n")[0]
            status = [line.value for line in found.lines if line.column == "完成状态"]
            if word == "未报":
                assert [line.value for line in found.lines] == ["未报"]
            elif word == "零报告":
                assert set(status) == {"未填"}
            else:
                assert word == min(status, key=WORST_FIRST.index)
            checked += 1
    assert checked == 4 * 22


def test_a_trace_prints_as_a_tree(
    plan: Plan,
    roster: Roster,
    period: Period,
    as_of: date,
    report: Callable[..., Report],
    read_grids: Callable[[bytes], Grids],
) -> None:
    reports = [
        report(
            roster.lines[0],
            {
                "T01.M03.I1": {"actual": Decimal(1)},
                "T01.M01.I1": {"actual": Decimal(12000), "raw": {"actual": "1.2万"}},
            },
        ),
    ]
    rolled = consolidate(plan, Roster(roster.lines[:2]), period, reports, as_of=as_of)
    found = trace_cell(read_grids(write_rollup(rolled)), "指标汇总", 4, 6)
    sha = reports[0].submission.sha256
    assert str(found).split("\n") == [
        "指标汇总!F4　社区医院　12000",
        "├─ 算法：合计（各来源采用值相加）",
        f"├─ 清河县　清河县2022年第三季度台账.xlsx（登记号121）　SHA-256 {sha}　收到 2022-10-03 09:30　"
        "任务台账!Q6 累计完成值　原文“1.2万”，采用 12000",
        "├─ 白石县　未报",
        "└─ 计划原文：全市新建社区医院93个。",
    ]


def test_a_headline_leads_down_to_the_counties(traced: Trees) -> None:
    headline = traced("总览!G9")
    assert (headline.name, headline.how.value) == ("各单位任务绿灯", "单元格相加")
    (total,) = headline.parts
    assert total.cell == "任务进展!N9"
    lines = list(headline.sources())
    assert lines
    assert all(line.sha256 and line.place.startswith("任务台账!") for line in lines)


def test_what_cannot_be_traced_says_so(traced: Trees, grids: Grids) -> None:
    with pytest.raises(BadUsage, match="指标汇总!C4里是“社区医院”，没有可以追溯的数，请指定一个数字单元格"):
        traced("指标汇总!C4")
    with pytest.raises(BadUsage, match="指标汇总!Z99是空的"):
        traced("指标汇总!Z99")
    with pytest.raises(BadUsage, match="汇总表里没有名为“封面”的表，请改为：总览、任务进展"):
        traced("封面!A1")
    with pytest.raises(BadUsage, match="不是本系统写出的汇总表"):
        trace_cell(grids[:2], "总览", 5, 1)


def test_an_altered_index_is_refused(grids: Grids) -> None:
    index = grids[-1]
    altered = replace(index, cells={**index.cells, (1, 3): "改过"})
    with pytest.raises(BadUsage, match="表头被改动"):
        trace_cell((*grids[:-1], altered), "总览", 5, 1)


def test_a_province_names_city_and_county(
    plan: Plan, province_roster: Roster, province: Region, period: Period, as_of: date,
    report: Callable[..., Report], read_grids: Callable[[bytes], Grids],
) -> None:  # fmt: skip
    counties = [line for line in province_roster if line.level is Level.COUNTY]
    reports = [report(line, seed=n) for n, line in enumerate(counties)]
    rolled = consolidate(plan, province_roster, period, reports, as_of=as_of, place=province)
    found = trace_cell(read_grids(write_rollup(rolled)), "指标汇总", 4, 6)
    assert {line.reporter for line in found.lines} == {
        *(f"云岭市 {line.name}" for line in counties if line.reports_to == "990100"),
        *(f"海川市 {line.name}" for line in counties if line.reports_to == "990200"),
        "新岭市",
    }
