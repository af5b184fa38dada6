from __future__ import annotations

import pickle

from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine


def line(code: str, name: str, *addresses: str, unit: str = "") -> RosterLine:
    return RosterLine(Reporter(code, unit), name, Level.COUNTY, "990100", addresses)


BITAN = line("990101", "碧潭县", "a@x.example", "clerk@x.example")
SONGBEI = line("990102", "松北县", "clerk@x.example")
OFFICE = line("990101", "市医院", unit="市医院")
NAMESAKE = line("990201", "碧潭县")
ROSTER = Roster((BITAN, SONGBEI, OFFICE, NAMESAKE))


def test_lines_are_found_by_reporter_by_name_and_by_address() -> None:
    assert [ROSTER.line(one.reporter) for one in ROSTER] == list(ROSTER)
    assert ROSTER.line(Reporter("990103")) is None
    assert ROSTER.named("碧潭县") == (BITAN, NAMESAKE)
    assert ROSTER.named("碧潭") == ()
    assert ROSTER.at_address("clerk@x.example") == (BITAN, SONGBEI)
    assert ROSTER.at_address("") == ()


def test_of_two_lines_of_one_reporter_the_first_is_told() -> None:
    again = line("990101", "碧潭县（二）")
    assert Roster((BITAN, again)).line(BITAN.reporter) is BITAN


def test_it_knows_whether_anybody_has_an_address() -> None:
    assert ROSTER.has_addresses
    assert not Roster((OFFICE, NAMESAKE)).has_addresses


def test_rosters_of_the_same_lines_are_equal_and_travel_to_workers() -> None:
    assert pickle.loads(pickle.dumps(ROSTER)) == ROSTER == Roster(ROSTER.lines)
    assert pickle.loads(pickle.dumps(ROSTER)).line(SONGBEI.reporter) == SONGBEI
    assert hash(ROSTER) == hash(Roster(ROSTER.lines))
    assert Roster((BITAN,)) != ROSTER
