"""The examples in a rule's docstring: lines of context, a table, and brackets where the rule must fire.

    核对日期：2022-10-08
    | 任务编号 | 完成值 | 完成状态 |
    | T01     | 92   | 已完成   |
    | T02     | 81.5 | [已完成] |

An example is a run of such lines; a blank line ends it. The test reads it, and so does the rules' page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_TITLE = re.compile(r"\s*[EWN]\d{3,4}\s*[:：]")  # a place's own rules may be told in Chinese


@dataclass(frozen=True, slots=True)
class Cell:
    """One written value, and whether the rule must fire on it."""

    text: str
    fires: bool

    @classmethod
    def parse(cls, written: str) -> Cell:
        text = written.strip()
        bracketed = text.startswith("[") and text.endswith("]")
        return cls(text[1:-1].strip(), True) if bracketed else cls(text, False)


@dataclass(frozen=True, slots=True)
class Example:
    """One ledger: its context by key, and its rows by header."""

    context: dict[str, tuple[Cell, ...]]
    headers: tuple[str, ...]
    rows: tuple[dict[str, Cell], ...]


def read_examples(docstring: str) -> tuple[Example, ...]:
    """Every example of a rule's docstring, in order."""
    return tuple(_read_example(lines) for lines in _runs(docstring))


def _runs(docstring: str) -> Iterator[list[str]]:
    """The runs of lines that are context or table; prose is English and has neither."""
    run: list[str] = []
    for line in (*docstring.splitlines(), ""):
        if _TITLE.match(line):
            continue
        if line.lstrip().startswith("|") or "：" in line:
            run.append(line.strip())
        elif run:
            yield run
            run = []


def _read_example(lines: list[str]) -> Example:
    context = dict(_read_context(line) for line in lines if not line.startswith("|"))
    table = [line.strip("|").split("|") for line in lines if line.startswith("|")]
    headers = tuple(header.strip() for header in table[0]) if table else ()
    rows = (map(Cell.parse, cells) for cells in table[1:])
    return Example(context, headers, tuple(dict(zip(headers, cells, strict=True)) for cells in rows))


def _read_context(line: str) -> tuple[str, tuple[Cell, ...]]:
    """`应有任务：T01、[T02]` is a key and two cells; 无 is none."""
    key, _, values = line.partition("：")
    return key, tuple(Cell.parse(value) for value in values.split("、") if value.strip() != "无")
