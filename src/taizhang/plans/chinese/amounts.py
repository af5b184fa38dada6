"""Amounts: the numbers of a sentence that count or measure something, with their unit and comparator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from taizhang.model.words.numerals import ARABIC, SCALES, read_number
from taizhang.model.words.units import COUNTED, MEASURED, NAMED_AFTER, PER, SHARES
from taizhang.plans.chinese.amount import Amount, amount_at
from taizhang.plans.chinese.comparators import comparator_after, comparator_before
from taizhang.plans.chinese.money import is_aimed_money
from taizhang.plans.chinese.sentences import TIME_MASK
from taizhang.plans.chinese.spoken_amounts import read_spoken_amounts

_MOST_DIGITS = 15
_TO = "-|—|–|~|～|－|至|到"
_AMOUNT = re.compile(
    f"(?:(?<![\\d.+＋A-Za-z第/:：∶])|(?<=[A-Z]{{2}})(?=\\d+[台套]))(?P<low>{ARABIC})"
    f"(?:(?:[%％‰]|个|家|所|项|名|人)?(?:{_TO}){{1,2}}(?P<high>{ARABIC}))?(?P<more>余|多)?(?P<scale>万|亿)?(?P<unit>{SHARES}|(?:{COUNTED.pattern}))(?P<per>{PER})?"
)
_UNIT_FOLLOWS = re.compile(
    f"(?<![\\d.A-Za-z第])(?P<low>{ARABIC})个?(?=(?:、{ARABIC}个?){{0,4}}[、和与]{ARABIC}(?P<unit>[%％]|‰|个?百分点))"
)
_INDEX = re.compile(
    f"(?:CMI|指数|系数)[^,，;；。、\\d]{{0,10}}?(?P<low>{ARABIC})(?![\\d.%％‰/万亿个名人家所项年月日])"
)
_RATIO = re.compile(
    r"(?<![\d:：∶.])(?:1[:：∶](?P<second>\d{1,2}(?:\.\d{1,2})?)|(?P<first>\d{1,2}(?:\.\d{1,2})?)[:：∶]1)(?![\d:：∶.])"
)
_SAYS_OF_WHAT = 6  # characters


def read_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of a masked sentence, in order."""
    readers = (_unit_follows, _arabic, _indexes, _ratios, read_spoken_amounts)
    found = [amount for reader in readers for amount in reader(text)]
    found.sort(key=lambda amount: (amount.start, -amount.end))
    kept: list[Amount] = []
    for amount in found:
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return tuple(kept)


def _arabic(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        low, high = read_number(match["low"]), read_number(match["high"] or "")
        if low is None or len(match["low"]) > _MOST_DIGITS or not _counts(text, match):
            continue
        unit = _unit(match)
        factor = Decimal(1) if unit.endswith("元") else SCALES.get(match["scale"] or "", Decimal(1))
        yield amount_at(text, match, _scaled(low, factor), high and _scaled(high, factor), unit)


def _unit(match: re.Match[str]) -> str:
    """The measure word; money keeps its scale (万元), a share of places its common name."""
    unit = match["unit"].replace("％", "%").replace("十万", "10万")
    if unit.endswith("百分点"):
        return "个百分点"
    return f"{match['scale'] or ''}{unit}" if unit == "元" else unit + (match["per"] or "")


def _scaled(number: Decimal, factor: Decimal) -> Decimal:
    """1.2万 is 12000, without a trace of the decimal point."""
    product = number * factor
    return product.quantize(Decimal(1)) if factor > 1 and product == product.to_integral_value() else product


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether the number counts or measures: a measure only where something is held to it."""
    unit = match["unit"]
    if unit in NAMED_AFTER and NAMED_AFTER[unit].match(text, match.end()):
        return False
    if unit in ("名", "位") and text[: match.start()].endswith("前"):
        return False  # 前10名
    if unit.endswith("元"):
        return not match["per"] and is_aimed_money(text, match.start(), match.end())
    if unit not in MEASURED:
        return True
    opening = _opening(text, match.start(), ",，;；。、" if unit == "岁" else ";；。")
    held = (
        match["high"] or comparator_before(text, match.start())[0] or comparator_after(text, match.end())[0]
    )
    grows = MEASURED[unit].grows.search(text, max(0, match.start() - 6), match.start())
    return bool(held or grows) and bool(
        MEASURED[unit].of.search(text, max(opening, match.start() - 40), match.start())
    )


def _opening(text: str, start: int, stops: str) -> int:
    """Where the part before the number opens; one that holds but a time and a comparator (2033年提高到) goes on before."""
    opening = max(text.rfind(stop, 0, start) for stop in stops) + 1
    if start - opening - text.count(TIME_MASK, opening, start) < _SAYS_OF_WHAT and opening:
        return _opening(text, opening - 1, stops)
    return opening


def _unit_follows(text: str) -> Iterator[Amount]:
    """In 提高3.2和5.6个百分点 the first number has the second one's unit."""
    for match in _UNIT_FOLLOWS.finditer(text):
        low = read_number(match["low"])
        unit = match["unit"].replace("％", "%")
        if low is not None:
            yield replace(
                amount_at(text, match, low, None, "个百分点" if unit.endswith("点") else unit),
                end=match.end(),
            )


def _indexes(text: str) -> Iterator[Amount]:
    """CMI值不低于1.1, 指数低于1: a bare number that something is held to."""
    for match in _INDEX.finditer(text):
        low, (held, opens) = read_number(match["low"]), comparator_before(text, match.start("low"))
        if low is not None and held:
            after, end = comparator_after(text, match.end())
            yield Amount(match.start("low"), end, low, None, "", after or held, False, opens)


def _ratios(text: str) -> Iterator[Amount]:
    """医护比1:1.5 stands for 1.5 of the second to one of the first, 0.8:1 for 0.8 of the first to one of the second."""
    for match in _RATIO.finditer(text):
        if comparator_before(text, match.start())[0] or text[: match.start()].endswith(("比", "为")):
            unit = "比" if match["second"] else ":1"
            yield amount_at(text, match, Decimal(match["second"] or match["first"]), None, unit)
