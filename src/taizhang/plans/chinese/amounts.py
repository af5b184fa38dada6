"""Amounts: the numbers of a sentence that count or measure something, with their unit and comparator."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.plan import Comparator
from taizhang.model.words.numerals import ARABIC, CHINESE, SCALES, read_integer, read_number
from taizhang.model.words.targets import AFTER, BEFORE
from taizhang.model.words.units import COUNTED

_MOST_DIGITS = 15
_TO = "-|—|–|~|～|－|至|到"
_SHARE = "[%％]|‰|个百分点|/10万|/十万|/万"
_UNIT = f"(?P<scale>万|亿)?(?P<unit>{_SHARE}|(?:{COUNTED.pattern}))"
_AMOUNT = re.compile(
    f"(?:(?<![\\d.+＋A-Za-z第/])|(?<=[A-Z]{{2}})(?=\\d+[台套]))(?P<low>{ARABIC})(?P<lowunit>[%％‰]|个|家|所|项)?(?:(?:{_TO})(?P<high>{ARABIC}))?"
    f"(?P<more>余|多)?{_UNIT}"
)
_SPOKEN_SHARE = re.compile(
    f"(?P<of>[百千])分之(?P<low>[{CHINESE}点]{{1,9}}|{ARABIC})(?:(?:{_TO})[百千]分之(?P<high>[{CHINESE}点]{{1,9}}|{ARABIC}))?"
)
_TENTHS = re.compile(
    f"(?<![{CHINESE}])[一二两三四五六七八九]成(?=以上|左右|以内|以下)|(?<=[到达过于])[一二两三四五六七八九]成(?![立为效功果熟员])"
    "|(?:一半|半数)(?=以上|以内|以下)"
)
_SPOKEN = re.compile(
    f"(?<![第{CHINESE}\\d])(?P<low>[{CHINESE}]{{1,4}})(?P<unit>家|所|名|次|个|项|场|人)(?![{CHINESE}]?级|体|化|统|手)"
)
_LEVEL = re.compile(
    "(?P<word>达到?(?:国家|国际|省级)?|升(?:到|至)|提升(?:到|至)|评为|通过|不低于)(?P<low>[一二三四五六七八九]|\\d)级"
    "(?!医院|公立|综合|甲|乙|丙|中医|专科|疾控|机构|\\*)(?P<after>(?:及|或)?以上|以下)?"
)
_NOT_COUNTED = re.compile(
    "月|工作日|小时|自然日|方面|层面|允许|统一|一批|一(?!级|类|线)|不|环节|维度|阶段|学时|百分点以外|人(?=均)"
)
# Money, age and time are targets only where something is held to them.
_MEASURED = {
    **dict.fromkeys(("元", "万元", "亿元"), re.compile("")),
    "岁": re.compile("寿命"),
    **dict.fromkeys(("天", "小时", "分钟"), re.compile("住院日|住院天数|时间|时长|等候|响应|用时")),
    "分": re.compile("评分|得分|分数|满意度"),
    **dict.fromkeys(("类", "批", "管"), re.compile("")),
}
_RAISED = re.compile("争取|到位|投资|筹集|投入|拨付|追回|(?:落实|安排|下达)[^,，;；。]{0,12}(?:资金|经费)")
_POLICY = re.compile("补助(?!资金)|标准|每人|人均|定额|价格|缴费|限额|封顶线?(?!,|，)|起付|奖励")


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
    found = [*_arabic(text), *_spoken_shares(text), *_tenths(text), *_spoken(text), *_levels(text)]
    found.sort(key=lambda amount: (amount.start, -amount.end))
    kept: list[Amount] = []
    for amount in found:
        if not kept or amount.start >= kept[-1].end:
            kept.append(amount)
    return tuple(kept)


def _arabic(text: str) -> Iterator[Amount]:
    for match in _AMOUNT.finditer(text):
        unit = match["unit"].replace("％", "%").replace("十万", "10万")
        low, high = read_number(match["low"]), read_number(match["high"] or "")
        if (
            low is None
            or len(match["low"]) > _MOST_DIGITS
            or (unit == "个" and _NOT_COUNTED.match(text, match.end()))
        ):
            continue
        scale = SCALES.get(match["scale"] or "", Decimal(1))
        if unit in _MEASURED and not _is_measured(text, match):
            continue
        written = f"{match['scale'] or ''}{unit}" if unit == "元" else unit
        factor = Decimal(1) if unit == "元" else scale
        yield _amount(text, match, _scaled(low, factor), high and _scaled(high, factor), written)


def _scaled(number: Decimal, factor: Decimal) -> Decimal:
    """1.2万 is 12000, without a trace of the decimal point."""
    product = number * factor
    return product.quantize(Decimal(1)) if factor > 1 and product == product.to_integral_value() else product


def _is_measured(text: str, match: re.Match[str]) -> bool:
    """Held to a number by a word, and no policy's parameter (每人每年补助…元)."""
    led = text[max(0, match.start() - 30) : match.start()]
    held = _before(text, match.start())[0] or _after(text, match.end())[0]
    own = re.split("[,，;；。]", led)[-1]
    if match["unit"].endswith("元") and _RAISED.search(led) and not _POLICY.search(own):
        return True
    return (
        bool(held)
        and bool(_MEASURED[match["unit"]].search(led))
        and not (match["unit"].endswith("元") and _POLICY.search(own))
    )


