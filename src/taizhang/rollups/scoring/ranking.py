"""Who stands where among all that were scored, and what that decides of the subsidy."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from fractions import Fraction

from taizhang.model.grid import plain
from taizhang.model.quantity import half_up
from taizhang.model.scoring import Scoring, SubsidyBy
from taizhang.rollups.ranking import competition_ranks
from taizhang.rollups.scoring.score import Score

_Measure = Fraction | None
_UNRANKED_SUBSIDY = "不参加排名，另行核定"


def ranked(
    scores: Sequence[Score], scoring: Scoring, measure: Callable[[Score], _Measure]
) -> tuple[Score, ...]:
    """Equal results rank equal, 1 2 2 4; whoever was scored on too little stands outside."""
    unranked = [_why_unranked(one, scoring) for one in scores]
    found = [None if why else measure(one) for one, why in zip(scores, unranked, strict=True)]
    ranks = competition_ranks(found)
    return tuple(
        replace(one, rank=rank, unranked=why) for one, rank, why in zip(scores, ranks, unranked, strict=True)
    )


def by_total(score: Score) -> _Measure:
    return None if score.total is None else Fraction(score.total)


def with_subsidies(scores: Sequence[Score], scoring: Scoring) -> tuple[Score, ...]:
    """Each with the word that the settings link to its total or its rank."""
    if scoring.subsidy is None:
        return tuple(scores)
    return tuple(replace(one, subsidy=_decided(one, scoring)) for one in scores)


def _decided(score: Score, scoring: Scoring) -> str:
    """Whoever is not ranked is decided by persons."""
    if scoring.subsidy is None or score.rank is None or score.total is None:
        return _UNRANKED_SUBSIDY
    by_rank = scoring.subsidy.by is SubsidyBy.RANK
    return scoring.subsidy.word_for(Fraction(score.rank) if by_rank else Fraction(score.total))


def _why_unranked(score: Score, scoring: Scoring) -> str:
    if not score.scored:
        return "没有一项计分"
    if len(score.scored) < scoring.least_items:
        return f"只有{len(score.scored)}项计分，不足{scoring.least_items}项"
    if score.possible * 100 < scoring.least_share * score.full:
        share = half_up(Fraction(score.possible) * 100 / Fraction(score.full))
        return f"计分项只占满分的{plain(share)}%，不足{plain(scoring.least_share)}%"
    return ""
