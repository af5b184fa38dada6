"""Points off for reports that came late, not at all, or had to be sent back: each with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from taizhang.model.due_day import due_day
from taizhang.model.grid import plain
from taizhang.model.quantity import half_up
from taizhang.model.reporter import Reporter
from taizhang.model.scoring import Deduction, Scoring
from taizhang.model.verdict import ReportingState
from taizhang.rollups.period_standings import PeriodStandings
from taizhang.rollups.rollup import Rollup
from taizhang.rollups.scoring.arithmetic import Arithmetic
from taizhang.rollups.scoring.score import Evidence, LineKind, ScoreLine

SENT_BACK = "退回"
_COUNTED = {LineKind.LATE: ReportingState.LATE.value, LineKind.UNREPORTED: ReportingState.MISSING.value}
_NEVER = {LineKind.LATE: "没有迟报", LineKind.UNREPORTED: "没有未报", LineKind.RETURNED: "没有被退回"}
_NAMED_AT_MOST = 5


def counted_periods(rollup: Rollup) -> tuple[PeriodStandings, ...]:
    """The periods of the year as far as they were told; the rollup's own alone where nobody told."""
    if rollup.periods:
        return rollup.periods
    returned = tuple(
        one.submission
        for one in rollup.standings
        if one.state is ReportingState.RETURNED and one.submission is not None
    )
    due = due_day(rollup.plan, rollup.period)
    return (PeriodStandings(rollup.period, due, rollup.standings, returned),)


def evidence_in(periods: Sequence[PeriodStandings]) -> dict[Reporter, list[Evidence]]:
    """How each reporter stood in each period, and what was sent back to it, the oldest first."""
    found: dict[Reporter, list[Evidence]] = {}
    for one in periods:
        for state in one.states:
            came = state.first or state.submission
            stood = Evidence(one.period, one.due, state.state.value, came, state.line.reporter)
            found.setdefault(state.line.reporter, []).append(stood)
        for sent in sorted(one.returned, key=lambda sent: (sent.received, sent.number)):
            if sent.reporter:
                back = Evidence(one.period, one.due, SENT_BACK, sent, sent.reporter)
                found.setdefault(sent.reporter, []).append(back)
    return found


def deductions_for(
    evidence: Sequence[Evidence], scoring: Scoring, among: Among | None = None
) -> Iterator[ScoreLine]:
    """A line for each kind that the settings deduct for, also where nothing happened."""
    kinds = (
        (LineKind.LATE, scoring.late), (LineKind.UNREPORTED, scoring.unreported), (LineKind.RETURNED, scoring.returned),
    )  # fmt: skip
    for kind, deduction in kinds:
        if deduction != Deduction():
            concerned = tuple(one for one in evidence if one.word != SENT_BACK or kind is LineKind.RETURNED)
            yield _line(kind, deduction, concerned, scoring.places, among or Among())


@dataclass(frozen=True, slots=True)
class Among:
    """Those over whose reports the times are spread; nobody's names where one reporter stands for itself."""

    names: Mapping[Reporter, str] = field(default_factory=dict)

    def spread(self, times: str) -> str:
        return f"{times}÷{len(self.names)}" if len(self.names) > 1 else times

    @property
    def told(self) -> str:
        return f"，按所辖{len(self.names)}个单位平均" if len(self.names) > 1 else ""


def _line(
    kind: LineKind, deduction: Deduction, evidence: tuple[Evidence, ...], places: int, among: Among
) -> ScoreLine:
    word = _COUNTED.get(kind, SENT_BACK)
    counted = tuple(one for one in evidence if one.word == word)
    worked = _points_off(len(counted), deduction, among)
    return ScoreLine(
        kind,
        "",
        f"{kind.value}扣分",
        None,
        points=half_up(worked.exact, places),
        formula=worked.comes_to(places),
        goal=f"每次扣{plain(deduction.each)}分，最多扣{plain(deduction.most)}分{among.told}",
        value=f"{len(counted)}次",
        note=_all_told(counted, among) or _NEVER[kind],
        evidence=evidence,
    )


def _points_off(times: int, deduction: Deduction, among: Among) -> Arithmetic:
    if not times:
        return Arithmetic("0", Fraction(0))
    off = Fraction(deduction.each) * times / max(1, len(among.names))
    shown = among.spread(f"{plain(deduction.each)}×{times}")
    if off > deduction.most:
        return Arithmetic(f"-MIN({shown}, {plain(deduction.most)})", -Fraction(deduction.most))
    return Arithmetic(f"-{shown}", -off)


def _all_told(counted: Sequence[Evidence], among: Among) -> str:
    """Each of them; of a place's many the first, since 来源 has them all."""
    shown = counted[:_NAMED_AT_MOST] if among.names else counted
    told = "；".join(f"{among.names.get(one.reporter, '')}{_told(one)}" for one in shown)
    return f"{told}；等{len(counted)}次" if len(counted) > len(shown) else told


def _told(one: Evidence) -> str:
    """2022年第二季度（7月5日截止，7月8日收到，登记号12）."""
    facts = [f"{_day(one.due.month, one.due.day)}截止"]
    if one.submission and one.word != ReportingState.MISSING.value:
        received = one.submission.received
        facts.append(f"{_day(received.month, received.day)}收到")
        if one.submission.number:
            facts.append(f"登记号{one.submission.number}")
    return f"{one.period.title}（{'，'.join(facts)}）"


def _day(month: int, day: int) -> str:
    return f"{month}月{day}日"
