"""Numerals as offices write them: 十五, 两, 百分之九十五, 一点五亿, 1,200, full-width digits."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal, InvalidOperation

DIGITS = {
    "〇": 0, "零": 0, "一": 1, "壹": 1, "二": 2, "两": 2, "贰": 2, "三": 3, "叁": 3, "四": 4,
    "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
}  # fmt: skip
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}

CHINESE = "".join((*DIGITS, *TENS))  # the characters of a Chinese integer below 万
ARABIC = r"\d+(?:,\d{3})*(?:\.\d+)?"

_PLAIN = re.compile(ARABIC, re.ASCII)


def read_number(written: str) -> Decimal | None:
    """The number that Arabic or Chinese numerals say, with 万 and 亿; None when it is neither."""
    text = unicodedata.normalize("NFKC", written).strip()
    if not text:
        return None
    for word in ("亿", "万"):
        head, mark, tail = text.partition(word)
        if mark:
            return _scaled(head, word, tail)
    if _PLAIN.fullmatch(text):
        return _decimal(text)
    return _chinese(text)


def _scaled(head: str, word: str, tail: str) -> Decimal | None:
    front, back = read_number(head), _rest(tail, SCALES[word])
    return None if front is None or back is None else front * SCALES[word] + back


def _rest(tail: str, scale: Decimal) -> Decimal | None:
    """What stands behind 万 or 亿; 一万二 is 12000, and 1万2 may be either."""
    if len(tail) != 1 or tail in TENS:
        return read_number(tail) if tail else Decimal(0)
    return DIGITS[tail] * scale / 10 if tail in DIGITS else None


def _decimal(text: str) -> Decimal | None:
    try:
        return Decimal(text.replace(",", ""))
    except InvalidOperation:
        return None


def _chinese(text: str) -> Decimal | None:
    whole, point, fraction = text.partition("点")
    number = read_integer(whole)
    if number is None or (point and not fraction):
        return None
    digits = "".join(str(DIGITS.get(character, "?")) for character in fraction)
    return _decimal(f"{number}.{digits}" if digits else str(number)) if "?" not in digits else None


def read_integer(written: str) -> int | None:
    """The integer below 万 that Chinese numerals say, as 二十一, 百二十, 一百二, 二〇二二; None when they say none.

    二三十 says more than one.
    """
    if not written or any(character not in DIGITS and character not in TENS for character in written):
        return None
    if not any(character in TENS for character in written):
        return int("".join(str(DIGITS[character]) for character in written))
    number, digit, place = 0, None, 1
    for character in written:
        if character in TENS:
            number += (1 if digit is None else digit) * TENS[character]
            digit, place = None, TENS[character] // 10
        elif digit:
            return None
        else:
            digit = DIGITS[character]
            place = place if digit else 1
    return number + (digit or 0) * place
