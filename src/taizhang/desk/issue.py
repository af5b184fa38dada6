"""Issue the ledgers of a period: one standard workbook per direct reporter."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.all_or_none import all_or_none
from taizhang.desk.clauses import clauses_in_force
from taizhang.desk.files import read_plan, write_file
from taizhang.desk.gates import (
    chosen,
    refuse_expired,
    refuse_namesakes,
    refuse_no_counties,
    refuse_nobody,
    refuse_overwriting,
    refuse_too_early,
    refuse_unready,
)
from taizhang.desk.last_period import Before, before_period
from taizhang.desk.ledger_names import ledger_file_names
from taizhang.desk.live_checks import live_checks, live_checks_of
from taizhang.desk.roster import direct_reporters, own_lines, roster_of, unit_lines
from taizhang.desk.styles import STANDARD, style_of
from taizhang.errors import BadUsage
from taizhang.model.grid import Grid
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.reporter import Reporter, Roster, RosterLine

if TYPE_CHECKING:
    from taizhang.books import LedgerPress
    from taizhang.ledgers import LastPeriod, LedgerLayout, RolledUp
    from taizhang.model.clearing import CarriedClearing
    from taizhang_templates import Style

Progress = Callable[[int, int], None]  # how many of how many are done


@dataclass(slots=True)
class _Figures:
    """What the archive's county ledgers of the period come to, place by place."""

    plan: Plan
    period: Period
    archive: Path | str | None
    as_of: date
    _known: dict[str, RolledUp] = field(default_factory=dict)

    def of(self, code: str) -> RolledUp | None:
        """The figures of the place; None without an archive."""
        from taizhang.desk.consolidate import rolled_up_of

        if self.archive is None:
            return None
        if code not in self._known:
            self._known[code] = rolled_up_of(self.archive, self.plan, self.period, code, self.as_of)
        return self._known[code]


@dataclass(frozen=True, slots=True)
class Issued:
    """One workbook written for one reporter."""

    reporter: Reporter
    name: str
    path: Path
    rows: int
    size: int  # in bytes


def parse_period(written: str) -> Period:
    """The period that the words name.

    Raises:
        BadUsage: they name none.
    """
    try:
        return Period.parse(written)
    except ValueError:
        raise BadUsage(f"报告期“{written}”看不懂，请写成 2022Q3、2022-09、2022H1 或 2022。") from None


def issue_ledgers(
    plan_file: Path,
    period: str,
    out: Path,
    *,
    reporters: Sequence[str] = (),
    everyone_below: bool = False,
    by: str = "place",
    archive: Path | str | None = None,
    roster_file: Path | None = None,
    style: str = STANDARD,
    draft: bool = False,
    accept_unresolved: bool = False,
    as_of: date | None = None,
    progress: Progress | None = None,
) -> tuple[Issued, ...]:
    """Write each direct reporter's ledger into a folder; nothing that already stands there is overwritten.

    With `everyone_below` the ledgers are for those who report to the direct reporters, as the counties of a province's
    cities, where the roster lists any. `by` is "place"; "unit": one ledger for each responsible unit of the plan; or "own":
    the ledger of the plan's own place, or of `reporters`, to the place above. The last two show what the counties
    reported. With an archive, the roster and what is carried over from the last period come from it.

    Raises:
        BadUsage: an unknown period, reporter or style; a draft plan without `draft`, one with open items without
            `accept_unresolved`; one that names a place whose name two on the roster have;
            an expired statistical form.
        CannotWrite: a ledger of that name already stands in the folder, or one cannot be written: then none is.
    """
    look = style_of(style)
    kept, plan, when = _plan_and_period(plan_file, period)
    refuse_unready(plan, draft=draft, accept_unresolved=accept_unresolved)
    refuse_expired(plan, when, as_of)
    refuse_too_early(plan, when)
    roster, before = _roster_and_before(kept, when, archive, roster_file)
    refuse_namesakes(plan, roster)
    lines = _lines(plan, roster, reporters, by="below" if everyone_below else by)
    refuse_nobody(plan, lines)
    paths = [out / name for name in ledger_file_names(lines, when)]
    refuse_overwriting(paths)
    layout, press, issued = layout_of(plan, when, roster), press_of(plan, look), []
    figures = _Figures(kept, when, archive, as_of or when.end) if by in ("unit", "own") else None
    with all_or_none(out) as written:
        for done, (line, path) in enumerate(zip(lines, paths, strict=True), 1):
            rolled_up = figures.of(line.reporter.code) if figures else None
            issued.append(_issue_one(layout, press, line, path, before, rolled_up))
            written.append(path)
            if progress:
                progress(done, len(lines))
        if archive is not None:
            _record_round(archive, plan, when, as_of)
    return tuple(issued)


def layout_of(plan: Plan, period: Period, roster: Roster) -> LedgerLayout:
    """What lays out the ledgers of everyone on the roster."""
    from taizhang.ledgers import LedgerLayout
    from taizhang.plans import fingerprint

    return LedgerLayout(plan, period, version=fingerprint(plan), roster=roster)


