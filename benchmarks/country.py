"""A whole country: 2,850 filled ledgers read, checked, rolled up and written, against bare calamine and the naive way."""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from typing import TYPE_CHECKING

import pandas
from checking import DAY, PERIOD, SHEET, checked_alone, filled_one_by_one
from checking import _bare_calamine as bare_calamine
from incremental import RECEIVED, incremental_figures
from pairs import Figure, once
from stamping import eighty_rows, with_shares

from taizhang.desk.context import Context
from taizhang.desk.rolling_up.wide.adding_up import add_up
from taizhang.desk.rolling_up.wide.entries import Entry, RowNumbers, taken_out
from taizhang.desk.rolling_up.wide.round import OpenRound, WideRound
from taizhang.desk.rolling_up.wide.wide_rollup import Counted
from taizhang.desk.workers.between_files import searching_between
from taizhang.model.due_day import due_day
from taizhang.model.plan import Jurisdiction, Plan
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import Verdict

if TYPE_CHECKING:
    from taizhang.rollups import Report
    from taizhang.rollups.wide.places import Place

COUNTIES, CITIES, PROVINCES = 2850, 333, 31
TENTH = 10
HOME = "100000"


def country_figures(count: int = COUNTIES) -> Iterator[Figure]:
    """One round each: a round takes minutes, and every file is another county's."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan, roster = national_plan(count)
        fill_folder(folder, plan, roster)
        few = tenth_of(roster)
        spent, memory = apart(_rolled_up, folder, plan, roster)
        yield Figure("country.memory_mb", memory, 400, memory, "lower", "peak memory of it, in MB", "MB")
        bare = once(lambda: _read_bare(folder))
        yield _times(
            "country.calamine",
            f"{count} ledgers read, checked, rolled up and written, times the cost of bare calamine on the same files",
            spent, bare, spent / bare, "lower",
        )  # fmt: skip
        part, _ = apart(_rolled_up, folder, plan, few)
        yield _times(
            "country.growth",
            "the same, times the cost of a tenth of the files",
            spent,
            part,
            spent / part,
            "lower",
        )
        yield from incremental_figures(folder, plan, roster)
        naive, _ = apart(_naive, folder)
        yield _times(
            "country.naive",
            "the same, times faster than pandas.read_excel by openpyxl, concat, groupby and to_excel",
            spent, naive, naive / spent, "higher",
        )  # fmt: skip


def _times(key: str, what: str, ours: float, baseline: float, ratio: float, better: str) -> Figure:
    return Figure(key, round(ours, 5), round(baseline, 5), round(ratio, 2), better, what)  # type: ignore[arg-type]


def national_plan(count: int) -> tuple[Plan, Roster]:
    """A plan of eighty rows for a country of so many counties, and its roster."""
    roster = national_roster(count)
    counties = Roster(tuple(line for line in roster if line.level is Level.COUNTY))
    plan = replace(
        with_shares(eighty_rows(), counties),
        jurisdiction=Jurisdiction("全国", Level.NATION, HOME, "全国"),
    )
    return plan, roster


def national_roster(count: int) -> Roster:
    """As many provinces and cities to a county as the real country has."""
    cities, provinces = max(1, count * CITIES // COUNTIES), max(1, count * PROVINCES // COUNTIES)
    lines = [
        RosterLine(Reporter(f"{11 + at}0000"), f"第{at + 1}省", Level.PROVINCE, HOME)
        for at in range(provinces)
    ]
    for at in range(cities):
        above = at * provinces // cities
        lines.append(RosterLine(Reporter(city_code(at)), f"第{at + 1}市", Level.CITY, f"{11 + above}0000"))
    lines += [
        RosterLine(Reporter(f"{500000 + at}"), f"第{at + 1}县", Level.COUNTY, city_code(at * cities // count))
        for at in range(count)
    ]
    return Roster(tuple(lines))


def city_code(at: int) -> str:
    return f"{600000 + at}"


def tenth_of(roster: Roster) -> Roster:
    """The roster with a tenth of its counties, and of the places above them as many as they need."""
    counties = [line for line in roster if line.level is Level.COUNTY]
    kept = counties[: len(counties) // TENTH]
    above = {line.reports_to for line in kept}
    cities = [line for line in roster if line.level is Level.CITY and line.reporter.code in above]
    higher = {line.reports_to for line in cities}
    provinces = [line for line in roster if line.level is Level.PROVINCE and line.reporter.code in higher]
    return Roster((*provinces, *cities, *kept))


def fill_folder(folder: Path, plan: Plan, roster: Roster) -> None:
    counties = (line for line in roster if line.level is Level.COUNTY)
    for (name, content), _ in filled_one_by_one(plan, roster, counties):
        (folder / name).write_bytes(content)


def _rolled_up(folder: Path, plan: Plan, roster: Roster) -> None:
    """Read, check, roll up and write, in one process."""
    from taizhang.plans import plan_to_json
    from taizhang.rollups.frame import frame_of
    from taizhang.rollups.past import NO_LAST, NOT_THEN
    from taizhang.rollups.timeliness import reporting_states
    from taizhang.rollups.wide.compared import a_year_before, last_period
    from taizhang.rollups.wide.figures import Concluding
    from taizhang.rollups.wide.places import expecting, places_of

    frame = frame_of(plan, roster, PERIOD, DAY, None, None, ())
    tree = places_of(frame)
    given = WideRound(plan_to_json(plan), roster.lines, PERIOD, DAY, expecting(frame).expected)
    opened = OpenRound(given, roster)
    sent: list[Submission] = []
    own = _taken_out(folder, opened, tree, sent)
    states = reporting_states(roster, sent, PERIOD, due_day(plan, PERIOD), DAY)
    standings = {one.line.reporter: one for one in states}
    whole = add_up(opened, tree, own, {})
    counted, now = Counted(opened, frame, tree, standings, own, whole, ()), Concluding(opened.asked)
    last = last_period(now, counted.sum, None, NO_LAST)
    rollup = counted.rollup(last, a_year_before(now, NOT_THEN, counted.sum))
    (folder / "全国.book").write_bytes(counted.written(rollup))


def _taken_out(folder: Path, opened: OpenRound, tree: Place, sent: list[Submission]) -> dict[str, Entry]:
    """By place; what was sent is added to the list."""
    from taizhang.rollups.wide.extract import extract_place

    context = Context({opened.plan.id: opened.plan}, {opened.plan.id: opened.roster})
    own, rows = {}, RowNumbers()
    with searching_between() as search:
        for place in tree.walk():
            reports = []
            for line in place.lines:
                path = folder / f"{line.reporter.code}.xlsx"
                if path.exists():
                    reports.append(_report(path, context, len(sent) + 1))
                    sent.append(reports[-1].submission)
                    search()
            taken = taken_out(extract_place(opened.asked, place, reports))
            own[place.code] = taken.standing(rows.of(taken.counts))
    return own


def _report(path: Path, context: Context, number: int) -> Report:
    from taizhang.rollups import Report as Counted

    checked = checked_alone(path.name, path.read_bytes(), context)
    assert checked.ledger is not None
    submission = Submission(
        number, RECEIVED, "", path.name, checked.sha256, checked.size, Verdict.ACCEPTED,
        checked.plan, checked.reporter, PERIOD,
    )  # fmt: skip
    return Counted(checked.ledger, submission, checked.findings)


def _read_bare(folder: Path) -> None:
    for path in sorted(folder.glob("*.xlsx")):
        bare_calamine(path.read_bytes())


def _naive(folder: Path) -> None:
    """As an analyst would: every table read, put together, grouped, and written with all of its lines."""
    tables = []
    for path in sorted(folder.glob("*.xlsx")):
        table = pandas.read_excel(
            io.BytesIO(path.read_bytes()), sheet_name=SHEET, header=4, engine="openpyxl"
        )
        tables.append(table.assign(county=path.stem))
    together = pandas.concat(tables)
    numbers = together.apply(pandas.to_numeric, errors="coerce")
    key = together.columns[0]
    grouped = numbers.groupby(together[key].astype(str)).sum(numeric_only=True)
    with pandas.ExcelWriter(folder / "naive.book", engine="openpyxl") as writer:
        grouped.to_excel(writer, sheet_name="汇总")
        together.to_excel(writer, sheet_name="来源")


def apart(work: object, *given: object) -> tuple[float, float]:
    """CPU seconds and peak memory in MB of the work in a process of its own."""
    with get_context("spawn").Pool(1) as pool:
        return pool.apply(_measured, (work, given))


def _measured(work: object, given: tuple[object, ...]) -> tuple[float, float]:
    before = getrusage(RUSAGE_SELF)
    work(*given)  # type: ignore[operator]
    after = getrusage(RUSAGE_SELF)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return seconds, after.ru_maxrss / 1024


if __name__ == "__main__":
    for figure in country_figures(int(sys.argv[1]) if len(sys.argv) > 1 else COUNTIES):
        print(figure.as_json() | {"key": figure.key}, flush=True)
