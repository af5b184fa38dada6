"""A round of ledgers, issued by our stamp, typed into by counties, read by our reader and rolled up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from random import Random

from postbag.typed_in import typed_in

from taizhang.books import read_workbook
from taizhang.desk.demo.clerk import fill_in
from taizhang.desk.demo.filling import typed_cells
from taizhang.desk.issue import layout_of, press_of
from taizhang.ledgers import read_back
from taizhang.ledgers.sheet_layout import FIRST_ROW, column_of, foot_row_of
from taizhang.model.divisions import divisions
from taizhang.model.grid import CellValue
from taizhang.model.ledger import Ledger
from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.submission import Submission
from taizhang.model.verdict import Verdict
from taizhang.plans import compile_plan
from taizhang.rollups import Report, Rollup, consolidate

PERIOD, AS_OF = Period.parse("2022Q3"), date(2022, 10, 12)
_LEADERS = ("分管领导甲", "分管领导乙", "")
_PROVINCIAL = (
    ("云岭市", "云岭省"),
    ("全市", "全省"),
    ("(市", "(省"),
    ("、市", "、省"),
    ("市县两级", "省市县三级"),
)
_UNREADABLE = "正在统计"


@dataclass(frozen=True)
class Round:
    """What was asked, what came back, and what it was rolled up to."""

    plan: Plan
    roster: Roster
    blanks: Mapping[Reporter, Ledger]  # as laid out for those who fill in
    files: Mapping[str, bytes]  # the counties' workbooks by sha256
    reports: tuple[Report, ...]
    place: Region
    view: Callable[[Rollup], Rollup] = lambda whole: whole

    @cached_property
    def rollup(self) -> Rollup:
        whole = consolidate(self.plan, self.roster, PERIOD, self.reports, as_of=AS_OF, place=self.place)
        return self.view(whole)


def city_round(document: Path) -> Round:
    """The sample plan, for the 22 places of 石家庄's codes."""
    lines = [_line(one, "130100") for one in divisions(2022).children("130100")]
    return _round(document.read_text(encoding="utf-8"), Region("130100", "云岭市", Level.CITY), lines)


def province_round(document: Path, tasks: int | None = None) -> Round:
    """The sample plan made a province's, or its first tasks, for the 11 cities and 167 counties of 河北's codes."""
    text = document.read_text(encoding="utf-8")
    for city, province in _PROVINCIAL:
        text = text.replace(city, province)
    table = divisions(2022)
    lines = []
    for city in table.children("130000"):
        lines.append(_line(city, "130000"))
        lines += [_line(county, city.code) for county in table.children(city.code)]
    return _round(text, Region("130000", "云岭省", Level.PROVINCE), lines, tasks)


def _line(region: Region, above: str) -> RosterLine:
    leader = _LEADERS[int(region.code) % len(_LEADERS)]
    return RosterLine(Reporter(region.code), region.name, region.level, above, leader=leader)


def _round(text: str, place: Region, lines: list[RosterLine], tasks: int | None = None) -> Round:
    plan = compile_plan(text)
    plan = replace(plan, tasks=plan.tasks[:tasks])
    plan = replace(plan, jurisdiction=replace(plan.jurisdiction, code=place.code, level=place.level))
    roster = Roster(tuple(lines))
    layout, press = layout_of(plan, PERIOD, roster), press_of(plan)
    blanks, files, reports = {}, {}, []
    counties = [line for line in lines if line.level is Level.COUNTY]
    for number, line in enumerate(counties):
        blank = blanks[line.reporter] = layout.ledger(line)
        if number % 11 == 5:
            continue  # silent
        content = typed_in(press.stamp(blank, line), _answers(blank, line, number))
        digest = sha256(content).hexdigest()
        files[digest] = content
        reports.append(_report(content, digest, blank, line, number))
    return Round(plan, roster, blanks, files, tuple(reports), place)


def _answers(blank: Ledger, line: RosterLine, number: int) -> Mapping[tuple[int, int], CellValue | None]:
    """A clerk's; here and there a leader is asked for, or words stand where a number should."""
    if number % 13 == 7:
        return {(foot_row_of(FIRST_ROW + len(blank.rows) - 1), column_of("indicator")): "是"}  # 零报告
    chance = Random(f"{line.reporter}")
    answers = fill_in(blank, chance)
    for row in blank.rows:
        if answers[row.id] and chance.random() < 0.1:
            answers[row.id]["needs_leader"] = "是"
        if "actual" in answers[row.id] and chance.random() < 0.03:
            answers[row.id]["actual"] = _UNREADABLE
    return typed_cells(blank, line, answers)


def _report(content: bytes, digest: str, blank: Ledger, line: RosterLine, number: int) -> Report:
    name = f"{line.name}2022年第三季度台账.xlsx"
    ledger = read_back(read_workbook(content, name), lambda _stamp: blank).ledger
    assert ledger is not None
    received = datetime(2022, 10, 8 if number % 7 == 3 else 3, 9, 30, tzinfo=UTC)
    sent = Submission(
        number=number + 1, received=received, sender="", file_name=name, sha256=digest, size=len(content),
        verdict=Verdict.ACCEPTED, plan=blank.plan, reporter=line.reporter, period=PERIOD,
    )  # fmt: skip
    return Report(ledger, sent)
