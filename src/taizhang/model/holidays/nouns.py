"""What an office says of days off: by which rule a due date moves, and what is arranged otherwise than by the week."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class HolidayRule(StrEnum):
    """Which days move a due date to the next working day."""

    NONE = "none"
    STATUTORY = "statutory"  # the days off that the yearly notice arranges; a plain weekend does not
    NON_WORKING = "non-working"  # weekends too; a make-up Saturday is a working day


@dataclass(frozen=True, slots=True)
class Arrangement:
    """Days in a row that are off, or that are worked though they fall on a weekend (放假调休)."""

    first: date
    last: date
    works: bool = False

    def days(self) -> Iterator[date]:
        """Each day from the first to the last."""
        return (self.first + timedelta(days) for days in range((self.last - self.first).days + 1))
