"""Numbers: digits and words, shares and counts, scales, ranges; what stands in front says of what, behind it nothing."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

from generated.comparators import COMPARATORS, Held
from generated.families import Draw, family
from generated.said import Aim, Words
from generated.words import World

NUMBERS = family("numbers")
TENS = "十二十三十四十五十六十七十八十九十"
_DIGITS = "零一二三四五六七八九"


def chinese(number: int) -> str:
    """Below 100, as offices write it."""
    tens, ones = divmod(number, 10)
    front = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return front + (_DIGITS[ones] if ones or not tens else "")


def held(draw: Draw, kind: str) -> Held:
    return COMPARATORS.draw(draw, kind)


def _aim(subject: str, how: Held, number: str, aim: Aim) -> Words:
    return Words(f"{subject}{how.before}{number}{how.after}", (aim,), shows=how.shows)


def _share(draw: Draw, world: World, number: str, value: Decimal, unit: str = "%") -> Words:
    how = held(draw, "share")
    subject = world.low_rate() if how.low else world.rate()
    return _aim(subject, how, number, Aim(how.sign, value, unit, subject=subject))


@NUMBERS.form("percent", r"\d%")
def _percent(draw: Draw, world: World) -> Words:
    number = draw(st.integers(1, 99))
    return _share(draw, world, f"{number}%", Decimal(number))


@NUMBERS.form("percent with a point", r"\d\.\d%")
def _point(draw: Draw, world: World) -> Words:
    number = Decimal(draw(st.integers(11, 989).filter(lambda n: n % 10))) / 10
    return _share(draw, world, f"{number}%", number)


@NUMBERS.form("percent in words", "百分之")
def _spoken(draw: Draw, world: World) -> Words:
    number = draw(st.integers(2, 99))
    return _share(draw, world, f"百分之{chinese(number)}", Decimal(number))


@NUMBERS.form("per mille", r"\d‰")
def _per_mille(draw: Draw, world: World) -> Words:
    number = Decimal(draw(st.integers(11, 99))) / 10
    return _share(draw, world, f"{number}‰", number, "‰")


@NUMBERS.form("per hundred thousand", r"\d/10万")
def _per_hundred_thousand(draw: Draw, world: World) -> Words:
    number = draw(st.integers(2, 40))
    how = held(draw, "share")
    return _aim(f"{world.matter()}相关死亡率", how, f"{number}/10万", Aim(how.sign, Decimal(number), "/10万"))


@NUMBERS.form("tenths", "成以上")
def _tenths(draw: Draw, world: World) -> Words:
    tenths = draw(st.integers(2, 9))
    return Words(f"{world.rate()}达到{chinese(tenths)}成以上", (Aim(">=", Decimal(10 * tenths), "%"),))


@NUMBERS.form("share range", r"\d%?[-—至]{1,2}\d+%")
def _share_range(draw: Draw, world: World) -> Words:
    low = draw(st.integers(5, 60))
    high = low + draw(st.integers(1, 30))
    dash, sign = draw(st.sampled_from("-—至")), draw(st.sampled_from(("", "%")))
    before = draw(st.sampled_from(("控制在", "保持在", "达到")))
    aim = Aim("range", Decimal(low), "%", Decimal(high))
    return Words(f"{world.rate()}{before}{low}{sign}{dash}{high}%", (aim,))


@NUMBERS.form("count", r"\d+[个家所处]")
def _count(draw: Draw, world: World) -> Words:
    number, unit = draw(st.integers(1, 300)), draw(st.sampled_from("个家所处"))
    how = held(draw, "count")
    aim = Aim(how.sign, Decimal(number), unit)
    return Words(f"{how.before}{number}{unit}{how.after}{world.built()}", (aim,), shows=how.shows)


@NUMBERS.form("count behind the thing", r"[一-龥]\d+[个家所处](?:以上)?(?![一-龥])")
def _behind(draw: Draw, world: World) -> Words:
    number, unit = draw(st.integers(2, 300)), draw(st.sampled_from("个家所处"))
    verb = draw(st.sampled_from(("新增", "建成", "打造", "培育")))
    after, sign = draw(st.sampled_from((("", "="), ("以上", ">="))))
    return Words(f"{verb}{world.built()}{number}{unit}{after}", (Aim(sign, Decimal(number), unit),))


@NUMBERS.form("count range", r"\d[-—至]\d+[个家]")
def _count_range(draw: Draw, world: World) -> Words:
    low = draw(st.integers(1, 9))
    high = low + draw(st.integers(1, 9))
    dash, unit = draw(st.sampled_from("-—至")), draw(st.sampled_from("个家"))
    aim = Aim("range", Decimal(low), unit, Decimal(high))
    return Words(f"建设{low}{dash}{high}{unit}{world.built()}", (aim,))


@NUMBERS.form("in ten thousands", r"\d万人次|\d万人|\d万张")
def _scaled(draw: Draw, world: World) -> Words:
    number = Decimal(draw(st.integers(1, 99))) / 10
    unit = draw(st.sampled_from(("人次", "人", "张")))
    what = {"人次": "开展{}服务", "人": "培训{}人员", "张": "发放{}联系卡"}[unit]
    return Words(f"{what.format(world.matter())}{number}万{unit}", (Aim("=", number * 10000, unit),))


@NUMBERS.form("money", r"\d(?:万|亿)元")
def _money(draw: Draw, world: World) -> Words:
    number, scale = Decimal(draw(st.integers(1, 900))) / 10, draw(st.sampled_from("万亿"))
    return Words(f"投入{world.built()}资金{number}{scale}元", (Aim("=", number, f"{scale}元"),))


@NUMBERS.form("times in words", "[一二两三四五六]次")
def _times(draw: Draw, world: World) -> Words:
    word = draw(st.sampled_from("一两三四五六"))
    value = Decimal(2 if word == "两" else _DIGITS.index(word))
    return Words(f"{world.matter()}演练至少开展{word}次", (Aim(">=", value, "次"),))


@NUMBERS.form("doubled", "翻[一两]?番")
def _fold(draw: Draw, world: World) -> Words:
    word, value = draw(st.sampled_from((("", 2), ("一", 2), ("两", 4))))
    return Words(f"{world.matter()}业务量翻{word}番", (Aim("=", Decimal(value), "倍"),))


@NUMBERS.form("ratio to one", r"1[:：]\d")
def _ratio(draw: Draw, world: World) -> Words:
    value = Decimal(draw(st.integers(11, 29))) / 10
    return Words(f"医护比达到1:{value}以上", (Aim(">=", value, "比"),))


@NUMBERS.form("a house's rate", "(?:医院|卫生院|卫生室).{3,4}[^。]*%")
def _of_houses(draw: Draw, world: World) -> Words:
    number = draw(st.integers(1, 99))
    how = held(draw, "share")
    aim = Aim(how.sign, Decimal(number), "%", scope="institutions")
    return _aim(world.rate_of_houses(), how, f"{number}%", aim)


@NUMBERS.form("share of places", r"%(?:以上)?的?(?:县|市|乡镇)")
def _share_of_places(draw: Draw, world: World) -> Words:
    number = draw(st.integers(10, 95))
    after, sign = draw(st.sampled_from((("", "="), ("以上", ">="))))
    place = draw(st.sampled_from(("县(市、区)", "乡镇", "县")))
    aim = Aim(sign, Decimal(number), "%", scope="share_of_places")
    return Words(f"{number}%{after}{'的' if after else ''}{place}建成{world.built()}", (aim,))
