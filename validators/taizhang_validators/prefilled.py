"""What the plan wrote into the sheet, and what came back in its place."""

from __future__ import annotations

import calendar
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from operator import attrgetter

from taizhang.model.ledger import COLUMN_TITLES, Content, Filler, Ledger, LedgerRow, ledger_columns
from taizhang.model.words.blanks import in_one_width
from taizhang.model.words.units import same_family
from taizhang_validators.once import once
from taizhang_validators.rulebook import Given, Hit, hit
from taizhang_validators.written_days import read_day

_plan_texts = attrgetter(
    *(one.field for one in ledger_columns() if one.filler is Filler.PLAN and one.content is Content.TEXT)
)
_LONGEST = 60  # characters of a text that a message shows

_SIGNS: Mapping[str, str] = {
    "≥": r">=|＞=|不低于|不少于|至少|及?以上",
    "≤": r"<=|＜=|不高于|不超过|不多于|及?以下|以内",
}
_PUNCTUATION = re.compile(r"[、，。；：,;:!?！？（）()\[\]【】《》〈〉“”‘’\"'·…—]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MONTH_END = re.compile(r"(\d{4})年(\d{1,2})月(?:底|末|份|月底)?")
_YEAR_END = re.compile(r"(\d{4})年(?:底|末|年底|度)?")


def altered_cells(ledger: Ledger, given: Given, fields: Sequence[str]) -> Iterator[Hit]:
    """The cells of these columns that mean something else than what went out, with both texts."""
    for field, row, found, sent in _differing(ledger, given, fields):
        if not means_the_same(field, found, sent):
            shown, wanted = _around_difference(found, sent)
            yield hit(row, field, column=COLUMN_TITLES[field], found=shown, expected=wanted)


def reworded_cells(ledger: Ledger, given: Given, fields: Sequence[str]) -> Iterator[Hit]:
    """The cells of these columns that say the same as what went out in another way, with both texts."""
    for field, row, found, sent in _differing(ledger, given, fields):
        if means_the_same(field, found, sent):
            yield hit(row, field, column=COLUMN_TITLES[field], found=found, expected=sent)


def means_the_same(field: str, found: str, sent: str) -> bool:
    """Whether two texts of a column are two ways of writing one thing; a column of free texts has one way."""
    read = _MEANINGS.get(field)
    if not found or not sent or read is None:
        return False
    meaning = read(sent)
    return meaning is not None and read(found) == meaning


def _differing(
    ledger: Ledger, given: Given, fields: Sequence[str]
) -> Iterator[tuple[str, LedgerRow, str, str]]:
    """Blanks and full-width signs are no difference."""
    for row, expected in _not_as_sent(ledger, given):
        for field in fields:
            found, sent = getattr(row, field), getattr(expected, field)
            if found != sent and in_one_width(found) != in_one_width(sent):
                yield field, row, found, sent


@once
def _not_as_sent(ledger: Ledger, given: Given) -> Iterator[tuple[LedgerRow, LedgerRow]]:
    """The rows that did not come back letter by letter, with what went out; there are few."""
    for row in ledger.rows:
        expected = given.expected_rows.get(row.id)
        if expected is not None and _plan_texts(row) != _plan_texts(expected):
            yield row, expected


def _target(text: str) -> object:
    """Its sign, and the rest of it with numbers in their shortest form: ≥90% is 90.0%以上."""
    written, sign = in_one_width(text), ""
    for meant, words in _SIGNS.items():
        bare = re.sub(words, "", written)
        if bare != written or meant in written:
            written, sign = bare.replace(meant, ""), sign + meant
    return sign, _NUMBER.sub(lambda number: f"{Decimal(number[0]).normalize():f}", written)


def _unit(text: str) -> object:
    """The unit, one for all words that mean it: 名 is 人."""
    written = in_one_width(text)
    return "人" if same_family(written, "人") == 1 else written


def _units(text: str) -> object:
    """The same units in another order, or with other signs between them."""
    return sorted(filter(None, re.split(r"[、,;:/。\s]", unicodedata.normalize("NFKC", text))))


def _deadline(text: str) -> date | None:
    """The last day that the text allows; None where it names none."""
    written = re.sub(r"(?:之前|以前|前)$", "", in_one_width(text))
    if month := _MONTH_END.fullmatch(written):
        year, number = int(month[1]), int(month[2])
        return date(year, number, calendar.monthrange(year, number)[1]) if 1 <= number <= 12 else None
    if year_end := _YEAR_END.fullmatch(written):
        return date(int(year_end[1]), 12, 31)
    return read_day(written)


def _sentence(text: str) -> object:
    """Its words and numbers; punctuation is none of them, but for the point and the signs of a number."""
    return _PUNCTUATION.sub("", in_one_width(text)).rstrip(".")


_MEANINGS: Mapping[str, Callable[[str], object]] = {
    "task": _sentence,
    "measure": _sentence,
    "indicator": _sentence,
    "target": _target,
    "unit": _unit,
    "deadline": _deadline,
    "duties": _units,
    "lead": _units,
    "support": _units,
}


def _around_difference(found: str, sent: str) -> tuple[str, str]:
    """Both texts, long ones cut to where they begin to differ."""
    if max(len(found), len(sent)) <= _LONGEST:
        return found, sent
    same = next(
        (i for i, (a, b) in enumerate(zip(found, sent, strict=False)) if a != b), min(len(found), len(sent))
    )
    start = max(0, same - _LONGEST // 3)
    return _cut(found, start), _cut(sent, start)


def _cut(text: str, start: int) -> str:
    end = start + _LONGEST
    return f"{'……' if start else ''}{text[start:end]}{'……' if end < len(text) else ''}"
