"""Texts and files by chance: pieces of plans put together anew, plans with damage, formats with damage."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from random import Random

from docx import Document

SAMPLE = next((Path(__file__).parents[3] / "samples").glob("*.txt"))

_PIECES = (
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
_FORMATS = ("html", "docx", "gb18030", "utf-16", "utf-8", "pdf", "zip", "bytes")
_TAGS = (
    "<p>",
    "</p>",
    "<table><tr><td>",
    "</td><td>",
    "</tr>",
    "<!--",
    "-->",
    "<script>",
    "&#x4e00;",
    "&",
    "<br/>",
    "<div hidden>",
    "</div>",
    "<",
    ">",
    "<td",
)


def make_text(chance: Random) -> str:
    """A few thousand characters at most."""
    if chance.random() < 0.3:
        return damaged(chance, sample())
    pieces = _ENGLISH if chance.random() < 0.3 else _PIECES
    few = [chance.choice(pieces) for _ in range(1 + chance.randrange(6))]
    several = few if chance.random() < 0.5 else pieces
    body = "".join(chance.choice(several) for _ in range(1 + chance.randrange(400)))
    return chance.choice(_HEADS) + body * (1 + chance.randrange(8))


def make_file(chance: Random) -> bytes:
    """A file of some format, as often whole as damaged."""
    kind = chance.choice(_FORMATS)
    content = _file(chance, kind)
    if chance.random() < 0.6:
        return content
    damage = bytearray(content)
    for _ in range(1 + chance.randrange(30)):
        at = chance.randrange(len(damage) + 1)
        damage[at : at + chance.randrange(8)] = bytes(
            chance.randrange(256) for _ in range(chance.randrange(8))
        )
    return bytes(damage[: chance.randrange(len(damage) + 1)] if chance.random() < 0.2 else damage)


def _file(chance: Random, kind: str) -> bytes:
    if kind == "html":
        words = [chance.choice((*_TAGS, *_PIECES)) for _ in range(chance.randrange(400))]
        return f"<html><body>{''.join(words)}".encode()
    if kind == "docx":
        return word_file()
    if kind == "pdf":
        return b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n" + bytes(
            chance.randrange(256) for _ in range(200)
        )
    if kind == "zip":
        return b"PK\x03\x04" + bytes(chance.randrange(256) for _ in range(100))
    if kind == "bytes":
        return bytes(chance.randrange(256) for _ in range(chance.randrange(3000)))
    return make_text(chance).encode(kind, "replace")


def damaged(chance: Random, text: str) -> str:
    """The text with pieces left out, doubled, moved and put in."""
    for _ in range(1 + chance.randrange(40)):
        at = chance.randrange(len(text) + 1)
        end = min(len(text), at + chance.randrange(60))
        put = chance.choice((chance.choice(_PIECES), "", text[at:end] * 2))
        text = text[:at] + put + text[end:]
    return text


@cache
def sample() -> str:
    return SAMPLE.read_text(encoding="utf-8")


@cache
def word_file() -> bytes:
    document = Document()
    for line in sample().splitlines():
        document.add_paragraph(line)
    table = document.add_table(2, 3)
    table.rows[0].cells[0].text = "任务"
    content = io.BytesIO()
    document.save(content)
    return content.getvalue()
