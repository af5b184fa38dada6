"""各地情况: one line for each place, how its reporters stand and how its lights are, places of one level ranked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet
from taizhang.model.place import column_letters
from taizhang.model.verdict import ReportingState
from taizhang.rollups.ranking import LEAST_JUDGED, competition_ranks
from taizhang.rollups.sheets.progress import LIGHTS as LIGHTS
from taizhang.rollups.wide.lines import clearings, coordination, issues
from taizhang.rollups.wide.lines.column import Cell, Column, Line, two_names
from taizhang.rollups.wide.lines.sources import NAME as SOURCES
from taizhang.rollups.wide.rollup import FIRST_ROW, TAKEN, PlaceLine, Span, WideRollup
from taizhang.rollups.wide.sheets import place_figures, reporting
from taizhang.rollups.wide.sheets.long_sheet import Link, draw_head
from taizhang.rollups.wide.sums import ASKED, CLEARED, LATE_CLEARED

NAME = "各地情况"
STATES = (
    ReportingState.ON_TIME, ReportingState.LATE, ReportingState.NOTHING_TO_REPORT,
    ReportingState.RETURNED, ReportingState.PENDING, ReportingState.MISSING,
)  # fmt: skip
UNLIT = "未亮灯"
TASK_LIGHTS = tuple(f"任务{light.value}灯" for light in LIGHTS)
FIGURE_LIGHTS = tuple(f"指标{light.value}灯" for light in LIGHTS)
TASKS_UNLIT, FIGURES_UNLIT = f"任务{UNLIT}", f"指标{UNLIT}"
DONE, OVERDUE = "已完成任务", "逾期任务"
ISSUES, ASKING = "问题（条）", "需领导协调（条）"
COUNTED_IN = {
    ISSUES: issues.NAME, ASKING: coordination.NAME, **dict.fromkeys((ASKED, CLEARED, LATE_CLEARED), clearings.NAME),
}  # fmt: skip
SHARES = ("报送率（%）", "及时率（%）", "绿灯占比（%）")


def span_title(sheet: str) -> str:
    """Under which the rows of a long sheet stand."""
    return f"{sheet}行"


_SPANS = tuple(map(span_title, (reporting.NAME, place_figures.NAME, *TAKEN)))
_HIDDEN = tuple(span_title(name) for name in TAKEN if name != SOURCES)  # of lists, whose counts lead there
_NUMBERS = (
    "名次", "应报", "已报", *(state.value for state in STATES), *TASK_LIGHTS, TASKS_UNLIT, DONE, OVERDUE, *FIGURE_LIGHTS,
    FIGURES_UNLIT, ISSUES, ASKING, ASKED, CLEARED, LATE_CLEARED,
)  # fmt: skip
TITLES = (
    "名次", "省", "市", "应报", "已报", *(state.value for state in STATES), "报送率（%）", "及时率（%）",
    *TASK_LIGHTS, TASKS_UNLIT, "绿灯占比（%）", DONE, OVERDUE, *FIGURE_LIGHTS, FIGURES_UNLIT, ISSUES, ASKING, ASKED, CLEARED, LATE_CLEARED, *_SPANS,
)  # fmt: skip


def _column(title: str) -> Column:
    if title in SHARES:
        return Column(title, 8, Look.SHARE)
    if title in _NUMBERS:
        return Column(title, 7, Look.NUMBER)
    return Column(
        title, {"省": 11, "市": 12}.get(title, 13), Look.TEXT if title in ("省", "市") else Look.CENTRED
    )  # fmt: skip


COLUMNS = tuple(map(_column, TITLES))


def column(title: str) -> int:
    return TITLES.index(title) + 1


def draw_places(rollup: WideRollup) -> Sheet:
    sheet = draw_head(
        NAME, COLUMNS, f"{rollup.place}{rollup.period.title}各地情况",
        f"名次按绿灯占比，同级相比，已亮灯任务不足{LEAST_JUDGED}项的不参加；最后几栏为本地区在各长表中的行。", frozen=3,
    )  # fmt: skip
    sheet.hidden_columns = frozenset(map(column, _HIDDEN))
    return sheet


def place_lines(rollup: WideRollup) -> Iterator[Line]:
    for line, rank in ranked(rollup):
        yield tuple(place_values(rollup, line, rank).values())


def ranked(rollup: WideRollup) -> Iterator[tuple[PlaceLine, int | None]]:
    """Each line with its rank among those of its level, in the order of the sheet."""
    ordered = in_order(rollup)
    yield from zip(ordered, _ranks(ordered), strict=True)


def place_values(rollup: WideRollup, line: PlaceLine, rank: int | None = None) -> Mapping[str, Cell]:
    """By title, in the order of the columns."""
    names = two_names(line.place.path) if line.depth else (rollup.place.name, "")
    rates, brief = line.rates, line.brief
    reported = Fraction(rates.reported, rates.expected) if rates.expected else None
    values: tuple[Cell, ...] = (
        "—" if rank is None else Decimal(rank), *names, Decimal(rates.expected), Decimal(rates.reported),
        *(Decimal(rates.counts[state]) for state in STATES), _percent(reported), _percent(rates.on_time_rate),
        *(Decimal(brief.tasks.get(light, 0)) for light in (*LIGHTS, Light.NONE)), _percent(green_share(line)),
        Decimal(brief.done), Decimal(brief.overdue),
        *(Decimal(brief.figures.get(light, 0)) for light in (*LIGHTS, Light.NONE)),
        Decimal(brief.rows.get(issues.NAME, 0)), Decimal(brief.rows.get(coordination.NAME, 0)),
        *(Decimal(brief.clearings.get(word, 0)) for word in (ASKED, CLEARED, LATE_CLEARED)),
        *map(str, _spans(line).values()),
    )  # fmt: skip
    return dict(zip(TITLES, values, strict=True))


def links_of_places(rollup: WideRollup) -> Iterator[Link]:
    """Each place's line leads to its rows in the long sheets."""
    for row, line in enumerate(in_order(rollup), FIRST_ROW):
        spans = _spans(line)
        for name, span in spans.items():
            if span.last >= span.first and span_title(name) not in _HIDDEN:
                yield _link(row, span_title(name), name, span)
        for title, name in COUNTED_IN.items():
            if spans[name].last >= spans[name].first:
                yield _link(row, title, name, spans[name])


