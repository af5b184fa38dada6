"""What a reporter reached of an item: its own number against its own target, or its rows that are finished."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from taizhang.ledgers.targets import own_target
from taizhang.model.figure import Contribution
from taizhang.model.grid import plain
from taizhang.model.ledger import Blank, LedgerRow
from taizhang.model.plan import Answer, Comparator, Indicator, Scope, Target
from taizhang.model.reporter import Reporter
from taizhang.model.scoring import Manner, Missing, ScoringItem
from taizhang.model.words.status import Status
from taizhang.rollups.methods import PER
from taizhang.rollups.rollup import NOT_ASKED, NOT_FILLED, NOTHING_TO_REPORT, absence
from taizhang.rollups.scoring.asked import AskedItem, Found
from taizhang.rollups.scoring.reached import NothingReached, Reached, facing, goal_as_held
from taizhang.rollups.scoring.score import Cells
from taizhang.rollups.scoring.term import Term, number

_NO_PLAN_ROW = NothingReached("计划中没有这一行", due=False)
_DEAF = "没有分到本单位的目标值"
_ONE_WORD = {True: "是", False: "否"}
_PLACES_SHOWN = 2


def reached_by(reporter: Reporter, asked: AskedItem, found: Found) -> Reached | NothingReached:
    """The item's value for the reporter, or why there is none."""
    if asked.row is None:
        return _NO_PLAN_ROW
    if asked.row.indicator is None:
        return _finished(reporter, asked, found)
    return _of_indicator(reporter, asked, asked.row.indicator, found)


def _of_indicator(
    reporter: Reporter, asked: AskedItem, indicator: Indicator, found: Found
) -> Reached | NothingReached:
    if indicator.source:
        return NothingReached(f"由{indicator.source}填报，不考核各填报单位", due=False)
    share = found.plan.share_of(indicator.id, str(reporter))
    figure = found.figures.get(indicator.id)
    if share is None and (figure is None or reporter not in figure.expected):
        return NothingReached("不涉及本单位", due=False)
    detail = found.details.get((reporter, indicator.answered_by or indicator.id))
    row = detail.row if detail else None
    if row is not None and (not row.concerns or _says_not_applicable(row)):
        return NothingReached("不涉及本单位" if not row.concerns else f"填报为“{_word(row)}”", due=False)
    target = _target(asked.item, indicator, share, row, found)
    if target is None:
        return NothingReached(_DEAF, due=False)
    goal = _goal(asked.item, indicator, target)
    cells = tuple((one, "") for one in found.answers.get((indicator.id, reporter), ()))
    if row is None:
        silent = reporter in found.reported
        why = "台账中没有这一行" if silent else absence(found.standings.get(reporter))
        return NothingReached(why, due=True, goal=goal, silent=((reporter, why),))
    value = _value(row, indicator, cells, reporter, found)
    if isinstance(value, NothingReached):
        return NothingReached(value.why, value.due, goal, cells, value.silent)
    told = _ONE_WORD[value.exact == 1] if indicator.answer is Answer.YES_NO else _told(value, target.unit)
    return Reached(value, target, told, goal, cells)


def _target(
    item: ScoringItem, indicator: Indicator, share: Decimal | None, row: LedgerRow | None, found: Found
) -> Target | None:
    """What the settings say; else what the reporter's own row was asked, or would have been."""
    if item.held_to is not None:
        return goal_as_held(indicator, item.held_to)
    if share is None and row is not None and row.asked is not None and row.id == indicator.id:
        target = row.asked.target
    else:
        named = indicator.scope is Scope.NAMED or bool(found.concern.has_for_itself(indicator.id))
        target = own_target(indicator, named=named, share=share)
    if target is None and item.manner is Manner.STEP:
        return indicator.target  # the steps alone say what a number is worth
    return facing(target, indicator) if target else None


def _goal(item: ScoringItem, indicator: Indicator, target: Target) -> str:
    if item.manner is Manner.STEP:
        return "按分档"
    return "是" if indicator.answer is Answer.YES_NO else str(target)


def _says_not_applicable(row: LedgerRow) -> bool:
    blank = row.actual is None and row.numerator is None
    return blank and (
        row.status is Status.NOT_APPLICABLE or Blank.NOT_INVOLVED in (row.blank("actual"), row.blank("numerator"))
    )  # fmt: skip


def _word(row: LedgerRow) -> str:
    return "不适用" if row.status is Status.NOT_APPLICABLE else "不涉及"


