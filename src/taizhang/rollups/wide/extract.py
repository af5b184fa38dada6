"""What those who report straight to one place come to, and their lines: all that a wide rollup asks of ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from taizhang.model.figure import Contribution, Light
from taizhang.model.period import Period
from taizhang.model.plan import Indicator, Method, Plan, PlanRow
from taizhang.model.reporter import Reporter
from taizhang.model.schedule import Schedule, schedule_of
from taizhang.rollups.answers import answers_for
from taizhang.rollups.clearing_items import ClearingItem
from taizhang.rollups.clearings import ClearingLine, Lights, clearing_lines
from taizhang.rollups.contributions import cells_in
from taizhang.rollups.figures import due_day, gaps_in, missing_from, pool_for, rolled_up_indicators
from taizhang.rollups.lights import light_of_row
from taizhang.rollups.overdue import overdue_before, remembering
from taizhang.rollups.past import Past, counting
from taizhang.rollups.pool import Pool, unmet
from taizhang.rollups.progress import standing_in_tasks, tasks_of_rows
from taizhang.rollups.rollup import NO_REPORT, NOT_FILLED, Report
from taizhang.rollups.tally import tally_of
from taizhang.rollups.wide.lines import clearings, coordination, earlier, issues, sources
from taizhang.rollups.wide.lines.column import Line
from taizhang.rollups.wide.lines.earlier import earlier_lines, rows_wanted
from taizhang.rollups.wide.places import Expecting, Place
from taizhang.rollups.wide.sums import Count, Key, PlaceSum, Tasks, clearings_counted


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of every place alike."""

    plan: Plan
    schedule: Schedule
    expecting: Expecting
    of_some: bool = False  # not of all places: what the plan asks of all together is not held against them
    rows: tuple[PlanRow, ...] = field(init=False)  # the indicators that get a figure
    task_of: Mapping[str, str] = field(init=False)  # by row id

    def __post_init__(self) -> None:
        object.__setattr__(self, "rows", rolled_up_indicators(self.plan))
        object.__setattr__(self, "task_of", tasks_of_rows(self.plan))

    def then(self, past: Past) -> Question:
        """What was asked in an earlier period, of the same places."""
        return Question(
            past.plan, schedule_of(past.plan, past.period, past.period.end), self.expecting, self.of_some
        )

    @property
    def period(self) -> Period:
        return self.schedule.period


@dataclass(frozen=True, slots=True)
class Extract:
    """What the place's own reporters come to, and by the name of a long sheet their lines in it."""

    sum: PlaceSum
    lines: Mapping[str, tuple[Line, ...]]


def extract_place(
    asked: Question,
    place: Place,
    reports: Iterable[Report],
    pasts: Sequence[Past] = (),
    items: Iterable[ClearingItem] = (),
) -> Extract:
    """From the reports of those on the place's lines, in their order; `pasts` hold theirs of earlier periods."""
    position = {line.reporter: at for at, line in enumerate(place.lines)}
    known = sorted(
        (one for one in counting(reports) if one.ledger.reporter in position),
        key=lambda one: position[one.ledger.reporter],
    )
    reports_now = remembering(known, overdue_before(asked.plan, asked.schedule, pasts))
    clearing = _clearings(asked, position, reports_now, items)
    lines = _lines(asked, place, reports_now, clearing)
    lines[earlier.NAME] = tuple(_earlier(asked, place, position, pasts))
    return Extract(
        PlaceSum(
            counts=dict(_counts(asked, place, reports_now, pasts)),
            tasks=_tasks(asked, reports_now),
            heard=len(reports_now),
            rows={name: len(some) for name, some in lines.items() if some},
            clearings=clearings_counted(clearing),
        ),
        lines,
    )


def _lines(
    asked: Question, place: Place, reports: Sequence[Report], clearing: Iterable[ClearingLine]
) -> dict[str, tuple[Line, ...]]:
    of_reports: dict[str, Callable[[Report], Iterator[Line]]] = {
        sources.NAME: lambda one: sources.source_lines(one, place),
        issues.NAME: lambda one: issues.issue_lines(one, place, asked.schedule),
        coordination.NAME: lambda one: coordination.coordination_lines(one, place),
    }
    found = {name: tuple(line for one in reports for line in of(one)) for name, of in of_reports.items()}
    return found | {clearings.NAME: tuple(clearings.clearing_table(clearing, place))}


