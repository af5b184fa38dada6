"""Who is on time, late, missing or returned in a period."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.issue import parse_period
from taizhang.desk.open_archive import opened
from taizhang.desk.roster import home_code
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Roster
from taizhang.model.verdict import ReportingState

if TYPE_CHECKING:
    from taizhang.archive import Archive
    from taizhang.rollups.timeliness import ReporterState


@dataclass(frozen=True, slots=True)
class StatusReport:
    """The reporting states under one plan; there is one for every line of the roster."""

    title: str
    plan: str
    period: Period
    due: date
    states: tuple[ReporterState, ...]

    def table(self) -> list[tuple[str, str, str, str, str]]:
        """Code, name, state, time of receipt and file name, a row per reporter."""
        rows = []
        for one in self.states:
            sent = one.submission
            when = f"{sent.received:%Y-%m-%d %H:%M}" if sent else ""
            rows.append(
                (str(one.line.reporter), one.line.name, one.state.value, when, sent.file_name if sent else "")
            )
        return rows

    def count(self, state: ReportingState) -> int:
        return sum(one.state is state for one in self.states)

    def summary(self) -> str:
        """One line of counts, as 应报22，及时20，未报2."""
        counts = (f"{state.value}{self.count(state)}" for state in ReportingState if self.count(state))
        return "，".join((f"应报{len(self.states)}", *counts))

    def as_json(self) -> dict[str, Any]:
        return {
            "plan": self.plan,
            "period": str(self.period),
            "due": self.due.isoformat(),
            "states": [
                {
                    "reporter": code,
                    "name": name,
                    "state": state,
                    "received": when or None,
                    "file": file or None,
                }
                for code, name, state, when, file in self.table()
            ],
        }


def report_status(archive: Path, period: str, *, as_of: date) -> tuple[StatusReport, ...]:
    """The reporting states of a period, one report per plan in the archive."""
    from taizhang.plans import plan_from_json

    when = parse_period(period)
    with opened(archive) as store:
        plans = [plan_from_json(text) for _id, _version, text in store.plans()]
        return tuple(status_of(store, plan, when, as_of=as_of) for plan in plans)


def status_of(
    store: Archive, plan: Plan, period: Period, *, as_of: date, code: str | None = None
) -> StatusReport:
    """The reporting states of the plan's place, or of the place with this code: of whoever fills in its ledgers."""
    from taizhang.plans import in_force
    from taizhang.rollups.groups import groups_of, lines_of
    from taizhang.rollups.timeliness import reporting_states

    plan = in_force(plan, period.end)
    everyone = store.roster(plan.id)
    due = period.due(plan.settings.due_days)
    sent = store.submissions(plan.id, period)
    heard = {one.reporter for one in sent if one.reporter}
    groups = groups_of(everyone, home_code(plan, everyone) if code is None else code, heard)
    roster = Roster(lines_of(everyone, groups))
    nothing = {one.number for one in sent if one.nothing_to_report}
    states = reporting_states(roster, sent, period, due, as_of, nothing_to_report=nothing)
    return StatusReport(plan.title, plan.id, period, due, tuple(states))
