"""A rollup workbook read back: the ledgers that it carries in 台账记录, and how everybody stood."""

from __future__ import annotations

import base64
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from taizhang.errors import CannotRead, Trouble
from taizhang.ledgers.lay_out import LedgerLayout
from taizhang.ledgers.offices import line_of
from taizhang.ledgers.record import Expected, ledger_from_record
from taizhang.model.finding_record import findings_from_json
from taizhang.model.grid import Grid
from taizhang.model.ledger import Content, Ledger, Stamp, ledger_columns
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.waiver import Waiver
from taizhang.plans.storing import plan_from_json
from taizhang.rollups.clearing_items import ClearingItem
from taizhang.rollups.past import Past
from taizhang.rollups.period_standings import PeriodStandings
from taizhang.rollups.rollup import Report
from taizhang.rollups.sheets import records
from taizhang.rollups.timeliness import ReporterState

if TYPE_CHECKING:
    from taizhang.rollups.carried_form import CarriedHead, CarriedStanding

Said = TypeVar("Said")
CarriedLine = tuple[str, str, str]  # kind, key and text of a line of 台账记录

_MOST_UNPACKED = 64_000_000  # bytes of one ledger; no file that is read gives more
_NUMBERS = tuple(column.field for column in ledger_columns() if column.content is Content.NUMBER)


@dataclass(frozen=True, slots=True)
class CarriedRollup:
    """What a rollup workbook says of itself."""

    plan: Plan  # as it was in force
    period: Period
    as_of: date
    place: Region
    standings: tuple[ReporterState, ...]
    waivers: tuple[Waiver, ...]
    lines: Sequence[
        CarriedLine
    ]  # those of the ledgers, which are read when it is known what was asked of each
    name: str  # of the file

    @property
    def roster(self) -> Roster:
        return Roster(tuple(one.line for one in self.standings))

    def reports(self, expected: Expected | None = None) -> tuple[Report, ...]:
        """The ledgers; `expected` says what each was asked.

        Raises:
            CannotRead: a line was changed.
        """
        return tuple(_Reading(self.lines, self.name).each(records.LEDGER, partial(_report, expected)))

    def pasts(self, expected: Expected | None = None) -> tuple[Past, ...]:
        """The earlier periods that its numbers rest on or are held against, with what those need of their ledgers.

        `expected` says what each was asked under the workbook's own plan.

        Raises:
            CannotRead: a line was changed.
        """
        reading = _Reading(self.lines, self.name)
        told = tuple(reading.each(records.EARLIER_PLAN, _past))
        by_round = {(past.plan.id, past.period): past for past in told}

        def asked(stamp: Stamp) -> Ledger | None:
            past = by_round.get((stamp.plan, stamp.period))
            if past is None:
                return expected(stamp) if callable(expected) else None
            return asked_under(past.plan, past.roster)(stamp)

        reports = tuple(reading.each(records.EARLIER, partial(_report, asked)))
        return tuple(_with_reports(by_round, self.plan, self.roster, reports))

    @property
    def clearings(self) -> tuple[ClearingItem, ...]:
        """Where rows stand in clearing.

        Raises:
            CannotRead: a line was changed.
        """
        reading = _Reading(self.lines, self.name)
        return tuple(reading.each(records.CLEARING, partial(_clearing, self.plan.id)))

    @property
    def periods(self) -> tuple[PeriodStandings, ...]:
        """How everybody stood in the year's periods.

        Raises:
            CannotRead: a line was changed.
        """
        return tuple(_Reading(self.lines, self.name).each(records.PERIOD, _period))


def asked_under(plan: Plan, roster: Roster) -> Callable[[Stamp], Ledger | None]:
    """What those of the roster were asked under a plan that is as it was in force then."""
    layouts: dict[Period, LedgerLayout] = {}

    def asked(stamp: Stamp) -> Ledger | None:
        if stamp.plan != plan.id:
            return None
        layout = layouts.setdefault(stamp.period, LedgerLayout(plan, stamp.period, roster=roster))
        return layout.ledger(line_of(stamp.reporter, plan, roster))

    return asked


def _with_reports(
    by_round: Mapping[tuple[str, Period], Past], plan: Plan, roster: Roster, reports: Iterable[Report]
) -> Iterator[Past]:
    """The earlier periods in their order, each with its ledgers."""
    found: dict[tuple[str, Period], list[Report]] = {}
    for report in reports:
        found.setdefault((report.ledger.plan, report.ledger.period), []).append(report)
    for given, period in sorted(found, key=lambda key: (key[1], key[0])):
        held = tuple(found[given, period])
        if (given, period) in by_round:
            yield replace(by_round[given, period], reports=held)
        elif given == plan.id:
            yield Past(plan, roster, period, held)


def carried_lines(grids: Sequence[Grid]) -> tuple[CarriedLine, ...]:
    """The lines of 台账记录 as texts; none where the workbook is no rollup of ours."""
    grid = next((grid for grid in grids if grid.sheet == records.NAME), None)
    if grid is None or tuple(grid.text(1, column) for column in (1, 2, 3)) != records.TITLES:
        return ()
    return tuple(
        (grid.text(row, 1), grid.text(row, 2), _joined(grid, row))
        for row in range(records.FIRST_ROW, grid.last_row + 1)
    )


