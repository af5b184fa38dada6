"""Comparators: the words before and behind a number that say how it is to be held against."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.said import NOTHING, Shows

COMPARATORS = family("comparators")


@dataclass(frozen=True)
class Held:
    """The words around a number."""

    before: str
    after: str
    sign: str
    low: bool = False  # less is better
    shows: Shows = NOTHING


@COMPARATORS.form("at least", "不低于|不得低于|不少于|至少")
def _at_least(draw: Draw, kind: str) -> Held:
    if kind == "count":
        return Held(draw(st.sampled_from(("建成不少于", "至少建成", "建设不少于"))), "", ">=")
    return Held(draw(st.sampled_from(("不低于", "不少于", "不得低于"))), "", ">=")


@COMPARATORS.form("reaches", "达到|提升到|提高到|增加到|稳定在|保持在|提高至")
def _reaches(draw: Draw, kind: str) -> Held:
    if kind == "count":
        return Held("累计达到", draw(st.sampled_from(("", "以上"))), ">=")
    word = draw(st.sampled_from(("达到", "提升到", "提高到", "稳定在", "保持在", "提高至")))
    return Held(word, draw(st.sampled_from(("", "以上", "及以上"))), ">=")


@COMPARATORS.form("and above", "以上")
def _above(draw: Draw, kind: str) -> Held:
    if kind == "count":
        return Held(draw(st.sampled_from(("建成", "新增"))), "以上", ">=")
    return Held("", draw(st.sampled_from(("以上", "及以上", "或以上"))), ">=")


@COMPARATORS.form("more than", "超过|高于|突破")
def _more(draw: Draw, kind: str) -> Held:
    if kind == "count":
        return Held(draw(st.sampled_from(("建成超过", "累计突破"))), "", ">")
    return Held(draw(st.sampled_from(("超过", "高于"))), "", ">")


@COMPARATORS.form("at most", "不超过|不得超过|不高于|以内|以下|最多")
def _at_most(draw: Draw, kind: str) -> Held:
    if kind == "count":
        return Held(draw(st.sampled_from(("保留不超过", "最多设置"))), "", "<=")
    before = draw(st.sampled_from(("不超过", "不高于", "不得超过")))
    after = draw(st.sampled_from(("以内", "以下")))
    return draw(
        st.sampled_from(
            (Held(before, "", "<=", True), Held("控制在", after, "<=", True), Held("降到", after, "<=", True))
        )
    )


@COMPARATORS.form("less than", "低于|少于")
def _less(draw: Draw, kind: str) -> Held:
    if kind == "count":
        return Held("保留少于", "", "<")
    return Held("低于", "", "<", True)


@COMPARATORS.form("about", "约|左右")
def _about(draw: Draw, kind: str) -> Held:
    before, after = draw(st.sampled_from((("达到约", ""), ("在", "左右"))))
    if kind == "count":
        return Held("建设约", "", "~")
    return Held(before, after, "~")


@COMPARATORS.form("bare", "")
def _bare(draw: Draw, kind: str) -> Held:
    if kind == "count":
        return Held(draw(st.sampled_from(("建成", "新增", "打造", "培育", "改造提升"))), "", "=")
    return Held("", "", "=")


@COMPARATORS.form("sign", "[≥≤＜＞<>]")
def _sign(draw: Draw, kind: str) -> Held:
    if kind == "count":
        return Held("建成≥", "", ">=")
    sign, said, low = draw(
        st.sampled_from((("≥", ">=", False), ("≤", "<=", True), ("＜", "<", True), ("＞", ">", False)))
    )
    return Held(sign, "", said, low)
