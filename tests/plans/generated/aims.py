"""Aims beyond one number: coverage in words, levels, each place, named places, lists of numbers, softened aims."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.numbers import NUMBERS, chinese
from generated.said import Aim, Doubt, Words
from generated.words import COUNTIES, World

COVERAGE = family("coverage")
LEVELS = family("levels")
EACH = family("each place")
NAMES = family("named places")
LISTS = family("lists of numbers")
SOFTENED = family("softened aims")

ALL = Aim("all", Decimal(100), "%", marks=frozenset({"all"}))


@COVERAGE.form("全覆盖", "全覆盖")
def _full(draw: Draw, world: World) -> Words:
    return Words(f"{draw(st.sampled_from(('实现', '确保')))}{world.matter()}全覆盖", (ALL,))


@COVERAGE.form("all houses", "(?:所有|全部).*(?:医院|卫生院|卫生室)")
def _all_houses(draw: Draw, world: World) -> Words:
    every, house = (
        draw(st.sampled_from(("所有", "全部"))),
        draw(st.sampled_from(("乡镇卫生院", "二级医院", "村卫生室"))),
    )
    verb = draw(st.sampled_from(("开展", "设立", "配备", "接入", "开通")))
    return Words(f"{every}{house}{verb}{world.built()}", (replace(ALL, scope="institutions"),))


@COVERAGE.form("all places", "(?:所有|全部)县")
def _all_places(draw: Draw, world: World) -> Words:
    every = draw(st.sampled_from(("所有", "全部")))
    return Words(f"{every}县(市、区)建成{world.built()}", (replace(ALL, scope="each_place"),))


@COVERAGE.form("all of them, behind", "全部(?:达标|接入|纳入)")
def _all_behind(draw: Draw, world: World) -> Words:
    verb = draw(st.sampled_from(("达标", "接入", "纳入管理")))
    return Words(f"{draw(st.sampled_from(('确保', '推动')))}{world.built()}全部{verb}", (ALL,))


@LEVELS.form("level in words", "达到[一二三四五六]级")
def _level(draw: Draw, world: World) -> Words:
    level, after = draw(st.integers(2, 6)), draw(st.sampled_from(("", "以上", "及以上")))
    aim = Aim(">=", Decimal(level), "级", scope="institutions")
    return Words(f"{world.matter()}评级达到{chinese(level)}级{after}", (aim,))


@LEVELS.form("level in digits", r"达到\d级")
def _level_digits(draw: Draw, world: World) -> Words:
    aim = Aim(">=", Decimal(level := draw(st.integers(2, 6))), "级", scope="institutions")
    return Words(f"{world.matter()}评级达到{level}级以上", (aim,))


@LEVELS.form("level of all", "全部.*级以上")
def _level_of_all(draw: Draw, world: World) -> Words:
    level = draw(st.integers(2, 6))
    aim = Aim(">=", Decimal(level), "级", scope="institutions", marks=frozenset({"all"}))
    return Words(f"全部三级医院{world.matter()}评价达到{chinese(level)}级以上", (aim,))


@EACH.form("at least one", "每个.*至少.*1[个所家]")
def _one_each(draw: Draw, world: World) -> Words:
    per = draw(st.sampled_from(("每个县(市、区)", "每个乡镇", "每个乡镇(街道)", "每个县")))
    verb, unit = draw(st.sampled_from(("建设", "建成", "设立", "有"))), draw(st.sampled_from("个所家"))
    aim = Aim("at_least_one_each", Decimal(1), unit, per=per, scope="each_place")
    return Words(f"{per}至少{verb}1{unit}{world.built()}", (aim,))


@EACH.form("several", "每个.*[2-9][名个]")
def _several_each(draw: Draw, world: World) -> Words:
    number, per = draw(st.integers(2, 9)), draw(st.sampled_from(("每个县(市、区)", "每个乡镇", "每个县")))
    (before, sign), unit = draw(st.sampled_from((("至少配备", ">="), ("不少于", ">="), ("配备", "=")))), "名"
    aim = Aim(sign, Decimal(number), unit, per=per, scope="each_place")
    return Words(f"{per}{before}{number}{unit}{world.matter()}指导员", (aim,))


@EACH.form("per head", "每[千万](?:常住)?人口")
def _per_head(draw: Draw, world: World) -> Words:
    per = draw(st.sampled_from(("每千人口", "每万人口", "每千常住人口")))
    number = Decimal(draw(st.integers(11, 89))) / 10
    return Words(f"{per}{world.matter()}人员数达到{number}人", (Aim(">=", number, "人", per=per),))


def _places(draw: Draw, fewest: int = 2) -> list[str]:
    return draw(st.lists(st.sampled_from(COUNTIES), min_size=fewest, max_size=5, unique=True))


@NAMES.form("as many as counted", "[县市区]等?[2-5]个县")
def _named(draw: Draw, world: World) -> Words:
    places, etc = _places(draw), draw(st.sampled_from(("", "等")))
    aim = Aim("=", Decimal(len(places)), "个", names=tuple(places), scope="named")
    place = draw(st.sampled_from(("县(市、区)", "县")))
    return Words(f"{'、'.join(places)}{etc}{len(places)}个{place}建成{world.built()}", (aim,))


@NAMES.form("fewer than counted", "个县")
def _miscounted(draw: Draw, world: World) -> Words:
    places = _places(draw)
    count = len(places) + draw(st.integers(1, 3))
    aim = Aim("=", Decimal(count), "个", names=tuple(places), scope="named")
    doubt = Doubt("names", (f"{count}个", f"列出的{len(places)}个"))
    return Words(f"{'、'.join(places)}{count}个县(市、区)建成{world.built()}", (aim,), doubts=(doubt,))


def draw_shares(draw: Draw, count: int) -> list[int]:
    return draw(st.lists(st.integers(5, 99), min_size=count, max_size=count, unique=True))


@LISTS.form("respectively", "分别达到")
def _respectively(draw: Draw, world: World) -> Words:
    one, other = draw_shares(draw, 2)
    after = draw(st.sampled_from(("", "以上")))
    aims = tuple(Aim(">=", Decimal(n), "%") for n in (one, other))
    return Words(f"{world.rate()}和{world.rate()}分别达到{one}%和{other}%{after}", aims)


@LISTS.form("three of them", "分别控制在.*、.*、")
def _three(draw: Draw, world: World) -> Words:
    shares = draw_shares(draw, 3)
    subjects = "、".join(world.low_rate() for _ in shares)
    aims = tuple(Aim("<=", Decimal(n), "%") for n in shares)
    return Words(f"{subjects}分别控制在{'、'.join(f'{n}%' for n in shares)}以下", aims)


@LISTS.form("by rank", "国家级.*个、省级.*个")
def _ranks(draw: Draw, world: World) -> Words:
    numbers = draw(st.lists(st.integers(1, 90), min_size=3, max_size=3))
    ranked = "、".join(f"{rank}{n}个" for rank, n in zip(("国家级", "省级", "市级"), numbers, strict=True))
    return Words(f"创建{world.built()}{ranked}", tuple(Aim("=", Decimal(n), "个") for n in numbers))


@LISTS.form("two things", "[个家所].*和.*[个家所]")
def _two_things(draw: Draw, world: World) -> Words:
    one, other = draw(st.integers(2, 60)), draw(st.integers(2, 60))
    units = draw(st.permutations(("个", "家", "所")))[:2]
    aims = tuple(Aim("=", Decimal(n), unit) for n, unit in zip((one, other), units, strict=True))
    return Words(f"选取{one}{units[0]}{world.built()}和{other}{units[1]}{world.built()}开展试点", aims)


def _soft(words: Words, mark: str, before: str) -> Words:
    first, *rest = words.aims
    marked = (replace(first, marks=first.marks | {mark}), *rest)
    return replace(words, text=before + words.text, aims=marked)


@SOFTENED.form("力争", "力争|争取|努力")
def _aspired(draw: Draw, world: World) -> Words:
    return _soft(
        NUMBERS.draw(draw, world), "aspirational", draw(st.sampled_from(("力争", "争取", "努力实现")))
    )


@SOFTENED.form("原则上", "原则上")
def _in_principle(draw: Draw, world: World) -> Words:
    return _soft(NUMBERS.draw(draw, world), "in_principle", "原则上")


@SOFTENED.form("基本", "基本实现")
def _approximate(draw: Draw, world: World) -> Words:
    words = Words(f"{world.matter()}全覆盖", (ALL,))
    return _soft(words, "approximate", "基本实现")