def _earlier(
    asked: Question, place: Place, position: Mapping[Reporter, int], pasts: Sequence[Past]
) -> Iterator[Line]:
    """Period by period, those on the place's lines in their order."""
    for past in (one for one in pasts if one.period < asked.period):
        rows = rows_wanted(past.plan, last=past.period == asked.period.previous)
        known = [one for one in counting(past.reports) if one.ledger.reporter in position]
        for report in sorted(known, key=lambda one: position[one.ledger.reporter]):
            yield from earlier_lines(report, place, past.period, rows)


def _clearings(
    asked: Question,
    position: Mapping[Reporter, int],
    reports: Iterable[Report],
    items: Iterable[ClearingItem],
) -> tuple[ClearingLine, ...]:
    """By reporter, then as rows stand in the plan; rows that it does not know any more last."""
    own = [item for item in items if item.reporter in position]
    if not own:
        return ()
    speaking = {item.reporter for item in own}
    lights: Lights = {
        (one.ledger.reporter, row.id): light_of_row(row, asked.schedule, late=row.id in one.overdue_before)
        for one in reports
        if one.ledger.reporter in speaking
        for row in one.ledger.rows
    }
    rows = {row.id: at for at, row in enumerate(asked.plan.rows())}
    return tuple(
        sorted(
            clearing_lines(own, asked.plan, lights),
            key=lambda line: (
                position[line.item.reporter], rows.get(line.item.row, len(rows)), line.item.row,
            ),
        )
    )  # fmt: skip


def _tasks(asked: Question, reports: Iterable[Report]) -> Tasks:
    found: dict[str, Counter[tuple[str, Light]]] = {}
    for report in reports:
        for task, stands in standing_in_tasks(asked.task_of, report, asked.schedule).items():
            found.setdefault(task, Counter())[stands] += 1
    return found


def _counts(
    asked: Question, place: Place, reports: Sequence[Report], pasts: Sequence[Past]
) -> Iterator[tuple[Key, Count]]:
    """Of the rollup's own period, of the one before it, and since an indicator's deadline."""
    before = [past for past in pasts if past.period < asked.period]
    for row in asked.rows:
        yield ("", row.id), _count(asked, row, place, reports, before)
    for at, past in enumerate(before):
        then = asked.then(past)
        for row in then.rows:
            if past.period == asked.period.previous or due_day(row, then.plan) <= past.period.end:
                yield (str(past.period), row.id), _count(then, row, place, past.reports, before[:at])


def _count(
    asked: Question, row: PlanRow, place: Place, reports: Iterable[Report], before: Sequence[Past]
) -> Count:
    indicator = row.indicator
    assert indicator is not None
    lines = asked.expecting.of(row.id, place.lines)
    if not lines:
        return Count()
    weights = (one for one in asked.plan.indicators() if one.id == indicator.weight_of)
    wanted = [indicator, *(weights if indicator.weight_of else ())]
    answers = {one.id: list(_cells(one, place, reports, before)) for one in wanted}
    pool = pool_for(indicator, asked.plan, answers_for(indicator, answers), lines)
    called = {line.reporter: place.called(line) for line in lines}
    pool = replace(pool, names=called)
    return Count(
        tally=tally_of(pool, indicator.method),
        missing=tuple(called[one] for one in missing_from(pool, asked.period)),
        uncounted=tuple(f"{one.name}填“{one.raw}”" for one in pool.contributions if one.value is None),
        unmet=tuple(called[one] for one in unmet(pool)) if indicator.method is Method.ALL_OF else (),
        gaps=tuple(_gaps(asked, pool, called, before)) if indicator.of_period else (),
    )


def _cells(
    indicator: Indicator, place: Place, reports: Iterable[Report], before: Sequence[Past]
) -> Iterator[Contribution]:
    """The cells that answer it; of earlier periods too where its numbers are of their period."""
    rounds = [reports, *(counting(past.reports) for past in before if indicator.of_period)]
    names = {line.reporter: place.called(line) for line in place.lines}
    for report in (one for reports_then in rounds for one in reports_then):
        row = report.ledger.row(indicator.answered_by or indicator.id)
        if row is not None:
            yield from cells_in(row, indicator, report, names[report.ledger.reporter])


def _gaps(
    asked: Question, pool: Pool, called: Mapping[Reporter, str], before: Sequence[Past]
) -> Iterator[str]:
    """By period, who has no cell in it."""
    filed = {(one.ledger.reporter, past.period) for past in before for one in past.reports}
    for gap in gaps_in(pool, asked.schedule, filed):
        yield f"{gap.period}{NOT_FILLED if gap.filed else NO_REPORT}：{called[gap.reporter]}"
