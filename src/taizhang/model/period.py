"""A Period is the stretch of time one ledger speaks of: 2022Q3, 2022-09, 2022H1 or 2022."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from taizhang.model.pace import Pace

_WRITTEN = re.compile(r"(?P<year>\d{4})(?:Q(?P<quarter>[1-4])|H(?P<half>[12])|-(?P<month>0[1-9]|1[0-2]))?")
_CHINESE_QUARTER = "一二三四"


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Whole months of one year, `first_month` to `last_month`, ordered by their end and then their start."""

    year: int
    last_month: int
    first_month: int

    @classmethod
    def parse(cls, written: str) -> Period:
        """The period that 2022Q3, 2022-09, 2022H1 or 2022 names.

        Raises:
            ValueError: the text is none of the four forms.
        """
        match = _WRITTEN.fullmatch(written.strip().upper())
        if match is None:
            raise ValueError(written)
        year = int(match["year"])
        if match["quarter"]:
            last = 3 * int(match["quarter"])
            return cls(year, last, last - 2)
        if match["half"]:
            last = 6 * int(match["half"])
            return cls(year, last, last - 5)
        if match["month"]:
            return cls(year, int(match["month"]), int(match["month"]))
        return cls(year, 12, 1)

    def __str__(self) -> str:
        match self.months:
            case 3:
                return f"{self.year}Q{self.last_month // 3}"
            case 1:
                return f"{self.year}-{self.last_month:02d}"
            case 6:
                return f"{self.year}H{self.last_month // 6}"
            case _:
                return f"{self.year}"

    @property
    def months(self) -> int:
        return self.last_month - self.first_month + 1

    @property
    def title(self) -> str:
        """The period as officials write it, as 2022年第三季度."""
        match self.months:
            case 3:
                return f"{self.year}年第{_CHINESE_QUARTER[self.last_month // 3 - 1]}季度"
            case 1:
                return f"{self.year}年{self.last_month}月"
            case 6:
                return f"{self.year}年{'上' if self.last_month == 6 else '下'}半年"
            case _:
                return f"{self.year}年"

    @property
    def start(self) -> date:
        return date(self.year, self.first_month, 1)

    @property
    def end(self) -> date:
        return date(self.year, self.last_month, calendar.monthrange(self.year, self.last_month)[1])

    @property
    def previous(self) -> Period:
        """The period of the same length just before this one."""
        return self._shifted(-1)

    @property
    def following(self) -> Period:
        """The period of the same length just after this one."""
        return self._shifted(1)

    @property
    def year_before(self) -> Period:
        """The same period of the year before (去年同期)."""
        return Period(self.year - 1, self.last_month, self.first_month)

    def back_to(self, day: date) -> tuple[Period, ...]:
        """The periods of this length before this one that end on the day or later, oldest first."""
        found: list[Period] = []
        one = self.previous
        while one.end >= day:
            found.append(one)
            one = one.previous
        return tuple(reversed(found))

    def _shifted(self, by: int) -> Period:
        months = self.year * 12 + self.last_month - 1 + by * self.months
        year, last = divmod(months, 12)
        return Period(year, last + 1, last + 2 - self.months)

    def due(self, days_after: int) -> date:
        """The day the report is due, counted from the period's last day; `days_after` 5 is 次月5日."""
        return self.end + timedelta(days=days_after)

    def elapsed(self, since: date, until: date, pace: Pace = Pace.MONTH) -> Fraction:
        """The share of the way from `since` to `until` that is due at this period's end (序时进度).

        Counted in whole months, quarters or days, as the pace says; a quarter counts once it is over. Below 0 counts as
        0 and above 1 as 1, so the share is exact and bounded. What is done once is due at the end alone, and what lasts
        never.
        """
        if pace is Pace.LASTING:
            return Fraction(0)
        if self.end >= until:
            return Fraction(1)
        if pace is Pace.ONCE:
            return Fraction(0)
        whole = _steps(since, until, pace)
        if whole <= 0:
            return Fraction(1)
        passed = _steps(since, self.end, pace)
        if pace is Pace.QUARTER and self.last_month % 3:
            passed -= 1
        return min(Fraction(1), max(Fraction(0), Fraction(passed, whole)))


def _steps(first: date, last: date, pace: Pace) -> int:
    """Calendar months, quarters or days from the first day's to the last day's, both counted."""
    if pace is Pace.DAY:
        return (last - first).days + 1
    length = 3 if pace is Pace.QUARTER else 1
    return (
        (last.year - first.year) * (12 // length)
        + (last.month - 1) // length
        - (first.month - 1) // length
        + 1
    )
