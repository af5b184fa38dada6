"""Text that Excel would read as something else when it is written into a cell: 130102, 2022-09, =A1, TRUE."""

from __future__ import annotations

import re

MARK = "'"  # Excel takes what follows as text and does not show the mark itself

# Excel guesses at whatever begins like a number, a date, a formula or an error; 2022年9月 is a date to it.
_GUESSED = re.compile(
    r"\s*[-+(¥￥$€£.]*\s*\d|[=+\-@'#]|\s*(true|false)\s*$|\s*(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)",
    re.IGNORECASE,
)


def excel_would_guess(text: str) -> bool:
    """Whether the text, written into a plain cell, may become a number, a date, a formula or an error."""
    return _GUESSED.match(text) is not None


def marked_as_text(text: str) -> str:
    """The text in the form that a cell keeps as it is."""
    return MARK + text if excel_would_guess(text) else text
