"""Scores: every reporter, every place between and every responsible unit under the plan's scoring, ranked, with what the result decides.

What is missing gives 0 points where the settings say so and is not scored otherwise; either stands on its line
(decision 0033).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from taizhang.model.reporter import Reporter, RosterLine
from taizhang.model.scoring import Scoring
from taizhang.plans.changing.contradiction import Contradiction
from taizhang.plans.changing.fields import field_named
from taizhang.plans.changing.scoring_rules import scoring_contradictions
from taizhang.plans.changing.spots import PLAN
from taizhang.rollups.rollup import PlaceFigures, Rollup
from taizhang.rollups.scoring.asked import AskedItem, Found, asked_items, found_in
from taizhang.rollups.scoring.deductions import Among, counted_periods, deductions_for, evidence_in
from taizhang.rollups.scoring.item_lines import conversion, item_line
from taizhang.rollups.scoring.meant_for import BY_RATE_INSTEAD
from taizhang.rollups.scoring.of_places import found_below, reached_in
from taizhang.rollups.scoring.of_reporters import reached_by
from taizhang.rollups.scoring.of_units import (
    asked_of_all,
    reached_together,
    roles_in,
    scored_units,
    share_of_role,
)
from taizhang.rollups.scoring.ranking import by_total, ranked, with_subsidies
from taizhang.rollups.scoring.reached import NothingReached, Reached
from taizhang.rollups.scoring.score import Evidence, Score, ScoreLine, Scores


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
    places = tuple(_of_place(place, asked, found, scoring, evidence) for place in rollup.below)
    units = tuple(_of_units(asked, found, scoring))
    return Scores(
        items=scoring.items,
        names=tuple(one.name for one in asked),
        reporters=with_subsidies(ranked(reporters, scoring, by_total), scoring),
        units=ranked(units, scoring, lambda one: one.rate),
        periods=tuple(one.period for one in periods),
        contradictions=tuple(_told(one) for one in scoring_contradictions(rollup.plan)),
        places=with_subsidies(ranked(places, scoring, by_total), scoring),
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
    items = [item_line(one, reached_by(line.reporter, one, found), scoring) for one in asked]
    lines = [*items, *conversion(items, scoring), *deductions_for(evidence, scoring)]
    return Score(found.names[line.reporter], line.reporter, tuple(lines), scoring.full)


def _of_place(
    place: PlaceFigures,
    asked: Sequence[AskedItem],
    found: Found,
    scoring: Scoring,
    evidence: Mapping[Reporter, Sequence[Evidence]],
) -> Score:
    """By the place's own figures; what is deducted is counted over the reports of all who report through it."""
    below = found_below(found, place)
    items = [_OverSeveral(one, below).line(reached_in(place, one, below), scoring) for one in asked]
    reports = [one for reporter in place.reporters for one in evidence.get(reporter, ())]
    among = Among({reporter: found.names[reporter] for reporter in place.reporters})
    lines = [*items, *conversion(items, scoring), *deductions_for(reports, scoring, among)]
    return Score(place.line.name, place.line.reporter, tuple(lines), scoring.full, place.reporters)


def _of_units(asked: Sequence[AskedItem], found: Found, scoring: Scoring) -> Iterator[Score]:
    """Those that have a part that counts; a unit reports nothing of its own here, so nothing is deducted."""
    parts = [_Part(one, found) for one in asked]
    for unit in scored_units(found):
        held = [(part, share) for part in parts if (share := part.share_of(unit, scoring))]
        if held:
            lines = tuple(part.line(unit, share, scoring) for part, share in held)
            yield Score(unit, None, lines, sum((part.weight * share for part, share in held), Decimal(0)))


class _OverSeveral:
    """An item as it is scored over several reporters."""

    def __init__(self, asked: AskedItem, found: Found) -> None:
        item = asked_of_all(asked, found)
        self.asked = replace(asked, item=item)
        self.instead = BY_RATE_INSTEAD if item != asked.item else ""

    def line(
        self,
        reached: Reached | NothingReached,
        scoring: Scoring,
        share: Decimal = Decimal(1),
        role: str = "",
    ) -> ScoreLine:
        line = item_line(self.asked, reached, scoring, share)
        told = (role, self.instead if line.is_scored else "", line.note)
        return replace(line, note="；".join(filter(None, told)))


class _Part:
    """An item over everybody, and who answers for it."""

    def __init__(self, asked: AskedItem, found: Found) -> None:
        self.over_all, self.weight = _OverSeveral(asked, found), asked.item.weight
        self.reached = reached_together(asked, found)
        self.roles = roles_in(asked.row, found.plan) if asked.row else {}

    def share_of(self, unit: str, scoring: Scoring) -> Decimal:
        """Which share of the points the unit answers for; 0 where it has no part that counts."""
        role = self.roles.get(unit)
        return share_of_role(role, scoring.roles) if role else Decimal(0)

    def line(self, unit: str, share: Decimal, scoring: Scoring) -> ScoreLine:
        return self.over_all.line(self.reached, scoring, share, self.roles[unit].word)
