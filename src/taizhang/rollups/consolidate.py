"""Ledgers become a rollup, and rollups become the rollup of the place above them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from taizhang.errors import BadUsage
from taizhang.ledgers.concern import Concern
from taizhang.ledgers.lay_out import LedgerLayout
from taizhang.ledgers.namesakes import with_full_names
from taizhang.ledgers.offices import offices_of
from taizhang.model.due_day import due_day
from taizhang.model.figure import Contribution
from taizhang.model.ledger import LedgerRow
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.waiver import Waiver
from taizhang.rollups.acceptances import acceptances_of
from taizhang.rollups.clearing_items import ClearingItem
from taizhang.rollups.clearings import ClearingLine, Owed, clearing_lines, in_reading_order, owed_by
from taizhang.rollups.contributions import answers_to
from taizhang.rollups.figures import Expectation, figure_for, rolled_up_indicators
from taizhang.rollups.groups import groups_of, lines_of
from taizhang.rollups.lights import Schedule, light_of_row, percent_of, schedule_of
from taizhang.rollups.progress import states_in_tasks, task_lines
from taizhang.rollups.rollup import Acceptance, Detail, Group, Report, Rollup, TaskState
from taizhang.rollups.timeliness import ReporterState, reporting_states


def consolidate(
    plan: Plan,
    roster: Roster,
    period: Period,
    reports: Sequence[Report],
    *,
    as_of: date,
    place: Region | None = None,
    standings: Sequence[ReporterState] | None = None,
    places: Mapping[str, str] | None = None,
    waivers: Sequence[Waiver] = (),
    clearings: Sequence[ClearingItem] = (),
) -> Rollup:
    """The counting reports of a place, the plan's own where none is given, as one rollup.

    Of several reports of one reporter the one with the highest register number counts. Without `standings` they
    follow from the dates of receipt. `places` gives codes by the names that the plan uses, as for `lay_out_ledger`.
    `waivers` are all that were given for the period, `clearings` the items of everybody as they stand at its end.
    """
    counting = _counting(reports)
    heard = {report.ledger.reporter for report in counting} | _seen(standings or ())
    frame = _frame(plan, roster, period, as_of, place, places, heard)
    known = [report for report in counting if report.ledger.reporter in frame.names]
    gathered = _gather(frame, known)
    offices = offices_of(plan, roster)
    _hear_units(
        gathered, plan, [one for one in counting if offices.is_unit(one.ledger.reporter) and one not in known]
    )
    gathered.strangers = tuple(
        report.ledger.head.reporter_name or str(report.ledger.reporter)
        for report in counting
        if roster.line(report.ledger.reporter) is None and not offices.is_office(report.ledger.reporter)
    )
    gathered.spoken_for = tuple(
        group.line.name
        for group in frame.groups
        if group.line.reporter in heard and group.line.reporter not in group.reporters
    )
    gathered.standings = _everyone(frame, standings or (), known)
    ours = [waiver for waiver in waivers if waiver.reporter in frame.names]
    gathered.acceptances = acceptances_of(known, ours, as_of)
    gathered.clearings = _clearing_lines(frame, gathered, clearings)
    return _assembled(frame, gathered)


def consolidate_rollups(
    plan: Plan,
    rollups: Sequence[Rollup],
    roster: Roster,
    *,
    as_of: date | None = None,
    place: Region | None = None,
    places: Mapping[str, str] | None = None,
) -> Rollup:
    """The rollup of the place above: every contribution is kept, so each figure still ends in the county's cell.

    A reporter of the roster whose own rollup is not there stays in the denominators and is named.

    Raises:
        BadUsage: the rollups are none, or of different plans or periods.
    """
    period = _common_period(plan, rollups)
    day = as_of or max(one.as_of for one in rollups)
    heard = {line.reporter for one in rollups for line in one.lines}
    frame = _frame(plan, roster, period, day, place, places, heard)
    gathered = _joined(rollups)
    gathered.standings = _everyone(frame, gathered.standings, [])
    return _assembled(frame, gathered)


@dataclass(frozen=True, slots=True)
class _Frame:
    """What is asked: of whom, when, under which plan."""

    plan: Plan
    place: Region
    period: Period
    as_of: date
    lines: tuple[RosterLine, ...]
    groups: tuple[Group, ...]
    expectation: Expectation
    schedule: Schedule
    owed: tuple[Owed, ...]

    @property
    def names(self) -> dict[Reporter, str]:
        return {line.reporter: line.name for line in self.lines}


@dataclass(slots=True)
class _Gathered:
    """What came in, before anything is added up; what a rollup can be joined from."""

    answers: dict[str, list[Contribution]] = field(default_factory=dict)  # by indicator id
    states: dict[Reporter, dict[str, TaskState]] = field(default_factory=dict)  # by task id
    details: list[Detail] = field(default_factory=list)
    standings: tuple[ReporterState, ...] = ()
    strangers: tuple[str, ...] = ()
    spoken_for: tuple[str, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    clearings: tuple[ClearingLine, ...] = ()


def _frame(
    plan: Plan,
    roster: Roster,
    period: Period,
    as_of: date,
    place: Region | None,
    places: Mapping[str, str] | None,
    heard: Collection[Reporter],
) -> _Frame:
    whose = plan.jurisdiction
    place = place or Region(whose.code, whose.canonical or whose.name, whose.level)
    groups = groups_of(roster, place.code, heard)
    lines = lines_of(roster, groups)
    known = with_full_names(places or {}, roster)
    return _Frame(
        plan, place, period, as_of, lines, groups,
        Expectation(lines, known, place.code, Concern(plan, roster, known)),
        schedule_of(plan, period, as_of),
        owed_by(lines, LedgerLayout(plan, period, roster=roster, places=places)),
    )  # fmt: skip


def _seen(standings: Sequence[ReporterState]) -> set[Reporter]:
    return {one.line.reporter for one in standings if one.submission}


def _counting(reports: Sequence[Report]) -> list[Report]:
    newest: dict[Reporter, Report] = {}
    for report in sorted(reports, key=lambda one: one.submission.number):
        newest[report.ledger.reporter] = report
    return list(newest.values())


def _gather(frame: _Frame, reports: list[Report]) -> _Gathered:
    gathered = _Gathered()
    asked = rolled_up_indicators(frame.plan)
    for report in reports:
        name = frame.names[report.ledger.reporter]
        gathered.states[report.ledger.reporter] = states_in_tasks(frame.plan, report, name, frame.schedule)
        gathered.details.extend(_detail(row, report, name, frame.schedule) for row in report.ledger.rows)
        for row in asked:
            if row.indicator is not None:
                gathered.answers.setdefault(row.id, []).extend(answers_to(row.indicator, report, name))
    return gathered


def _hear_units(gathered: _Gathered, plan: Plan, reports: Sequence[Report]) -> None:
    """A unit's ledger answers for the indicators whose one source it is, and for nothing else."""
    for report in reports:
        unit = report.ledger.reporter.unit
        for row in rolled_up_indicators(plan):
            if row.indicator is not None and row.indicator.source == unit:
                gathered.answers.setdefault(row.id, []).extend(answers_to(row.indicator, report, unit))


