"""Whatever the method: the order of counties never matters, and the cities' figures come to the province's."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import small_city
from chance import examples
from hypothesis import given
from hypothesis import strategies as st
from small_city import asked, plan_of
from small_city import report as report_of

from taizhang.model.figure import Figure
from taizhang.model.period import Period
from taizhang.model.plan import Kind, Method, Over, Scope
from taizhang.model.region import Level, Region
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.rollups import Rollup, consolidate
from taizhang.rollups.past import LookBack, Past

EACH = {"scope": Scope.EACH_PLACE}
SUM, COUNT, RATIO, ALL, PERIODS, MEAN, WEIGHTED = (f"T01.M0{n}.I1" for n in range(1, 8))
PLAN = plan_of(
    asked(SUM, "新增床位", "100", "张"),
    asked(COUNT, "开放诊室", ">=5", "间", method=Method.COUNT_MEETING, **EACH),
    asked(RATIO, "签约率", ">=75", "%", kind=Kind.RATIO, method=Method.RATIO_OF_SUMS),
    asked(ALL, "设立药品储备点", ">=2", "个", method=Method.ALL_OF, **EACH),
    asked(PERIODS, "本期义诊", "100", "场次", over=Over.SUM),
    asked(MEAN, "候诊时间", "<=30", "分钟", method=Method.MEAN, **EACH),
    asked(WEIGHTED, "平均住院日", "<=8", "天", method=Method.WEIGHTED, weight_of=SUM, **EACH),
)
PROVINCE = Region("990000", "岭海省", Level.PROVINCE)
CITIES = tuple(Region(f"99010{n}", f"第{n}市", Level.CITY, "990000") for n in (1, 2, 3))
COUNTIES = tuple(
    RosterLine(Reporter(f"{city.code[:4]}{city.code[-1]}{n}"), f"{city.name}{n}县", Level.COUNTY, city.code)
    for city in CITIES
    for n in range(1, 4)
)
ROSTER = Roster(
    (*(RosterLine(Reporter(city.code), city.name, Level.CITY, "990000") for city in CITIES), *COUNTIES)
)
Q1, Q2 = Period.parse("2022Q1"), Period.parse("2022Q2")


@dataclass
class Country:
    """What was told by chance, and a county's silence."""

    chance: random.Random

    def reports(self, period: Period) -> list[small_city.Report]:
        return [
            report_of(PLAN, line.reporter, str(period), self.cells(), number=number, roster=ROSTER)
            for number, line in enumerate(COUNTIES, 1)
            if self.chance.random() < 0.8
        ]

    def cells(self) -> small_city.Cells:
        chance = self.chance
        below = chance.randint(1, 50)
        numbers = {row: chance.randint(0, 9) for row in (SUM, COUNT, ALL, PERIODS, MEAN, WEIGHTED)}
        numbers[ALL] = chance.choice((1, 2, 2, 2, 3))
        kept = {row: number for row, number in numbers.items() if chance.random() < 0.9}
        return {**kept, RATIO: (str(chance.randint(0, below)), str(below))}


def rolled(place: Region, now: list[small_city.Report], then: list[small_city.Report]) -> Rollup:
    back = LookBack((Past(PLAN, ROSTER, Q1, tuple(then)),))
    return consolidate(PLAN, ROSTER, Q2, now, as_of=date(2022, 7, 12), place=place, back=back)


def figure(rollup: Rollup, row: str) -> Figure:
    found = rollup.figure(row)
    assert found is not None
    return found


@examples(25)
@given(st.integers(0, 100_000))
def test_the_order_of_counties_never_matters(seed: int) -> None:
    chance = random.Random(seed)
    country = Country(chance)
    now, then = country.reports(Q2), country.reports(Q1)
    shuffled = rolled(PROVINCE, chance.sample(now, len(now)), chance.sample(then, len(then)))
    assert shuffled == rolled(PROVINCE, now, then)


@examples(40)
@given(st.integers(0, 100_000))
def test_the_cities_come_to_the_province(seed: int) -> None:
    country = Country(random.Random(seed))
    now, then = country.reports(Q2), country.reports(Q1)
    whole = rolled(PROVINCE, now, then)
    cities = [rolled(city, now, then) for city in CITIES]
    for row in (SUM, COUNT, PERIODS):
        parts = [figure(one, row).value for one in cities]
        told = [part for part in parts if part is not None]
        assert figure(whole, row).value == (sum(told, Decimal(0)) if told else None)
    assert figure(whole, RATIO).value == _ratio([figure(one, RATIO) for one in cities])
    assert figure(whole, ALL).value == _all([figure(one, ALL) for one in cities])
    for row in (SUM, COUNT, RATIO, ALL, PERIODS, MEAN, WEIGHTED):
        together = [one for city in cities for one in figure(city, row).contributions]
        assert figure(whole, row).contributions == tuple(together)
        assert figure(whole, row).missing == tuple(
            one for city in cities for one in figure(city, row).missing
        )
    # By the same code for each city below the province, too.
    for below, city in zip(whole.below, cities, strict=True):
        assert [one.value for one in below.figures] == [one.value for one in city.figures]


def _ratio(figures: list[Figure]) -> Decimal | None:
    """From the parts in every city's cells, never from the cities' percentages."""
    cells = [one for each in figures for one in each.contributions]
    above = sum((one.value or Decimal(0) for one in cells if one.part == "numerator"), Decimal(0))
    below = sum((one.value or Decimal(0) for one in cells if one.part == "denominator"), Decimal(0))
    return above * 100 / below if below else None


def _all(figures: list[Figure]) -> Decimal | None:
    """否 where one is 否, 是 where all are, else open."""
    values = [one.value for one in figures]
    if Decimal(0) in values:
        return Decimal(0)
    return Decimal(1) if all(value == 1 for value in values) else None
