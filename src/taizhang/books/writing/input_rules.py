"""Drop-downs and input hints of the table as XML: one rule for all cells of a column that ask the same.

None of them forbids, so that pasting works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from xml.sax.saxutils import quoteattr

from taizhang.books.safe_text import xml_text
from taizhang.ledgers.lists import offered_range
from taizhang.ledgers.sheet_layout import LISTS, Entry
from taizhang.model.ledger import Content
from taizhang.model.place import column_letters

_LARGEST = 10**15  # a spreadsheet's numbers are exact up to here
_LONGEST = 255  # characters of a hint, the most that Excel shows
_OFF_THE_LIST = "所填内容不在下拉列表中，报回后可能需要修改。"
_NO_NUMBER = "本格请只填数字，单位以“计量单位”栏为准；不涉及的可以留空。"
_ALWAYS = ' allowBlank="1" showInputMessage="1" showErrorMessage="1"'


def input_rules(entries: Mapping[tuple[int, int], Entry]) -> str:
    """The element of all rules, "" where there is none; entries by (row, column)."""
    alike: dict[tuple[int, Entry], list[int]] = {}
    for (row, column), entry in entries.items():
        if entry.hint or entry.content is not Content.TEXT:
            alike.setdefault((column, entry), []).append(row)
    rules = [
        _rule(entry, _cells(column, rows)) for (column, entry), rows in sorted(alike.items(), key=_place)
    ]
    return f'<dataValidations count="{len(rules)}">{"".join(rules)}</dataValidations>' if rules else ""


def _place(told: tuple[tuple[int, Entry], list[int]]) -> tuple[int, int]:
    """Rules stand in the order of their columns and first rows."""
    (column, _), rows = told
    return column, min(rows)


def _rule(entry: Entry, cells: str) -> str:
    hint = xml_text(entry.hint)
    prompt = _attributes(promptTitle="填写提示", prompt=_cut(hint)) if hint else ""
    match entry.content:
        case Content.CHOICE:
            kind, says, inner = "list", _OFF_THE_LIST, f"<formula1>{_list_range(entry.choices)}</formula1>"
        case Content.NUMBER:
            kind, says = "decimal", _NO_NUMBER
            inner = f"<formula1>{-_LARGEST}</formula1><formula2>{_LARGEST}</formula2>"
        case _:
            return f'<dataValidation{_ALWAYS}{prompt} sqref="{cells}"/>'
    warning = f' type="{kind}" errorStyle="warning"{_ALWAYS}{_attributes(errorTitle="请核对", error=says)}'
    return f'<dataValidation{warning}{prompt} sqref="{cells}">{inner}</dataValidation>'


def _attributes(**told: str) -> str:
    return "".join(f" {name}={quoteattr(text)}" for name, text in told.items())


def _cut(hint: str) -> str:
    return hint if len(hint) <= _LONGEST else f"{hint[: _LONGEST - 1]}…"


def _list_range(name: str) -> str:
    box = offered_range(name)
    letters = column_letters(box.left)
    return f"'{LISTS}'!${letters}${box.top}:${letters}${box.bottom}"


def _cells(column: int, rows: Iterable[int]) -> str:
    letters = column_letters(column)
    runs = (
        f"{letters}{top}" if top == bottom else f"{letters}{top}:{letters}{bottom}"
        for top, bottom in _runs(rows)
    )
    return " ".join(runs)


def _runs(rows: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Neighbouring rows as (first, last)."""
    for _, run in groupby(enumerate(sorted(rows)), key=lambda pair: pair[1] - pair[0]):
        stretch = [row for _, row in run]
        yield stretch[0], stretch[-1]
