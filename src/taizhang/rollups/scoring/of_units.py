"""What a responsible unit reached of an item: the figure over everybody, or the reporters that have finished."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction

from taizhang.ledgers.duty_words import ROLE_ORDER, units_with
from taizhang.ledgers.offices import responsible_units
from taizhang.model.figure import Contribution, Figure
from taizhang.model.grid import plain
from taizhang.model.plan import Comparator, Indicator, Method, Plan, PlanRow, Role, Target
from taizhang.model.reporter import Reporter
from taizhang.model.scoring import Manner, Missing, RoleShares, ScoringItem
from taizhang.model.words.status import Status
from taizhang.rollups.lights import goal_of
from taizhang.rollups.methods import PER, meets
from taizhang.rollups.rollup import NO_REPORT, NOT_ASKED, NOT_FILLED, PENDING, RETURNED, TaskState, absence
from taizhang.rollups.scoring.asked import AskedItem, Found
from taizhang.rollups.scoring.reached import NothingReached, Reached, facing
from taizhang.rollups.scoring.term import Term, number

_FINISHED = (Status.DONE.value, Status.EXCEEDED.value)
_OUT = (NOT_ASKED, Status.NOT_APPLICABLE.value)
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


def reached_together(asked: AskedItem, found: Found) -> Reached | NothingReached:
    """The item's value over all reporters, or why there is none."""
    if asked.row is None:
        return NothingReached("计划中没有这一行", due=False)
    if asked.row.indicator is None:
        return _finished(asked, found)
    figure = found.figures.get(asked.item.id)
    if figure is None:
        return NothingReached("没有汇总这个指标", due=False)
    return _of_figure(figure, asked.row.indicator, asked.item, found)


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


def _value(figure: Figure, value: Decimal, indicator: Indicator) -> Term:
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


def _quotient(above: Decimal, below: Decimal, whole: Decimal) -> Term:
    exact = Fraction(above) / Fraction(below) * Fraction(whole)
    return Term(f"{number(above)}÷{plain(below)}×{plain(whole)}", exact)


def _why(reporter: Reporter, found: Found) -> str:
    return NOT_FILLED if reporter in found.reported else absence(found.standings.get(reporter))


def _finished(asked: AskedItem, found: Found) -> Reached | NothingReached:
    """How many of those whom the task concerns have finished it."""
    row = asked.row
    line = found.tasks.get(row.task.id) if row and row.task else None
    if line is None:
        return NothingReached("没有要填报的行", due=False)
    words = [(state, _word(state, asked)) for state in line.states]
    concerned = [(state, word) for state, word in words if word not in _OUT]
    silent = tuple((state.reporter, word) for state, word in concerned if word in _SILENT)
    cells = tuple(pair for state, _ in concerned for pair in _cells(state, asked))
    counted = len(concerned) - (0 if _counts_silent(found) else len(silent))
    if not concerned:
        return NothingReached("没有填报单位涉及", due=False)
    if len(silent) == len(concerned):
        return NothingReached("尚无单位填报", due=True, goal="完成", cells=cells, silent=silent)
    done = sum(word in _FINISHED for _, word in concerned)
    target = Target(Comparator.AT_LEAST, Decimal(counted), "个单位")
    note = _left_out(silent, found, counts=_counts_silent(found))
    return Reached(number(done), target, f"{done}个单位完成", f"{counted}个单位", cells, silent, note)


def _word(state: TaskState, asked: AskedItem) -> str:
    """The state of the whole task, or of the measure's own row."""
    if asked.whole_task or not state.contributions:
        return state.word
    own = [word for _, word in _cells(state, asked)]
    return own[0] if own else NOT_ASKED


def _cells(state: TaskState, asked: AskedItem) -> Iterator[tuple[Contribution, str]]:
    for one, word in zip(state.contributions, state.adopted, strict=True):
        if word and (asked.whole_task or one.row == asked.item.id):
            yield one, word


def _counts_silent(found: Found) -> bool:
    scoring = found.plan.settings.scoring
    return scoring is not None and scoring.missing is Missing.ZERO


def _left_out(silent: tuple[tuple[Reporter, str], ...], found: Found, *, counts: bool = False) -> str:
    """Who is not in the number, by name."""
    if not silent:
        return ""
    names = found.rollup.names()
    shown = [f"{names[one]}{why}" for one, why in silent[:_NAMED_AT_MOST]]
    more = f"等{len(silent)}个单位" if len(silent) > _NAMED_AT_MOST else ""
    return f"{'按未达到计' if counts else '没有计入'}：{'、'.join(shown)}{more}"
