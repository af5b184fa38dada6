"""Ledgers become a rollup."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from taizhang.ledgers.lay_out import LedgerLayout
from taizhang.ledgers.offices import Offices, offices_of
from taizhang.model.divisions import divisions
from taizhang.model.due_day import due_day
from taizhang.model.figure import Figure
from taizhang.model.ledger import LedgerRow
from taizhang.model.period import Period
from taizhang.model.plan import Answer, Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.waiver import Waiver
from taizhang.rollups.acceptances import acceptances_of
from taizhang.rollups.answers import Answers, answers_for, gather_answers
from taizhang.rollups.clearing_items import ClearingItem
from taizhang.rollups.clearings import ClearingLine, clearing_lines, in_reading_order, owed_by
from taizhang.rollups.earlier import PastRound, a_year_before, last_period, late_figure, past_rounds
from taizhang.rollups.figures import figure_for, rolled_up_indicators
from taizhang.rollups.frame import Frame, frame_of
from taizhang.rollups.joined_plans import Joining
from taizhang.rollups.levels import belonging, own_numbers
from taizhang.rollups.lights import Schedule, light_of_row, percent_of
from taizhang.rollups.overdue import finished_late, overdue_before, remembering
from taizhang.rollups.own_status import own_status
from taizhang.rollups.past import LookBack, Past, compared_rows, counting
from taizhang.rollups.period_standings import PeriodStandings, of_reporters
from taizhang.rollups.place_timeliness import layered
from taizhang.rollups.progress import states_in_tasks, task_lines
from taizhang.rollups.rollup import Acceptance, Detail, PlaceFigures, Report, Rollup, TaskState
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
    joinings: tuple[Joining, ...] = (),
    remarks: tuple[str, ...] = (),
    back: LookBack | None = None,
    periods: Sequence[PeriodStandings] = (),
    clearings: Sequence[ClearingItem] = (),
) -> Rollup:
    """The counting reports of a place, the plan's own where none is given, as one rollup.

    Of several reports of one reporter the one with the highest register number counts. Without `standings` they
    follow from the dates of receipt. `places` gives codes by the names that the plan uses, as for `lay_out_ledger`.
    `waivers` are all that were given for the period, `clearings` the items of everybody as they stand at its end.
    `joinings` and `remarks` say how reports of several sources came together. `back` holds the earlier periods that the
    plan looks back on; without it nothing is compared. `periods` are how everybody stood in those of the year, for
    scoring.
    """
    heard = {report.ledger.reporter for report in reports} | _seen(standings or ())
    frame = frame_of(plan, roster, period, as_of, place, places, heard)
    gathered = _gather(frame, reports, back or LookBack(), standings or (), waivers)
    rollup = replace(
        _assembled(frame, gathered),
        joinings=joinings,
        remarks=remarks,
        periods=of_reporters(periods, frame.names),
        clearings=_clearing_lines(frame, gathered, clearings),
        owed=owed_by(frame.lines, LedgerLayout(plan, period, roster=roster, places=places)),
    )
    if back is None:
        return rollup
    last = last_period(back, gathered.rounds, frame)
    return replace(rollup, last=last, year_before=a_year_before(back, frame))


@dataclass(slots=True)
class _Gathered:
    """What came in, before anything is added up."""

    answers: Answers = field(default_factory=dict)
    rounds: tuple[PastRound, ...] = ()  # the earlier periods, oldest first
    states: dict[Reporter, dict[str, TaskState]] = field(default_factory=dict)  # by task id
    details: list[Detail] = field(default_factory=list)
    standings: tuple[ReporterState, ...] = ()
    strangers: tuple[str, ...] = ()
    spoken_for: tuple[str, ...] = ()
    acceptances: tuple[Acceptance, ...] = ()
    reports: list[Report] = field(default_factory=list)
    own: list[Report] = field(default_factory=list)  # of places beside those below them
    before: tuple[Past, ...] = ()  # earlier periods, as far as this one's numbers and comparisons need them


def _seen(standings: Sequence[ReporterState]) -> set[Reporter]:
    return {one.line.reporter for one in standings if one.submission}


def _gather(
    frame: Frame,
    reports: Sequence[Report],
    back: LookBack,
    standings: Sequence[ReporterState],
    waivers: Sequence[Waiver],
) -> _Gathered:
    """The counting reports of the frame's reporters and units; of all others only that they came in."""
    plan, names = frame.plan, frame.names
    counted = remembering(counting(reports), overdue_before(plan, frame.schedule, back.earlier))
    known = [report for report in counted if report.ledger.reporter in names]
    offices = offices_of(plan, frame.roster)
    of_units = [one for one in counted if offices.is_unit(one.ledger.reporter) and one not in known]
    ours = [waiver for waiver in waivers if waiver.reporter in names]
    asked = {one.ledger.reporter for one in of_units} | names.keys()
    return _Gathered(
        answers=gather_answers(frame, known + of_units, back.earlier),
        rounds=past_rounds(back, frame),
        states={
            one.ledger.reporter: states_in_tasks(plan, one, names[one.ledger.reporter], frame.schedule)
            for one in known
        },
        details=[
            _detail(row, one, names[one.ledger.reporter], frame.schedule)
            for one in known
            for row in one.ledger.rows
        ],
        standings=_everyone(frame, standings, known),
        strangers=tuple(_strangers(frame, counted, offices)),
        spoken_for=tuple(_spoken_for(frame, counted, standings)),
        acceptances=acceptances_of(known, ours, frame.as_of),
        reports=known + of_units,
        own=[
            one for one in counted if one.ledger.reporter in {group.line.reporter for group in frame.groups}
        ],
        before=compared_rows(back, frame.place.code, asked),
    )


