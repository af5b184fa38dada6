"""A Brief (简报) is the one page for the leader: what matters most of a notice, and what has to be decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.figure import Light
from taizhang.rollups.notice import IndicatorLine, Notice, PlaceLine, Problem, said_once
from taizhang.rollups.ranking import ranking, ranking_of_groups
from taizhang.rollups.rollup import Rollup

_WORST, _LAST, _DECISIONS = 3, 3, 3
_MOST_BARS = 20
_LIGHTS = (Light.GREEN, Light.YELLOW, Light.RED)


@dataclass(frozen=True, slots=True)
class Bar:
    """A place's lights: how many tasks of each."""

    name: str
    counts: tuple[int, int, int]  # 绿, 黄, 红
    note: str = ""  # why there is none

    @property
    def green_share(self) -> float:
        """0 without any light."""
        return self.counts[0] / sum(self.counts) if any(self.counts) else 0.0


@dataclass(frozen=True, slots=True)
class Brief:
    """The page's content; its numbers are the notice's."""

    notice: Notice
    worst: tuple[IndicatorLine, ...]
    laggards: tuple[PlaceLine, ...]
    decisions: tuple[Problem, ...]
    more_decisions: bool  # there are others
    bars: tuple[Bar, ...]
    bars_of: str  # whose, where they are not everybody's


def brief_of(rollup: Rollup, notice: Notice) -> Brief:
    bars = tuple(_of_groups(rollup) if rollup.layered else _of_reporters(rollup))
    return brief_with(notice, bars, summed=rollup.layered)


def brief_with(notice: Notice, bars: tuple[Bar, ...], *, summed: bool) -> Brief:
    """`bars` in the ranking's order; of too many the last ones are shown. They may be summed over who reports through one."""
    asking = said_once(one for one in notice.problems if one.needs_leader)
    shown, whose = _shown(bars, "按下辖单位合计" if summed else "")
    return Brief(
        notice=notice,
        worst=worst_indicators(notice.indicators),
        laggards=_laggards(notice),
        decisions=asking[:_DECISIONS],
        more_decisions=len(asking) > _DECISIONS,
        bars=shown,
        bars_of=whose,
    )


def worst_indicators(indicators: Sequence[IndicatorLine]) -> tuple[IndicatorLine, ...]:
    """Red before yellow, the lowest rate first, those without a rate behind; equal ones in the plan's order."""
    order = (Light.RED, Light.YELLOW)
    behind = [one for one in indicators if one.light in order]
    return tuple(sorted(behind, key=lambda one: (order.index(one.light), _rate(one)))[:_WORST])


def _rate(one: IndicatorLine) -> tuple[bool, Decimal]:
    value = one.rate.value if one.rate else None
    return value is None, value if value is not None else Decimal(0)


def _laggards(notice: Notice) -> tuple[PlaceLine, ...]:
    """The last of the ranking that are not green throughout, the very last first; equal shares by their red lights."""
    slow = [one for one in notice.places if one.rank and one.share and (one.share.value or 0) < 100]
    return tuple(sorted(slow, key=lambda one: (_share(one), -_red(one)))[:_LAST])


def _share(one: PlaceLine) -> Decimal:
    return one.share.value or Decimal(0) if one.share else Decimal(0)


def _red(one: PlaceLine) -> Decimal:
    return one.by_light[Light.RED].value or Decimal(0)


def _shown(bars: tuple[Bar, ...], whose: str) -> tuple[tuple[Bar, ...], str]:
    if len(bars) <= _MOST_BARS:
        return bars, whose
    return bars[-_MOST_BARS:], "，".join(filter(None, (whose, f"排名最后的{_MOST_BARS}个单位")))


def _of_reporters(rollup: Rollup) -> Iterator[Bar]:
    names = rollup.names()
    states = {one.line.reporter: one.state.value for one in rollup.standings}
    for one in ranking(rollup):
        reporter = rollup.lines[one.position].reporter
        counts = _counts(rollup, [one.position])
        yield Bar(names[reporter], counts, "" if any(counts) else states.get(reporter, ""))


def _of_groups(rollup: Rollup) -> Iterator[Bar]:
    at = {line.reporter: position for position, line in enumerate(rollup.lines)}
    for one in ranking_of_groups(rollup):
        group = rollup.groups[one.position]
        yield Bar(group.line.name, _counts(rollup, [at[one] for one in group.reporters if one in at]))


def _counts(rollup: Rollup, positions: Sequence[int]) -> tuple[int, int, int]:
    lights = [task.states[position].light for task in rollup.tasks for position in positions]
    green, yellow, red = (lights.count(light) for light in _LIGHTS)
    return green, yellow, red
