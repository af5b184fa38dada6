"""A status report in words: a line for each reporter, the rates as tables, the whole as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from taizhang.model.verdict import ReportingState

if TYPE_CHECKING:
    from fractions import Fraction

    from taizhang.desk.standing.status import StatusReport
    from taizhang.rollups.timeliness import ReporterState, Timeliness

_OPEN = (ReportingState.RETURNED, ReportingState.PENDING)
STATE_ORDER = (
    ReportingState.ON_TIME, ReportingState.NOTHING_TO_REPORT, ReportingState.LATE, ReportingState.RETURNED,
    ReportingState.PENDING, ReportingState.MISSING,
)  # fmt: skip
RATE_TITLES = ("应报", "已报", *(state.value for state in STATE_ORDER), "及时率", "迟报率", "缺报率")


@dataclass(frozen=True, slots=True)
class StatusLine:
    """One reporter's line."""

    reporter: str
    name: str
    state: str
    received: str  # to the minute; "" where nothing came
    days_late: int  # of what came late, or is overdue by now; 0 for what is in time or not yet due
    number: int  # in the register; 0 where nothing came
    file: str
    errors: int  # findings left that must be mended
    warnings: int
    scan: bool  # whether a stamped scan lies beside it
    why: str  # one Chinese sentence, where it was returned or waits for a decision; "" else


@dataclass(frozen=True, slots=True)
class RateLine:
    """A place or a period with its counts and rates."""

    name: str
    depth: int
    rates: Timeliness

    @property
    def counts(self) -> tuple[int, ...]:
        """In the order of RATE_TITLES."""
        return self.rates.expected, self.rates.reported, *(self.rates.counts[state] for state in STATE_ORDER)

    @property
    def shares(self) -> tuple[str, str, str]:
        """及时率, 迟报率, 缺报率 as they are printed."""
        from taizhang.rollups.timeliness import in_percent

        on_time, late, missing = map(in_percent, shares_of(self.rates))
        return on_time, late, missing

    def texts(self) -> tuple[str, ...]:
        """Under the name and RATE_TITLES; a place that lies in another stands in by a blank."""
        return ("　" * self.depth + self.name, *map(str, self.counts), *self.shares)


def shares_of(rates: Timeliness) -> tuple[Fraction | None, Fraction | None, Fraction | None]:
    """及时率, 迟报率, 缺报率, exact."""
    return rates.on_time_rate, rates.late_rate, rates.missing_rate


def status_lines(report: StatusReport) -> tuple[StatusLine, ...]:
    """A line for each reporter, in the roster's order."""
    return tuple(_line(report, one) for one in report.states)


def place_lines(report: StatusReport) -> tuple[RateLine, ...]:
    """The plan's own place first, then the places that others report through, each in its own."""
    whole = RateLine(report.place, 0, report.now.rates)
    return (whole, *(RateLine(one.line.name, one.depth + 1, one.rates) for one in report.places))


def period_lines(report: StatusReport) -> tuple[RateLine, ...]:
    """A line for each period that was collected, the oldest first."""
    return tuple(RateLine(one.period.title, 0, one.rates) for one in (*report.earlier, report.now))


def report_as_json(report: StatusReport, *, remind: bool) -> dict[str, Any]:
    """The report for other programs; rates as exact fractions of 1 beside what is printed."""
    facts: dict[str, Any] = {
        "plan": report.plan,
        "title": report.title,
        "place": report.place,
        "period": str(report.period),
        "due": report.due.isoformat(),
        "due_stated": report.now.said.stated.isoformat(),
        "due_note": report.now.said.note or None,
        "as_of": report.as_of.isoformat(),
        "states": [_line_as_json(one) for one in status_lines(report)],
        "rates": _rates_as_json(report.now.rates),
        "places": [
            {
                "code": one.line.reporter.code,
                "name": one.line.name,
                "depth": one.depth,
                **_rates_as_json(one.rates),
            }
            for one in report.places
        ],
        "periods": [
            {"period": str(one.period), "due": one.said.day.isoformat(), **_rates_as_json(one.rates)}
            for one in (*report.earlier, report.now)
        ],
    }
    return facts | (_reminders_as_json(report) if remind else {})


def _line(report: StatusReport, one: ReporterState) -> StatusLine:
    sent = one.submission
    return StatusLine(
        reporter=str(one.line.reporter),
        name=report.names[one.line.reporter],
        state=one.state.value,
        received=f"{sent.received:%Y-%m-%d %H:%M}" if sent else "",
        days_late=one.days_late(report.due, report.as_of),
        number=sent.number if sent else 0,
        file=sent.file_name if sent else "",
        errors=sent.errors if sent else 0,
        warnings=sent.warnings if sent else 0,
        scan=bool(sent and sent.number in report.scanned),
        why=report.why(sent.number, sent.reason) if sent and one.state in _OPEN else "",
    )


def _line_as_json(line: StatusLine) -> dict[str, Any]:
    facts = asdict(line)
    return facts | {name: facts[name] or None for name in ("received", "number", "file", "why")}


def _rates_as_json(rates: Timeliness) -> dict[str, Any]:
    from taizhang.rollups.timeliness import in_percent

    names = ("on_time", "late", "missing")
    return {
        "expected": rates.expected,
        "reported": rates.reported,
        "counts": {state.value: rates.counts[state] for state in STATE_ORDER},
        "shares": {
            name: {"exact": None if share is None else str(share), "printed": in_percent(share)}
            for name, share in zip(names, shares_of(rates), strict=True)
        },
    }


def _reminders_as_json(report: StatusReport) -> dict[str, Any]:
    from taizhang.desk.standing.reminders import remind_each, remind_group

    return {
        "reminders": [asdict(one) for one in remind_each(report)],
        "group_reminder": remind_group(report) or None,
    }


def period_states(report: StatusReport) -> Iterator[tuple[str, tuple[str, ...], RateLine]]:
    """For each reporter its name, its state in each period (— where it was not asked), and its own rates over them."""
    from taizhang.rollups.timeliness import timeliness_of

    held = [
        {one.line.reporter: one.state for one in standing.states}
        for standing in (*report.earlier, report.now)
    ]
    for one in report.states:
        reporter = one.line.reporter
        known = [states[reporter] for states in held if reporter in states]
        words = tuple(states[reporter].value if reporter in states else "—" for states in held)
        name = report.names[reporter]
        yield name, words, RateLine(name, 0, timeliness_of(known))