def _detail(row: LedgerRow, report: Report, name: str, schedule: Schedule) -> Detail:
    own = row.asked.target if row.asked and row.answer is not Answer.YES_NO else None
    return Detail(
        reporter=report.ledger.reporter,
        name=name,
        submission=report.submission.number,
        file_name=report.submission.file_name or report.ledger.file_name,
        file=report.ledger.file or report.submission.sha256,
        row=row,
        rate=percent_of(row.actual, own),
        light=light_of_row(row, schedule),
    )


def _clearing_lines(
    frame: _Frame, gathered: _Gathered, items: Sequence[ClearingItem]
) -> tuple[ClearingLine, ...]:
    lights = {(one.reporter, one.row.id): one.light for one in gathered.details}
    return clearing_lines((item for item in items if item.reporter in frame.names), frame.plan, lights)


def _joined(rollups: Sequence[Rollup]) -> _Gathered:
    gathered = _Gathered()
    for one in rollups:
        for figure in one.figures:
            gathered.answers.setdefault(figure.row, []).extend(figure.contributions)
        for line in one.tasks:
            for state in line.states:
                gathered.states.setdefault(state.reporter, {})[line.id] = state
        gathered.details.extend(one.details)
    gathered.standings = tuple(standing for one in rollups for standing in one.standings)
    gathered.strangers = tuple(name for one in rollups for name in one.strangers)
    gathered.spoken_for = tuple(name for one in rollups for name in one.spoken_for)
    gathered.acceptances = tuple(one for below in rollups for one in below.acceptances)
    gathered.clearings = tuple(line for below in rollups for line in below.clearings)
    return gathered


def _assembled(frame: _Frame, gathered: _Gathered) -> Rollup:
    position = {line.reporter: number for number, line in enumerate(frame.lines)}
    details = (detail for detail in gathered.details if detail.reporter in position)
    return Rollup(
        place=frame.place,
        period=frame.period,
        as_of=frame.as_of,
        plan=frame.plan,
        lines=frame.lines,
        groups=frame.groups,
        figures=tuple(
            figure_for(row, frame.plan, gathered.answers.get(row.id, ()), frame.expectation, frame.schedule)
            for row in rolled_up_indicators(frame.plan)
        ),
        tasks=task_lines(frame.plan, gathered.standings, gathered.states),
        details=tuple(sorted(details, key=lambda detail: position[detail.reporter])),
        standings=gathered.standings,
        strangers=tuple(sorted(gathered.strangers)),
        spoken_for=gathered.spoken_for,
        acceptances=tuple(
            sorted(
                (one for one in gathered.acceptances if one.reporter in position),
                key=lambda one: (one.waiver is None, position[one.reporter]),
            )
        ),
        clearings=in_reading_order(
            (line for line in gathered.clearings if line.item.reporter in position),
            tuple(position),
            frame.plan,
        ),
        owed=frame.owed,
    )


def _everyone(
    frame: _Frame, told: Sequence[ReporterState], reports: Sequence[Report]
) -> tuple[ReporterState, ...]:
    """Where each reporter stands, in the roster's order; by its counting report where nobody told."""
    known = {one.line.reporter: one for one in told}
    derived = reporting_states(
        Roster(tuple(line for line in frame.lines if line.reporter not in known)),
        [report.submission for report in reports],
        frame.period,
        due_day(frame.plan, frame.period),
        frame.as_of,
        nothing_to_report={report.submission.number for report in reports if report.ledger.nothing_to_report},
    )
    known |= {one.line.reporter: one for one in derived}
    return tuple(known[line.reporter] for line in frame.lines)


def _common_period(plan: Plan, rollups: Sequence[Rollup]) -> Period:
    if not rollups:
        raise BadUsage("没有可以汇总的下级汇总，请先完成下级汇总。")
    other = next((one for one in rollups if one.plan.id != plan.id), None)
    if other:
        raise BadUsage(
            f"{other.place}的汇总属于计划《{other.plan.title}》，不能汇入《{plan.title}》，请选同一计划的汇总。"
        )
    if len({one.period for one in rollups}) > 1:
        seen = "、".join(f"{one.place}为{one.period.title}" for one in rollups)
        raise BadUsage(f"各地汇总的报告期不同（{seen}），请选同一报告期的汇总。")
    return rollups[0].period
