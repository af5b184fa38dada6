"""The rule workbook for policy staff: one line a rule, and behind it a sheet per family with worked examples."""

from __future__ import annotations

import re
from collections.abc import Iterator

from taizhang.model.picture import Look, Mark, Sheet, lines_needed
from taizhang_validators.example_ledgers import build_case
from taizhang_validators.examples import Cell, Example, read_examples
from taizhang_validators.rule_docs import FAMILIES
from taizhang_validators.rulebook import BROKEN, Rule, Rulebook, hits_of

LIST = "校验规则"
_FIRST_ROW = 4
_COLUMNS = (
    ("编号", 8), ("要求", 10), ("规则", 21), ("提示的内容", 36), ("怎么改", 36), ("依据", 16), ("试行", 7),
    ("起用日期", 11), ("属实说明", 9), ("豁免", 7),
)  # fmt: skip
_CENTRED = (1, 2, 7, 8, 9, 10)
_EXAMPLE_WIDTHS = (14.0,) * 9
_ALWAYS = "首版"  # in the book from its beginning


def draw_rules(book: Rulebook) -> tuple[Sheet, ...]:
    """The list, then each family that has a rule."""
    families = [family for family in FAMILIES if any(one.number[0] == family for one in book.rules)]
    return (_draw_list(book), *(_draw_family(book, family) for family in families))


def _draw_list(book: Rulebook) -> Sheet:
    sheet = Sheet(LIST, tuple(float(width) for _, width in _COLUMNS), filtered=True, frozen_columns=3)
    sheet.put_title(
        f"任务台账校验规则（共{len(book.rules)}条）",
        "必须修改的退回，请确认的可作属实说明，提示的仅供参考；〔〕处填入表中的实际内容；各类规则的例子见后面各表。",
    )
    sheet.put_header(_FIRST_ROW - 1, [title for title, _ in _COLUMNS])
    for row, entry in enumerate((*book.rules, BROKEN), _FIRST_ROW):
        for column, text in enumerate(_line(entry), 1):
            sheet.put(row, column, text, Look.CENTRED if column in _CENTRED else Look.TEXT)
    sheet.fit_rows(_FIRST_ROW)
    return sheet


def _line(entry: Rule) -> tuple[str, ...]:
    can_be_explained = entry.severity.value == "W" and entry is not BROKEN
    return (
        entry.code, entry.severity.word, entry.title, _open(entry.wording.says_with), _open(entry.wording.fix_with),
        entry.source, "试行" if entry.trial else "", entry.since or _ALWAYS,
        "可以" if can_be_explained else "", "可以" if entry.waivable and entry.severity.value != "N" else "",
    )  # fmt: skip


def _open(sentence: str) -> str:
    """The sentence with 〔〕 where a fact is filled in."""
    return re.sub(r"\{\w+\}", "〔〕", sentence)


def _draw_family(book: Rulebook, family: str) -> Sheet:
    name = f"{family} {FAMILIES[family]}"
    sheet = Sheet(name, _EXAMPLE_WIDTHS)
    sheet.put_title(
        f"校验规则举例：{FAMILIES[family]}", "红底并加【】的，就是会提示的位置；没有标出的不提示。"
    )
    sheet.header = (1, 2)
    row = _FIRST_ROW - 1
    for entry in (one for one in book.rules if one.number[0] == family):
        row = _draw_rule(sheet, row, entry)
    sheet.fit_rows(_FIRST_ROW - 1)
    return sheet


def _draw_rule(sheet: Sheet, row: int, entry: Rule) -> int:
    """The first free row below the rule's examples."""
    _put_wide(sheet, row, f"{entry.code}　{entry.heading}（{entry.severity.word}）", Look.HEADING)
    row += 1
    for example in read_examples(entry.docstring):
        row = _draw_example(sheet, row, example)
        for says in _said(entry, example):
            _put_wide(sheet, row, f"提示：{says}", Look.NOTE)
            row += 1
        row += 1
    return row


def _draw_example(sheet: Sheet, row: int, example: Example) -> int:
    for key, cells in example.context.items():
        _put_wide(sheet, row, f"{key}：{'、'.join(map(_marked, cells)) or '无'}", Look.NOTE)
        row += 1
    if example.rows:
        for column, header in enumerate(example.headers, 1):
            sheet.put(row, column, header, Look.HEADER)
        sheet.heights[row] = 24.0
        row += 1
    for line in example.rows:
        for column, cell in enumerate(line.values(), 1):
            mark = Mark.DOUBTED if cell.fires else Mark.NONE
            sheet.put(row, column, _marked(cell), Look.CENTRED, mark=mark)
        row += 1
    return row


def _said(entry: Rule, example: Example) -> Iterator[str]:
    """What the rule says of this example, each sentence once."""
    case = build_case(example)
    hits = hits_of(entry, case.ledger, case.given)
    yield from dict.fromkeys(f"{entry.finding(one).says}。{entry.finding(one).fix}" for one in hits)


def _put_wide(sheet: Sheet, row: int, text: str, look: Look) -> None:
    """A text over all columns."""
    sheet.put(row, 1, text, look)
    sheet.merges[row, 1] = (row, len(sheet.widths))
    lines = lines_needed(text, sum(sheet.widths), 12.0)
    sheet.heights[row] = 24.0 if look is Look.HEADING else 3.0 + 16.0 * lines


def _marked(cell: Cell) -> str:
    return f"【{cell.text}】" if cell.fires else cell.text
