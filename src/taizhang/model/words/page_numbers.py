"""Lines that only number the pages of a printed document."""

from __future__ import annotations

import re

# A line that only numbers the page: — 3 —, 第3页 共9页. It breaks sentences in two and belongs to none.
PAGE_NUMBER = re.compile(
    r"^[^\S\n]*(?:[—－–─-]{1,2}[^\S\n]*\d{1,3}[^\S\n]*[—－–─-]{1,2}|第[^\S\n]*\d{1,3}[^\S\n]*页(?:[^\S\n]*[,，/]?[^\S\n]*共[^\S\n]*\d{1,3}[^\S\n]*页)?)[^\S\n]*$",
    re.MULTILINE,
)
