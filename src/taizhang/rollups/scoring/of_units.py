"""What a responsible unit reached of an item: the figure over everybody, or the reporters that have finished."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from taizhang.ledgers.duty_words import ROLE_ORDER, units_with
from taizhang.ledgers.offices import responsible_units
from taizhang.model.figure import Contribution, Figure
from taizhang.model.grid import plain
from taizhang.model.plan import Comparator, Indicator, Method, Plan, PlanRow, Role, Target
from taizhang.model.reporter import Reporter
from taizhang.model.scoring import Manner, RoleShares, ScoringItem
from taizhang.rollups.lights import goal_of
from taizhang.rollups.methods import PER
from taizhang.rollups.pool import meets
from taizhang.rollups.rollup import NO_REPORT, NOT_FILLED, PENDING, RETURNED, TaskState, absence
from taizhang.rollups.scoring.arithmetic import Arithmetic, number
from taizhang.rollups.scoring.asked import AskedItem, Found
from taizhang.rollups.scoring.finished_rows import FINISHED, NOT_CONCERNED
from taizhang.rollups.scoring.meant_for import for_the_whole
from taizhang.rollups.scoring.reached import NothingReached, Reached, facing

_SILENT = (NO_REPORT, RETURNED, PENDING, NOT_FILLED)
_COUNTING = (Method.COUNT_MEETING, Method.SHARE_MEETING)  # whoever is silent stays in the denominator
_NAMED_AT_MOST = 5


def scored_units(found: Found) -> tuple[str, ...]:
    """The offices that answer for tasks, in the order of their parts."""
    places = {line.name for line in found.rollup.lines if not line.reporter.unit}
    return responsible_units(found.plan, places)


def roles_in(row: PlanRow, plan: Plan) -> dict[str, Role]:
    """Each unit's part in the row, the one that counts most where it has several."""
    roles: dict[str, Role] = {}
    for role in ROLE_ORDER:
        for unit in units_with(role, row, plan):
            roles.setdefault(unit, role)
    return roles


def share_of_role(role: Role, shares: RoleShares) -> Decimal:
    """Which share of an item's points a unit with this role answers for."""
    held = {Role.LEAD: shares.lead, Role.JOINT: shares.joint, Role.BY_DUTY: shares.by_duty}
    return held.get(role, shares.support)


def asked_of_all(asked: AskedItem, found: Found) -> ScoringItem:
    """The item as units are scored on it."""
    indicator = asked.row.indicator if asked.row else None
    return for_the_whole(asked.item, indicator, found.plan) if indicator else asked.item


def reached_together(asked: AskedItem, found: Found) -> Reached | NothingReached:
    """The item's value over all reporters, or why there is none."""
    if asked.row is None:
        return NothingReached("计划中没有这一行", due=False)
    if asked.row.indicator is None:
        return _finished(asked, found)
    figure = found.figures.get(asked.item.id)
    if figure is None:
        return NothingReached("没有汇总这个指标", due=False)
    return _of_figure(figure, asked.row.indicator, asked_of_all(asked, found), found)


def _of_figure(
    figure: Figure, indicator: Indicator, item: ScoringItem, found: Found
) -> Reached | NothingReached:
    cells = tuple((one, "") for one in figure.contributions)
    silent = tuple((one, _why(one, found)) for one in figure.missing)
    by_step = item.manner is Manner.STEP
    goal = goal_of(indicator, len(figure.expected)) or (indicator.target if by_step else None)
    if figure.refused:
        return NothingReached(figure.refused.rstrip("。"), due=False, cells=cells, silent=silent)
    if goal is None:
        return NothingReached("没有可比的目标值", due=False, cells=cells, silent=silent)
    shown = "按分档" if by_step else str(goal)
    if figure.value is None or not figure.contributions:
        return NothingReached("尚无单位填报", due=True, goal=shown, cells=cells, silent=silent)
    value = _value(figure, figure.value, indicator)
    told = f"{value.comes_to(2)}{figure.unit}"
    note = _left_out(silent, found, counts=figure.method in _COUNTING)
    return Reached(value, facing(goal, indicator), told, shown, cells, silent, note)


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


def _finished(asked: AskedItem, found: Found) -> Reached | NothingReached:
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
