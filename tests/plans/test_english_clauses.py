"""Clauses as translation machines write them: who answers how, which rule holds, who is not listed again."""

from __future__ import annotations

import pytest

from taizhang.plans.english.duties import read_clause
from taizhang.plans.squeezed import squeeze

HEALTH, MONEY, FUND = (
    "Municipal Health Commission",
    "Municipal Finance Bureau",
    "Municipal Medical Insurance Bureau",
)


def told(text, rule=""):
    """The units as `unit role`, then whether there are others, then rule and default."""
    read = read_clause(squeeze(text, blanks=True).whole, rule, "")
    shown = [f"{unit.unit} {unit.role.value}" for unit in read.units]
    shown += ["etc."] if read.open_ended else []
    shown += [read.rule.rule] if read.rule else []
    return shown + [f"default {unit}" for unit in (read.default.units if read.default else ())]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (f"(The {HEALTH} takes the lead, and the {MONEY} and the {FUND} cooperate)", "lead support support"),
        (f"(The {HEALTH} shall take the lead, and the {MONEY}, the {FUND} shall cooperate)", "lead support support"),
        (f"(The {HEALTH} is responsible, with assistance from the {MONEY} and the {FUND})", "lead support support"),
        (f"(Led by the {HEALTH}, participated by the {MONEY}, {FUND}, completed before the end of June)", "lead support support"),
        (f"(Leading department: {HEALTH} Cooperating departments: {MONEY}, {FUND})", "lead support support"),
        (f"(Led by {HEALTH}, {MONEY} and {FUND} participating)", "lead support support"),
        (f"[Leading department: {HEALTH}. Cooperation departments: {MONEY}, {FUND}]", "lead support support"),
        (f"(Lead unit: {HEALTH}; responsible units: {MONEY}, {FUND})", "lead support support"),
        (f"({HEALTH} (lead), {MONEY}, {FUND})", "lead support support"),
        (f"({HEALTH}: lead; {MONEY}, {FUND}: cooperate)", "lead support support"),
        (f"({HEALTH} is the lead unit, {MONEY}, {FUND} are the cooperating units)", "lead support support"),
        (f"({HEALTH}, in conjunction with {MONEY} and {FUND}, is responsible)", "lead support support"),
        (f"({HEALTH} takes the lead, {MONEY} and {FUND} are responsible according to their duties)", "lead by_duty by_duty"),
        (f"({HEALTH}, {MONEY} and {FUND} are responsible for the division of labor according to their duties)", "by_duty by_duty by_duty"),
        (f"({HEALTH}, {MONEY}, {FUND}, according to the division of duties, are responsible)", "by_duty by_duty by_duty"),
        (f"({HEALTH}, {MONEY}, and {FUND} shall be responsible for their respective duties)", "by_duty by_duty by_duty"),
        (f"({HEALTH}, {MONEY} and {FUND} are respectively responsible)", "joint joint joint"),
        (f"(responsible by the {HEALTH}, the {MONEY} and the {FUND})", "joint joint joint"),
        (f"(Responsible by the {HEALTH}, the {MONEY} and the {FUND} according to the division of responsibilities)", "by_duty by_duty by_duty"),
        (f"(Led by the {HEALTH}, and the {MONEY} and the {FUND} cooperate)", "lead support support"),
        (f"(Led by the {HEALTH}, and the {MONEY}, the {FUND} cooperate)", "lead support support"),
        (f"[Led by the {HEALTH}, in cooperation with the {MONEY}, and the {FUND}]", "lead support support"),
        (f"(Led by the {HEALTH}, with participation of the {MONEY} and the {FUND})", "lead support support"),
        (f"(It is led by the {HEALTH} with the participation of the {MONEY} and the {FUND})", "lead support support"),
        (f"({HEALTH}, together with {MONEY} and {FUND}, is responsible)", "lead support support"),
        (f"(The {HEALTH} takes the lead, the {MONEY} cooperates, and the {FUND} is responsible for implementation)", "lead support joint"),
        (f"(Responsible leader: Wang; responsible units: {HEALTH}, {MONEY}, {FUND}; time limit: June)", "joint joint joint"),
    ],
)  # fmt: skip
def test_parts_of_three_units(clause, expected):
    roles = expected.split()
    assert told(clause) == [f"{unit} {role}" for unit, role in zip((HEALTH, MONEY, FUND), roles, strict=True)]


@pytest.mark.parametrize(
    ("clause", "expected"),
    [
        (f"({HEALTH}, {MONEY} are responsible, with the first one being the lead department, the same below)", ["lead", "support", "first-is-lead"]),
        (f"({HEALTH} and {MONEY}. The first-ranked unit is the lead unit, the same below)", ["lead", "support", "first-is-lead"]),
        (f"({HEALTH}, {MONEY} (the unit listed first is the lead unit))", ["lead", "support", "first-is-lead"]),
        (f"({HEALTH}, {MONEY}; the lead unit is before the comma, the same below)", ["lead", "support", "comma-before-is-lead"]),
        (f"({HEALTH}; {MONEY}; the unit before the semicolon is the lead unit, the same below)", ["lead", "support", "semicolon-before-is-lead"]),
        (f"({HEALTH}, {MONEY}; the units before the semicolon are the lead units)", ["joint", "joint", "semicolon-before-is-lead"]),
    ],
)  # fmt: skip
def test_rules_on_roles(clause, expected):
    first, second, rule = expected
    assert told(clause) == [f"{HEALTH} {first}", f"{MONEY} {second}", rule]


