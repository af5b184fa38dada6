"""Forms of values: how a value of a plan is printed in a cell, and read back from what a person wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from taizhang.model.grid import plain
from taizhang.model.plan import Plan
from taizhang.model.words.blanks import in_one_width
from taizhang.model.words.numerals import read_number
from taizhang.plans.brackets import split_outside
from taizhang.plans.chinese.deadlines import read_deadlines
from taizhang.plans.form_head import read_last_day
from taizhang.plans.squeezed import squeeze

_DAY = re.compile(r"(20\d\d|19\d\d)[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: 00:00(?::00)?)?前?")
_SEVERAL = re.compile("[一二两三四五六七八九]{2,}")  # 两三 is no number
_BETWEEN = "、，,;；/\n"


class Unreadable(ValueError):  # noqa: N818 - it says what a cell is, as the troubles do
    """A cell's words that cannot be a value of the field."""

    def __init__(self, says: str, fix: str) -> None:
        super().__init__(says)
        self.says, self.fix = says, fix


@dataclass(frozen=True, slots=True)
class Form:
    """How values are printed and read; `words` are the drop-down's, () where anything may be written."""

    show: Callable[[Any], str]
    read: Callable[[str, Plan], Any]  # raises Unreadable
    words: tuple[str, ...] = ()
    numeric: bool = False


def _one_line(text: str) -> str:
    return "".join(text.split("\n")).strip()


def _some_text(text: str, _plan: Plan) -> str:
    if not text.strip():
        raise Unreadable("这一格不能空着", "请填写内容，或把“处理”改为“取消”")
    return _one_line(text)


def _number(text: str, _plan: Plan) -> Decimal:
    written = in_one_width(text).replace("−", "-")
    number = read_number(written.removeprefix("-"))
    if number is None or _SEVERAL.fullmatch(written):
        raise Unreadable("这里要填一个数", "请只填数字，单位写在“单位”列")
    return -number if written.startswith("-") else number


def _maybe_number(text: str, plan: Plan) -> Decimal | None:
    return _number(text, plan) if text.strip() else None


def _whole(text: str, plan: Plan) -> int:
    number = _number(text, plan)
    if number != number.to_integral_value():
        raise Unreadable("这里要填一个整数", "请去掉小数")
    return int(number)


def _day(text: str, plan: Plan) -> date:
    """A date in figures, or a time as plans state it (9月底前): its last day in the plan's year."""
    written = unicodedata.normalize("NFKC", text).strip()
    found = _DAY.fullmatch(written)
    if found:
        try:
            return date(int(found[1]), int(found[2]), int(found[3]))
        except ValueError:
            raise Unreadable("没有这一天", "请写成年-月-日，如 2022-09-30") from None
    whole = squeeze(written if written.endswith("前") else f"{written}前", blanks=False).whole
    times = [timed for timed in read_deadlines(whole, plan.year) if timed.day]
    if len(times) == 1 and len(times[0].printed) >= len(whole.text) - 1 and times[0].day:
        return times[0].day
    raise Unreadable("这个时间看不懂", "请写成年-月-日，如 2022-09-30")


def _maybe_day(text: str, plan: Plan) -> date | None:
    return _day(text, plan) if text.strip() else None


def _maybe_last_day(text: str, _plan: Plan) -> date | None:
    """A day, or the last one of a month or a year."""
    if not text.strip():
        return None
    day = read_last_day(text.strip().removesuffix(" 00:00:00"))
    if day is None:
        raise Unreadable("有效期看不懂", "请写成年-月-日或年月，如 2024-05-31、2024年5月")
    return day


def _names(text: str, _plan: Plan) -> tuple[str, ...]:
    parts = split_outside(squeeze(text.replace("\n", "、"), blanks=False).whole, _BETWEEN)
    return tuple(part.text for part in parts)


def _names_in_english_or_chinese(text: str, _plan: Plan) -> tuple[str, ...]:
    """Unit names may hold blanks and commas where they are English; only 、 parts them then."""
    if not text.isascii() and not re.search("[A-Za-z]{4}", text):
        return _names(text, _plan)
    return tuple(" ".join(part.split()) for part in re.split("[、；;\n]", text) if part.strip())


def _joined(names: tuple[str, ...]) -> str:
    return "、".join(names)


def choice(words: Mapping[Any, str]) -> Form:
    """One of a closed set, each with its word."""
    by_word = {word: value for value, word in words.items()}

    def read(text: str, _plan: Plan) -> Any:
        word = in_one_width(text)
        if word not in by_word:
            raise Unreadable("不在可选的词里", f"请从下拉列表选择：{'、'.join(by_word)}")
        return by_word[word]

    def show(value: StrEnum | str) -> str:
        return words.get(value, str(value))

    return Form(show, read, tuple(by_word))


def marks(words: tuple[str, ...]) -> Form:
    """Any of a few words together, parted by 、."""

    def read(text: str, plan: Plan) -> tuple[str, ...]:
        written = _names(text, plan)
        unknown = [word for word in written if word not in words]
        if unknown:
            raise Unreadable(f"“{unknown[0]}”不在可选的词里", f"请只用这些词，以顿号隔开：{'、'.join(words)}")
        return tuple(word for word in words if word in written)

    return Form(_joined, read)


def _shown_number(value: Decimal | int | None) -> str:
    return "" if value is None else plain(Decimal(value))


def _shown_day(value: date | None) -> str:
    return value.isoformat() if value else ""


TEXT = Form(str, lambda text, _plan: _one_line(text))
SOME_TEXT = Form(str, _some_text)
NUMBER = Form(_shown_number, _number, numeric=True)
MAYBE_NUMBER = Form(_shown_number, _maybe_number, numeric=True)
WHOLE = Form(_shown_number, _whole, numeric=True)
DAY = Form(_shown_day, _day)
MAYBE_DAY = Form(_shown_day, _maybe_day)
MAYBE_LAST_DAY = Form(_shown_day, _maybe_last_day)
NAMES = Form(_joined, _names)
UNITS = Form(_joined, _names_in_english_or_chinese)
