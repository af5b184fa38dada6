"""The rankings of 总览: every reporter, and every city over its counties, from the highest share of green lights down."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet, cells_in_words
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import ReportingState
from taizhang.model.words.status import Status
from taizhang.rollups.how import How
from taizhang.rollups.ranking import Ranked, ranking, ranking_of_groups
from taizhang.rollups.rollup import FINISHED, Group, Rollup
from taizhang.rollups.sheets.headlines import put_count, put_share, put_sum
from taizhang.rollups.sheets.progress import LIGHTS, ProgressSheet

_COUNTED = (
    "绿",
    "黄",
    "红",
    "未亮灯",
    "绿灯占比（%）",
    "已完成任务",
    "逾期任务",
    "问题（条）",
    "需领导协调（条）",
)
COLUMNS = ("名次", "填报单位", *_COUNTED, "报送状态")
_OF_GROUPS = ("名次", "地区", *_COUNTED, "未报（家）")
LIGHTS_AT = COLUMNS.index("绿") + 1
_SHARE = COLUMNS.index("绿灯占比（%）") + 1
_ADDED = tuple(COLUMNS.index(title) + 1 for title in _COUNTED if title != "绿灯占比（%）")
_LAST = len(COLUMNS)
HEADER_HEIGHT, ROW_HEIGHT = 32.0, 20.0


@dataclass(frozen=True, slots=True)
class DrawnRanking:
    """A ranking as it stands in the sheet."""

    header: int
    rows: Mapping[Reporter, int]  # the rows of reporters, or of the lines that groups stand for
    lit: int  # how many have a rank; the others come last


@dataclass(frozen=True, slots=True)
class Counted:
    """The sheets whose cells a ranking counts."""

    progress: ProgressSheet
    issues: Mapping[str, list[str]]  # cells of 问题清单 by reporter's key
    coordination: Mapping[str, list[str]]  # cells of 需领导协调 by reporter's key
    reports: Mapping[str, str]  # line of 来源 by reporter's key


def rank_reporters(sheet: Sheet, header: int, rollup: Rollup, counted: Counted) -> DrawnRanking:
    """Equal shares rank equal, 1 2 3 3 5; whoever has too few lights to be compared comes last, without a rank."""
    _draw_header(sheet, header, COLUMNS)
    ranked = ranking(rollup)
    names, states = rollup.names(), {one.line.reporter: one.state.value for one in rollup.standings}
    rows: dict[Reporter, int] = {}
    for row, number in enumerate((one.position for one in ranked), header + 1):
        reporter = rollup.lines[number].reporter
        rows[reporter] = row
        sheet.put(row, 2, names[reporter], Look.TEXT, link=counted.progress.head(number))
        draw_counts(sheet, row, LIGHTS_AT, (names[reporter], number, str(reporter)), counted)
        link = counted.reports.get(str(reporter), "").split(":")[0]
        sheet.put(row, _LAST, states.get(reporter, ""), Look.CENTRED, link=link)
    return _draw_ranks(sheet, header, rows, ranked, [names[one] for one in rows])


def draw_counts(sheet: Sheet, row: int, first: int, whose: tuple[str, int, str], counted: Counted) -> None:
    """A reporter's lights, tasks and issues from the column `first` on; `whose`: its name, position and key."""
    name, number, key = whose
    progress = counted.progress
    for column, light in enumerate(LIGHTS, first):
        put_count(sheet, row, column, f"{name}{light.value}灯", progress.cells_of(number, light))
    put_count(sheet, row, first + 3, f"{name}未亮灯", progress.cells_of(number, Light.NONE))
    _draw_green_share(sheet, row, first, name)
    put_count(sheet, row, first + 5, f"{name}已完成任务", progress.cells_with(number, FINISHED))
    put_count(sheet, row, first + 6, f"{name}逾期任务", progress.cells_with(number, (Status.OVERDUE.value,)))
    put_count(sheet, row, first + 7, f"{name}问题", counted.issues.get(key, []))
    put_count(sheet, row, first + 8, f"{name}需领导协调", counted.coordination.get(key, []))


def rank_groups(
    sheet: Sheet, header: int, rollup: Rollup, counted: Counted, below: Mapping[Reporter, int]
) -> DrawnRanking:
    """Each city or direct county; `below` gives the rows of the ranking of reporters, which are added up."""
    _draw_header(sheet, header, _OF_GROUPS)
    position = {line.reporter: number for number, line in enumerate(rollup.lines)}
    ranked = ranking_of_groups(rollup)
    order = [rollup.groups[one.position] for one in ranked]
    rows: dict[Reporter, int] = {}
    for row, group in enumerate(order, header + 1):
        rows[group.line.reporter] = row
        head = counted.progress.group_head(position[group.reporters[0]])
        sheet.put(row, 2, group.line.name, Look.TEXT, link=head)
        _draw_group(sheet, row, group, [below[one] for one in group.reporters])
        _draw_missing(sheet, row, rollup, group, counted.reports)
    return _draw_ranks(sheet, header, rows, ranked, [group.line.name for group in order])


def _draw_group(sheet: Sheet, row: int, group: Group, rows: Sequence[int]) -> None:
    for column in _ADDED:
        cells = [sheet.cell_name(one, column) for one in sorted(rows)]
        put_sum(sheet, row, column, f"{group.line.name}{_OF_GROUPS[column - 1]}", cells)
    _draw_green_share(sheet, row, LIGHTS_AT, group.line.name)


def _draw_missing(sheet: Sheet, row: int, rollup: Rollup, group: Group, reports: Mapping[str, str]) -> None:
    """How many of its reporters sent nothing."""
    states = {one.line.reporter: one.state for one in rollup.standings}
    missing = sum(states.get(one) is ReportingState.MISSING for one in group.reporters)
    lines = cells_in_words([reports[str(one)] for one in group.reporters if str(one) in reports])
    cell = sheet.put(row, _LAST, missing, Look.NUMBER)
    word = ReportingState.MISSING.value
    sheet.derive(cell, How.COUNT_LINES, lines, f"{group.line.name}{word}", word)


def _draw_header(sheet: Sheet, row: int, titles: tuple[str, ...]) -> None:
    sheet.put_row(row, titles, Look.HEADER)
    sheet.heights[row] = HEADER_HEIGHT


def _draw_green_share(sheet: Sheet, row: int, first: int, name: str) -> None:
    lights = [sheet.cell_name(row, column) for column in range(first, first + len(LIGHTS))]
    put_share(sheet, row, first + 4, f"{name}绿灯占比", lights[:1], lights, Look.SHARE)


def _draw_ranks(
    sheet: Sheet,
    header: int,
    rows: Mapping[Reporter, int],
    ranking: Sequence[Ranked],
    names: Sequence[str],
) -> DrawnRanking:
    """Write the ranks; everyone ranked and the names stand in the order of the rows."""
    lit = sum(one.rank is not None for one in ranking)
    first, last = sheet.cell_name(header + 1, _SHARE), sheet.cell_name(header + lit, _SHARE)
    among = f"{first}:{last.rpartition('!')[2]}"
    for row, (one, name) in enumerate(zip(ranking, names, strict=True), header + 1):
        if one.rank is None:
            sheet.put(row, 1, "—", Look.CENTRED)
            continue
        cell = sheet.put(row, 1, one.rank, Look.NUMBER)
        sheet.derive(cell, How.RANK, sheet.cell_name(row, _SHARE), f"{name}名次", among)
    return DrawnRanking(header, rows, lit)