def _spoken_shares(text: str) -> Iterator[Amount]:
    for match in _SPOKEN_SHARE.finditer(text):
        low, high = read_number(match["low"]), read_number(match["high"] or "")
        if low is not None:
            yield _amount(text, match, low, high, "%" if match["of"] == "百" else "‰")


def _tenths(text: str) -> Iterator[Amount]:
    for match in _TENTHS.finditer(text):
        tenths = 5 if "半" in match[0] else read_integer(match[0][0])
        if tenths is not None:
            yield _amount(text, match, Decimal(10 * tenths), None, "%")


def _spoken(text: str) -> Iterator[Amount]:
    """Chinese numerals count when a word holds them to it (至少一次) or a house is counted (两家医院)."""
    for match in _SPOKEN.finditer(text):
        value = read_integer(match["low"])
        if value is None or _NOT_COUNTED.match(text, match.end()):
            continue
        comparator, _ = _before(text, match.start())
        held = comparator in (Comparator.AT_LEAST, Comparator.ABOVE, Comparator.AT_MOST)
        house = match["unit"] in "家所名" and value > 1
        follows = text[match.end() : match.end() + 1]
        if (held and not (match["unit"] == "项" and follows in "制")) or house:
            yield _amount(text, match, Decimal(value), None, match["unit"])


def _levels(text: str) -> Iterator[Amount]:
    for match in _LEVEL.finditer(text):
        value = read_number(match["low"])
        if value is None:
            continue
        below = (match["after"] or "").endswith("下")
        comparator = Comparator.AT_MOST if below else Comparator.AT_LEAST
        yield Amount(
            match.start("low"), match.end(), value, None, "级", comparator, False, match.start(), level=True
        )


def _amount(text: str, match: re.Match[str], low: Decimal, high: Decimal | None, unit: str) -> Amount:
    before, opens = _before(text, match.start())
    after, end = _after(text, match.end())
    if high is not None and high > low:
        return Amount(match.start(), end, low, high, unit, Comparator.RANGE, False, opens)
    comparator = _together(before, after)
    if comparator is None and "more" in match.groupdict() and match["more"]:
        comparator = Comparator.ABOVE
    bare = comparator is None
    return Amount(match.start(), end, low, None, unit, comparator or Comparator.EQUAL, bare, opens)


def _together(before: Comparator | None, after: Comparator | None) -> Comparator | None:
    """What follows the number is nearer to it: 达到90%以上, 控制在10%左右."""
    return after or before


def _before(text: str, start: int) -> tuple[Comparator | None, int]:
    """The comparator whose words stand nearest before the number, and where they start."""
    window_start = max(0, start - 24)
    for index in range(start - 1, window_start - 1, -1):
        if text[index] in ",，;；。、":
            window_start = index + 1
            break
    window = text[window_start:start]
    best: tuple[int, Comparator, int] | None = None
    for sign, pattern, gap in _BEFORE:
        for found in pattern.finditer(window):
            if len(window) - found.end() <= gap and not re.search(r"\d", window[found.end() :]):
                candidate = (found.end(), sign, window_start + found.start())
                best = max(best, candidate, key=lambda c: c[0]) if best else candidate
    return (best[1], best[2]) if best else (None, start)


def _after(text: str, end: int) -> tuple[Comparator | None, int]:
    for sign, pattern in _AFTER:
        found = pattern.match(text, end)
        if found:
            return sign, found.end()
    return None, end


_BEFORE = tuple((Comparator(sign), re.compile(words), gap) for sign, words, gap in BEFORE)
_AFTER = tuple((Comparator(sign), re.compile(words)) for sign, words in AFTER)
