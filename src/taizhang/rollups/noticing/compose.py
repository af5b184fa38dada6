"""The whole notice of a rollup, over the workbook as it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from taizhang.model.grid import plain
from taizhang.model.period import Period
from taizhang.model.picture import Sheet
from taizhang.model.plan import Plan
from taizhang.rollups.drawn_cells import DrawnCells
from taizhang.rollups.headed import Headed
from taizhang.rollups.notice import Notice
from taizhang.rollups.noticing.annexes import indicators_of, reports_of
from taizhang.rollups.noticing.overall import names_by_state, overall_of, reporting_of, tasks_by_light
from taizhang.rollups.noticing.places import fillers_of, places_of, red_tasks_of
from taizhang.rollups.noticing.problems import issues_told, leader_told, problems_of
from taizhang.rollups.noticing.scores import filler_scores_told, scores_told
from taizhang.rollups.ranking import LEAST_JUDGED
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scores import scores_of

_MOST_ADDRESSED = 25


def notice_of(rollup: Rollup, sheets: Sequence[Sheet]) -> Notice:
    """The notice; `sheets` are those that `draw_rollup` drew of the same rollup, which its numbers are read from."""
    cells, scores = DrawnCells(sheets), scores_of(rollup)
    return notice_with(
        rollup,
        addressees=_addressees(rollup),
        overall=overall_of(cells, tasks_by_light(rollup, cells)),
        reporting=reporting_of(cells, names_by_state(rollup.standings, rollup.names())),
        places=places_of(rollup, cells),
        fillers=fillers_of(rollup, cells),
        red_tasks=red_tasks_of(rollup, cells),
        indicators=indicators_of(rollup, cells),
        reports=reports_of(rollup, cells),
        issues=issues_told(cells),
        for_leader=leader_told(rollup, cells),
        problems=problems_of(rollup, cells),
        scores=scores_told(rollup, scores, cells),
        filler_scores=filler_scores_told(rollup, scores, cells),
    )


def notice_with(rollup: Headed, **told: Any) -> Notice:
    """The notice; `told` are the fields of which its head does not speak."""
    plan = rollup.plan
    return Notice(
        title=title_of(plan, rollup.period),
        place=rollup.place.name,
        plan_title=plan.title,
        doc_number=plan.doc_number,
        issuer=plan.issuer,
        period=rollup.period.title,
        as_of=rollup.as_of,
        draft=plan.status == "draft",
        least_judged=LEAST_JUDGED,
        yellow=plain(plan.settings.lights.yellow),
        **told,
    )


def title_of(plan: Plan, period: Period) -> str:
    """关于…进展情况的通报, in which the plan's year is not said twice."""
    year = f"{period.year}年"
    when = period.title.removeprefix(year) if year in plan.title else period.title
    return f"关于{plan.title}{when}进展情况的通报"


def addressees(*tellings: Sequence[str]) -> tuple[str, ...]:
    """Everyone who reports, or the places they report through where that is shorter; of too many none by name."""
    return next((tuple(some) for some in tellings if 0 < len(some) <= _MOST_ADDRESSED), ("各填报单位",))


def _addressees(rollup: Rollup) -> tuple[str, ...]:
    names = rollup.names()
    return addressees(
        [names[line.reporter] for line in rollup.lines], [group.line.name for group in rollup.groups]
    )
