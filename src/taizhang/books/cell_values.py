"""What a number in a file means as a cell's value: exact, a day, or a percentage as the filler sees it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation

from taizhang.books.clean_text import clean_text
from taizhang.model.grid import CellError

_DAY = timedelta(days=1)
_LAST_SERIAL, _LAST_SERIAL_1904 = 2_958_465, 2_957_003  # 31 December 9999
_LONGEST_ERROR = 32  # characters of what a program shows in place of a value


@dataclass(frozen=True, slots=True)
class StyleFacts:
    """Which cell styles show a number as something else; by position in cellXfs."""

    dates: frozenset[int] = frozenset()
    percents: frozenset[int] = frozenset()
    epoch_1904: bool = False  # the workbook counts its days from 1904 on

    def value(self, number: float, style: int) -> Decimal | date | time | str:
        """The number as a cell of the style holds it.

        Raises:
            InvalidOperation: it is no finite number.
        """
        exactly = exact(number)
        if style in self.dates:
            return date_of(exactly, self.epoch_1904) or exactly
        return percent_text(exactly) if style in self.percents else exactly


def exact(number: float) -> Decimal:
    """The Decimal of the double's first 15 digits, as spreadsheets show it: 0.57 times 100 is 57.

    Raises:
        InvalidOperation: it is no finite number.
    """
    if number.is_integer() and abs(number) < 1e15:
        return Decimal(int(number))
    if not math.isfinite(number):
        raise InvalidOperation(number)
    return Decimal(f"{number:.15g}")


def percent_text(number: Decimal) -> str:
    """A number in a cell of percent format as the filler sees it: 0.85 is 85%."""
    shown = format((number * 100).normalize(), "f")
    return f"{shown}%"


def date_of(serial: Decimal, epoch_1904: bool) -> date | datetime | time | None:
    """The day and time of a serial number.

    None where no calendar has such a day; 60 is the 29 February 1900 that never was.
    """
    if serial < 0 or serial > _LAST_SERIAL + 1:
        return None
    days, seconds = divmod(round(serial * 86_400), 86_400)  # rounding may reach the next day
    if days > (_LAST_SERIAL_1904 if epoch_1904 else _LAST_SERIAL) or (days == 60 and not epoch_1904):
        return None
    clock = (datetime(2000, 1, 1) + timedelta(seconds=seconds)).time()  # noqa: DTZ001 - a cell has no zone
    if days == 0 and not epoch_1904:
        return clock
    first = date(1904, 1, 1) if epoch_1904 else date(1899, 12, 31 if days < 60 else 30)
    day = first + days * _DAY
    return day if clock == time() else datetime.combine(day, clock)


def moment_of(written: str) -> datetime:
    """A day and time as ISO 8601 writes it; the zone that some programs add says nothing in a cell.

    Raises:
        ValueError: no calendar has it.
    """
    return datetime.fromisoformat(written.strip()).replace(tzinfo=None)


def cell_error(written: str) -> CellError:
    """What a program shows in place of a value; the file's own words are as hostile as any other text."""
    return CellError(clean_text(written).strip()[:_LONGEST_ERROR] or "#VALUE!")
