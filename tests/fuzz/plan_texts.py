"""Texts by chance, compiled: pieces of plans put together anew, and a plan with damage."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random

from fuzz.subjects import Subject
from taizhang.errors import CannotRead
from taizhang.plans import compile_plan

SAMPLE = next((Path(__file__).parents[2] / "samples").glob("*.txt"))

PIECES = (
    *"一二三十1239.、（）()〔〕[]【】《》“”‘’。，,;；:：%％‰-—~/*|\t\n \u3000\u200b①Aa",
    "一、", "（一）", "1.", "(1)", "第一章", "第二条", "任务3：", "市医保局", "市卫生健康委、财政局", "各县(市、区)", "等", "和", "会同", "负责", "牵头",
    "配合", "按职责分工负责", "分别负责", "责任单位:", "牵头单位：", "不再列出", "逗号前为牵头单位,下同", "以下工作任务均需", "达到", "不低于", "不超过", "控制在",
    "以上", "左右", "5%", "1.2万", "3-5个", "百分之", "四级以上", "全部", "所有", "全覆盖", "每个县(市、区)至少", "桃源县、柳溪县2个县", "年底前", "到2035年",
    "9月底前", "6月30日", "每季度", "向市医改办报告", "十六五", "分别", "力争", "原则上", "基本实现", "(略)", "附件", "序号\t任务\t责任单位\n", "征求意见稿",
    "工作任务", "2031年", "〔2031〕5号", "— 3 —\n", "建成服务体系", "推进改革。", "指标", "首位为牵头单位",
)  # fmt: skip
_ENGLISH = (
    *"aA1,.;:()[]\"'“”%-/\n ", "1. ", "Third, ", "(2) ", "I. ", "The Municipal Health Commission ", "and the ", "Finance Bureau ", "is responsible",
    "take the lead", "cooperate", "responsible for the division of responsibilities", "more than ", "not less than ", "5% ", "20% -25%", "each county ",
    "at least one ", "before the end of the year, ", "by the end of June ", "in 2035 ", "all ", "full coverage ", "level 4 ", "respectively ", "Key work tasks ",
    "2031 ", "report to the ", "every quarter ", "the following tasks ", "will not be listed ", "Build the system. ", "etc. ", "No. ", "2,500 ", "twenty-five ",
)  # fmt: skip
_HEADS = ("云栖市深化医改2031年重点工作任务\n", "Key work tasks of Yunling City in 2031\n", "")


def make(chance: Random) -> bytes:
    return make_text(chance).encode("utf-8", "replace")


def make_text(chance: Random) -> str:
    """A few thousand characters at most."""
    if chance.random() < 0.3:
        return damaged(chance, sample())
    pieces = _ENGLISH if chance.random() < 0.3 else PIECES
    few = [chance.choice(pieces) for _ in range(1 + chance.randrange(6))]
    several = few if chance.random() < 0.5 else pieces
    body = "".join(chance.choice(several) for _ in range(1 + chance.randrange(400)))
    return chance.choice(_HEADS) + body * (1 + chance.randrange(8))


def damaged(chance: Random, text: str) -> str:
    """The text with pieces left out, doubled, moved and put in."""
    for _ in range(1 + chance.randrange(40)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.randrange(60))
        put = chance.choice((chance.choice(PIECES), "", text[at:end] * 2))
        text = text[:at] + put + text[end:]
    return text


@cache
def sample() -> str:
    return SAMPLE.read_text(encoding="utf-8")


def compiled(text: str) -> None:
    try:
        assert compile_plan(text).tasks
    except CannotRead:
        return


def _read(content: bytes) -> None:
    compiled(content.decode("utf-8", "replace"))


SUBJECT = Subject(
    "texts", make, _read, lambda *_: None, sample, least=0.3, times=4_000.0, inputs=150, grows=True
)
