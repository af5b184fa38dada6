"""各地情况: one line for each place, how its reporters stand and how its lights are, provinces ranked."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from taizhang.model.figure import Light
from taizhang.model.picture import Look, Sheet
from taizhang.model.verdict import ReportingState
from taizhang.rollups.ranking import LEAST_JUDGED, competition_ranks
from taizhang.rollups.sheets.progress import LIGHTS as LIGHTS
from taizhang.rollups.wide.rollup import FIRST_ROW, PlaceLine, WideRollup
from taizhang.rollups.wide.source_lines import two_names

NAME = "各地情况"
STATES = (
    ReportingState.ON_TIME, ReportingState.LATE, ReportingState.NOTHING_TO_REPORT,
    ReportingState.RETURNED, ReportingState.PENDING, ReportingState.MISSING,
)  # fmt: skip
TASK_LIGHTS = tuple(f"任务{light.value}灯" for light in LIGHTS)
FIGURE_LIGHTS = tuple(f"指标{light.value}灯" for light in LIGHTS)
TITLES = (
    "名次", "省", "市", "应报", "已报", *(state.value for state in STATES), "报送率（%）", "及时率（%）",
    *TASK_LIGHTS, "绿灯占比（%）", *FIGURE_LIGHTS, "名册行", "来源行", "指标行",
)  # fmt: skip
_WIDTHS = (6, 11, 12, *(7,) * 8, 8, 8, 8, 8, 8, 8, 7, 7, 7, 12, 16, 14)
SHARES = ("报送率（%）", "及时率（%）", "绿灯占比（%）")
_TEXTS = ("省", "市")


def in_order(rollup: WideRollup) -> list[PlaceLine]:
    """The whole, then the places right below it, then theirs: places of one level stand together."""
    return sorted(rollup.lines, key=lambda one: one.depth)


def draw_places(rollup: WideRollup) -> Sheet:
    sheet = Sheet(NAME, tuple(map(float, _WIDTHS)), filtered=True, frozen_columns=3)
    sheet.put_title(
        f"{rollup.place}{rollup.period.title}各地情况",
        f"名次按绿灯占比，同级相比，已亮灯任务不足{LEAST_JUDGED}项的不参加；最后三栏为本地区在各长表中的行。",
    )
    sheet.put_header(FIRST_ROW - 1, TITLES)
    ordered = in_order(rollup)
    ranks = _ranks(ordered)
    for row, (line, rank) in enumerate(zip(ordered, ranks, strict=True), FIRST_ROW):
        _draw_line(sheet, row, rollup, line, rank)
    sheet.heights |= dict.fromkeys(range(FIRST_ROW, FIRST_ROW + len(ordered)), 20.0)
    return sheet


def column(title: str) -> int:
    return TITLES.index(title) + 1


def green_share(line: PlaceLine) -> Fraction | None:
    """Of the tasks with a light; None where there are none."""
    tasks = line.brief.tasks
    lit = sum(tasks.get(light, 0) for light in LIGHTS)
    return Fraction(tasks.get(Light.GREEN, 0), lit) if lit else None


def _ranks(ordered: Sequence[PlaceLine]) -> list[int | None]:
    ranks: list[int | None] = []
    for depth in range(max(line.depth for line in ordered) + 1):
        shares = [_compared(line) for line in ordered if line.depth == depth]
        ranks += competition_ranks(shares) if depth else [None]
    return ranks


def _compared(line: PlaceLine) -> Fraction | None:
    lit = sum(line.brief.tasks.get(light, 0) for light in LIGHTS)
    return green_share(line) if lit >= LEAST_JUDGED else None


def _draw_line(sheet: Sheet, row: int, rollup: WideRollup, line: PlaceLine, rank: int | None) -> None:
    names = two_names(line.place.path) if line.depth else (rollup.place.name, "")
    rates, brief = line.rates, line.brief
    values: list[str | Decimal | int] = [
        "—" if rank is None else rank,
        *names,
        rates.expected,
        rates.reported,
    ]
    values += [rates.counts[state] for state in STATES]
    values += [_percent(Fraction(rates.reported, rates.expected) if rates.expected else None)]
    values += [_percent(rates.on_time_rate)]
    values += [brief.tasks.get(light, 0) for light in LIGHTS]
    values += [_percent(green_share(line)), *(brief.figures.get(light, 0) for light in LIGHTS)]
    values += [str(line.reporters), str(line.sources), str(line.figures)]
    for at, (title, value) in enumerate(zip(TITLES, values, strict=True), 1):
        sheet.put(row, at, value, _look(title, value))


def _look(title: str, value: str | Decimal | int) -> Look:
    if title in SHARES:
        return Look.SHARE
    if title in _TEXTS:
        return Look.TEXT
    return Look.CENTRED if isinstance(value, str) else Look.NUMBER


def _percent(share: Fraction | None) -> str | Decimal:
    return "—" if share is None else Decimal(share.numerator * 100) / share.denominator
