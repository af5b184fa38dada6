"""A numeral as fillers write it, without its unit: 1,300, -3, 二百五十, 廿五, 1.2亿, 1亿2千万; loose ones are none."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import pairwise

from taizhang.model.words.numerals import ARABIC, CHINESE
from taizhang.model.words.numerals import read_number as read_numeral

ONES = "一二两三四五六七八九"
CAPITALS = str.maketrans("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千")
TWENTIES = "廿卅"
NUMERAL = rf"(?:{ARABIC}|[{CHINESE}{TWENTIES}肆伍陆柒捌玖]+(?:点[{CHINESE}]+)?)"

_SCALED = re.compile(rf"{NUMERAL}(?:[百千万亿]|百万|千万|万亿)?(?:{NUMERAL}(?:万)?)?")
_PLAIN = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")
_DIGITS_IN_A_ROW = re.compile(rf"(?<![点万亿{CHINESE}])[{ONES}]{{2,}}")  # 两三, 三五万: some, not 23 or 35
# 1亿2000 is 1亿2000万 to one reader and 100002000 to another; 3万500 is 30500 or 35000.
_LOOSE_REST = re.compile(r"亿(?![零〇0]|\d{8}$)(?!.*万).{2,}|万(?!\d{4}$)\d+")
_TWENTY = re.compile(rf"(?<![{ONES}十{TWENTIES}])[{TWENTIES}](?![十百千{TWENTIES}])")
_CHINESE_PART = re.compile(rf"[{CHINESE}]+")
# The digits of a year or a number read out, or thousands, hundreds, tens and ones in this order: 百十个 are about so many.
_ORDERED = re.compile(
    rf"[零〇{ONES}]+|(?:[{ONES}]千)?(?:[零〇]?[{ONES}]百)?(?:[零〇]?[{ONES}]?十)?(?:[零〇]?[{ONES}])?"
)
_STEP = re.compile(r"(\d+(?:\.\d+)?)(万亿|千万|百万|亿|万|千|百)")
_STEPS = {"百": 2, "千": 3, "万": 4, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}
_SIGN = {"负": "-", "-": "-", "+": "", "正": ""}


def read_written_number(text: str) -> Decimal | None:
    """Digits with sign, separators or exponent, or a Chinese numeral; scales (万, 亿) multiply."""
    sign, digits = (_SIGN[text[0]], text[1:]) if text[:1] in _SIGN and len(text) > 1 else ("", text)
    if digits != text and digits[0] in _SIGN:  # --5
        return None
    number = Decimal(digits) if _PLAIN.fullmatch(digits) else _in_steps(digits)
    if number is None:
        number = _spoken(_without_capitals(digits))
    return None if number is None else tidy(-number if sign else number)


def tidy(number: Decimal) -> Decimal:
    """Whole numbers without exponent or zeros behind the point."""
    return Decimal(int(number)) if number == number.to_integral_value() else number


def _in_steps(digits: str) -> Decimal | None:
    """1亿2千万, 3万5千: every figure has its scale, and each is less than one of the scale before."""
    found = list(_STEP.finditer(digits))
    if not found or "".join(one[0] for one in found) != digits or (len(found) > 1 and "." in digits):
        return None
    steps = [(Decimal(one[1]), _STEPS[one[2]]) for one in found]
    amounts = [(figure * 10**power, power) for figure, power in steps]
    if any(below[0] >= 10 ** above[1] for above, below in pairwise(amounts)):
        return None
    return sum((amount for amount, _ in amounts), Decimal(0))


def _without_capitals(digits: str) -> str:
    """壹万贰仟 as 一万二千, 廿五 as 二十五."""
    twenty = _TWENTY.sub(lambda found: "二十" if found[0] == "廿" else "三十", digits)
    return twenty.translate(CAPITALS)


def _spoken(digits: str) -> Decimal | None:
    if not _SCALED.fullmatch(digits) or _DIGITS_IN_A_ROW.search(digits) or _LOOSE_REST.search(digits):
        return None
    if not all(_ORDERED.fullmatch(part) for part in _CHINESE_PART.findall(digits.partition("点")[0])):
        return None
    return read_numeral(digits)
