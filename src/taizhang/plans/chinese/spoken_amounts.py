"""Amounts said in words: 百分之九十, 三分之二, 九成, 翻一番, 至少一次, 达到四级."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Decimal

from taizhang.model.plan import Comparator
from taizhang.model.words.numerals import ARABIC, CHINESE, read_integer, read_number
from taizhang.model.words.targets import REGULAR, REPORTED, SET_UP_COUNTS
from taizhang.model.words.units import NAMED_AFTER
from taizhang.plans.chinese.amount import Amount, amount_at
from taizhang.plans.chinese.comparators import comparator_before

_TO = "-|—|–|~|～|－|至|到"
_SPOKEN_SHARE = re.compile(
    f"(?P<of>[百千])分之(?P<low>[{CHINESE}点]{{1,9}}|{ARABIC})(?:(?:{_TO})[百千]分之(?P<high>[{CHINESE}点]{{1,9}}|{ARABIC}))?"
)
_FRACTION = re.compile(
    "(?P<whole>[二三四五六七八九十])分之(?P<part>[一二三四五六七八九])(?![一二三四五六七八九十])"
)
_SLASHED = re.compile(r"(?<![\d/.])(?P<part>[1-9])/(?P<whole>[2-9]|10)(?![\d/万千.])")
_TENTHS = re.compile(
    f"(?<![{CHINESE}])[一二两三四五六七八九]成(?=以上|左右|以内|以下)|(?<=[到达过于超近约的])[一二两三四五六七八九]成(?![立为效功果熟员])"
    "|(?:一半|半数)(?=以上|以内|以下)"
)
_FOLD = re.compile("翻(?P<times>[一两二三])?番")
_SPOKEN = re.compile(
    f"(?<![第{CHINESE}\\d])(?P<low>[{CHINESE}]{{1,4}})(?P<unit>人次|家|所|名|次|个|项|场|人|期|轮)(?![{CHINESE}]?级|体|化|统|手)"
)
_LEVEL = re.compile(
    "(?:(?P<word>达到?了?(?:国家|国际|省级)?|升(?:到|至)|提(?:升|高)(?:到|至)|评为|通过|不低于|保持)|(?<=级[、和及与])|(?<=以上[、和及与]))"
    "(?P<low>[一二三四五六七八九]|\\d(?:\\.\\d)?)级(?!医院|公立|综合|甲|乙|丙|中医|专科|疾控|机构|医疗|评审(?!,|，|。|$)|\\*)(?P<after>(?:及|或)?以上|以下)?"
)

_STOP = re.compile("[,，;；。]")


def read_spoken_amounts(text: str) -> Iterator[Amount]:
    """The amounts of a masked sentence that its words say, form by form."""
    for reader in (_spoken_shares, _fractions, _tenths, _folds, _spoken, _levels):
        yield from reader(text)


def _spoken_shares(text: str) -> Iterator[Amount]:
    for match in _SPOKEN_SHARE.finditer(text):
        low, high = read_number(match["low"]), read_number(match["high"] or "")
        if low is not None:
            yield amount_at(text, match, low, high, "%" if match["of"] == "百" else "‰")


def _fractions(text: str) -> Iterator[Amount]:
    """三分之二以上 in percent to two places, half-up, as shares are reported and compared."""
    for match in (*_FRACTION.finditer(text), *_SLASHED.finditer(text)):
        part, whole = _integer(match["part"]), _integer(match["whole"])
        if 0 < part < whole:
            share = (Decimal(100 * part) / whole).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
            yield amount_at(text, match, share, None, "%")


def _integer(written: str) -> int:
    return int(written) if written.isdigit() else read_integer(written) or 0


def _tenths(text: str) -> Iterator[Amount]:
    for match in _TENTHS.finditer(text):
        tenths = 5 if "半" in match[0] else read_integer(match[0][0])
        if tenths is not None:
            yield amount_at(text, match, Decimal(10 * tenths), None, "%")


def _folds(text: str) -> Iterator[Amount]:
    """翻一番 doubles, 翻两番 makes it four times as much."""
    for match in _FOLD.finditer(text):
        yield amount_at(text, match, Decimal(2) ** (read_integer(match["times"] or "一") or 1), None, "倍")


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
            yield amount_at(text, match, Decimal(value), None, unit)


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
