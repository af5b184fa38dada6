"""Finds the head of a statistical form in a document: 表号 beside 制定机关, 批准文号 or 有效期至, in lines or cells.

What it says is the form's and not the plan's: whatever else is read in the text never sees these words.
"""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from taizhang.model.form_head import FORM_LABELS, FormHead
from taizhang.model.plan import Span
from taizhang.model.words.blanks import INVISIBLE, WITHOUT_INVISIBLE
from taizhang.model.words.numerals import CHINESE, DIGITS, read_integer

_NEAR, _NEAR_LINES = 200, 3  # characters and lines: what stands further away belongs to something else
_LONGEST = 60  # characters of a value; more is a sentence
_GAP = f"[ \u3000\xa0{INVISIBLE}]*"  # 表　　号
_LABELS = {
    "number": ("表号",),
    "maker": ("制定机关", "制表机关", "制定单位"),
    "approval": ("批准或者备案文号", "批准或备案文号", "批准（备案）文号", "批准文号", "备案文号"),
    "valid_until": ("有效期限至", "有效期至", "有效期限", "有效期"),
    # These end a value as well.
    "other": ("批准机关", "备案机关", "综合机关名称", "填报单位", "计量单位", "填表人"),
}
_COLON = f"{_GAP}[:：]"
_ANY = re.compile(
    "|".join(
        f"(?P<{field}>(?:{'|'.join(_GAP.join(map(re.escape, label)) for label in labels)})"
        # 有效期至2024年5月 has no colon
        f"(?:{_COLON}{'|(?<=至)' if field == 'valid_until' else ''}))"
        for field, labels in _LABELS.items()
    )
)
_BLANKS = " \t|│\u3000\xa0"
_CELL_ENDS = re.compile("[\t|│]|[ \u3000\xa0]{2,}")
_DAY = re.compile(
    r"(?:.*?至)?(?P<year>(?:19|20)\d\d|二[〇○零一二三四五六七八九]{3})(?:年|[-/.]|$)"
    rf"(?:(?P<month>\d{{1,2}}|[{CHINESE}]{{1,3}})(?:月份?|[-/.]|$)(?:(?P<day>\d{{1,2}}|[{CHINESE}]{{1,3}})(?:日|$))?)?"
    "[底末]?(?:为?止)?"
)


@dataclass(frozen=True, slots=True)
class _Said:
    """A label with its value."""

    field: str
    value: str
    line: int  # of those in which something stands
    start: int
    end: int


def find_form_head(text: str) -> FormHead:
    """What the head states; nothing where there is none, or where several forms have each a number of their own."""
    found = [_head(group) for group in _heads(text)]
    return found[0] if len({head.number for head in found}) == 1 else FormHead()


def form_head_spans(text: str) -> tuple[tuple[str, Span], ...]:
    """The words of every head in the text, label by label, each with its field."""
    return tuple(
        (one.field, Span(one.start, one.end, text[one.start : one.end]))
        for group in _heads(text)
        for one in group
        if one.field in FORM_LABELS
    )


def read_last_day(text: str) -> date | None:
    """The last day of the day, month or year that the words name; None where they name none."""
    found = _says_a_day(text)
    if found is None:
        return None
    month, day = _number(found["month"]), _number(found["day"])
    month = 12 if month is None else month
    if not 1 <= month <= 12:
        return None
    year = int("".join(str(DIGITS.get(digit, digit)) for digit in found["year"].replace("○", "〇")))
    last = calendar.monthrange(year, month)[1]
    day = last if day is None else day
    return date(year, month, day) if 1 <= day <= last else None


def _says_a_day(text: str) -> re.Match[str] | None:
    bare = unicodedata.normalize("NFKC", text).translate(WITHOUT_INVISIBLE)
    return _DAY.fullmatch("".join(bare.split()))


def _number(written: str | None) -> int | None:
    if written is None:
        return None
    return int(written) if written.isdigit() else read_integer(written) or 0


def _head(group: list[_Said]) -> FormHead:
    """An empty one where 表号 has no value, or nothing else of a head stands beside it."""
    told = {one.field: one.value for one in group if one.value and one.field in FORM_LABELS}
    if "number" not in told or len(told) == 1:
        return FormHead()
    until = read_last_day(told.pop("valid_until", ""))
    return FormHead(**told, valid_until=until)


def _heads(text: str) -> list[list[_Said]]:
    """The labels that make up a head, head by head."""
    if not _ANY.search(text):
        return []
    return [group for group in _groups(text) if _head(group).number]


def _groups(text: str) -> Iterator[list[_Said]]:
    """Labels that stand close together, each field once."""
    group: list[_Said] = []
    for one in _said(text):
        if group and not _goes_with(group, one):
            yield group
            group = []
        group.append(one)
    if group:
        yield group


def _goes_with(group: list[_Said], one: _Said) -> bool:
    last = group[-1]
    near = one.line - last.line <= _NEAR_LINES and one.start - last.end <= _NEAR
    return near and (one.field == "other" or all(one.field != other.field for other in group))


def _said(text: str) -> Iterator[_Said]:
    """Every label, line by line; one that ends another word opens no line (报表号, 请按表号)."""
    start = number = 0
    for line in text.splitlines(keepends=True):
        number += bool(line.strip())
        labels = list(_ANY.finditer(line))
        if labels and not line[: labels[0].start()][-1:].isalnum():
            ends = [*(one.start() for one in labels[1:]), len(line.rstrip())]
            for label, end in zip(labels, ends, strict=True):
                yield _with_value(line, label, end, number, start)
        start += len(line)


def _with_value(line: str, label: re.Match[str], end: int, number: int, start: int) -> _Said:
    """The label with the rest of its cell, or else with the next cell, without blanks."""
    field, behind = str(label.lastgroup), line[label.end() : end]
    at = label.end() + len(behind) - len(behind.lstrip(_BLANKS))
    cell = _CELL_ENDS.split(line[at:end], maxsplit=1)[0].rstrip(_BLANKS)
    if field == "valid_until":
        cell = _day_in(cell) or (cell if label[0][-1] in ":：" else "")
    value = "".join(cell.translate(WITHOUT_INVISIBLE).split()).strip("；;，,。、_＿")
    if len(value) > _LONGEST or "。" in value:
        cell = value = ""
    last = at + len(cell) if cell else label.end()
    return _Said(field, value, number, start + label.start(), start + last)


def _day_in(cell: str) -> str:
    """As much of the cell as looks like a day; "" where nothing does."""
    ends = (
        end
        for end in range(min(len(cell), _LONGEST), 0, -1)
        if not cell[end : end + 1].isdigit() and _says_a_day(cell[:end])
    )
    return cell[: next(ends, 0)]
