"""China's days off by law and make-up working days, from the table beside this file (PROVENANCE.md)."""

from taizhang.model.holidays.calendar import Calendar, calendar_with, listed_years
from taizhang.model.holidays.nouns import Arrangement, HolidayRule

__all__ = ["Arrangement", "Calendar", "HolidayRule", "calendar_with", "listed_years"]
