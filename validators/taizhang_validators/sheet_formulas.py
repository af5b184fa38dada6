"""Conditions as plain cell formulas, which Excel 2010, WPS, LibreOffice and gnumeric compute alike.

Names in braces stand for cells (see LiveCheck). Words that mean nothing, and those of the drop-downs, stand on the
hidden sheet under defined names. Texts are compared by =, inside SUMPRODUCT where there are several: MATCH and COUNTIF
take ? and * for wildcards and fail on long texts. Inside SUMPRODUCT stand operators over ranges and functions of single
cells only: gnumeric gives a function of a range (TRIM, LEFT, ISNUMBER) one cell of it, without a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from taizhang.model.grid import plain
from taizhang.model.ledger import BLANK_WORDS, Blank
from taizhang.model.plan import Comparator, Target
from taizhang.model.words.status import Status

UNDER_WAY = (Status.NOT_STARTED, Status.ON_SCHEDULE)
FINISHED = (Status.DONE, Status.EXCEEDED)
LATE = (Status.BEHIND, Status.OVERDUE)

_SLACK = "1E-9"  # a double's own dust is no difference
_SIGNS = {Comparator.AT_MOST: "<=", Comparator.BELOW: "<", Comparator.ABOVE: ">"}


def every(*conditions: str) -> str:
    return f"AND({','.join(conditions)})"


def either(*conditions: str) -> str:
    return f"OR({','.join(conditions)})"


def never(condition: str) -> str:
    return f"NOT({condition})"


def says_nothing(field: str) -> str:
    """The cell is empty, or holds one of the ways to write nothing, 同上 among them."""
    return _blank(field, "tz_nothing")


def tells_nothing(field: str) -> str:
    """The same for texts, where 同上 does tell something."""
    return _blank(field, "tz_blank")


def none_tells(field: str, ids: Iterable[str]) -> str:
    """None of the rows with these ids tells anything in the column."""
    return f"SUMPRODUCT({_among(ids)}*{told_in(field, blank_words(tells=True))})=0"


def any_is(field: str, words: tuple[str, ...], ids: Iterable[str]) -> str:
    """One of the rows with these ids holds one of the words."""
    held = "+".join(f'({{{field}:all}}="{word}")' for word in words)
    return f"SUMPRODUCT({_among(ids)}*({held}))>0"


def told_in(field: str, nothing: Iterable[str]) -> str:
    """For each row of the table 1 where its cell holds something else than these words, to be multiplied and summed."""
    return "*".join(f'({{{field}:all}}<>"{word}")' for word in nothing)


def blank_words(*, tells: bool) -> tuple[str, ...]:
    """The ways to write nothing, the empty one first; where it `tells`, 同上 is none of them."""
    return tuple(word for word, kind in BLANK_WORDS.items() if not (tells and kind is Blank.DITTO))


def is_one_of(field: str, words: tuple[str, ...]) -> str:
    same = [f'{{{field}}}="{word}"' for word in words]
    return same[0] if len(same) == 1 else either(*same)


def has_begun() -> str:
    """The status says that work has begun; the words stand on the hidden sheet."""
    return "SUMPRODUCT(--(tz_begun={status}))>0"


def is_off_the_list(field: str) -> str:
    """The cell holds something that is neither a word of its drop-down nor a way to write nothing."""
    return f"SUMPRODUCT(--(tz_may_{field}={{{field}}}))=0"


def is_number(field: str) -> str:
    return f"ISNUMBER({{{field}}})"


def reaches(target: Target) -> str:
    """The number in 累计完成值 satisfies the target; see Target.reached_by."""
    if target.value_max is not None:
        return every(f"{{actual}}>={plain(target.value)}", f"{{actual}}<={plain(target.value_max)}")
    return f"{{actual}}{_SIGNS.get(target.comparator, '>=')}{plain(target.value)}"


def differs(one: str, other: str, by: Decimal) -> str:
    """The two numbers lie further apart than that."""
    return f"ABS({one}-{other})>{plain(by)}+{_SLACK}"


def _among(ids: Iterable[str]) -> str:
    own = (f'({{id:all}}="{name}")' for name in ids)
    return f"({'+'.join(own)})"


def _blank(field: str, words: str) -> str:
    """The list begins with an empty cell, which an empty text equals."""
    return f"SUMPRODUCT(--({words}=TRIM({{{field}}})))>0"
