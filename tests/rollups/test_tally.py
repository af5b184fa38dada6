"""Tallies of places add up to the tally of all: a city of cities is the province, by every method."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from functools import reduce
from itertools import pairwise
from operator import add

from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.model.figure import Contribution
from taizhang.model.period import Period
from taizhang.model.place import Place
from taizhang.model.plan import Comparator, Indicator, Kind, Method, Over, Scope, Span, Target
from taizhang.model.reporter import Reporter
from taizhang.rollups.methods import Tallied, aggregate, conclude
from taizhang.rollups.pool import Pool
from taizhang.rollups.tally import Tally, tally_of

BEDS = Indicator("T01.M01.I1", Span(0, 0, ""), "床位", Target(Comparator.AT_LEAST, Decimal(50), "张"))
RATIO = replace(BEDS, kind=Kind.RATIO, target=Target(Comparator.AT_LEAST, Decimal(75), "%"))
YES_NO = replace(BEDS, kind=Kind.YES_NO, scope=Scope.SHARE_OF_PLACES)
WEIGHT = replace(BEDS, id="T01.M01.I2", subject="人口")
EVERYBODY = tuple(Reporter(f"9901{n}") for n in range(20, 32))
NAMES = {reporter: f"{reporter.code[-2:]}县" for reporter in EVERYBODY}
QUARTERS = tuple(map(Period.parse, ("2022Q1", "2022Q2", "2022Q3")))

numbers = st.none() | st.integers(-3, 90).map(Decimal) | st.sampled_from((Decimal(1), Decimal("0.5")))
cells = st.lists(
    st.tuples(
        st.sampled_from(EVERYBODY),
        st.sampled_from(("actual", "numerator", "denominator")),
        numbers,
        st.sampled_from(QUARTERS),
        st.booleans(),
        st.integers(1, 28),
    ),
    max_size=40,
    unique_by=lambda cell: (cell[0], cell[1], cell[3], cell[4]),
)


def cell(
    reporter: Reporter, part: str, value: Decimal | None, period: Period, weighs: bool, day: int
) -> Contribution:
    return Contribution(
        reporter=reporter, name=NAMES[reporter], submission=int(reporter.code), file_name="a.xlsx",
        received=datetime(2022, 10, day, tzinfo=UTC), place=Place("", "任务台账", 6, 17), row="T01.M01.I1",
        part="actual" if weighs else part, raw=str(value), value=value, period=period, weighs=weighs,
    )  # fmt: skip


@examples(60)
@given(
    told=cells,
    cut=st.sets(st.integers(1, 11), max_size=3),
    indicator=st.sampled_from((BEDS, RATIO, YES_NO)),
    way=st.sampled_from(list(Method)),
    over=st.sampled_from([None, *Over]),
)
def test_places_add_up_to_the_whole_by_every_method(
    told: list[tuple[Reporter, str, Decimal | None, Period, bool, int]],
    cut: set[int],
    indicator: Indicator,
    way: Method,
    over: Over | None,
) -> None:
    indicator = replace(indicator, over=over, method=way)
    contributions = tuple(cell(*one) for one in told)

    def pool(reporters: tuple[Reporter, ...]) -> Pool:
        own = tuple(one for one in contributions if one.reporter in reporters)
        return Pool(indicator, own, reporters, WEIGHT, NAMES)

    edges = [0, *sorted(cut), len(EVERYBODY)]
    places = [EVERYBODY[a:b] for a, b in pairwise(edges)]
    together = reduce(add, (tally_of(pool(place), way) for place in places), Tally())
    whole = tally_of(pool(EVERYBODY), way)
    in_order = replace(together, without_parts=whole.without_parts)
    assert sorted(together.without_parts) == sorted(whole.without_parts)
    assert in_order == whole
    if len(whole.without_parts) <= 1:
        assert conclude(Tallied(indicator, together, WEIGHT), way) == aggregate(pool(EVERYBODY), way)
