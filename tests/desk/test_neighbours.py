"""A round of several counties: what is another's is found, once, and nobody learns whose it is."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from city_office import CityOffice

from taizhang.books.fill_cells import fill_cells
from taizhang.desk.check import Checked, check_files
from taizhang.desk.compile import compile_document
from taizhang.desk.demo.fates import Fate
from taizhang.desk.demo.filling import fill_workbook
from taizhang.desk.files import read_plan, write_plan
from taizhang.desk.intake.collect import collect_sources
from taizhang.desk.issue import issue_ledgers, write_blank_ledger
from taizhang.desk.open_archive import init_archive
from taizhang.desk.roster import roster_of
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.grid import CellValue
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter

NOW = datetime(2022, 10, 4, 9, tzinfo=timezone(timedelta(hours=8)))
QUARTER = Period.parse("2022Q3")
OTHERS = tuple(f"99010{number}" for number in range(1, 8))
MINE = "990108"  # 高新区

SHARE = "T03.M03.I1"  # 全市65岁以上老年人健康管理率≥70%
COUNT = "T13.M02.I1"  # 全市新增普惠托位600个
TEXT = "T14.M02"
THEIR_WORDS = "9月6日召开专题调度会，与十二家机构逐家核对台账，当场销号五项，余下三项限期办结。"
UNDER_WAY = {"status": "序时推进", "problems": "无"}
APART = {"numerator": Decimal(21), "denominator": Decimal(100), "actual": Decimal(21), **UNDER_WAY}

Cells = Mapping[str, Mapping[str, CellValue]]  # by row id, then by LedgerRow field


class Office(CityOffice):
    """A city office with its plan, its roster and its archive."""

    def filled(self, code: str, cells: Cells, *, clerk: str = "") -> bytes:
        """The county's ledger as its clerk fills it in, with these cells typed over; `clerk` is another county's."""
        plan = read_plan(self.plan)
        roster = roster_of(plan, self.roster)
        line, other = roster.line(Reporter(code)), roster.line(Reporter(clerk or code))
        assert line
        assert other
        ledger, blank = write_blank_ledger(plan, line, QUARTER, roster=roster)
        content = fill_workbook(ledger, blank, other, Fate.CLEAN, Random(other.name)).content
        at = {row.id: position for position, row in enumerate(ledger.rows, FIRST_ROW)}
        typed = {**alike(other.reporter.code), **cells}
        places = {(row, field): value for row, told in typed.items() for field, value in told.items()}
        return fill_cells(
            content, TABLE, {(at[row], column_of(field)): value for (row, field), value in places.items()}
        )

    def collect(self, box: str, sent: Mapping[str, bytes]) -> list[tuple[str, list[str]]]:
        """The verdict's word for each file, and what was found in it."""
        (self.folder / box).mkdir()
        for name, content in sent.items():
            (self.folder / box / f"{name}.xlsx").write_bytes(content)
        taken = collect_sources([self.folder / box], self.archive, now=NOW)
        return [(one.word, found(one.checked)) for one in taken if one.checked]

    def check(self, content: bytes) -> list[str]:
        """What is found in a file that is not taken in."""
        path = self.folder / "送审.xlsx"
        path.write_bytes(content)
        (checked,) = check_files([path], archive=self.archive, as_of=NOW.date())
        return found(checked)


RETOLD = "N130"  # the clerk writes some numbers with their unit, or in full width


def found(checked: Checked) -> list[str]:
    """The findings by code and row; none of them says a word of which other place is meant."""
    for finding in checked.findings:
        assert not any(
            name in str(finding) for name in ("碧潭", "松陂", "白礁", "晴川", "南榆", "双槐", "古渡")
        )
    others = [finding for finding in checked.findings if finding.code != RETOLD]
    return [" ".join(filter(None, (finding.code, finding.row))) for finding in others]


