"""Reporting: how often somebody reports to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.plans.chinese.sentences import pieces
from taizhang.plans.draft import Reported
from taizhang.plans.squeezed import Stretch

_SPANS = "季度|季|月|半年|年度|年"
_OFTEN = re.compile(
    f"(?:于|在)?(?:每(?:一?个)?(?P<each>{_SPANS})|按(?P<by>{_SPANS})(?!报告期)|(?:实行|建立|落实|执行|健全|完善)[^,，。;；]{{0,6}}?(?P<sys>季度|季|月|半年|年)"
    "(?=报告|报送|报制))"
)
_REPORTS = re.compile(
    "报告|报送|上报|书面报|报备|反馈|报制|(?<![月季年旬日填通])报(?![告送备名销酬表道账考价警废到刊纸]|$)"
)
_BODY = "(?:办公室|办|委员会|委|局|厅|政府|小组|秘书处|部门|大会|党组|中心|省|市|县|单位|机构)"
_TO = re.compile(
    f"(?:向|(?<![月季年])报(?:送|告)?至?给?)(?P<to>[^,，。;；、]{{1,24}}?{_BODY})(?=书面|报告|报送|上报|反馈|备案|汇总|提交|$)"
)
_BY = re.compile(
    f"^(?:请|由|责成|要求)?(?P<by>各[^,，。;；]{{1,20}}?|[^,，。;；、]{{0,16}}?(?:单位|{_BODY}))(?=要|应|须|需|将|于|在|每|按|负责|定期)"
)
_BY_BEHIND = re.compile(
    "(?<=[前内底末日月度年])(?P<by>各(?:[^,，。;；、（(]|[（(][^()（）]{1,12}[)）]){1,20}?)(?=要|应|须|需|将|向|报)"
)
_ONLY_A_TIME = 16  # characters
_EVERY = {
    "季度": "quarterly",
    "季": "quarterly",
    "月": "monthly",
    "半年": "half-yearly",
    "年": "annual",
    "年度": "annual",
}


def read_cadences(sentence: Stretch) -> Iterator[Reported]:
    """The regular reports that the sentence asks for."""
    text, by = sentence.text, ""
    waiting: list[tuple[re.Match[str], int]] = []  # 每年12月5日前，各县…报送: what opens a part of its own
    for start, end in pieces(text):
        piece = text[start:end]
        every = list(_OFTEN.finditer(piece))
        named = _BY.match(piece) or (_BY_BEHIND.search(piece, every[-1].end()) if every else None)
        by = named["by"] if named else by
        found = [(often, start) for often in every] or waiting
        waiting = found if every and len(piece) <= _ONLY_A_TIME else []
        to = _TO.search(piece)
        for often, since in found:
            if _REPORTS.search(text, since + often.start(), end):
                word = often["each"] or often["by"] or often["sys"]
                printed = sentence.part(since + often.start(), end)
                yield Reported(printed, _EVERY[word], "report", by, to["to"] if to else "")