def in_order(rollup: WideRollup) -> list[PlaceLine]:
    """The whole, then the places right below it, then theirs: places of one level stand together."""
    return sorted(rollup.lines, key=lambda one: one.depth)


def green_share(line: PlaceLine) -> Fraction | None:
    """Of the tasks with a light; None where there are none."""
    tasks = line.brief.tasks
    lit = sum(tasks.get(light, 0) for light in LIGHTS)
    return Fraction(tasks.get(Light.GREEN, 0), lit) if lit else None


def _spans(line: PlaceLine) -> dict[str, Span]:
    """By long sheet, in the order of the columns."""
    return {reporting.NAME: line.reporters, place_figures.NAME: line.figures, **line.taken}


def _link(row: int, title: str, sheet: str, span: Span) -> Link:
    return f"{column_letters(column(title))}{row}", f"{sheet}!A{span.first}"


def _ranks(ordered: Sequence[PlaceLine]) -> list[int | None]:
    ranks: list[int | None] = []
    for depth in range(max(line.depth for line in ordered) + 1):
        shares = [_compared(line) for line in ordered if line.depth == depth]
        ranks += competition_ranks(shares) if depth else [None]
    return ranks


def _compared(line: PlaceLine) -> Fraction | None:
    lit = sum(line.brief.tasks.get(light, 0) for light in LIGHTS)
    return green_share(line) if lit >= LEAST_JUDGED else None


def _percent(share: Fraction | None) -> str | Decimal:
    return "—" if share is None else Decimal(share.numerator * 100) / share.denominator
