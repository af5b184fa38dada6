"""How everybody stood in one period: the standings, and what was sent back."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.submission import Submission
from taizhang.rollups.timeliness import ReporterState


@dataclass(frozen=True, slots=True)
class PeriodStandings:
    """One period of the year, as far as it is known."""

    period: Period
    due: date
    states: tuple[ReporterState, ...]
    returned: tuple[
        Submission, ...
    ] = ()  # every submission that was sent back, also where a later one counts


def of_reporters(
    periods: Iterable[PeriodStandings], reporters: Collection[Reporter]
) -> tuple[PeriodStandings, ...]:
    """The same of these reporters alone."""
    return tuple(
        replace(
            one,
            states=tuple(state for state in one.states if state.line.reporter in reporters),
            returned=tuple(sent for sent in one.returned if sent.reporter in reporters),
        )
        for one in periods
    )


def joined_periods(parts: Iterable[Sequence[PeriodStandings]]) -> tuple[PeriodStandings, ...]:
    """The periods of several places as those of the place above them, the oldest first; everybody once in each."""
    held: dict[Period, list[PeriodStandings]] = {}
    for one in (one for part in parts for one in part):
        held.setdefault(one.period, []).append(one)
    return tuple(
        PeriodStandings(
            period,
            ones[0].due,
            each_once(state for one in ones for state in one.states),
            tuple({(sent.sha256, sent.received): sent for one in ones for sent in one.returned}.values()),
        )
        for period, ones in sorted(held.items())
    )


def each_once(states: Iterable[ReporterState]) -> tuple[ReporterState, ...]:
    """Everybody's first state by which anything of it came in, else its first."""
    found: dict[Reporter, ReporterState] = {}
    for one in states:
        known = found.get(one.line.reporter)
        if known is None or (known.submission is None and one.submission is not None):
            found[one.line.reporter] = one
    return tuple(found.values())
