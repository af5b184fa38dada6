"""Sentences of a translation: numbers and how they are held, coverage, levels, each place, times, traps, reports."""

from __future__ import annotations

import calendar
import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from generated.english.words import World
from generated.families import Draw, family
from generated.said import Aim, Report, When, Words, sentence_of

NUMBERS = family("numbers", "en")
HELD = family("comparators", "en")
COVERAGE = family("coverage and levels", "en")
MARKS = family("softened aims", "en")
DEADLINES = family("deadlines", "en")
TRAPS = family("traps", "en")
REPORTS = family("reports", "en")
SENTENCES = family("sentences", "en")

MONTHS = calendar.month_name


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


# How a share is held: the words around it.
def _held(name: str, proof: str, sign: str, *words: tuple[str, str]) -> None:
    @HELD.form(name, proof)
    def _write(draw: Draw, world: World, number: int) -> Words:
        before, after = draw(st.sampled_from(words))
        aim = Aim(sign, Decimal(number), "%")
        return Words(f"the {world.rate()} {before} {number}%{after}", (aim,))


_held("at least", "not be lower than|not less than|no less than|or more|or above", ">=",
      ("shall not be lower than", ""), ("is not less than", ""), ("is no less than", ""), ("reaches", " or more"), ("reaches", " or above"))  # fmt: skip
_held("reaches", "reach|raised to|increased to", ">=",
      ("reaches", ""), ("will reach", ""), ("is increased to", ""), ("has reached", ""))  # fmt: skip
_held(
    "more than",
    "exceed|more than|higher than",
    ">",
    ("exceeds", ""),
    ("is more than", ""),
    ("is higher than", ""),
)
_held("at most", "not exceed|not higher than|within|below", "<=",
      ("shall not exceed", ""), ("is not higher than", ""), ("is controlled within", ""), ("is controlled below", ""))  # fmt: skip
_held("bare", "%", "=", ("is", ""))


@NUMBERS.form("percent", r"\d%")
def _percent(draw: Draw, world: World) -> Words:
    return HELD.draw(draw, world, draw(st.integers(2, 99)))


@NUMBERS.form("share range", r"\d%? ?-? ?(?:-|and) ?\d+%")
def _range(draw: Draw, world: World) -> Words:
    low = draw(st.integers(5, 60))
    high = low + draw(st.integers(1, 30))
    words = draw(st.sampled_from(("accounts for {}% -{}%", "is kept between {}% and {}%", "is {}%-{}%")))
    aim = Aim("range", Decimal(low), "%", Decimal(high))
    return Words(f"the {world.rate()} {words.format(low, high)}", (aim,))


@NUMBERS.form("count", r"[Bb]uild .*\d")
def _count(draw: Draw, world: World) -> Words:
    number, built = draw(st.integers(2, 300)), world.built()
    before, sign = draw(
        st.sampled_from((("", "="), ("more than ", ">"), ("no less than ", ">="), ("at least ", ">=")))
    )
    return Words(f"build {before}{number} {built}", (Aim(sign, Decimal(number), _unit(built)),))


def _unit(built: str) -> str:
    return built.rsplit(" ", 1)[-1]


@NUMBERS.form("count in words", "twenty|thirty|six|eight|twelve")
def _spelt(draw: Draw, world: World) -> Words:
    word, value = draw(
        st.sampled_from((("six", 6), ("eight", 8), ("twelve", 12), ("twenty-five", 25), ("thirty", 30)))
    )
    built = world.built()
    return Words(f"build {word} {built}", (Aim("=", Decimal(value), _unit(built)),))


@NUMBERS.form("thousands and millions", r"\d,\d{3} |million")
def _large(draw: Draw, world: World) -> Words:
    thousands = draw(st.integers(1, 90))
    written, value, unit = draw(
        st.sampled_from(
            (
                (f"train {thousands},500 doctors", thousands * 1000 + 500, "doctors"),
                (f"serve {thousands / 10} million people", thousands * 100_000, "people"),
            )
        )
    )
    return Words(f"{written} for {world.matter()}", (Aim("=", Decimal(value), unit),))


