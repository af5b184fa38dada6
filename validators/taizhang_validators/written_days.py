"""A day as clerks write it above the table: 2022.9.30, 2022年9月30日, 20220930."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

_WRITTEN = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*[日号]?(\s+00:00(:00)?)?")
_RUN_TOGETHER = re.compile(r"(20\d\d)(\d\d)(\d\d)")
_SERIAL = re.compile(r"[34]\d{4}")
_SERIAL_ZERO = date(1899, 12, 30)  # Excel's day 0, true for every day after February 1900


def read_day(text: str) -> date | None:
    """The day the text names; None where it names no single day."""
    written = unicodedata.normalize("NFKC", text).strip()
    if _SERIAL.fullmatch(written):
        return _SERIAL_ZERO + timedelta(days=int(written))
    match = _WRITTEN.fullmatch(written) or _RUN_TOGETHER.fullmatch(written)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
