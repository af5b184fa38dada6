"""The scores as a table for a notice (通报附件): title, header, rows of texts, and what has to be said under it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.scoring import Scoring
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scoring.score import LineKind, Score, Scores
from taizhang.rollups.sheets.scores import in_rank_order, ranking_rule, year_of

_NONE = "—"


@dataclass(frozen=True, slots=True)
class ScoreAnnex:
    """One table of texts, as it is printed."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]  # each as wide as the header
    note: str


def score_annex(rollup: Rollup, scores: Scores) -> ScoreAnnex:
    """The reporters from the first rank down; the columns of what nobody has are left out."""
    scoring = rollup.plan.settings.scoring or Scoring()
    deducted = any(line.kind.deducts for score in scores.reporters for line in score.lines)
    converted = any(line.kind is LineKind.CONVERSION for score in scores.reporters for line in score.lines)
    linked = scoring.subsidy is not None
    shown = (True, True, True, converted, deducted, True, linked, True)
    titles = ("名次", "填报单位", "考核项得分", "折算", "报送扣分", "总分", "补助资金挂钩", "备注")
    rows = [_cells(score) for score in in_rank_order(scores.reporters)]
    return ScoreAnnex(
        title=f"{rollup.place}{year_of(rollup)}考核得分",
        header=_kept(titles, shown),
        rows=tuple(_kept(row, shown) for row in rows),
        note=f"注：满分{plain(scoring.full)}分；{ranking_rule(scoring)}。",
    )


def _cells(score: Score) -> tuple[str, ...]:
    added = _sum(score, LineKind.CONVERSION)
    off = _sum(score, LineKind.LATE, LineKind.UNREPORTED, LineKind.RETURNED)
    unscored = len(score.items) - len(score.scored)
    remarks = (score.unranked, f"{unscored}项不计分" if unscored else "")
    nothing = score.total is None
    return (
        str(score.rank or _NONE), score.name,
        _NONE if nothing else plain(score.earned), _NONE if nothing else plain(added),
        plain(off), _NONE if score.total is None else plain(score.total),
        score.subsidy or _NONE, "；".join(filter(None, remarks)),
    )  # fmt: skip


def _sum(score: Score, *kinds: LineKind) -> Decimal:
    return sum((one.points or Decimal(0) for one in score.lines if one.kind in kinds), Decimal(0))


def _kept(cells: tuple[str, ...], shown: tuple[bool, ...]) -> tuple[str, ...]:
    return tuple(cell for cell, keep in zip(cells, shown, strict=True) if keep)
