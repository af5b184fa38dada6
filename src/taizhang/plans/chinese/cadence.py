"""Reporting: how often somebody reports to somebody."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.plans.chinese.sentences import pieces
from taizhang.plans.draft import Reported
from taizhang.plans.squeezed import Stretch

_OFTEN = re.compile(
    "每(?:个)?(?P<each>季度|季|月|半年|年|周|旬)|按(?P<by>季度|季|月|半年|年度|年)|(?:实行|建立|落实)?(?P<sys>月|季|季度|半年|年)(?:调度|报告|报送|通报)(?:制度|机制)?"
)
_REPORTS = re.compile("报告|报送|上报|书面报|报(?=市|省|自治区|县|医改办|领导小组)|报备|反馈")
_TO = re.compile("(?:向|报送?至?)(?P<to>[^,，。;；]{2,20}?)(?=书面|报告|报送|上报|反馈|备案|汇总|$)")
_BY = re.compile("(?P<by>各[^,，。;；]{1,16}?)(?=要|应|须|需|每|按|于|负责|加强)")
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
    text = sentence.text
    for start, end in pieces(text):
        piece = text[start:end]
        often = _OFTEN.search(piece)
        word = often and (often["each"] or often["by"] or often["sys"])
        if not often or word not in _EVERY or not _REPORTS.search(piece, often.start()):
            continue
        to = _TO.search(piece)
        by = _BY.search(text[:end])
        printed = sentence.part(start + often.start(), end)
        yield Reported(printed, _EVERY[word], "report", by["by"] if by else "", to["to"] if to else "")
