"""What several reporters reached of an item together: their figure, or how many of them have finished."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from taizhang.model.figure import Contribution, Figure
from taizhang.model.grid import plain
from taizhang.model.plan import Comparator, Indicator, Method, Target
from taizhang.model.reporter import Reporter
from taizhang.model.scoring import Manner, ScoringItem
from taizhang.rollups.methods import PER
from taizhang.rollups.pool import meets
from taizhang.rollups.rollup import NO_REPORT, NOT_FILLED, PENDING, RETURNED, TaskState, absence
from taizhang.rollups.scoring.arithmetic import Arithmetic, number
from taizhang.rollups.scoring.asked import AskedItem, Found
from taizhang.rollups.scoring.finished_rows import FINISHED, NOT_CONCERNED
from taizhang.rollups.scoring.reached import NothingReached, Reached, facing

_SILENT = (NO_REPORT, RETURNED, PENDING, NOT_FILLED)
_COUNTING = (Method.COUNT_MEETING, Method.SHARE_MEETING)  # whoever is silent stays in the denominator
_NAMED_AT_MOST = 5


def reached_by_figure(
    figure: Figure, indicator: Indicator, item: ScoringItem, goal: Target | None, found: Found
) -> Reached | NothingReached:
    """The figure held against the goal; None for a goal that is not about it."""
    cells = tuple((one, "") for one in figure.contributions)
    silent = tuple((one, _why(one, found)) for one in figure.missing)
    if figure.refused:
        return NothingReached(figure.refused.rstrip("。"), due=False, cells=cells, silent=silent)
    if goal is None:
        return NothingReached("没有可比的目标值", due=False, cells=cells, silent=silent)
    shown = "按分档" if item.manner is Manner.STEP else str(goal)
    if figure.value is None or not figure.contributions:
        return NothingReached("尚无单位填报", due=True, goal=shown, cells=cells, silent=silent)
    value = _value(figure, figure.value, indicator)
    told = f"{value.comes_to(2)}{figure.unit}"
    note = _left_out(silent, found, counts=figure.method in _COUNTING)
    return Reached(value, facing(goal, indicator), told, shown, cells, silent, note)


def denominator_of(figure: Figure) -> Decimal | None:
    """What a ratio's parts are divided by; None for other methods, and where nobody gave both."""
    if figure.method is not Method.RATIO_OF_SUMS or figure.value is None:
        return None
    return _sum(figure.contributions, "denominator")


def _value(figure: Figure, value: Decimal, indicator: Indicator) -> Arithmetic:
    """The figure by exact parts where it is a quotient, so that nothing is rounded on the way."""
    match figure.method:
        case Method.RATIO_OF_SUMS:
            above, below = (_sum(figure.contributions, part) for part in ("numerator", "denominator"))
            return _quotient(above, below, indicator.whole or PER["%"])
        case Method.SHARE_MEETING:
            met = sum(
                meets(indicator, one.value)
                for one in figure.contributions
                if one.part == "actual" and one.value is not None
            )
            return _quotient(Decimal(met), Decimal(len(figure.expected)), PER["%"])
        case _:
            return number(value)


def _sum(cells: tuple[Contribution, ...], part: str) -> Decimal:
    return sum((one.value for one in cells if one.part == part and one.value is not None), Decimal(0))


def _quotient(above: Decimal, below: Decimal, whole: Decimal) -> Arithmetic:
    exact = Fraction(above) / Fraction(below) * Fraction(whole)
    return Arithmetic(f"{number(above)}÷{plain(below)}×{plain(whole)}", exact)


def _why(reporter: Reporter, found: Found) -> str:
    return NOT_FILLED if reporter in found.reported else absence(found.standings.get(reporter))


def finished_among(asked: AskedItem, found: Found) -> Reached | NothingReached:
    """How many of those whom the task concerns have finished it."""
    row = asked.row
    line = found.tasks.get(row.task.id) if row and row.task else None
    states = [(state, _word(state, asked)) for state in (line.states if line else ())]
    concerned = [(state, word) for state, word in states if word not in NOT_CONCERNED]
    if not concerned:
        return NothingReached("没有填报单位涉及", due=False)
    cells = tuple(pair for state, _ in concerned for pair in asked.status_cells(state))
    silent = tuple((state.reporter, word) for state, word in concerned if word in _SILENT)
    if len(silent) == len(concerned):
        return NothingReached("尚无单位填报", due=True, goal="完成", cells=cells, silent=silent)
    done = sum(word in FINISHED for _, word in concerned)
    count = len(concerned) - (0 if found.counts_missing else len(silent))
    target = Target(Comparator.AT_LEAST, Decimal(count), "个单位")
    note = _left_out(silent, found, counts=found.counts_missing)
    return Reached(number(done), target, f"{done}个单位完成", f"{count}个单位", cells, silent, note)


def _word(state: TaskState, asked: AskedItem) -> str:
    """The state of the whole task, or of the measure's own row."""
    if asked.whole_task or not state.contributions:
        return state.word
    own = [word for _, word in asked.status_cells(state)]
    return own[0] if own else NOT_FILLED


def _left_out(silent: tuple[tuple[Reporter, str], ...], found: Found, *, counts: bool = False) -> str:
    """Who is not in the number, by name."""
    if not silent:
        return ""
    shown = [f"{found.names[one]}{why}" for one, why in silent[:_NAMED_AT_MOST]]
    more = f"等{len(silent)}个单位" if len(silent) > _NAMED_AT_MOST else ""
    return f"{'按未达到计' if counts else '没有计入'}：{'、'.join(shown)}{more}"