@NUMBERS.form("points", "percentage points")
def _points(draw: Draw, world: World) -> Words:
    number = draw(st.integers(2, 9))
    aim = Aim(">", Decimal(number), "percentage points")
    return Words(f"the {world.rate()} is increased by more than {number} percentage points", (aim,))


@NUMBERS.form("two years, respectively", "respectively")
def _two_years(draw: Draw, world: World) -> Words:
    first = world.year + draw(st.integers(0, 3))
    last = first + draw(st.integers(1, 3))
    one, other = draw(st.lists(st.integers(5, 99), min_size=2, max_size=2, unique=True))
    days = date(first, 12, 31), date(last, 12, 31)
    aims = (Aim(">=", Decimal(one), "%", day=days[0]), Aim(">=", Decimal(other), "%", day=days[1]))
    times = (When(f"by {first}", days[0], "year"), When(str(last), days[1], "year"))
    return Words(
        f"by {first} and {last}, the {world.rate()} will reach {one}% and {other}% respectively", aims, times
    )


@COVERAGE.form("full coverage", "full coverage")
def _full(draw: Draw, world: World) -> Words:
    aim = Aim("all", Decimal(100), "%", marks=frozenset({"all"}))
    return Words(f"achieve full coverage of {world.matter()}", (aim,))


@COVERAGE.form("all houses", "all secondary hospitals")
def _all(draw: Draw, world: World) -> Words:
    aim = Aim("all", Decimal(100), "%", scope="institutions", marks=frozenset({"all"}))
    return Words(f"all secondary hospitals have set up {world.built()}", (aim,))


@COVERAGE.form("each place", "each county")
def _each(draw: Draw, world: World) -> Words:
    built = re.sub("ies$", "y", world.built()).removesuffix("s")
    aim = Aim("at_least_one_each", Decimal(1), _unit(built), per="each county", scope="each_place")
    return Words(f"each county builds at least 1 {built}", (aim,))


def _soft(words: Words, mark: str, before: str) -> Words:
    first, *rest = words.aims
    return replace(words, text=before + words.text, aims=(replace(first, marks=first.marks | {mark}), *rest))


@MARKS.form("strive", "strive to")
def _strive(draw: Draw, world: World) -> Words:
    return _soft(_count(draw, world), "aspirational", "strive to ")


@MARKS.form("in principle", "in principle")
def _principle(draw: Draw, world: World) -> Words:
    number = draw(st.integers(2, 99))
    aim = Aim("<=", Decimal(number), "%", marks=frozenset({"in_principle"}))
    return Words(f"the {world.rate()} is in principle not higher than {number}%", (aim,))


@MARKS.form("basically", "basically achieve")
def _basically(draw: Draw, world: World) -> Words:
    return _soft(_full(draw, world), "approximate", "basically ")


@DEADLINES.form("end of the year", "end of the year|Within the year")
def _end_of_year(draw: Draw, world: World) -> Words:
    quote = draw(st.sampled_from(("before the end of the year", "by the end of the year", "within the year")))
    return Words(quote, times=(When(quote, date(world.year, 12, 31), "year"),))


@DEADLINES.form("end of a month", "the end of [A-Z]")
def _end_of_month(draw: Draw, world: World) -> Words:
    month, word = draw(st.integers(1, 12)), draw(st.sampled_from(("by", "before")))
    quote = f"{word} the end of {MONTHS[month]}"
    return Words(quote, times=(When(quote, _month_end(world.year, month), "month"),))


@DEADLINES.form("a day", r"before [A-Z][a-z]+ \d")
def _day(draw: Draw, world: World) -> Words:
    month, day = draw(st.integers(1, 12)), draw(st.integers(6, 28))
    year = draw(st.sampled_from((0, world.year + 1)))
    quote = f"before {MONTHS[month]} {day}" + (f", {year}" if year else "")
    return Words(quote, times=(When(quote, date(year or world.year, month, day), "day"),))