def _strangers(frame: Frame, reports: Iterable[Report], offices: Offices) -> Iterator[str]:
    """The names of those that no line of the roster knows."""
    for report in reports:
        reporter = report.ledger.reporter
        if frame.roster.line(reporter) is None and not offices.is_office(reporter):
            yield report.ledger.head.reporter_name or str(reporter)


def _spoken_for(frame: Frame, reports: Iterable[Report], standings: Sequence[ReporterState]) -> Iterator[str]:
    """The names of places that sent a ledger beside their counties'."""
    heard = {report.ledger.reporter for report in reports} | _seen(standings)
    for group in frame.groups:
        if group.line.reporter in heard and group.line.reporter not in group.reporters:
            yield group.line.name


def _detail(row: LedgerRow, report: Report, name: str, schedule: Schedule) -> Detail:
    own = row.asked.target if row.asked and row.answer is not Answer.YES_NO else None
    judged = own_status(row, schedule)
    return Detail(
        reporter=report.ledger.reporter,
        name=name,
        submission=report.submission.number,
        file_name=report.submission.file_name or report.ledger.file_name,
        file=report.ledger.file or report.submission.sha256,
        row=row,
        rate=percent_of(row.actual, own),
        light=light_of_row(row, schedule, late=row.id in report.overdue_before),
        own=judged.value if judged else "",
        late=finished_late(row, report.overdue_before),
    )


def _clearing_lines(
    frame: Frame, gathered: _Gathered, items: Sequence[ClearingItem]
) -> tuple[ClearingLine, ...]:
    """Those of the place's reporters, what waits first."""
    lights = {(one.reporter, one.row.id): one.light for one in gathered.details}
    lines = clearing_lines((item for item in items if item.reporter in frame.names), frame.plan, lights)
    return in_reading_order(lines, tuple(frame.names), frame.plan)


def _assembled(frame: Frame, gathered: _Gathered) -> Rollup:
    position = {line.reporter: number for number, line in enumerate(frame.lines)}
    details = (detail for detail in gathered.details if detail.reporter in position)
    below = _below(frame, gathered)
    return Rollup(
        place=frame.place,
        period=frame.period,
        as_of=frame.as_of,
        plan=frame.plan,
        lines=frame.lines,
        groups=frame.groups,
        figures=_figures(frame, gathered),
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
        reports=tuple(sorted(gathered.reports, key=lambda report: report.ledger.reporter)),
        before=gathered.before,
        below=below,
        own=own_numbers(frame.plan, below, gathered.own),
        belonging=belonging(frame.roster, frame.groups, divisions(frame.plan.year)) if below else {},
    )


def _figures(
    frame: Frame, gathered: _Gathered, within: Collection[Reporter] | None = None
) -> tuple[Figure, ...]:
    """Over everyone expected, or those of them who are `within` a place."""
    filed = {(reporter, one.frame.period) for one in gathered.rounds for reporter in one.filed}

    def inside(line: RosterLine) -> bool:
        return within is None or line.reporter in within

    return tuple(
        figure_for(
            row, frame.plan, answers_for(row.indicator, gathered.answers),
            [line for line in frame.expectation.of(row.indicator) if inside(line)], frame.schedule,
            late=late_figure(row, frame.plan, gathered.rounds, inside), filed=filed,
        )
        for row in rolled_up_indicators(frame.plan)
        if row.indicator
    )  # fmt: skip


def _below(frame: Frame, gathered: _Gathered) -> tuple[PlaceFigures, ...]:
    """The figures of each direct reporter; none where all report for themselves."""
    if not layered(frame.groups):
        return ()
    return tuple(
        PlaceFigures(group.line, group.reporters, _figures(frame, gathered, frozenset(group.reporters)))
        for group in frame.groups
    )


def _everyone(
    frame: Frame, told: Sequence[ReporterState], reports: Sequence[Report]
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
