"""Deadlines of every kind: what is printed, the last day it allows, how fine it is."""

from __future__ import annotations

import calendar
from datetime import date

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.numbers import chinese
from generated.said import When, Words
from generated.words import World

DEADLINES = family("deadlines")


def _when(quote: str, day: date | None, precision: str) -> Words:
    return Words(quote, times=(When(quote, day, precision),))


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _of_year(draw: Draw, world: World) -> tuple[str, int]:
    """A year as printed before a month, and which it is; the plan's own need not be printed."""
    return draw(
        st.sampled_from(
            (
                ("", world.year),
                (f"{world.year}年", world.year),
                ("今年", world.year),
                (f"{world.year + 1}年", world.year + 1),
                ("次年", world.year + 1),
                ("明年", world.year + 1),
            )
        )
    )


@DEADLINES.form("end of the year", "年底前|年内|年底")
def _end_of_year(draw: Draw, world: World) -> Words:
    return _when(draw(st.sampled_from(("年底前", "年内", "年底"))), date(world.year, 12, 31), "year")


@DEADLINES.form("end of a named year", "20..年(?:底前|底|内)")
def _end_of_named_year(draw: Draw, world: World) -> Words:
    year = world.year + draw(st.integers(0, 4))
    return _when(f"{year}年{draw(st.sampled_from(('底前', '底', '内')))}", date(year, 12, 31), "year")


@DEADLINES.form("end of a month", "月底前|月末前")
def _end_of_month(draw: Draw, world: World) -> Words:
    printed, year = _of_year(draw, world)
    month = draw(st.integers(1, 12))
    written = draw(st.sampled_from((str(month), chinese(month))))
    return _when(
        f"{printed}{written}月{draw(st.sampled_from(('底前', '末前')))}", _month_end(year, month), "month"
    )


@DEADLINES.form("a day", "日前")
def _day(draw: Draw, world: World) -> Words:
    printed, year = _of_year(draw, world)
    month = draw(st.integers(1, 12))
    day = draw(st.integers(6, 28))
    return _when(f"{printed}{month}月{day}日前", date(year, month, day), "day")


@DEADLINES.form("a tenth of a month", "旬前")
def _tenth(draw: Draw, world: World) -> Words:
    month, (word, last) = draw(st.integers(1, 12)), draw(st.sampled_from((("上", 10), ("中", 20), ("下", 0))))
    day = date(world.year, month, last) if last else _month_end(world.year, month)
    return _when(f"{month}月{word}旬前", day, "day")


@DEADLINES.form("a quarter", "季度(?:前|末)")
def _quarter(draw: Draw, world: World) -> Words:
    quarter = draw(st.integers(1, 4))
    word = draw(st.sampled_from((chinese(quarter), str(quarter))))
    return _when(
        f"第{word}季度{draw(st.sampled_from(('前', '末')))}", _month_end(world.year, 3 * quarter), "quarter"
    )


@DEADLINES.form("half a year", "[上下]半年")
def _half(draw: Draw, world: World) -> Words:
    word, month = draw(st.sampled_from((("上", 6), ("下", 12))))
    return _when(f"{word}半年", _month_end(world.year, month), "quarter")


@DEADLINES.form("to a year", "到20..年")
def _to_year(draw: Draw, world: World) -> Words:
    year = world.year + draw(st.integers(0, 6))
    return _when(f"到{year}年", date(year, 12, 31), "year")


@DEADLINES.form("a five-year plan", "“十.五”期间")
def _five_years(draw: Draw, world: World) -> Words:
    plan, end = next(one for one in (("十五五", 2030), ("十六五", 2035)) if one[1] >= world.year)
    return _when(f"“{plan}”期间", date(end, 12, 31), "period")


@DEADLINES.form("months", "[-—至]\\d+月")
def _months(draw: Draw, world: World) -> Words:
    first = draw(st.integers(1, 11))
    last = draw(st.integers(first + 1, 12))
    dash = draw(st.sampled_from(("-", "—", "至", "月至", "月-")))
    return _when(f"{first}{dash}{last}月", _month_end(world.year, last), "month")


@DEADLINES.form("recurring", "每年\\d+月底前")
def _recurring(draw: Draw, world: World) -> Words:
    return _when(f"每年{draw(st.integers(1, 12))}月底前", None, "recurring")