def _value(
    row: LedgerRow, indicator: Indicator, cells: Cells, reporter: Reporter, found: Found
) -> Term | NothingReached:
    if indicator.answer is Answer.RATIO:
        return _ratio(row, indicator, cells, reporter, found)
    if row.actual is not None:
        return number(row.actual)
    return _nothing_written(row, "actual", reporter, found)


def _ratio(
    row: LedgerRow, indicator: Indicator, cells: Cells, reporter: Reporter, found: Found
) -> Term | NothingReached:
    """Numerator over denominator; a ratio alone proves nothing, as in a rollup."""
    above, below = row.numerator, row.denominator
    if above is None or below is None:
        if row.actual is None and not cells:
            return _nothing_written(row, "numerator", reporter, found)
        return NothingReached("没有填齐分子和分母", due=True, silent=((reporter, "没有填齐分子和分母"),))
    least = found.plan.settings.scoring.least_denominator if found.plan.settings.scoring else Decimal(0)
    if below <= 0:
        return NothingReached(f"分母为{plain(below)}，不能计算比率", due=False)
    if below < least:
        return NothingReached(f"分母{plain(below)}小于{plain(least)}，数量过小，不参加比较", due=False)
    whole = indicator.whole or PER["%"]
    return Term(
        f"{number(above)}÷{plain(below)}×{plain(whole)}", Fraction(above) / Fraction(below) * Fraction(whole)
    )


def _nothing_written(row: LedgerRow, part: str, reporter: Reporter, found: Found) -> NothingReached:
    """Not filled in, or filled in with something that gives no number."""
    raw = row.raw.get(part, "").strip()
    state = found.standings.get(reporter)
    declared = state is not None and state.state.value == NOTHING_TO_REPORT
    unread = raw and row.blank(part) is None
    why = f"填“{raw[:20]}”，读不出数" if unread else (NOTHING_TO_REPORT if declared else NOT_FILLED)
    return NothingReached(why, due=True, silent=((reporter, why),))


def _told(value: Term, unit: str) -> str:
    """The value as the table prints it: 45÷60×100=75%."""
    return f"{value.comes_to(_PLACES_SHOWN)}{unit}"


def _finished(reporter: Reporter, asked: AskedItem, found: Found) -> Reached | NothingReached:
    """How many of the task's rows are finished, or whether the measure's one is."""
    row = asked.row
    state = found.states.get((row.task.id, reporter)) if row and row.task else None
    if state is None:
        return NothingReached("没有要填报的行", due=False)
    if not state.contributions:
        return _no_rows(state.word, reporter)
    pairs = tuple(zip(state.contributions, state.adopted, strict=True))
    own = tuple((one, word) for one, word in pairs if word and (asked.whole_task or one.row == asked.item.id))
    return _counted(own, reporter, _counts_blank(found))


def _no_rows(word: str, reporter: Reporter) -> NothingReached:
    if word in (NOT_ASKED, Status.NOT_APPLICABLE.value):
        return NothingReached("不涉及本单位", due=False)
    return NothingReached(word, due=True, goal="完成", silent=((reporter, word),))


def _counts_blank(found: Found) -> bool:
    scoring = found.plan.settings.scoring
    return scoring is not None and scoring.missing is Missing.ZERO


def _counted(cells: Cells, reporter: Reporter, blank_counts: bool) -> Reached | NothingReached:
    """Rows without a status are left out, or count as not finished, as the settings say; either is told."""
    concerned = [(one, word) for one, word in cells if word != Status.NOT_APPLICABLE.value]
    filled = [(one, word) for one, word in concerned if word != NOT_FILLED]
    if not concerned:
        return NothingReached("不涉及本单位", due=False, cells=cells)
    if not filled:
        return NothingReached(
            NOT_FILLED, due=True, goal="完成", cells=cells, silent=((reporter, NOT_FILLED),)
        )
    blank = len(concerned) - len(filled)
    count = len(concerned if blank_counts else filled)
    done = sum(_is_finished(one, word) for one, word in filled)
    note = f"{blank}行未填，{'按未完成计' if blank_counts else '没有计入'}" if blank else ""
    target = Target(Comparator.AT_LEAST, Decimal(count), "行")
    if len(cells) == 1:
        return Reached(number(done), target, filled[0][1], "完成", cells, note=note)
    return Reached(number(done), target, f"{done}行已完成", f"{count}行", cells, note=note)


def _is_finished(_cell: Contribution, word: str) -> bool:
    return word in (Status.DONE.value, Status.EXCEEDED.value)
