"""What a filler writes into a number cell: 1300人, 1.2亿, 百分之九十五, 九成, 约95 — read, or asked back, never zeroed."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from decimal import Decimal

from taizhang.ledgers.unreadable import why_unreadable
from taizhang.ledgers.written_numbers import NUMERAL, ONES, read_written_number, tidy
from taizhang.model.grid import CellError, CellValue, Formula, plain
from taizhang.model.ledger import BLANK_WORDS, Fault
from taizhang.model.remembered import remembered
from taizhang.model.words.numerals import ARABIC, CHINESE, read_integer
from taizhang.model.words.units import MEASURE_WORDS, same_family

_PERCENT = "%"
_SHARES = ("%", "‰", "/万", "/10万")
_MONEY = ("元", "千元", "万元", "百万元", "亿元")
_SCALES = ("千", "百", "万", "亿")
_PEOPLE = ("人次", "万人次", "万人")
_BASES = ("元", "人", "人次")  # what a number is kept in where its row states no unit
# What one may count for the other, after a question: 3家 where 个 are asked, but no 3人 and no 3张.
_KIN = (
    frozenset(("个", "家", "所", "间", "座", "处", "户", "村", "乡镇")),
    frozenset(("个", "项", "件", "条", "份", "部", "篇", "期", "种", "类", "支", "套", "台", "辆")),
    frozenset(("张", "床")),
    frozenset(("人次", "次", "例次", "家次", "例")),
    frozenset(("人", "名", "例")),
    frozenset(("场", "次", "期", "批次", "批")),
)
_UNITS = sorted({*_SHARES, *_MONEY, *_PEOPLE, *MEASURE_WORDS}, key=len, reverse=True)

_ABOUT = re.compile(r"^(?:约为|大约|约|将近|接近|近)|(?:左右|上下)$")
_SOME_MORE = re.compile(rf"(?<=[\d{CHINESE}万亿])[余多](?!\d)")
_SAID_BEFORE = re.compile(
    r"^(?:(?:截[至止]目前|目前|现|已|共计|共|累计|合计|总计|实际|完成|达到|达|为|提高到|:)+)"
)
_PAID = re.compile(r"^(?:人民币|¥)+(.+?)元?整?$|^(.+元)整$")
_REMARK = re.compile(r"\([^()]*\)$")
# Behind these a number is not what was reached by now: 95（预计）, 5（本季新增）; 95（其中新增3个） is.
_UNDOES = re.compile(
    r"^\((?!其中|含)[^()]*(?:预计|计划|目标|拟|未(?!含|包括|计)|上年|去年|上期|同期|新增|本季|本月|当季|当月|差|缺)"
)
_ABOUT_SO_MANY = re.compile(r"^\((?:约|估|大约|大概|左右|暂)")
_QUOTES = re.compile(r"^['\"“‘]+|['\"”’]+$")
_THOUSANDS_BY_BLANK = re.compile(r"\d{1,3}(?: \d{3})+(?!\d)")
_BLANK_INSIDE = re.compile(r"(?<=\d)\s+(?=\d)")
_RANGE = re.compile(rf"({ARABIC})%?(?:-|~|至|到|—|–)({ARABIC})")
_FRACTION = re.compile(r"(\d+(?:\.\d+)?)/(\d+(?:\.\d+)?)")
_SPOKEN_FRACTION = re.compile(rf"([{CHINESE}]+|百|千|万)分之({NUMERAL})")
_TENTHS = re.compile(rf"({NUMERAL})成([{ONES}半])?")
_DIGIT = re.compile(r"\d")
_DAYS = re.compile(r"\d{4}-\d{1,2}(?:-\d{1,2})?|.*\d[年月日号].*")  # 2022-09-30, 5-10月: no range of amounts
_SCALE_ALONE = re.compile(r"[百佰千仟]万?")  # 百, 近千: its head was lost, or it is a manner of speaking
_TELEPHONE = re.compile(r"0\d{6,}|1[3-9]\d{9}")
_WHOLE_AND_HALF = {"一半": Decimal(50), "百分百": Decimal(100), "百分之百": Decimal(100)}
_NO_RATIO = "本行没有计量单位，填的是比例"
_LONGEST = 15  # digits that a spreadsheet keeps; longer ones name a person, an account or a document
_WHAT_IS_COUNTED = re.compile(r"(?:县|区|县区|县市区|县\(市、区\)|市|医院|机构|医疗机构|乡镇卫生院)?")


@dataclass(frozen=True, slots=True)
class NumberReading:
    """A number cell, read; a blank has neither value nor fault."""

    value: Decimal | None = None  # in the column's unit
    fault: Fault | None = None
    unit_seen: str = ""  # the unit written in the cell; "" when none
    note: str = ""  # Chinese, what was taken for granted; "" when nothing
    readings: tuple[Decimal, ...] = ()  # where the fault is AMBIGUOUS: what it may mean


NOTHING = NumberReading()
NOT_READ = NumberReading(fault=Fault.NOT_A_NUMBER)


def read_number(cell: CellValue | None, unit: str = "") -> NumberReading:
    """The number a cell holds, in the unit of its row ("" when the row states none)."""
    match cell:
        case None:
            return NOTHING
        case Formula(value=None):
            return NumberReading(fault=Fault.NO_VALUE)
        case Formula():
            return read_number(cell.value, unit)
        case CellError():
            return NumberReading(fault=Fault.CELL_ERROR)
        case Decimal():
            return _bare(cell, _known_unit(unit))
        case bool():
            return NumberReading(fault=Fault.NOT_A_NUMBER, note="单元格里是逻辑值，不是数字")
        case date() | time() | timedelta():
            return NumberReading(
                fault=Fault.NOT_A_NUMBER, note="单元格里是日期或时间，可能是表格软件自动改成的"
            )
        case _:
            return _read_text(str(cell), _known_unit(unit))


def _known_unit(unit: str) -> str:
    return unicodedata.normalize("NFKC", unit).strip()


def _bare(number: Decimal, unit: str) -> NumberReading:
    """A number without a unit; in a percent column anything up to 1 may as well be a share of 1."""
    if number.adjusted() >= _LONGEST:
        return _unreadable("多于15位，像证件号码、账号或文号")
    if number.adjusted() == 10 and unit and unit not in _MONEY and _TELEPHONE.fullmatch(plain(number)):
        return _unreadable("像电话号码")
    if unit == _PERCENT and 0 < abs(number) <= 1:
        return NumberReading(fault=Fault.AMBIGUOUS, readings=(number, number * 100))
    return NumberReading(number)


@remembered(longest=100, most=4_096)  # many rows are answered alike, and some rules read once more
def _read_text(written: str, unit: str) -> NumberReading:
    text = unicodedata.normalize("NFKC", written).strip()
    if written.strip() in BLANK_WORDS or text in BLANK_WORDS:
        return NOTHING
    if any(not sign.isdecimal() and _DIGIT.search(unicodedata.normalize("NFKC", sign)) for sign in written):
        return _unreadable("有上标或带圈的数字")  # 12① would become 121
    text = _THOUSANDS_BY_BLANK.sub(lambda found: found[0].replace(" ", ""), _QUOTES.sub("", text))
    if _BLANK_INSIDE.search(text):
        return _unreadable("一个单元格里有几个数，不知该取哪一个")
    text = "".join(text.split()).rstrip("。.;,").replace("％", "%")
    if _TELEPHONE.fullmatch(text) and unit not in _MONEY:
        return _unreadable("像电话号码")
    if _undone(text):
        return _unreadable(why_unreadable(text))
    bare, notes = _without_asides(_unpaid(text))
    reading = _read_bare(bare, unit)
    if reading is NOT_READ:
        return _unreadable(why_unreadable(text))
    if reading.value is None or not notes:
        return reading
    other = _in_brackets(text, unit)
    if other is not None and other != reading.value:
        return NumberReading(fault=Fault.AMBIGUOUS, readings=(reading.value, other))
    return NumberReading(
        reading.value, None, reading.unit_seen, "；".join((*notes, *filter(None, [reading.note])))
    )


def _undone(text: str) -> bool:
    remark = _REMARK.search(text)
    return bool(remark and _UNDOES.search(remark[0]))


def _unpaid(text: str) -> str:
    """¥100 and 100元整 as 100元."""
    paid = _PAID.fullmatch(text)
    return (paid[2] or f"{paid[1]}元") if paid else text


def _in_brackets(text: str, unit: str) -> Decimal | None:
    """The number that stands alone in brackets behind another: 5（3） may be either."""
    remark = _REMARK.search(text)
    return _read_bare(remark[0][1:-1], unit).value if remark else None


def _without_asides(text: str) -> tuple[str, list[str]]:
    """The number and its unit alone, and notes on the words that stood around them."""
    notes = []
    bare = _REMARK.sub("", text)
    if bare and bare != text and not bare.endswith("县"):
        about = _ABOUT_SO_MANY.search(text[len(bare) :])
        notes.append("填的是约数" if about else "括号里的说明未计入")
        text = bare
    bare = _SAID_BEFORE.sub("", text)
    exact = _SOME_MORE.sub("", _ABOUT.sub("", bare))
    if (exact and exact != bare) or exact == "一半":
        notes.append("填的是约数")
    return exact or text, notes


def _read_bare(text: str, unit: str) -> NumberReading:
    for read in (_plain_number, _share_of_hundred, _with_unit, _fraction, _range):
        reading = read(text, unit)
        if reading is not None:
            return reading
    return NOT_READ


def _unreadable(note: str) -> NumberReading:
    return NumberReading(fault=Fault.NOT_A_NUMBER, note=note)


def _plain_number(text: str, unit: str) -> NumberReading | None:
    number = None if _SCALE_ALONE.fullmatch(text) else read_written_number(text)
    if number is None:
        return None
    if unit in _SHARES and ("万" in text or "亿" in text):
        return _unreadable("带着“万”或“亿”，不像比例")
    if unit[:1] in _SCALES and any(scale in text for scale in _SCALES):
        base = unit.lstrip("".join(_SCALES))
        return replace(_converted(number, base, unit), unit_seen="")  # 2000万 in a row of 万元 is 2000万元
    return _bare(number, unit)


def _share_of_hundred(text: str, unit: str) -> NumberReading | None:
    """九成, 九成五, 百分之九十五, 一半: always a share, whatever the row's unit."""
    tenths = _TENTHS.fullmatch(text)
    spoken = _SPOKEN_FRACTION.fullmatch(text)
    share = _WHOLE_AND_HALF.get(text)
    if tenths:
        more = Decimal(5) if tenths[2] == "半" else Decimal(read_integer(tenths[2] or "") or 0)
        whole = read_written_number(tenths[1])
        share = None if whole is None else whole * 10 + more
    elif spoken and share is None:
        below = {"百": 100, "千": 1000, "万": 10_000}.get(spoken[1]) or read_integer(spoken[1])
        above = read_written_number(spoken[2])
        share = above * 100 / below if above is not None and below else None
    return None if share is None else _share(share, unit)


