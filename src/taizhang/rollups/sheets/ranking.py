"""The rankings of 总览: every reporter, and every city over its counties, from the highest share of green lights down."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet, cells_in_words
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import ReportingState
from taizhang.model.words.status import Status
from taizhang.rollups.how import How
from taizhang.rollups.ranking import LEAST_JUDGED, competition_ranks, ranking
from taizhang.rollups.rollup import Group, Rollup
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
_FINISHED = (Status.DONE.value, Status.EXCEEDED.value)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A ranking that was drawn."""

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


def rank_reporters(sheet: Sheet, header: int, rollup: Rollup, counted: Counted) -> Ranked:
    """Equal shares rank equal, 1 2 3 3 5; whoever has too few lights to be compared comes last, without a rank."""
    _draw_header(sheet, header, COLUMNS)
    order = [one.position for one in ranking(rollup)]
    shares = [_green_share(rollup, [number]) for number in range(len(rollup.lines))]
    names, states = rollup.names(), {one.line.reporter: one.state.value for one in rollup.standings}
    rows: dict[Reporter, int] = {}
    for row, number in enumerate(order, header + 1):
        reporter = rollup.lines[number].reporter
        rows[reporter] = row
        sheet.put(row, 2, names[reporter], Look.TEXT, link=counted.progress.head(number))
        draw_counts(sheet, row, LIGHTS_AT, (names[reporter], number, str(reporter)), counted)
        link = counted.reports.get(str(reporter), "").split(":")[0]
        sheet.put(row, _LAST, states.get(reporter, ""), Look.CENTRED, link=link)
    return _ranked(sheet, header, rows, [shares[number] for number in order], [names[one] for one in rows])


def draw_counts(sheet: Sheet, row: int, first: int, whose: tuple[str, int, str], counted: Counted) -> None:
    """A reporter's lights, tasks and issues from the column `first` on; `whose`: its name, position and key."""
    name, number, key = whose
    progress = counted.progress
    for column, light in enumerate(LIGHTS, first):
        put_count(sheet, row, column, f"{name}{light.value}灯", progress.cells_of(number, light))
    put_count(sheet, row, first + 3, f"{name}未亮灯", progress.cells_of(number, Light.NONE))
    _draw_green_share(sheet, row, first, name)
    put_count(sheet, row, first + 5, f"{name}已完成任务", progress.cells_with(number, _FINISHED))
    put_count(sheet, row, first + 6, f"{name}逾期任务", progress.cells_with(number, (Status.OVERDUE.value,)))
    put_count(sheet, row, first + 7, f"{name}问题", counted.issues.get(key, []))
    put_count(sheet, row, first + 8, f"{name}需领导协调", counted.coordination.get(key, []))


def rank_groups(
    sheet: Sheet, header: int, rollup: Rollup, counted: Counted, below: Mapping[Reporter, int]
) -> Ranked:
    """Each city or direct county; `below` gives the rows of the ranking of reporters, which are added up."""
    _draw_header(sheet, header, _OF_GROUPS)
    position = {line.reporter: number for number, line in enumerate(rollup.lines)}
    shares = [_green_share(rollup, [position[one] for one in group.reporters]) for group in rollup.groups]
    order = _from_the_best(shares)
    rows: dict[Reporter, int] = {}
    for row, group in enumerate((rollup.groups[number] for number in order), header + 1):
        rows[group.line.reporter] = row
        head = counted.progress.group_head(position[group.reporters[0]])
        sheet.put(row, 2, group.line.name, Look.TEXT, link=head)
        _draw_group(sheet, row, group, [below[one] for one in group.reporters])
        _draw_missing(sheet, row, rollup, group, counted.reports)
    names = [rollup.groups[number].line.name for number in order]
    return _ranked(sheet, header, rows, [shares[number] for number in order], names)


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


def _ranked(
    sheet: Sheet,
    header: int,
    rows: Mapping[Reporter, int],
    shares: Sequence[Decimal | None],
    names: Sequence[str],
) -> Ranked:
    """Write the ranks; shares and names stand in the order of the rows."""
    ranks = competition_ranks(shares)
    ranked = sum(rank is not None for rank in ranks)
    first, last = sheet.cell_name(header + 1, _SHARE), sheet.cell_name(header + ranked, _SHARE)
    among = f"{first}:{last.rpartition('!')[2]}"
    for row, (rank, name) in enumerate(zip(ranks, names, strict=True), header + 1):
        if rank is None:
            sheet.put(row, 1, "—", Look.CENTRED)
            continue
        cell = sheet.put(row, 1, rank, Look.NUMBER)
        sheet.derive(cell, How.RANK, sheet.cell_name(row, _SHARE), f"{name}名次", among)
    return Ranked(header, rows, ranked)


def _from_the_best(shares: Sequence[Decimal | None]) -> list[int]:
    """Positions from the highest share down, those without one last; equals in their own order."""
    return sorted(
        range(len(shares)), key=lambda number: (shares[number] is None, -(shares[number] or 0), number)
    )


def _green_share(rollup: Rollup, numbers: Sequence[int]) -> Decimal | None:
    """Of the reporters at these positions; None where too few tasks have a light to be compared."""
    lit = [light for light in _lights(rollup, numbers) if light is not Light.NONE]
    return Decimal(lit.count(Light.GREEN) * 100) / len(lit) if len(lit) >= LEAST_JUDGED else None


def _lights(rollup: Rollup, numbers: Sequence[int]) -> Iterator[Light]:
    for task in rollup.tasks:
        yield from (task.states[number].light for number in numbers)
