"""What stands around the tasks: an opening with goals, closing parts, annexes, what a page prints beside a document."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from generated.deadlines import DEADLINES
from generated.families import Draw, family
from generated.numbering import Numbering, comma
from generated.said import NOTHING, Report, Shows, Words, sentence_of
from generated.sentences import SENTENCES
from generated.words import World

GOALS = family("goals")
CLOSINGS = family("closing parts")
ANNEXES = family("annexes")
PAGES = family("pages")


@dataclass(frozen=True)
class Opening:
    """The text before the tasks; `sections` counts the parts that it takes of the outermost list."""

    text: str
    goals: tuple[Words, ...] = ()
    sections: int = 0
    shows: Shows = NOTHING


@dataclass(frozen=True)
class After:
    """The text after the tasks."""

    text: str
    reports: tuple[Report, ...] = ()
    shows: Shows = NOTHING


@dataclass(frozen=True)
class Page:
    """What a page prints before and behind the document, and how often it holds it."""

    before: str = ""
    after: str = ""
    twice: bool = False
    numbered: bool = False
    shows: Shows = NOTHING


@GOALS.form("no opening", "")
def _none(draw: Draw, world: World, numbering: Numbering) -> Opening:
    return Opening("")


@GOALS.form("a preamble", "制定本任务")
def _preamble(draw: Draw, world: World, numbering: Numbering) -> Opening:
    return Opening(f"为做好{world.matter()}等工作，结合实际，制定本任务。\n")


@GOALS.form("goals in the preamble", "制定本任务。.")
def _goals(draw: Draw, world: World, numbering: Numbering) -> Opening:
    goals = tuple(_goal(draw, world) for _ in range(draw(st.integers(1, 3))))
    text = "为做好改革工作，制定本任务。" + "".join(goal.text for goal in goals)
    return Opening(f"{text}\n", goals)


def _goal(draw: Draw, world: World) -> Words:
    """A sentence of the opening; reports are told of the tasks and the closing."""
    while (words := SENTENCES.draw(draw, world)).reports:
        pass
    return words


def _in_commas(world: World, numbering: Numbering) -> bool:
    return numbering.sections[:1] == (comma,)


@GOALS.form("a part of goals", "一、(?:总体要求|工作目标|主要目标)", _in_commas)
def _part(draw: Draw, world: World, numbering: Numbering) -> Opening:
    goals = (
        _goal(draw, world),
        sentence_of([DEADLINES.draw(draw, world), Words("建成服务体系")], "，", "。"),
    )
    heading = draw(st.sampled_from(("总体要求", "工作目标", "主要目标")))
    text = "".join(goal.text for goal in goals)
    return Opening(f"一、{heading}\n{text}\n", goals, 1)


@CLOSINGS.form("none", "")
def _no_closing(draw: Draw, world: World, numbering: Numbering, last: int) -> After:
    return After("")


@CLOSINGS.form("a numbered part", "(?:工作要求|保障措施|组织实施)\n")
def _closing(draw: Draw, world: World, numbering: Numbering, last: int) -> After:
    heading = draw(st.sampled_from(("工作要求", "保障措施", "组织实施")))
    return After(f"{_outermost(numbering)(last + 1)[0]}{heading}\n各地要加强领导，压实责任，细化措施。\n")


def _in_sections(world: World, numbering: Numbering, last: int) -> bool:
    return bool(numbering.sections)


@CLOSINGS.form("with items of its own", "保障措施\n", _in_sections)
def _closing_items(draw: Draw, world: World, numbering: Numbering, last: int) -> After:
    marker = numbering.sections[1] if len(numbering.sections) > 1 else numbering.tasks
    items = "".join(
        f"{marker(at)[0]}{words}。各地要抓好落实。\n"
        for at, words in enumerate(("加强组织领导", "强化督导检查"), 1)
    )
    return After(f"{_outermost(numbering)(last + 1)[0]}保障措施\n{items}")


@CLOSINGS.form("a report asked for", "工作要求\n.*每")
def _closing_report(draw: Draw, world: World, numbering: Numbering, last: int) -> After:
    to = f"{world.sign}医改办"
    often, every = draw(st.sampled_from((("每季度", "quarterly"), ("每半年", "half-yearly"))))
    heading = f"{_outermost(numbering)(last + 1)[0]}工作要求"
    text = f"{heading}\n各地要加强领导。各单位要{often}向{to}报告总体进展。\n"
    return After(text, (Report(every, "各单位", to),))


def _outermost(numbering: Numbering):
    return numbering.sections[0] if numbering.sections else numbering.tasks


@ANNEXES.form("none", "")
def _no_annex(draw: Draw, world: World) -> After:
    return After("")


@ANNEXES.form("a list of numbers", "附件\n")
def _annex(draw: Draw, world: World) -> After:
    rows = "".join(f"{at}.{world.rate()} {draw(st.integers(10, 99))}%\n" for at in range(1, 4))
    return After(f"附件\n主要指标表\n{rows}")


@PAGES.form("bare", "")
def _bare(draw: Draw, world: World) -> Page:
    return Page()


@PAGES.form("boilerplate", "首页.*打印本页")
def _boilerplate(draw: Draw, world: World) -> Page:
    before = f"首页 > 政务公开 > 通知公告\n发布时间：{world.year}-02-03 10:20\n字号：大 中 小\n"
    after = "打印本页 关闭窗口\n责任编辑：值班员\n联系电话：000-12345678\n版权所有 云上政务网\n"
    return Page(before, after)


@PAGES.form("numbers of pages", r"\n— \d+ —\n")
def _numbered(draw: Draw, world: World) -> Page:
    return Page(numbered=True)


@PAGES.form("the document twice", "")
def _twice(draw: Draw, world: World) -> Page:
    return Page(twice=True)