def _share(share: Decimal, unit: str) -> NumberReading:
    factor = same_family(_PERCENT, unit)
    if factor is None:
        return _unreadable(f"填的是比例，本行的单位是“{unit}”" if unit else _NO_RATIO)
    return NumberReading(tidy(share * factor))


def _with_unit(text: str, unit: str) -> NumberReading | None:
    """A number followed by its unit, and perhaps by what was counted."""
    for seen in sorted({*_UNITS, unit}, key=len, reverse=True) if unit else _UNITS:
        head, mark, tail = text.rpartition(seen)
        if not mark or not _WHAT_IS_COUNTED.fullmatch(tail):
            continue
        number = None if _SCALE_ALONE.fullmatch(head) else read_written_number(head)
        if number is not None:
            return _converted(number, seen, unit)
    return None


def _converted(number: Decimal, seen: str, unit: str) -> NumberReading:
    """Within a family units convert; between counts the number stands; anything else is asked back."""
    if not unit:
        return _without_row_unit(number, seen)
    factor = same_family(seen, unit)
    if factor is not None:
        return NumberReading(tidy(number * factor), unit_seen=seen)
    if any({seen, unit} <= kin for kin in _KIN):
        return NumberReading(number, unit_seen=seen, note=f"填的单位是“{seen}”，本行的单位是“{unit}”")
    return NumberReading(fault=Fault.NOT_A_NUMBER, unit_seen=seen, note=f"单位“{seen}”换算不成“{unit}”")


