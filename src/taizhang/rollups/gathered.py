"""What several sources know of one round, put together: archives of cities, or the rollup workbooks that they sent up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal

from taizhang.ledgers.lay_out import LedgerLayout
from taizhang.model.ledger import LedgerRow
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.waiver import Waiver
from taizhang.plans.storing import fingerprint
from taizhang.rollups.clearing_items import ClearingItem, moment_of
from taizhang.rollups.joined_plans import Joining
from taizhang.rollups.joining import join_plans, under_upper_plan
from taizhang.rollups.past import Past
from taizhang.rollups.period_standings import PeriodStandings, each_once, joined_periods
from taizhang.rollups.rollup import Report
from taizhang.rollups.timeliness import ReporterState

_LONG_AGO = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one source knows of a round under its plan."""

    where: str  # the archive's place, or the workbook's name
    plan: Plan  # as it was in force
    roster: Roster
    reports: tuple[Report, ...]
    standings: tuple[ReporterState, ...]
    waivers: tuple[Waiver, ...] = ()
    remarks: tuple[str, ...] = ()  # what was noticed when it was read
    periods: tuple[PeriodStandings, ...] = ()  # how everybody stood in the year, where the plan scores
    clearings: tuple[ClearingItem, ...] = ()  # as they stand at the period's end
    before: tuple[Past, ...] = ()  # earlier periods, where a workbook carries them


@dataclass(frozen=True, slots=True)
class Together:
    """What a round is rolled up from, and what was noticed on the way."""

    roster: Roster
    reports: tuple[Report, ...]
    standings: tuple[ReporterState, ...]
    waivers: tuple[Waiver, ...]
    joinings: tuple[Joining, ...]
    remarks: tuple[str, ...]
    periods: tuple[PeriodStandings, ...] = ()
    clearings: tuple[ClearingItem, ...] = ()


def put_together(plan: Plan, period: Period, sources: Sequence[Gathered]) -> Together:
    """The sources' ledgers as answers to one plan, each reporter's once.

    Ledgers under the plan itself go before those under a lower plan that are joined to it; of two of the same kind the
    one received last counts, and that there were two is said.
    """
    roster = _roster([source.roster for source in sources])
    joinings = {
        source.plan.id: join_plans(plan, source.plan) for source in sources if source.plan.id != plan.id
    }
    layout = LedgerLayout(plan, period, version=fingerprint(plan), roster=roster)
    read = [_under(plan, source, joinings, layout, roster) for source in sources]
    chosen, twice = _each_once(plan, read)
    return Together(
        roster=roster,
        reports=tuple(report for report, _ in chosen.values()),
        standings=_standings(read),
        waivers=tuple(one for source in sources if source.plan.id == plan.id for one in source.waivers),
        joinings=tuple(one for one in joinings.values()),
        remarks=(
            *(remark for source in sources for remark in source.remarks),
            *_other_versions(plan, sources),
            *twice,
            *_unjoined(joinings),
        ),
        periods=joined_periods(source.periods for source in sources),
        clearings=items_each_once(
            item for source in sources if source.plan.id == plan.id for item in source.clearings
        ),
    )


def _roster(rosters: Sequence[Roster]) -> Roster:
    """Everybody's line once, as the first source that has it says."""
    lines: dict[Reporter, RosterLine] = {}
    for roster in rosters:
        for line in roster:
            lines.setdefault(line.reporter, line)
    return Roster(tuple(lines.values()))


def _under(
    plan: Plan, source: Gathered, joinings: Mapping[str, Joining], layout: LedgerLayout, roster: Roster
) -> Gathered:
    if source.plan.id == plan.id:
        return source
    joining = joinings[source.plan.id]
    return replace(source, reports=tuple(_joined(source, joining, layout, roster)))


def _joined(source: Gathered, joining: Joining, layout: LedgerLayout, roster: Roster) -> Iterator[Report]:
    """The reports of those whose line is known; rules of the lower plan spoke of its rows, so what they said stays there."""
    for report in source.reports:
        line = roster.line(report.ledger.reporter)
        if line is not None and not line.reporter.unit:
            ledger = under_upper_plan(report.ledger, joining, layout.ledger(line))
            yield replace(report, ledger=ledger, findings=())


