"""Amounts: the numbers of a sentence that count or measure something, with their unit and comparator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import ROUND_DOWN, Decimal

from taizhang.model.plan import Comparator
from taizhang.model.words.numerals import ARABIC, CHINESE, SCALES, read_integer, read_number
from taizhang.model.words.targets import REGULAR, REPORTED, SET_UP_COUNTS
from taizhang.model.words.units import COUNTED, MEASURED, NAMED_AFTER, PER, SHARES
from taizhang.plans.chinese.comparators import comparator_after, comparator_before
from taizhang.plans.chinese.money import is_aimed_money
from taizhang.plans.chinese.sentences import TIME_MASK

_MOST_DIGITS = 15
_TO = "-|—|–|~|～|－|至|到"
_AMOUNT = re.compile(
    f"(?:(?<![\\d.+＋A-Za-z第/:：∶])|(?<=[A-Z]{{2}})(?=\\d+[台套]))(?P<low>{ARABIC})"
    f"(?:(?:[%％‰]|个|家|所|项|名|人)?(?:{_TO}){{1,2}}(?P<high>{ARABIC}))?(?P<more>余|多)?(?P<scale>万|亿)?(?P<unit>{SHARES}|(?:{COUNTED.pattern}))(?P<per>{PER})?"
)
_UNIT_FOLLOWS = re.compile(
    f"(?<![\\d.A-Za-z第])(?P<low>{ARABIC})(?=(?:、{ARABIC}){{0,4}}[、和与]{ARABIC}(?P<unit>[%％]|‰|个?百分点))"
)
_INDEX = re.compile(
    f"(?:CMI|指数|系数)[^,，;；。、\\d]{{0,10}}?(?P<low>{ARABIC})(?![\\d.%％‰/万亿个名人家所项年月日])"
)
_RATIO = re.compile(
    r"(?<![\d:：∶.])(?:1[:：∶](?P<second>\d{1,2}(?:\.\d{1,2})?)|(?P<first>\d{1,2}(?:\.\d{1,2})?)[:：∶]1)(?![\d:：∶.])"
)
_SPOKEN_SHARE = re.compile(
    f"(?P<of>[百千])分之(?P<low>[{CHINESE}点]{{1,9}}|{ARABIC})(?:(?:{_TO})[百千]分之(?P<high>[{CHINESE}点]{{1,9}}|{ARABIC}))?"
)
_FRACTION = re.compile("(?P<whole>[二三四五])分之(?P<part>[一二三四])(?!一)")
_TENTHS = re.compile(
    f"(?<![{CHINESE}])[一二两三四五六七八九]成(?=以上|左右|以内|以下)|(?<=[到达过于超近约])[一二两三四五六七八九]成(?![立为效功果熟员])"
    "|(?:一半|半数)(?=以上|以内|以下)"
)
_FOLD = re.compile("翻(?P<times>[一两二三])?番")
_SPOKEN = re.compile(
    f"(?<![第{CHINESE}\\d])(?P<low>[{CHINESE}]{{1,4}})(?P<unit>人次|家|所|名|次|个|项|场|人|期|轮)(?![{CHINESE}]?级|体|化|统|手)"
)
_LEVEL = re.compile(
    "(?:(?P<word>达到?了?(?:国家|国际|省级)?|升(?:到|至)|提(?:升|高)(?:到|至)|评为|通过|不低于|保持)|(?<=级[、和及与])|(?<=以上[、和及与]))"
    "(?P<low>[一二三四五六七八九]|\\d(?:\\.\\d)?)级(?!医院|公立|综合|甲|乙|丙|中医|专科|疾控|机构|医疗|评审|\\*)(?P<after>(?:及|或)?以上|以下)?"
)

_SAYS_OF_WHAT = 6  # characters
_STOP = re.compile("[,，;；。]")


@dataclass(frozen=True)
class Amount:
    """One number with its unit, where it stands, and how it is held against."""

    start: int
    end: int  # after the unit and what follows it (以上)
    value: Decimal
    value_max: Decimal | None
    unit: str
    comparator: Comparator
    bare: bool  # no word says how it is held against
    opens: int  # where the words that belong to it start
    level: bool = False


def read_amounts(text: str) -> tuple[Amount, ...]:
    """The amounts of a masked sentence, in order."""
    readers = (
        _arabic,
        _unit_follows,
        _indexes,
        _ratios,
        _spoken_shares,
        _fractions,
        _tenths,
        _folds,
        _spoken,
        _levels,
    )
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
        yield _amount(text, match, _scaled(low, factor), high and _scaled(high, factor), unit)


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
                _amount(text, match, low, None, "个百分点" if unit.endswith("点") else unit), end=match.end()
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
            yield _amount(text, match, Decimal(match["second"] or match["first"]), None, unit)


def _spoken_shares(text: str) -> Iterator[Amount]:
    for match in _SPOKEN_SHARE.finditer(text):
        low, high = read_number(match["low"]), read_number(match["high"] or "")
        if low is not None:
            yield _amount(text, match, low, high, "%" if match["of"] == "百" else "‰")


def _fractions(text: str) -> Iterator[Amount]:
    """三分之二以上 in percent, cut so that two of three reach it."""
    for match in _FRACTION.finditer(text):
        part, whole = read_integer(match["part"]), read_integer(match["whole"])
        if part and whole and part < whole:
            share = (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_DOWN).normalize()
            yield _amount(text, match, share, None, "%")


def _tenths(text: str) -> Iterator[Amount]:
    for match in _TENTHS.finditer(text):
        tenths = 5 if "半" in match[0] else read_integer(match[0][0])
        if tenths is not None:
            yield _amount(text, match, Decimal(10 * tenths), None, "%")


def _folds(text: str) -> Iterator[Amount]:
    """翻一番 doubles, 翻两番 makes it four times as much."""
    for match in _FOLD.finditer(text):
        yield _amount(text, match, Decimal(2) ** (read_integer(match["times"] or "一") or 1), None, "倍")


def _spoken(text: str) -> Iterator[Amount]:
    """Chinese numerals count when a word holds them to it (至少一次), when it comes back (每年一次) or is set up."""
    for match in _SPOKEN.finditer(text):
        value, unit = read_integer(match["low"]), match["unit"]
        if value is None or (unit in NAMED_AFTER and NAMED_AFTER[unit].match(text, match.end())):
            continue
        opening = max(text.rfind(stop, 0, match.start()) for stop in ",，;；。") + 1
        before, follows = text[opening : match.start()], _STOP.split(text[match.end() : match.end() + 12])[0]
        held = comparator_before(text, match.start())[0] in (
            Comparator.AT_LEAST,
            Comparator.ABOVE,
            Comparator.AT_MOST,
        )
        regular = (
            unit in ("次", "场", "期", "轮")
            and REGULAR.search(before)
            and not REPORTED.search(before + follows)
        )
        house = unit in "家所名" and value > 1
        set_up = unit == "个" and value > 1 and SET_UP_COUNTS.search(before)
        if (held and not (unit == "项" and follows[:1] == "制")) or regular or house or set_up:
            yield _amount(text, match, Decimal(value), None, unit)


def _levels(text: str) -> Iterator[Amount]:
    """A level needs a word of reaching, or another level before it (达到四级、三级以上)."""
    last = -2
    for match in _LEVEL.finditer(text):
        value = read_number(match["low"])
        follows = not match["word"]
        if value is None or (follows and match.start("low") - last > 1):
            continue
        last = match.end()
        below = (match["after"] or "").endswith("下")
        comparator = Comparator.AT_MOST if below else Comparator.AT_LEAST
        yield Amount(
            match.start("low"), match.end(), value, None, "级", comparator, False, match.start(), level=True
        )


def _amount(text: str, match: re.Match[str], low: Decimal, high: Decimal | None, unit: str) -> Amount:
    before, opens = comparator_before(text, match.start())
    after, end = comparator_after(text, match.end())
    if high is not None and high > low:
        return Amount(match.start(), end, low, high, unit, Comparator.RANGE, False, opens)
    comparator = after or before  # what follows the number is nearer to it: 达到90%以上
    if comparator is None and "more" in match.groupdict() and match["more"]:
        comparator = Comparator.ABOVE
    return Amount(
        match.start(), end, low, None, unit, comparator or Comparator.EQUAL, comparator is None, opens
    )