def _without_row_unit(number: Decimal, seen: str) -> NumberReading:
    """1.2万元 is 12000; a share is no number of anything."""
    if seen in _SHARES:
        return NumberReading(fault=Fault.NOT_A_NUMBER, unit_seen=seen, note=_NO_RATIO)
    factor = next(filter(None, (same_family(seen, base) for base in _BASES)), Decimal(1))
    return NumberReading(tidy(number * factor), unit_seen=seen)


def _fraction(text: str, unit: str) -> NumberReading | None:
    """2/3 may be a rate, two parts, or a day that lost its year."""
    found = _FRACTION.fullmatch(text)
    if not found or not Decimal(found[2]):
        return None
    above, below = Decimal(found[1]), Decimal(found[2])
    percent = same_family(_PERCENT, unit)
    if percent is None:
        return NumberReading(fault=Fault.AMBIGUOUS, readings=(above, below))
    share = above * 100 / below * percent
    if share == above:  # 85/100 in a percent column: both readings say 85
        return NumberReading(tidy(share))
    return NumberReading(fault=Fault.AMBIGUOUS, readings=(share, above))


def _range(text: str, _unit: str) -> NumberReading | None:
    found = _RANGE.match(text)
    if not found or _DAYS.fullmatch(text):
        return None
    return NumberReading(
        fault=Fault.AMBIGUOUS,
        readings=(Decimal(found[1].replace(",", "")), Decimal(found[2].replace(",", ""))),
    )
