from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest

from taizhang.archive import Archive, Round
from taizhang.errors import CannotRead, CannotWrite
from taizhang.model.clearing import ClearingStep
from taizhang.model.period import Period
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.waiver import Waiver, Withdrawal
from taizhang.model.words.status import Clearing

Q3 = Period.parse("2022Q3")
ROSTER = Roster(
    (
        RosterLine(Reporter("990102"), "白石县", Level.COUNTY, "990100", ("a@x.cn", "b@x.cn"), "联络员甲", "0311-00000000", "领导乙"),
        RosterLine(Reporter("990101"), "清河县", Level.COUNTY, "990100"),
        RosterLine(Reporter("990100", "市医院"), "云岭市医院", Level.CITY, "990100"),
    )
)  # fmt: skip


def test_every_version_stays_and_the_newest_is_in_force(archive: Archive, noon: datetime) -> None:
    assert archive.add_plan('{"v": 1}', "one", "v1", b"text", ROSTER, noon)
    assert archive.add_plan('{"v": 1}', "two", "v1", None, ROSTER, noon)
    assert archive.add_plan('{"v": 2}', "one", "v2", b"text", ROSTER, noon)
    assert archive.plans() == (("one", "v2", '{"v": 2}'), ("two", "v1", '{"v": 1}'))
    assert archive.plan_json("one") == '{"v": 2}'
    assert archive.plan_json("one", "v1") == '{"v": 1}'
    assert archive.blob(sha256(b"text").hexdigest()) == b"text"


def test_the_same_plan_again_changes_nothing(archive: Archive, noon: datetime) -> None:
    assert archive.add_plan("{}", "one", "v1", b"text", ROSTER, noon)
    assert not archive.add_plan("{}", "one", "v1", b"text", ROSTER, noon)
    assert archive.add_plan(
        '{"settings": 1}', "one", "v1", b"text", ROSTER, noon
    )  # settings are in no fingerprint
    assert archive.plan_json("one", "v1") == '{"settings": 1}'


@pytest.mark.parametrize("version", [None, "v9"])
def test_an_unknown_plan_or_version(archive: Archive, noon: datetime, version: str | None) -> None:
    archive.add_plan("{}", "one", "v1", None, ROSTER, noon)
    with pytest.raises(CannotRead, match=r"里没有计划“.*”的这一版，请先加入档案库。"):
        archive.plan_json("one" if version else "nine", version)


def test_a_roster_comes_back_as_it_was(archive: Archive, noon: datetime) -> None:
    archive.add_plan("{}", "one", "v1", None, ROSTER, noon)
    assert archive.roster("one") == ROSTER
    assert archive.roster("nine") == Roster(())


def test_the_newest_roster_is_in_force(archive: Archive, noon: datetime) -> None:
    archive.add_plan("{}", "one", "v1", None, ROSTER, noon)
    shorter = Roster(ROSTER.lines[:1])
    assert archive.add_plan("{}", "one", "v1", None, shorter, noon)
    assert archive.roster("one") == shorter
    assert archive.add_plan("{}", "one", "v1", None, Roster(()), noon)
    assert archive.roster("one") == Roster(())


def test_the_round_opened_last(archive: Archive) -> None:
    archive.open_round("two", "2022Q2", date(2022, 6, 1))
    archive.open_round("one", "2022Q2", date(2022, 6, 1))
    archive.open_round("one", Q3, date(2022, 9, 1))
    assert archive.rounds() == (
        Round("one", Q3, date(2022, 9, 1)),
        Round("two", Period.parse("2022Q2"), date(2022, 6, 1)),
    )


def test_waivers_of_a_plan_and_period(archive: Archive, noon: datetime) -> None:
    given = Waiver("E305", Reporter("990101"), Q3, "T01.M01.I1", "审核人", "情况属实", date(2022, 12, 31))
    archive.add_waiver("one", given, noon)
    assert archive.waivers("one", Q3) == (given,)
    assert archive.waivers("one", Q3.following) == ()
    assert archive.waivers("two", Q3) == ()


def test_words_that_no_database_keeps_are_shown_as_escapes(archive: Archive, noon: datetime) -> None:
    given = Waiver("E305", Reporter("990101"), Q3, "", "李\0某", "属实\ud800", date(2022, 12, 31))
    archive.add_waiver("one", given, noon)
    (kept,) = archive.waivers("one")
    assert (kept.who, kept.why) == (r"李\x00某", r"属实\ud800")
    assert archive.verify() == ()


def test_a_withdrawn_waiver_keeps_its_line(archive: Archive, noon: datetime) -> None:
    given = Waiver("E305", Reporter("990101"), Q3, "", "审核人", "验收改期", date(2022, 12, 31))
    numbers = [archive.add_waiver("one", one, noon) for one in (given, replace(given, code="W405"))]
    assert numbers == [1, 2]
    archive.withdraw_waiver(1, "李某", "批错了", noon + timedelta(days=1))
    archive.withdraw_waiver(1, "王某", "再说一次", noon + timedelta(days=2))
    first, second = archive.waivers("one")
    assert (first.number, first.withdrawal) == (1, Withdrawal("李某", "批错了", date(2022, 10, 4)))
    assert (second.number, second.withdrawal) == (2, None)
    assert archive.verify() == ()


def step(row: str, state: Clearing, at: datetime) -> ClearingStep:
    return ClearingStep("one", Reporter("990101"), row, state, "验收单", "审核人", "已核实", at)


def test_clearing_steps_in_their_order(archive: Archive, noon: datetime) -> None:
    steps = tuple(step("T01", state, noon) for state in (Clearing.REQUESTED, Clearing.CLEARED))
    archive.add_clearings(steps, 0)
    assert archive.clearings("one") == steps
    assert archive.clearings("two") == ()
    assert archive.verify() == ()


def test_a_clearing_step_upon_what_has_changed_since_is_not_taken(archive: Archive, noon: datetime) -> None:
    first = step("T01", Clearing.REQUESTED, noon)
    archive.add_clearings((first,), 0)
    with pytest.raises(CannotWrite, match="刚才另有人登记了销号"):
        archive.add_clearings((step("T01", Clearing.CLEARED, noon), step("T02", Clearing.CLEARED, noon)), 0)
    assert archive.clearings("one") == (first,)
