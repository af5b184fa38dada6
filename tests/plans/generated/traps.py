"""Traps: numbers, years and words of coverage that ask for nothing."""

from __future__ import annotations

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.numbers import chinese
from generated.said import Words
from generated.words import World

TRAPS = family("traps")


@TRAPS.form("names with numbers", "“|统一|允许|五大|[一1][+＋]")
def _names(draw: Draw, world: World) -> Words:
    name = draw(
        st.sampled_from(
            (
                "“三个统一”",
                "“两个允许”",
                "“1+5”工程",
                "“五个一”行动",
                "“一老一小”服务",
                "八统一管理",
                "五大中心体系",
            )
        )
    )
    return Words(f"推进{name}建设")


@TRAPS.form("ages", "岁")
def _ages(draw: Draw, world: World) -> Words:
    who = draw(st.sampled_from(("65岁以上老年人", "0-6岁儿童", "35岁以上居民", "40至60岁妇女")))
    return Words(f"为{who}提供{world.matter()}服务")


@TRAPS.form("hospital classes", "[二三]级")
def _classes(draw: Draw, world: World) -> Words:
    houses = draw(st.sampled_from(("三级医院", "二、三级医院", "二级公立医院", "三级甲等医院")))
    return Words(f"在{houses}推行{world.matter()}")


@TRAPS.form("ordinals", "第[一二三四五六七八九十]批")
def _ordinals(draw: Draw, world: World) -> Words:
    return Words(f"做好第{chinese(draw(st.integers(2, 9)))}批{world.matter()}试点")


@TRAPS.form("documents", "《.*20..")
def _documents(draw: Draw, world: World) -> Words:
    year = world.year + draw(st.integers(-3, 2))
    number = draw(st.integers(2, 30))
    return Words(f"执行《{world.matter()}{number}条措施（{year}年版）》")


@TRAPS.form("relative", "不低于[^\\d]*水平")
def _relative(draw: Draw, world: World) -> Words:
    return Words(f"{world.matter()}人员待遇不低于本单位平均水平")


@TRAPS.form("conditions", "后一年内|未满|满")
def _conditions(draw: Draw, world: World) -> Words:
    return Words(
        draw(
            st.sampled_from(("新招聘人员培训合格后一年内上岗", "毕业后一年内完成注册", "任期满3年的予以轮岗"))
        )
    )


@TRAPS.form("full inspection", "全覆盖(?:检查|督查)|健全覆盖")
def _inspection(draw: Draw, world: World) -> Words:
    return Words(
        draw(st.sampled_from((f"开展{world.matter()}全覆盖检查", f"建立健全覆盖城乡的{world.matter()}体系")))
    )


@TRAPS.form("supervised", "所有.*要|督促所有")
def _supervised(draw: Draw, world: World) -> Words:
    return Words(draw(st.sampled_from((f"督促所有医院做好{world.matter()}", "所有县(市、区)要加强领导"))))


@TRAPS.form("policy money", "元")
def _money(draw: Draw, world: World) -> Words:
    amount = draw(st.integers(20, 900))
    return Words(
        draw(
            st.sampled_from((f"财政补助标准为每人每年{amount}元", f"一般诊疗费每次{amount}元的政策继续执行"))
        )
    )


@TRAPS.form("events", "出台前|全面推开前")
def _events(draw: Draw, world: World) -> Words:
    return Words(f"在国家{world.matter()}标准出台前继续执行现行规定")


@TRAPS.form("what was reached", "20..年")
def _reached(draw: Draw, world: World) -> Words:
    share = draw(st.integers(10, 90))
    return Words(f"{world.year - 1}年{world.rate()}达到{share}%")


@TRAPS.form("years of work", "20..年")
def _years(draw: Draw, world: World) -> Words:
    return Words(
        draw(
            st.sampled_from(
                (f"自{world.year}年起执行新的{world.matter()}办法", f"落实{world.year}年重点工作任务")
            )
        )
    )


@TRAPS.form("responsible leaders", "负责")
def _leaders(draw: Draw, world: World) -> Words:
    return Words(
        draw(st.sampled_from(("完善院长负责制", f"由专人负责{world.matter()}", "主要负责同志要靠前指挥")))
    )
