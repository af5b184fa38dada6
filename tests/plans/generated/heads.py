"""Heads of documents: a title alone, a letter that issues the plan, a draft, a year that stands elsewhere."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.said import Head
from generated.words import World

HEADS = family("heads")

_NAMES = ("重点工作任务", "医改工作要点", "医改重点任务清单", "卫生健康工作方案", "医改工作计划")
_CODES = {"市": "云政办发", "省": "明政办发", "自治区": "北政办发", "县": "桃政办发"}


def _title(draw: Draw, world: World) -> str:
    name = draw(st.sampled_from(_NAMES))
    about = draw(st.sampled_from(("", "深化医药卫生体制改革")))
    return f"{world.place}{about}{world.year}年{name}"


@HEADS.form("a title", "20..年")
def _plain(draw: Draw, world: World) -> Head:
    title = _title(draw, world)
    return Head(f"{title}\n", title, world.place, world.level, world.year)


@HEADS.form("a title on two lines", "改革\n20")
def _two_lines(draw: Draw, world: World) -> Head:
    front, back = f"{world.place}深化医药卫生体制改革", f"{world.year}年{draw(st.sampled_from(_NAMES))}"
    return Head(f"{front}\n{back}\n", front + back, world.place, world.level, world.year)


@HEADS.form("a letter", "关于印发")
def _letter(draw: Draw, world: World) -> Head:
    title = _title(draw, world)
    office = draw(st.sampled_from(("人民政府办公室", "人民政府办公厅", "卫生健康委员会")))
    issuer = f"{world.place}{office}"
    left, right = draw(st.sampled_from(("〔〕", "[]", "（）")))
    number = f"{_CODES[world.sign]}{left}{world.year}{right}{draw(st.integers(1, 99))}号"
    day = date(world.year, 1, draw(st.integers(1, 5)))  # before every deadline
    dated = f"{day.year}年{day.month}月{day.day}日"
    text = (
        f"{issuer}\n关于印发{title}的通知\n{number}\n各{world.below}人民政府：\n"
        f"现将《{title}》印发给你们，请认真抓好落实。\n{issuer}\n{dated}\n{title}\n"
    )
    return Head(text, title, world.place, world.level, world.year, issuer, number, day)


@HEADS.form("a draft", "征求意见稿")
def _draft(draw: Draw, world: World) -> Head:
    title = _title(draw, world) + world.brackets("征求意见稿")
    return Head(f"{title}\n", title, world.place, world.level, world.year, draft=True)


@HEADS.form("the year in the number", "号\n[^\n]*\n")
def _year_elsewhere(draw: Draw, world: World) -> Head:
    title = f"{world.place}医改{draw(st.sampled_from(('重点工作任务', '实施方案')))}"
    number = f"{_CODES[world.sign]}〔{world.year}〕{draw(st.integers(1, 99))}号"
    text = f"{number}\n{title}\n"
    return Head(text, title, world.place, world.level, world.year, number=number)
