"""Scores: every reporter and every responsible unit under the plan's scoring, ranked, with what the result decides.

What is missing gives 0 points where the settings say so and is not scored otherwise; either stands on its line
(decision 0033).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from taizhang.model.grid import plain
from taizhang.model.quantity import half_up
from taizhang.model.reporter import RosterLine
from taizhang.model.scoring import Missing, Scoring, SubsidyBy
from taizhang.plans.changing.contradiction import Contradiction
from taizhang.plans.changing.fields import field_named
from taizhang.plans.changing.scoring_rules import scoring_contradictions
from taizhang.plans.changing.spots import PLAN
from taizhang.rollups.methods import Refusal
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scoring.asked import AskedItem, Found, asked_items, found_in
from taizhang.rollups.scoring.deductions import counted_periods, deductions_for, evidence_in
from taizhang.rollups.scoring.manners import points_for
from taizhang.rollups.scoring.of_reporters import reached_by
from taizhang.rollups.scoring.of_units import reached_together, roles_in, scored_units, share_of_role
from taizhang.rollups.scoring.reached import NothingReached, Reached
from taizhang.rollups.scoring.score import Evidence, LineKind, Score, ScoreLine, Scores
from taizhang.rollups.scoring.term import Term, times

_Measure = Fraction | None
_UNRANKED_SUBSIDY = "不参加排名，另行核定"


def scores_of(rollup: Rollup) -> Scores | None:
    """The scores under the plan's settings; None where the plan scores nothing."""
    scoring = rollup.plan.settings.scoring
    if scoring is None or not scoring.items:
        return None
    asked, found, periods = asked_items(rollup.plan, scoring), found_in(rollup), counted_periods(rollup)
    evidence = evidence_in(periods)
    reporters = tuple(
        _of_reporter(line, asked, found, scoring, evidence.get(line.reporter, ())) for line in rollup.lines
    )
    units = tuple(_of_units(asked, found, scoring))
    return Scores(
        items=scoring.items,
        names=tuple(one.name for one in asked),
        reporters=_with_subsidies(_ranked(reporters, scoring, _total), scoring),
        units=_ranked(units, scoring, lambda one: one.rate),
        periods=tuple(one.period for one in periods),
        contradictions=tuple(_told(one) for one in scoring_contradictions(rollup.plan)),
    )


def _told(one: Contradiction) -> str:
    """The sentence with the line, or the setting, that it is about."""
    about = field_named(one.fields[0]).title if one.id == PLAN else one.id
    told = one.says if one.says.startswith(about) else f"{about}：{one.says}"
    return f"{told}；{one.fix}。"


def _of_reporter(
    line: RosterLine,
    asked: Sequence[AskedItem],
    found: Found,
    scoring: Scoring,
    evidence: Sequence[Evidence],
) -> Score:
    items = [_item_line(one, reached_by(line.reporter, one, found), scoring, Decimal(1)) for one in asked]
    lines = [*items, *_conversion(items, scoring), *deductions_for(evidence, scoring)]
    return Score(found.rollup.names()[line.reporter], line.reporter, tuple(lines), scoring.full)


def _of_units(asked: Sequence[AskedItem], found: Found, scoring: Scoring) -> Iterator[Score]:
    """Those that have a part that counts; a unit reports nothing of its own here, so nothing is deducted."""
    together = [(one, reached_together(one, found)) for one in asked]
    roles = {one.item.id: roles_in(one.row, found.plan) for one in asked if one.row}
    for unit in scored_units(found):
        lines, full = [], Decimal(0)
        for one, reached in together:
            role = roles.get(one.item.id, {}).get(unit)
            share = share_of_role(role, scoring.roles) if role else Decimal(0)
            if role and share:
                line = _item_line(one, reached, scoring, share)
                lines.append(replace(line, note="；".join(filter(None, (role.word, line.note)))))
                full += one.item.weight * share
        if lines:
            yield Score(unit, None, tuple(lines), full)


