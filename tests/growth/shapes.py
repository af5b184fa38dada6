"""Texts of any length, each of one shape that a careless reader reads in the square of its length."""

from __future__ import annotations

from collections.abc import Callable, Iterator

HEAD = "云栖市深化医改2031年重点工作任务\n"
ENGLISH_HEAD = "Cloud City 2031 Key Work Tasks for Deepening the Medical Reform\n"
CLAUSE = "(市卫生健康委负责)"
ENGLISH_CLAUSE = " (The Municipal Health Commission is responsible)"
_FIGURES = "一二三四五六七八九"

Shape = Callable[[int], str]


def repeated(words: str, length: int) -> str:
    return (words * (length // len(words) + 1))[:length]


def _inside(words: str) -> Shape:
    """One task behind another that holds nothing but the words, again and again; lines start on a line."""
    title = "乙。\n" if "\n" in words else ""
    return lambda length: f"{HEAD}一、甲。乙达到5%。{CLAUSE}\n二、{title}{repeated(words, length)}。{CLAUSE}"


def _inside_english(words: str) -> Shape:
    return lambda length: (
        f"{ENGLISH_HEAD}1. Build the system. {repeated(words, length)}.{ENGLISH_CLAUSE}\n2. Go on. Do it.{ENGLISH_CLAUSE}"
    )


def _lines(length: int, line: Callable[[int], str]) -> Iterator[str]:
    position = 0
    while length > 0:
        position += 1
        written = line(position)
        length -= len(written)
        yield written


def _numeral(number: int) -> str:
    """一 to 九十九, then from the start."""
    tens, ones = divmod((number - 1) % 99 + 1, 10)
    front = "" if not tens else "十" if tens == 1 else _FIGURES[tens - 1] + "十"
    return front + (_FIGURES[ones - 1] if ones else "")


def _tiny(number: int) -> str:
    return f"{_numeral(number)}、任务{number}。完成{number}个。{CLAUSE}\n"


def _usual(number: int) -> str:
    return (
        f"{_numeral(number)}、完善第{number}项制度。年底前,桃源县、柳溪县、竹山区3个县(市、区)建成联合体;"
        f"覆盖率达到{number % 100}%以上。(市卫生健康委牵头,市财政局、人社局配合)\n"
    )


def _usual_english(number: int) -> str:
    return (
        f"{(number - 1) % 99 + 1}. Improve service number {number}. Build {number} centers before the end of the year, with the"
        f" rate reaching more than {number % 100}%. (The Municipal Health Commission and the Municipal Finance Bureau are"
        " responsible for the division of responsibilities)\n"
    )


def _row(number: int) -> str:
    return f"{number}\t建成{number}个中心\t市卫生健康委\t年底前\n"


_CHINESE: dict[str, Shape] = {
    name: _inside(words)
    for name, words in {
        "brackets opened": "(", "brackets of all shapes opened": "(（〔[", "brackets closed": ")）〕", "empty brackets": "()",
        "digits": "1234567890", "numerals": "一二三四五", "顿号": "、", "full stops": "。", "commas": ",", "one word": "推进改革达到",
        "a sentence without end": "推进改革和服务以及药品工作", "shares": "达到5%", "shares between commas": "覆盖率达到5%,",
        "a share a sentence": "覆盖率达到5%。", "quotes opened": "“", "quotes in quotes": "“‘《", "titles opened": "《",
        "titles of books": "《甲》", "line breaks": "\n", "short lines": "推进\n", "broken lines": "推进改革服务达到五级以上水平的\n",
        "one number again": "一、", "numbers of all styles": "一、（一）1.（1）①", "lines of numbers alone": "一、\n（一）\n1.\n（1）\n",
        "clauses": "推进改革。(市卫生健康委负责)", "clauses on lines": "推进改革。(市卫生健康委负责)\n",
        "labelled lines": "责任单位:市卫生健康委\n", "labels": "责任单位:", "units without a bracket": "市财政局、", "units joined": "市财政局和",
        "所有": "所有", "全部": "全部三级医院", "全覆盖": "全覆盖", "由…牵头": "，由市医保局牵头", "months": "9月底前", "years": "到2035年",
        "每个县": "每个县(市、区)至少", "counties": "桃源县、", "分别": "分别达到5%和6%", "reports": "每季度向市医改办报告", "bars": "|",
        "lines of pages": "推进改革\n— 3 —\n", "redactions": "(略)卫生健康委", "stars": "*", "dashes": "-", "ranges": "1-2",
        "万": "1.2万", "defaults": "以下工作任务均需", "rules": "逗号前为牵头单位,下同。", "力争": "力争", "annexes": "附件\n",
        "chapters": "第一章\n", "titles of the plan": HEAD, "不低于": "不低于", "cells": "甲\t", "方括号": "[甲", "每": "每", "年": "2031年",
    }.items()
}  # fmt: skip

_ENGLISH: dict[str, Shape] = {
    f"English: {name}": _inside_english(words)
    for name, words in {
        "a sentence without end": "the system of all ", "digits": "5 ", "brackets": "(", "empty brackets": "() ", "quotes": '"',
        "shares": "reach 5% ", "commas": "a, ", "full stops": "a. ", "one letter sentences": "A. ", "ordinals": "Third, ",
        "clauses": "Do it. (The Municipal Health Commission is responsible) ", "offices joined": "the Bureau and ",
        "times": "before the end of the ", "numbers": "1. ", "defaults": "following tasks ", "more than": "more than ",
        "reports": "report to the ", "lines": "all of it\n", "capitals": "A", "letters": "a", "names": "Aa ", "places": "Aa Province ",
        "responsible": "responsible ", "sections": "I. A ",
    }.items()
}  # fmt: skip

SHAPES: dict[str, Shape] = {
    **_CHINESE,
    **_ENGLISH,
    "brackets in brackets": lambda n: f"{HEAD}一、甲。乙。{'(' * (n // 2)}{')' * (n // 2)}{CLAUSE}",
    "blanks before the tasks": lambda n: f"{HEAD}{' ' * n}一、甲。乙。{CLAUSE}",
    "blanks alone": lambda n: repeated(" \n\u3000", n),
    "tiny tasks": lambda n: HEAD + "".join(_lines(n, _tiny)),
    "usual tasks": lambda n: HEAD + "".join(_lines(n, _usual)),
    "usual tasks, the document twice": lambda n: (HEAD + "".join(_lines(n // 2, _usual))) * 2,
    "usual tasks in one line": lambda n: (HEAD + "".join(_lines(n, _usual))).replace("\n", ""),
    "numbers in one line": lambda n: HEAD.strip() + repeated("一、甲二、乙", n),
    "titles of books in one line": lambda n: (
        f"{HEAD.strip()}{repeated('印发《甲乙丙丁戊己》', n)}一、甲。二、乙。三、丙。{CLAUSE}"
    ),
    "English: usual tasks in one line": lambda n: (
        (ENGLISH_HEAD + "".join(_lines(n, _usual_english))).replace("\n", " ")
    ),
    "English: usual tasks": lambda n: ENGLISH_HEAD + "".join(_lines(n, _usual_english)),
    "rows of a table": lambda n: (
        HEAD + "序号\t工作任务\t责任单位\t完成时限\n" + "".join(_lines(n, _row))
    ),
    "cells one a line": lambda n: (
        HEAD + "序号\n工作任务\n责任单位\n" + "".join(_lines(n, lambda i: _row(i).replace("\t", "\n")))
    ),
    "heads of tables": lambda n: HEAD + repeated("序号\n工作任务\n责任单位\n", n),
    "one clause": lambda n: f"{HEAD}一、甲。乙。(市卫生健康委{repeated('、市财政局', n)}负责)",
    "English: one clause": lambda n: (
        f"{ENGLISH_HEAD}1. A. B. (The Health Bureau{repeated(', the Finance Bureau', n)} are responsible)"
    ),
    "goals": lambda n: f"{HEAD}{repeated('到2035年,覆盖率达到40%。', n)}\n一、甲。乙。{CLAUSE}",
    "one goal": lambda n: f"{HEAD}{repeated('覆盖率达到40%,', n)}\n一、甲。乙。{CLAUSE}",
    "heads": lambda n: f"{repeated(HEAD, n)}\n一、甲。乙。{CLAUSE}",
    "English: offices before the tasks": lambda n: f"{repeated('Cloud City Health Office' + chr(10), n)}\n1. A. B.{ENGLISH_CLAUSE}",
    "no task": lambda n: repeated("推进改革服务。", n),
    "no task, in lines": lambda n: repeated("推进改革服务工作\n", n),
    "no task, one word a line": lambda n: repeated("改\n革\n服\n务\n", n),
}  # fmt: skip