def alike(code: str) -> Cells:
    """Numbers as places of one size have them; the third county has a text that is worth copying."""
    random = Random(code)
    part = Decimal(random.randint(71, 88))
    return {
        SHARE: {"numerator": part, "denominator": Decimal(100), "actual": part, **UNDER_WAY},
        COUNT: {"actual": Decimal(random.randint(20, 60)), **UNDER_WAY},
        TEXT: {"progress": THEIR_WORDS} if code == "990103" else {},
    }


@pytest.fixture(scope="module")
def collected(
    tmp_path_factory: pytest.TempPathFactory, sample_document: Path, sample_roster: Path
) -> tuple[Office, list[tuple[str, list[str]]]]:
    """Seven counties have reported, and what was found in their ledgers."""
    office = Office(tmp_path_factory.mktemp("各县"), sample_roster)
    write_plan(compile_document(sample_document), office.plan)
    init_archive(office.archive, [office.plan], sample_roster, at=datetime(2022, 7, 1, tzinfo=NOW.tzinfo))
    issue_ledgers(office.plan, str(QUARTER), office.folder / "下发", archive=office.archive)
    return office, office.collect("来件", {code: office.filled(code, {}) for code in OTHERS})


@pytest.fixture
def office(collected: tuple[Office, object], tmp_path: Path) -> Office:
    """The same with an archive of its own."""
    before, _ = collected
    for file in (before.plan, before.archive):
        shutil.copy(file, tmp_path)
    return Office(tmp_path, before.roster)


def test_counties_that_differ_as_counties_do_are_left_alone(
    collected: tuple[Office, list[tuple[str, list[str]]]], office: Office
) -> None:
    assert collected[1] == [("已接收", [])] * 7
    assert office.check(office.filled(MINE, {})) == []


def test_a_copied_text_and_a_share_apart_are_found_and_nothing_else(office: Office) -> None:
    mine = office.filled(MINE, {TEXT: {"progress": THEIR_WORDS}, SHARE: APART})
    assert office.check(mine) == ["W504 T03.M03.I1", "W502 T14.M02"]


def test_a_number_in_another_unit_is_found(office: Office) -> None:
    assert office.check(office.filled(MINE, {COUNT: {"actual": Decimal(540), **UNDER_WAY}})) == []
    assert office.check(office.filled(MINE, {COUNT: {"actual": Decimal(40_000), **UNDER_WAY}})) == [
        f"W429 {COUNT}"
    ]


def test_a_neighbours_answers_under_ones_own_name_are_found_once(office: Office) -> None:
    theirs = office.filled(MINE, {}, clerk="990103")
    assert office.check(theirs) == ["W501"]


def test_ones_own_former_ledger_is_no_neighbour(office: Office) -> None:
    """The mended ledger of a county is held against the others alone."""
    again = office.filled("990103", {COUNT: {"actual": Decimal(44), **UNDER_WAY}})
    assert office.collect("改后来件", {"990103改": again}) == [("已接收", [])]


def test_the_second_of_two_that_come_together_is_found(office: Office) -> None:
    """What was accepted a moment ago counts; a ledger that replaces it takes its place."""
    mine = office.filled(MINE, {TEXT: {"progress": THEIR_WORDS}})
    new = office.filled(
        "990103", {TEXT: {"progress": "会议纪要已经印发，七家机构的整改清单逐条挂账，月底前复查。"}}
    )
    sent = {"1_990103": new, "2_990108": mine}
    assert office.collect("再来件", sent) == [("已接收", []), ("已接收", [])]
    copied = office.filled("990107", {TEXT: {"progress": THEIR_WORDS}})
    assert office.collect("又来件", {"990107": copied}) == [("已接收", [f"W502 {TEXT}"])]


def test_without_an_archive_nobody_is_a_neighbour(office: Office) -> None:
    path = office.folder / "送审.xlsx"
    path.write_bytes(office.filled(MINE, {TEXT: {"progress": THEIR_WORDS}, SHARE: APART}))
    (checked,) = check_files([path], plan_file=office.plan, roster_file=office.roster, as_of=NOW.date())
    assert found(checked) == []
