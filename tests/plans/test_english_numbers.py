"""Numbers of a translated plan for 2031, phenomenon by phenomenon; every sentence is invented."""

from __future__ import annotations

import pytest

from taizhang.plans.english.deadlines import read_deadlines
from taizhang.plans.english.indicators import read_indicators
from taizhang.plans.squeezed import squeeze


def read(sentence):
    stretch = squeeze(sentence, blanks=True).whole
    return read_indicators(stretch, read_deadlines(stretch, 2031), 2031)


def told(sentence):
    """Each target as `comparator value-max unit`, with its day where it has one."""
    return [
        f"{one.comparator.value} {one.value}{f'-{one.value_max}' if one.value_max else ''} {one.unit}{f' {one.day}' if one.day else ''}"
        for one in read(sentence)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The signing rate shall not be lower than 72%, and the renewal rate exceeds 85%.", [">= 72 %", "> 85 %"]),
        ("The visit rate reaches 95% or more.", [">= 95 %"]),
        ("The debt ratio is in principle not higher than 40%, and growth is controlled below 10%.", ["<= 40 %", "<= 10 %"]),
        ("Day surgery accounts for 20% -25%of surgery; the stay is kept between 7 and 9 points.", ["range 20-25 %", "range 7-9 points"]),
        ("The average length of stay is controlled within 8 days, and results are returned within 24 hours.", ["<= 8 days"]),
        ("Beds per 1,000 population reach 6.5.", [">= 6.5 beds"]),
        ("The settlement cycle is shortened to within 20 working days.", ["<= 20 working days"]),
        ("More than half of the nursing institutions can serve old people.", ["> 50 %"]),
        ("The average life expectancy will reach 79.2 years old, and people over 60 years old are served.", [">= 79.2 years"]),
        ("Before September 20, the disease control bureaus shall all be listed.", ["all 100 % 2031-09-20"]),
        ("The voucher is supported by all the designated institutions.", ["all 100 %"]),
        ("Create two provincial and fifteen municipal specialties; select three to five preparations.", ["= 2 specialties", "= 15 specialties", "range 3-5 preparations"]),
        ("The proportion is maintained at about 70%, and the number of items is controlled between 50 and 80.", ["~ 70 %", "range 50-80 items"]),
        ("Build medicine halls in all township health centers by the end of 2035.", ["all 100 % 2035-12-31"]),
        ("The following tasks are all implemented by the governments of each county.", []),
        ("Reduce the length of stay to under 8 days and the share of drugs to below 28%.", ["<= 8 days", "< 28 %"]),
        ("The number of contracted families of doctors reached 500,000.", [">= 500000 families"]),
        ("Establish a regional imaging center in every county.", ["at_least_one_each 1 center"]),
        ("The cost of materials per 100 yuan of income is reduced to less than 20 yuan; a reward of 500 yuan is given.", ["< 20 yuan"]),
        ("Complete the standardization of twenty -six clinics; verify one hundred and twenty posts.", ["= 26 clinics", "= 120 posts"]),
        ("The appraisal of hospitals shall be covered in full, and institutions are inspected in full coverage.", ["all 100 %"]),
        ("Before July 31, all counties must establish a group.", ["all 100 % 2031-07-31"]),
        ("The fund accounts for more than half of the total, and the number of visits doubles.", ["> 50 %", "= 2 times"]),
        ("Items reach more than 200 and the records of second -level and above public hospitals are linked.", ["> 200 items"]),
        ("The subsequent four batches of drugs fall to the ground. Posted: 16:35 Browse: 217", []),
        ("The share shall not be less than one third; 3/4 of the counties take part.", [">= 33.33 %", "= 75 %"]),
        ("The average level of the records will exceed level 4.", ["> 4 level"]),
        ("By the end of June, the card shall be used in all hospitals of the city.", ["all 100 % 2031-06-30"]),
        ("The mortality rate is controlled below 10 / 100,000.", ["<= 10 /100,000"]),
        ("The rate shall increase by more than 2 percentage points from 30% to 50%.", ["> 2 percentage points", ">= 50 %"]),
        ("Train 2,500 doctors, reach 1.2 million people and build twenty-five stations.", ["= 2500 doctors", ">= 1200000 people", "= 25 stations"]),
        ("Thirty percent of the counties take part.", ["= 30 %"]),
        ("The ratio of doctors to nurses reaches 1:1.2, and the number of beds will double.", [">= 1.2 ratio", "= 2 times"]),
        ("Each county built at least 1 station; the number of wards is not less than 20 in each county.", ["at_least_one_each 1 station", ">= 20 wards"]),
        ("By 2033 and 2035, the level will reach 30% and 35% respectively.", [">= 30 % 2033-12-31", ">= 35 % 2035-12-31"]),
        ("Create 3 national -level, 30 provincial -level and 100 municipal -level specialties by the end of the year.",
         ["= 3 specialties 2031-12-31", "= 30 specialties 2031-12-31", "= 100 specialties 2031-12-31"]),
        ("All secondary hospitals have set up wards, and records reach level 5 or higher.", ["all 100 %", ">= 5 level"]),
        ("Each city has set up a station, and two thirds of the counties take part.", ["at_least_one_each 1 station", "= 66.67 %"]),
        ("By 2035, 90% are served, of which no less than 40 stations in 2032.", ["= 90 % 2035-12-31", ">= 40 stations 2032-12-31"]),
        ("Select 3 towns, and start the service in all of them before June 2032.", ["= 3 towns"]),
        ("Literacy rises by 2 percentage points over the previous year to reach 31%, and smoking dropped to less than 23%.",
         ["= 2 percentage points", ">= 31 %", "< 23 %"]),
        ("Increase the negative pressure beds to 1,200 in hospitals at level two and above.", [">= 1200 beds"]),
        ("Open two to three stations; raise the rate by one to three percentage points.", ["range 2-3 stations", "range 1-3 percentage points"]),
        ("The infant and the maternal mortality rate are controlled within 5 per thousand and 16 per 100,000 respectively.", ["<= 5 ‰", "<= 16 /100,000"]),
        ("Train 5,000 general practitioners and guide 567 pilot counties.", ["= 5000 practitioners", "= 567 counties"]),
        ("Sports venues reach 2.3 square meters per capita.", [">= 2.3 square meters"]),
        ("All provincial, city and county CDCs shall open a laboratory.", ["all 100 %"]),
        ("The share reaches 30% by 2032 and 80% by 2035.", [">= 30 % 2032-12-31", ">= 80 % 2035-12-31"]),
        ("Open 3 stations before the end of June; the rate exceeds 85%.", ["= 3 stations 2031-06-30", "> 85 %"]),
        ("Select 40 stations, and before the end of June guide them.", ["= 40 stations"]),
        ("The share rises by 3 percentage points to 42%.", ["= 3 percentage points", ">= 42 %"]),
        ("The rate exceeds 60% in tertiary hospitals and 40% in secondary hospitals.", ["> 60 %", "> 40 %"]),
        ("The number of pilot districts and counties is expanded to 26.", [">= 26 counties"]),
        ("Hold no less than 4 education activities throughout the year for 8,000 women aged 35 to 64.", [">= 4 activities", "= 8000 women"]),
        ("Build or renovate 100 emergency stations.", ["= 100 stations"]),
        ("One card covers all public hospitals, realizing full coverage of towns.", ["all 100 %", "all 100 %"]),
    ],
)  # fmt: skip
def test_targets(sentence, expected):
    assert told(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Carry out the fifth batch, the 7 +2 model and the \"two permits\" for COVID -19.",
        "People over 65 years of age, children under 5 and those aged 35 -64 are served.",
        "Patients with type 2 diabetes are managed with one -stop service in a 15 -minute circle.",
        "In 2030, the ratio was 43.8%, and the rank was 4th.",
        "Implement document No. 12 and the 2031 edition of the list.",
        "Pay 80 yuan within 30 days and call the 120 emergency line.",
        "All localities should strengthen the leadership of all kinds of institutions.",
        "Build the five major centers.",
        "Integrate the three hospitals; two is to improve services.",
        "Doctors are suspended if they are among those with 12 points in a cycle.",
        'Implement the "Notice on Printing and Distributing the Key Work Tasks of the City for Deepening the Reform of the Medical and Health System and for Opening 30 Stations in the Towns of the Mountains in 2031".',
    ],
)  # fmt: skip
def test_what_is_no_target(sentence):
    assert told(sentence) == []


def test_names_stand_before_or_behind_their_count():
    assert [one.names for one in read("Start in 3 cities: Yunling, Taoyuan and Liuxi.")] == [
        ("Yunling", "Taoyuan", "Liuxi")
    ]
    assert [one.names for one in read("Consolidate Yunling, Taoyuan and other 2 pilot counties.")] == [
        ("Yunling", "Taoyuan")
    ]


def test_marks_of_a_target():
    striving, principle, basic = (
        read(sentence)[0]
        for sentence in (
            "Strive to build 3 stations.",
            "The ratio is in principle not higher than 40%.",
            "Basically achieve full coverage of stations.",
        )
    )
    assert (striving.aspirational, principle.in_principle, basic.approximate) == (True, True, True)
