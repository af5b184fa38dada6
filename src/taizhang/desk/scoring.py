"""Score the year (年度考核): everybody's points from an archive, as a workbook of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.consolidated import file_as_json, paths_for
from taizhang.desk.files import write_file
from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.arrivals_below import counting_rollups, filed_rollups
from taizhang.desk.rolling_up.from_archive import gather_plan
from taizhang.desk.rolling_up.from_mail import gather_arrived
from taizhang.desk.rolling_up.looking_back import look_back
from taizhang.desk.rolling_up.rollups import answering, rollups_of_plan
from taizhang.errors import BadUsage
from taizhang.model.grid import plain
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.verdict import Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups.rollup import Rollup
    from taizhang.rollups.scoring.score import Score, ScoreLine, Scores

_SHOWN_FAULTS = 3


@dataclass(frozen=True, slots=True)
class Scored:
    """One workbook of scores that was written."""

    title: str  # of the plan
    place: str
    period: Period  # the last of the year that was scored
    path: Path
    full: str  # points to be had
    scores: Scores

    def table(self) -> list[tuple[str, str, str, str, str]]:
        """Rank, name, total, subsidy and remark: those whom the plan addresses, in the order of their ranks."""
        return _table(self.scores.direct)

    def table_below(self) -> list[tuple[str, str, str, str, str]]:
        """The same of those who fill in, where they report through places between; else nobody."""
        return _table(self.scores.reporters) if self.scores.places else []

    def as_json(self) -> dict[str, Any]:
        return {
            **file_as_json(self.title, self.place, self.period, self.path),
            "full": self.full,
            "places": [_score_as_json(one) for one in self.scores.places],
            "reporters": [_score_as_json(one) for one in self.scores.reporters],
            "units": [_score_as_json(one) for one in self.scores.units],
        }


def score_archive(
    archive: Path | str, period: str, out: Path, as_of: date, *, level: str | None = None
) -> tuple[Scored, ...]:
    """Write the scores under every plan of the archive that scores anything, up to the period.

    With `level`, "city", "province" or "nation", of every place of that level, its own reporters ranked among each other.
    A whole year that nobody reports for as such is scored by its last period. One workbook goes to `out`; several go
    beside it, each with its place and plan in the name.

    Raises:
        BadUsage: no plan scores anything, none of these has such a level, a scoring contradicts itself, or nothing was reported in the year.
        CannotWrite: a workbook cannot be written.
    """
    from taizhang.plans import plan_from_json

    when = parse_period(period)
    with opened(archive) as store:
        plans = [plan_from_json(text) for _id, _version, text in store.plans()]
        scoring = [plan for plan in plans if _scores_anything(plan, when)]
        rollups = [one for plan in scoring for one in _rollups(store, plan, when, as_of, level)]
    if not scoring:
        raise BadUsage(
            "档案库中的计划都没有评分设置，请用 taizhang plan review 生成审核表，在“评分设置”中填写分值和计分办法，收回后重新入库。"
        )
    if not rollups:
        raise BadUsage(
            f"没有能考核到这一级（{level}）的计划，请改用 city、province 或 nation，或不写 --level。"
        )
    paths = paths_for(rollups, out)
    return tuple(_write(rollup, path) for rollup, path in zip(rollups, paths, strict=True))


def _scores_anything(plan: Plan, when: Period) -> bool:
    from taizhang.plans import in_force

    scoring = in_force(plan, when.end).settings.scoring
    return scoring is not None and bool(scoring.items)


def _rollups(store: Archive, plan: Plan, when: Period, as_of: date, level: str | None) -> Sequence[Rollup]:
    """The plan's rollup, or those of the places of the level."""
    period = _last_collected(store, plan, when)
    source = gather_plan(store, plan, period, as_of)
    sources = answering(source.plan, [source, *gather_arrived(store, period)])
    back = look_back([store], source.plan, sources, period)
    return tuple(rollups_of_plan(source.plan, sources, period, as_of, level, back))


def _last_collected(store: Archive, plan: Plan, when: Period) -> Period:
    """The period itself; for a year in which quarters or months were reported, the last of these."""
    accepted = {
        one.period for one in store.submissions(plan.id) if one.period and one.verdict is Verdict.ACCEPTED
    }
    accepted |= {
        one.rollup.period
        for one in counting_rollups(filed_rollups(store))
        if one.rollup.upper_plan == plan.id and one.rollup.period
    }
    if when.months < 12 or when in accepted:
        return when
    within = [one for one in accepted if one.year == when.year]
    if not within:
        raise BadUsage(f"《{plan.title}》{when.title}没有接收过台账，不能考核，请核对报告期。")
    return max(within)


def _write(rollup: Rollup, path: Path) -> Scored:
    from taizhang.books import write_scores
    from taizhang.rollups import scores_of

    scores = scores_of(rollup)
    scoring = rollup.plan.settings.scoring
    if scores is None or scoring is None:
        raise BadUsage(f"《{rollup.plan.title}》在{rollup.period.title}没有评分设置，请核对报告期。")
    if scores.contradictions:
        told = "".join(scores.contradictions[:_SHOWN_FAULTS])
        raise BadUsage(f"《{rollup.plan.title}》的评分设置有{len(scores.contradictions)}处不一致：{told}")
    write_file(path, write_scores(rollup, scores))
    return Scored(rollup.plan.title, rollup.place.name, rollup.period, path, plain(scoring.full), scores)


def _table(scores: Sequence[Score]) -> list[tuple[str, str, str, str, str]]:
    from taizhang.rollups.sheets.scores import in_rank_order

    return [_row(one) for one in in_rank_order(scores)]


def _row(score: Score) -> tuple[str, str, str, str, str]:
    total = "不计分" if score.total is None else plain(score.total)
    return str(score.rank or "—"), score.name, total, score.subsidy, score.unranked


def _score_as_json(score: Score) -> dict[str, Any]:
    return {
        "name": score.name,
        "reporter": str(score.reporter) if score.reporter else None,
        "rank": score.rank,
        "total": None if score.total is None else plain(score.total),
        "possible": plain(score.possible),
        "full": plain(score.full),
        "unranked": score.unranked,
        "subsidy": score.subsidy,
        "lines": [_line_as_json(one) for one in score.lines],
    }


def _line_as_json(line: ScoreLine) -> dict[str, Any]:
    return {
        "kind": line.kind.value,
        "id": line.id,
        "name": line.name,
        "possible": None if line.possible is None else plain(line.possible),
        "points": None if line.points is None else plain(line.points),
        "formula": line.formula,
        "goal": line.goal,
        "value": line.value,
        "note": line.note,
        "cells": [f"{one.file_name} {one.place}" for one, _ in line.cells],
    }
