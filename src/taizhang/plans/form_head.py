"""Finds the head of a statistical form in a document: 表号 beside 制定机关, 批准文号 or 有效期至."""

from __future__ import annotations

import calendar
import re
import unicodedata
from datetime import date

from taizhang.model.form_head import FORM_LABELS, FormHead, label_pattern

_NEAR = 200  # characters around 表号 within which its sisters stand
_LONGEST = 60  # characters of a value; more is a sentence
_OTHERS = (
    "批准机关",
    "备案机关",
    "备案文号",
    "综合机关名称",
    "填报单位",
    "计量单位",
    "填表人",
)  # end a value as well
_ANY = re.compile("|".join(map(label_pattern, (*FORM_LABELS.values(), *_OTHERS))))
_NUMBER = re.compile(
    rf"(?<!\w){label_pattern(FORM_LABELS['number'])}"
)  # not the end of another word (报表号)
_SISTERS = {
    field: re.compile(label_pattern(label)) for field, label in FORM_LABELS.items() if field != "number"
}
_DAY = re.compile(r"((?:19|20)\d\d)(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2})日?|月)?|年)?(?:底|末|止)?")


def find_form_head(text: str) -> FormHead:
    """What the head states; nothing where there is none, or where several forms have each a number of their own."""
    heads = (_head_at(text, one.start(), one.end()) for one in _NUMBER.finditer(text))
    found = [head for head in heads if head.number]
    return found[0] if len({head.number for head in found}) == 1 else FormHead()


def read_last_day(text: str) -> date | None:
    """The last day of the day, month or year that the words name; None where they name none."""
    found = _DAY.fullmatch("".join(unicodedata.normalize("NFKC", text).split()))
    if found is None:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12:
        return None
    last = calendar.monthrange(year, month)[1]
    day = int(found[3] or last)
    return date(year, month, day) if 1 <= day <= last else None


def _head_at(text: str, start: int, end: int) -> FormHead:
    """The head around the label 表号; an empty one where nothing else of a head stands near it."""
    said = {"number": _value(text, end)}
    first = max(start - _NEAR, 0)
    for field, label in _SISTERS.items():
        found = label.finditer(text, first, end + _NEAR)
        nearest = min(found, key=lambda one: abs(one.start() - start), default=None)
        said[field] = _value(text, nearest.end()) if nearest else ""
    if not said["number"] or not any(said[field] for field in _SISTERS):
        return FormHead()
    return FormHead(said["number"], said["maker"], said["approval"], read_last_day(said["valid_until"]))


def _value(text: str, start: int) -> str:
    """The words behind a label, to the next label or the line's end, without blanks; "" where it is no value."""
    line = text[start : start + _NEAR].partition("\n")[0]
    value = "".join(_ANY.split(line, maxsplit=1)[0].split()).strip("|；;，,。")
    return value if len(value) <= _LONGEST else ""