def _item_line(
    asked: AskedItem, reached: Reached | NothingReached, scoring: Scoring, share: Decimal
) -> ScoreLine:
    blank = ScoreLine(
        LineKind.ITEM, asked.item.id, asked.name, None,
        goal=reached.goal, cells=reached.cells, silent=reached.silent, clause=asked.clause,
    )  # fmt: skip
    possible = asked.item.weight * share
    if isinstance(reached, NothingReached):
        return _without_value(blank, reached, scoring, possible)
    given = points_for(asked.item, reached.value, reached.target)
    if isinstance(given, Refusal):
        return replace(blank, value=reached.told, note=f"不计分：{given.says}")
    term = times(given.term, share) if given.term.exact else given.term
    return replace(
        _with_points(blank, term, scoring.places),
        possible=possible,
        value=reached.told,
        note="；".join(filter(None, (given.note, reached.note))),
    )


def _without_value(
    blank: ScoreLine, reached: NothingReached, scoring: Scoring, possible: Decimal
) -> ScoreLine:
    """0 points where it was due and the settings say so; else the item is not scored. The reason stands in both."""
    if reached.due and scoring.missing is Missing.ZERO:
        line = _with_points(blank, Term("0", Fraction(0)), scoring.places)
        return replace(line, possible=possible, absent=reached.why, note=f"{reached.why}，按设置记0分")
    absent = reached.why if reached.due else ""
    return replace(blank, absent=absent, note=f"不计分：{reached.why}")


def _with_points(line: ScoreLine, term: Term, places: int) -> ScoreLine:
    points = half_up(term.exact, places)
    return replace(line, points=points, formula=term.shown, shown=term.comes_to(places))


def _conversion(items: Sequence[ScoreLine], scoring: Scoring) -> Iterator[ScoreLine]:
    """What was not scored is made up in the proportion of what was; points above the weight are not multiplied."""
    scored = [one for one in items if one.points is not None and one.possible is not None]
    possible = sum((one.possible or Decimal(0) for one in scored), Decimal(0))
    if not scoring.converts or not possible or possible == scoring.full:
        return
    base = sum((min(one.points or Decimal(0), one.possible or Decimal(0)) for one in scored), Decimal(0))
    exact = Fraction(base) * Fraction(scoring.full - possible) / Fraction(possible)
    shown = f"{plain(base)}×({plain(scoring.full)}-{plain(possible)})÷{plain(possible)}"
    line = ScoreLine(LineKind.CONVERSION, "", "不计分项折算", None, goal=f"满分{plain(scoring.full)}分")
    note = f"{len(items) - len(scored)}项不计分，按已计分各项的得分率补足"
    yield replace(_with_points(line, Term(shown, exact), scoring.places), note=note)


def _total(score: Score) -> _Measure:
    return None if score.total is None else Fraction(score.total)


def _ranked(
    scores: Sequence[Score], scoring: Scoring, measure: Callable[[Score], _Measure]
) -> tuple[Score, ...]:
    """Equal results rank equal, 1 2 3 3 5; whoever was scored on too little stands outside."""
    unranked = [_why_unranked(one, scoring) for one in scores]
    found = [None if why else measure(one) for one, why in zip(scores, unranked, strict=True)]
    return tuple(
        replace(
            one,
            rank=None if own is None else 1 + sum(other is not None and other > own for other in found),
            unranked=why,
        )
        for one, why, own in zip(scores, unranked, found, strict=True)
    )


def _why_unranked(score: Score, scoring: Scoring) -> str:
    if not score.scored:
        return "没有一项计分"
    if len(score.scored) < scoring.least_items:
        return f"只有{len(score.scored)}项计分，不足{scoring.least_items}项"
    if score.possible * 100 < scoring.least_share * score.full:
        share = half_up(Fraction(score.possible) * 100 / Fraction(score.full))
        return f"计分项只占满分的{plain(share)}%，不足{plain(scoring.least_share)}%"
    return ""


def _with_subsidies(scores: Sequence[Score], scoring: Scoring) -> tuple[Score, ...]:
    if scoring.subsidy is None:
        return tuple(scores)
    by_rank = scoring.subsidy.by is SubsidyBy.RANK
    found = []
    for one in scores:
        measure = (Fraction(one.rank) if one.rank else None) if by_rank else _total(one)
        decided = one.rank is not None and measure is not None
        word = scoring.subsidy.word_for(measure) if decided and measure is not None else _UNRANKED_SUBSIDY
        found.append(replace(one, subsidy=word))
    return tuple(found)