def _other_versions(plan: Plan, sources: Sequence[Gathered]) -> Iterator[str]:
    ours = fingerprint(plan)
    for source in sources:
        if source.plan.id == plan.id and fingerprint(source.plan) != ours:
            yield f"“{source.where}”里的《{plan.title}》是另一个版本，其台账按“{sources[0].where}”的版本汇总，请核对是否已更新。"


def _each_once(
    plan: Plan, sources: Sequence[Gathered]
) -> tuple[dict[Reporter, tuple[Report, Gathered]], tuple[str, ...]]:
    """The report that counts for each reporter with its source, and what to say of those that had several."""
    chosen: dict[Reporter, tuple[Report, Gathered]] = {}
    said: list[str] = []
    in_order = sorted(sources, key=lambda source: source.plan.id != plan.id)  # stable: joined ones last
    for source in in_order:
        for report in source.reports:
            before = chosen.get(report.ledger.reporter)
            if before is None:
                chosen[report.ledger.reporter] = report, source
                continue
            winner, loser = _newer(before, (report, source))
            chosen[report.ledger.reporter] = winner
            if winner[0].submission.sha256 != loser[0].submission.sha256:
                said.append(_twice(winner, loser))
            elif _same_plan(winner, loser):
                said.extend(_changed(winner, loser))
    return chosen, tuple(said)


def _newer(
    before: tuple[Report, Gathered], now: tuple[Report, Gathered]
) -> tuple[tuple[Report, Gathered], tuple[Report, Gathered]]:
    """Which of the two counts, and which does not."""
    later = _same_plan(before, now) and now[0].submission.received > before[0].submission.received
    return (now, before) if later else (before, now)


def _same_plan(one: tuple[Report, Gathered], other: tuple[Report, Gathered]) -> bool:
    return one[1].plan.id == other[1].plan.id


def _changed(winner: tuple[Report, Gathered], loser: tuple[Report, Gathered]) -> Iterator[str]:
    """The same file cannot hold two numbers: where two sources say so, one of them was changed."""
    others = {row.id: row for row in loser[0].ledger.rows}
    for row in winner[0].ledger.rows:
        other = others.get(row.id)
        if other is not None and _numbers(row) != _numbers(other):
            yield (
                f"{winner[1].roster.name(winner[0].ledger.reporter)}的“{winner[0].submission.file_name}”{row.id}一行，"
                f"“{winner[1].where}”与“{loser[1].where}”不一致，采用前者，请核对是否被改动。"
            )


def _numbers(row: LedgerRow) -> tuple[Decimal | None, ...]:
    return row.numerator, row.denominator, row.actual


def _twice(winner: tuple[Report, Gathered], loser: tuple[Report, Gathered]) -> str:
    name = winner[1].roster.name(winner[0].ledger.reporter)
    return (
        f"{name}有两份台账，采用“{winner[1].where}”的“{winner[0].submission.file_name}”，"
        f"未采用“{loser[1].where}”的“{loser[0].submission.file_name}”，请核对以哪份为准。"
    )


def _standings(sources: Sequence[Gathered]) -> tuple[ReporterState, ...]:
    """How each stands where anything of it came in, else as the first source says."""
    return each_once(one for source in sources for one in source.standings)


def items_each_once(items: Iterable[ClearingItem]) -> tuple[ClearingItem, ...]:
    """Each row once: where several sources tell of it, as the one says that knows what was said or done last."""
    found: dict[tuple[Reporter, str], ClearingItem] = {}
    for item in items:
        known = found.get((item.reporter, item.row))
        if known is None or _last_moment(item) > _last_moment(known):
            found[item.reporter, item.row] = item
    return tuple(found.values())


def _last_moment(item: ClearingItem) -> tuple[datetime, int]:
    return max(map(moment_of, item.history), default=_LONG_AGO), len(item.history)


def _unjoined(joinings: Mapping[str, Joining]) -> Iterator[str]:
    for joining in joinings.values():
        if not joining.taken:
            yield f"计划《{joining.lower}》没有一项能与《{joining.upper}》对上，其台账没有汇入，请核对是否给错档案库。"