def read_carried(lines: Sequence[CarriedLine], name: str) -> CarriedRollup:
    """The rollup that the lines tell of; `name` is the file's.

    Raises:
        CannotRead: a line was changed, or the workbook is no rollup of ours.
    """
    from taizhang.rollups.carried_form import CarriedHead as Head

    reading = _Reading(lines, name)
    heads = tuple(reading.each(records.HEAD, lambda _key, text: Head.model_validate_json(text)))
    plans = tuple(reading.each(records.PLAN, _plan))
    if (len(heads), len(plans)) != (1, 1) or heads[0].plan != plans[0].id:
        raise CannotRead(
            f"“{name}”里没有完整的“{records.NAME}”表，不是本系统写出的汇总表，请向报送单位索取原汇总表。"
        )
    return CarriedRollup(
        plan=plans[0],
        period=heads[0].period,
        as_of=heads[0].as_of,
        place=heads[0].region,
        standings=tuple(reading.each(records.LINE, standing_of)),
        waivers=tuple(reading.each(records.WAIVER, _waiver)),
        lines=lines,
        name=name,
    )


def head_of(lines: Sequence[CarriedLine]) -> CarriedHead | None:
    """What the rollup is of, also where its other lines cannot be read; None where that cannot be told."""
    from taizhang.rollups.carried_form import CarriedHead as Head

    try:
        heads = [Head.model_validate_json(text) for kind, _key, text in lines if kind == records.HEAD]
    except (ValueError, LookupError, TypeError):
        return None
    return heads[0] if len(heads) == 1 else None


@dataclass(frozen=True, slots=True)
class _Reading:
    lines: Sequence[CarriedLine]
    name: str

    def each(self, kind: str, read: Callable[[str, str], Said]) -> Iterator[Said]:
        """What the lines of a kind say."""
        for row, (what, key, text) in enumerate(self.lines, records.FIRST_ROW):
            if what == kind:
                yield self._read(row, read, key, text)

    def _read(self, row: int, read: Callable[[str, str], Said], key: str, text: str) -> Said:
        """Whatever is wrong with a line that comes from outside, it was not written so."""
        try:
            return read(key, text)
        except (ValueError, LookupError, TypeError, ArithmeticError, Trouble, zlib.error) as trouble:
            raise CannotRead(
                f"“{self.name}”的“{records.NAME}”表第{row}行被改动过，读不出来，请向报送单位索取原汇总表。"
            ) from trouble


def _report(expected: Expected | None, key: str, text: str) -> Report:
    from taizhang.rollups.carried_form import CarriedReport, RecordShape

    told = CarriedReport.model_validate_json(_unpacked(text))
    RecordShape.model_validate_json(told.ledger)
    ledger = ledger_from_record(told.ledger.encode("utf-8", "surrogatepass"), expected)
    if str(ledger.reporter) != key or not all(map(_finite, _numbers(ledger))):
        raise ValueError(key)
    findings, overdue = findings_from_json(told.findings), frozenset(told.overdue)
    return Report(ledger, told.submission.noun, findings, overdue)


def _plan(_key: str, text: str) -> Plan:
    from taizhang.rollups.carried_form import CarriedPlan

    return plan_from_json(CarriedPlan.model_validate_json(_unpacked(text)).plan)


def _past(key: str, text: str) -> Past:
    from taizhang.rollups.carried_form import CarriedPast

    told = CarriedPast.model_validate_json(_unpacked(text))
    past = Past(plan_from_json(told.plan), told.roster, told.period, ())
    if key != f"{past.plan.id} {past.period}":
        raise ValueError(key)
    return past


def _clearing(plan: str, key: str, text: str) -> ClearingItem:
    from taizhang.rollups.carried_form import CarriedItem

    return CarriedItem.model_validate_json(_unpacked(text)).noun(plan, Reporter.parse(key))


def _period(key: str, text: str) -> PeriodStandings:
    from taizhang.rollups.carried_form import CarriedPeriod

    told = CarriedPeriod.model_validate_json(_unpacked(text))
    states = tuple(_state(reporter, one) for reporter, one in told.states)
    return PeriodStandings(Period.parse(key), told.due, states, tuple(one.noun for one in told.returned))


def _waiver(_key: str, text: str) -> Waiver:
    from taizhang.rollups.carried_form import CarriedWaiver

    return CarriedWaiver.model_validate_json(text).noun


def _joined(grid: Grid, row: int) -> str:
    return "".join(grid.text(row, column) for column in range(3, grid.last_column + 1))


def standing_of(key: str, text: str) -> ReporterState:
    """How a reporter stands, by its line of 台账记录.

    Raises:
        ValueError: the line was not written so.
    """
    from taizhang.rollups.carried_form import CarriedStanding

    return _state(Reporter.parse(key), CarriedStanding.model_validate_json(text))


def _state(reporter: Reporter, told: CarriedStanding) -> ReporterState:
    name, level, reports_to, leader = told.line
    return ReporterState(
        line=RosterLine(reporter, name, level, reports_to, leader=leader),
        state=told.state,
        submission=told.submission.noun if told.submission else None,
        first=told.first.noun if told.first else None,
    )


def _numbers(ledger: Ledger) -> Iterator[Decimal | None]:
    return (getattr(row, name) for row in ledger.rows for name in _NUMBERS)


def _finite(number: Decimal | None) -> bool:
    return number is None or number.is_finite()


def _unpacked(text: str) -> bytes:
    """The JSON of a packed line; what swells beyond any ledger is not unpacked."""
    opening = zlib.decompressobj()
    content = opening.decompress(base64.b64decode(text, validate=True), _MOST_UNPACKED)
    if not opening.eof:
        raise ValueError("more than any ledger")
    return content