def test_an_office_with_and_in_its_name_behind_the_word_for_its_part():
    assert told("(Led by the Health Bureau, with participation of the Natural Resources and Planning Bureau and county governments)") == [
        "Health Bureau lead", "Natural Resources and Planning Bureau support", "county governments support",
    ]  # fmt: skip


def test_a_rule_holds_where_no_part_is_named():
    assert told(f"({HEALTH} and {MONEY} are responsible)", "first-is-lead") == [
        f"{HEALTH} lead", f"{MONEY} support",
    ]  # fmt: skip
    assert told(f"({HEALTH} and {MONEY} are respectively responsible)", "first-is-lead") == [
        f"{HEALTH} joint", f"{MONEY} joint",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("note", "units"),
    [
        ("The following tasks must be implemented by the people's governments of each county (city, district), and will not be listed separately",
         ["people's governments of each county (city, district)"]),
        ("All counties and the park management committee are responsible for the following tasks, which will not be listed again",
         ["All counties", "park management committee"]),
        ("The following all need the implementation of the governments of all counties, no longer listed", ["governments of all counties"]),
        ("The following tasks shall be in the charge of each county government and the park management committee, and will no longer be listed",
         ["each county government", "park management committee"]),
        ("The governments of all counties are responsible for the implementation of the following tasks, which will not be listed separately",
         ["governments of all counties"]),
        ("The following tasks all need to be responsible by the government of each city, and are no longer listed", ["government of each city"]),
    ],
)  # fmt: skip
def test_units_that_are_not_listed_again(note, units):
    assert told(f"({HEALTH} is responsible. {note})") == [
        f"{HEALTH} lead",
        *(f"default {unit}" for unit in units),
    ]


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("Provincial Development and Reform Commission and Provincial Department of Human Resources and Social Security",
         ["Provincial Development and Reform Commission", "Provincial Department of Human Resources and Social Security"]),
        ("Ministry of Finance and National Health Commission", ["Ministry of Finance", "National Health Commission"]),
        ("Ministry of Industry and Information Technology, State Administration for Market Regulation and the National Health Commission",
         ["Ministry of Industry and Information Technology", "State Administration for Market Regulation", "National Health Commission"]),
        ("Finance Bureau and people's governments of all cities, counties and districts",
         ["Finance Bureau", "people's governments of all cities, counties and districts"]),
        ("Finance Bureau and other relevant departments", ["Finance Bureau", "etc."]),
        ("Finance Bureau and other relevant municipal departments", ["Finance Bureau", "other relevant municipal departments"]),
        ("Municipal Culture, Radio, Television and Tourism Bureau, Finance Bureau", ["Municipal Culture, Radio, Television and Tourism Bureau", "Municipal Finance Bureau"]),
        ("Finance Bureau and the administrative offices of all banners (counties)", ["Finance Bureau", "administrative offices of all banners (counties)"]),
        ("Finance Bureau, district and municipal people's governments", ["Finance Bureau", "district and municipal people's governments"]),
        ("Market Supervision Bureau of the Autonomous Region and the Drug Supervision Bureau of the Autonomous Region",
         ["Market Supervision Bureau of the Autonomous Region", "Drug Supervision Bureau of the Autonomous Region"]),
        ("the Department of Industry and Information Technology of Yunling Province and Traditional Chinese Medicine Bureau of Yunling Province",
         ["Department of Industry and Information Technology of Yunling Province", "Traditional Chinese Medicine Bureau of Yunling Province"]),
        ("Finance Bureau, governments of all cities divided into districts", ["Finance Bureau", "governments of all cities divided into districts"]),
        ("each municipal people's government with districts and Yunxi New District Management Committee",
         ["each municipal people's government with districts", "Yunxi New District Management Committee"]),
        ("Finance Bureau, general hospital", ["Finance Bureau", "general hospital"]),
        ("Finance Bureau, each town (street), etc.", ["Finance Bureau", "each town (street)", "etc."]),
    ],
)  # fmt: skip
def test_names_in_a_list(listed, expected):
    shown = told(f"(Responsible units: {listed})")
    assert [one.removesuffix(" joint").removesuffix(" lead") for one in shown] == expected


@pytest.mark.parametrize(
    ("listed", "expected"),
    [
        ("Municipal Health Commission, Finance Bureau, Bureau of Education",
         ["Municipal Health Commission", "Municipal Finance Bureau", "Municipal Bureau of Education"]),
        ("Municipal Party Committee Organization Department, Editorial Office, Finance Bureau",
         ["Municipal Party Committee Organization Department", "Municipal Party Committee Editorial Office", "Municipal Finance Bureau"]),
        ("State Health Commission, Party Committee Editorial Office", ["State Health Commission", "State Party Committee Editorial Office"]),
        ("Health Commission of the Autonomous Region, Finance Department, Department of Civil Affairs of the Autonomous Region",
         ["Health Commission of the Autonomous Region", "Finance Department of the Autonomous Region", "Department of Civil Affairs of the Autonomous Region"]),
        ("Finance Bureau, Municipal Health Commission", ["Finance Bureau", "Municipal Health Commission"]),
        ("Municipal Health Commission, Yunling Branch of the Regulatory Commission, Health Bureau of each county",
         ["Municipal Health Commission", "Yunling Branch of the Regulatory Commission", "Health Bureau of each county"]),
    ],
)  # fmt: skip
def test_a_level_that_a_list_gives_once(listed, expected):
    read = read_clause(squeeze(f"(Responsible units: {listed})", blanks=True).whole, "", "")
    assert [unit.unit for unit in read.units] == expected
    assert [unit.printed.text for unit in read.units] == listed.split(", ")
    assert ["unit" in unit.inferred for unit in read.units] == [
        name != printed for name, printed in zip(expected, listed.split(", "), strict=True)
    ]