def press_of(plan: Plan, style: Style | None = None) -> LedgerPress:
    """What stamps the workbooks of one plan's ledgers; in the standard style for None."""
    from taizhang.books import LedgerPress

    return LedgerPress(
        plan, style or style_of(STANDARD), partial(live_checks_of, plan=plan), clauses_in_force()
    )


def write_blank_ledger(
    plan: Plan,
    line: RosterLine,
    period: Period,
    *,
    roster: Roster | None = None,
    style: Style | None = None,
    last: LastPeriod | None = None,
) -> tuple[Ledger, bytes]:
    """The ledger laid out for one reporter, starting from its last one, and its workbook."""
    return _written(layout_of(plan, period, roster or Roster(())), press_of(plan, style), line, last, {})


def draw_blank_ledger(
    plan_path: Path,
    reporter_key: str,
    period: str,
    *,
    archive: Path | str | None = None,
    roster_file: Path | None = None,
) -> tuple[Grid, ...]:
    """The sheets of one reporter's blank ledger, visible and hidden, as neutral grids.

    With an archive, the roster and what is carried over from the last period come from it.

    Raises:
        BadUsage: the plan has no such reporter, or the period is none.
    """
    from taizhang.ledgers import carry_forward, change_lines, draw_ledger

    kept, plan, when = _plan_and_period(plan_path, period)
    roster, before = _roster_and_before(kept, when, archive, roster_file)
    (line,) = chosen(direct_reporters(plan, roster), [reporter_key])
    last = before.last_of(line)
    ledger = carry_forward(layout_of(plan, when, roster).ledger(line), last, before.clearings_of(line))
    changes = change_lines(ledger, last)
    return draw_ledger(ledger, plan, line, changes=changes, clauses=clauses_in_force()).grids


def _plan_and_period(plan_file: Path, written: str) -> tuple[Plan, Plan, Period]:
    """The plan as it is kept, the plan in force on the period's last day, and the period."""
    from taizhang.plans import in_force

    plan, period = read_plan(plan_file), parse_period(written)
    return plan, in_force(plan, period.end), period


def _issue_one(
    layout: LedgerLayout,
    press: LedgerPress,
    line: RosterLine,
    path: Path,
    before: Before,
    rolled_up: RolledUp | None,
) -> Issued:
    last, clearings = before.last_of(line), before.clearings_of(line)
    ledger, content = _written(layout, press, line, last, clearings, rolled_up)
    write_file(path, content)
    return Issued(line.reporter, line.name, path, len(ledger.rows), len(content))


def _written(
    layout: LedgerLayout,
    press: LedgerPress,
    line: RosterLine,
    last: LastPeriod | None,
    clearings: Mapping[str, CarriedClearing],
    rolled_up: RolledUp | None = None,
) -> tuple[Ledger, bytes]:
    """The ledger as it goes out; one that shows the counties' numbers is guarded, so that they can only be read."""
    from taizhang.books import write_ledger
    from taizhang.ledgers import carry_forward, change_lines, draw_ledger

    blank = layout.ledger(line, rolled_up.numbers if rolled_up else None)
    ledger = carry_forward(blank, last, clearings)
    changes = change_lines(ledger, last)
    if rolled_up is None:
        return ledger, press.stamp(ledger, line, changes)
    checks = live_checks(ledger, layout.plan)
    sheets = draw_ledger(
        ledger, layout.plan, line, checks,
        changes=changes, clauses=clauses_in_force(), style=press.style, rolled_up=rolled_up,
    )  # fmt: skip
    guarded = replace(press.style, sheet=replace(press.style.sheet, protect=True))
    return ledger, write_ledger(sheets, guarded)


def _lines(plan: Plan, roster: Roster, reporters: Sequence[str], *, by: str) -> tuple[RosterLine, ...]:
    if by == "own":
        return own_lines(plan, roster, reporters)
    if by == "unit":
        return chosen(unit_lines(plan, roster), reporters)
    asked = direct_reporters(plan, roster)
    return chosen(_below(plan, roster, asked) if by == "below" else asked, reporters)


def _below(plan: Plan, roster: Roster, asked: Sequence[RosterLine]) -> tuple[RosterLine, ...]:
    from taizhang.rollups.groups import fillers

    below = tuple(filler for line in asked for filler in fillers(roster, line))
    refuse_no_counties(plan, below)
    return below


def _roster_and_before(
    kept: Plan, period: Period, archive: Path | str | None, roster_file: Path | None
) -> tuple[Roster, Before]:
    """The roster, and what the ledgers start from; nothing without an archive."""
    if archive is None:
        return roster_of(kept, roster_file), Before()
    from taizhang.desk.open_archive import opened

    with opened(archive) as store:
        return store.roster(kept.id), before_period(store, kept, period)


def _record_round(archive: Path | str, plan: Plan, period: Period, as_of: date | None) -> None:
    """Remember that this period is being collected, so that another period's file is noticed."""
    from taizhang.desk.open_archive import opened

    with opened(archive) as store:
        if not store.was_opened(plan.id, period):  # a copy issued again does not bring an older period back
            store.open_round(plan.id, str(period), as_of or period.end)