@DEADLINES.form("half a year, a quarter", "half of the year|quarter")
def _half(draw: Draw, world: World) -> Words:
    quote, month = draw(
        st.sampled_from(
            (
                ("in the first half of the year", 6),
                ("in the second half of the year", 12),
                ("in the third quarter", 9),
                ("in the fourth quarter", 12),
            )
        )
    )
    return Words(quote, times=(When(quote, _month_end(world.year, month), "quarter"),))


@DEADLINES.form("a year", "[Bb]y 20..")
def _year(draw: Draw, world: World) -> Words:
    year = world.year + draw(st.integers(0, 5))
    return Words(f"by {year}", times=(When(f"by {year}", date(year, 12, 31), "year"),))


@TRAPS.form("ages", "years of age|aged")
def _ages(draw: Draw, world: World) -> Words:
    return Words(
        f"provide {world.matter()} for people {draw(st.sampled_from(('over 65 years of age', 'aged 35 -64')))}"
    )


@TRAPS.form("names with numbers", "model|permits|-stop|batch")
def _names(draw: Draw, world: World) -> Words:
    name = draw(
        st.sampled_from(
            ("the 7 +2 model", 'the "two permits"', "the one -stop service", "the fifth batch of pilots")
        )
    )
    return Words(f"carry out {name} for {world.matter()}")


@TRAPS.form("documents", "edition|No\\.")
def _documents(draw: Draw, world: World) -> Words:
    return Words(f"implement the {world.year} edition of the list of {world.matter()}")


@TRAPS.form("what was reached", "In|in 20.., ")
def _reached(draw: Draw, world: World) -> Words:
    return Words(f"in {world.year - 1}, the {world.rate()} was {draw(st.integers(11, 90))}.3%")


@TRAPS.form("all, as a duty", "all localities")
def _all_localities(draw: Draw, world: World) -> Words:
    return Words("all localities should strengthen the leadership of all kinds of institutions")


@REPORTS.form("to an office", "report")
def _report(draw: Draw, world: World) -> Words:
    often, every = draw(
        st.sampled_from(
            (("every quarter", "quarterly"), ("every month", "monthly"), ("every six months", "half-yearly"))
        )
    )
    to = f"{world.sign} Medical Reform Office"
    text = f"all counties shall report the progress of {world.matter()} to the {to} {often}"
    return Words(text, reports=(Report(every, "All counties", to),))


def _aimed(draw: Draw, world: World) -> Words:
    return draw(st.sampled_from((NUMBERS, NUMBERS, COVERAGE, MARKS))).draw(draw, world)


def _sentence(parts: list[Words], joiner: str = ", ") -> Words:
    whole = sentence_of(parts, joiner, ".")
    first = whole.times[0] if whole.times and whole.text.startswith(whole.times[0].quote) else None
    capital = whole.text[0].upper() + whole.text[1:]
    if first is None:
        return replace(whole, text=capital)
    opened = replace(first, quote=first.quote[0].upper() + first.quote[1:])
    return replace(whole, text=capital, times=(opened, *whole.times[1:]))


@SENTENCES.form("a deed", "")
def _deed(draw: Draw, world: World) -> Words:
    return _sentence([Words(world.deed())])


@SENTENCES.form("a number", "")
def _aim(draw: Draw, world: World) -> Words:
    return _sentence([_aimed(draw, world)])


@SENTENCES.form("a deed, then a number", ", ")
def _deed_and_aim(draw: Draw, world: World) -> Words:
    return _sentence([Words(world.deed()), _aimed(draw, world)])


@SENTENCES.form("numbers in parts", "; ")
def _several(draw: Draw, world: World) -> Words:
    return _sentence([_aimed(draw, world), _aimed(draw, world)], "; ")


@SENTENCES.form("a time over a number", ", ")
def _timed(draw: Draw, world: World) -> Words:
    aimed = _aimed(draw, world)
    while aimed.times:
        aimed = _aimed(draw, world)
    return _sentence([DEADLINES.draw(draw, world), aimed])


@SENTENCES.form("a trap", "")
def _trap(draw: Draw, world: World) -> Words:
    return _sentence([TRAPS.draw(draw, world)])


@SENTENCES.form("a report", "")
def _reporting(draw: Draw, world: World) -> Words:
    return _sentence([REPORTS.draw(draw, world)])
