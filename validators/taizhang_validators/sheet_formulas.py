"""Conditions as plain cell formulas, which Excel 2010, WPS, LibreOffice and gnumeric compute alike.

Names in braces stand for cells (see LiveCheck). Words that mean nothing, and those of the drop-downs, stand on the
hidden sheet under defined names. A cell's text is compared with them by =, since in a criterion ? and * are wildcards and
long texts fail. Inside SUMPRODUCT stand operators over ranges and functions of single cells only: gnumeric gives a
function of a range (TRIM, LEFT, ISNUMBER) one cell of it, without a word. What is asked of many rows is counted by
COUNTIFS, which passes over failed cells.
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
    """A condition over a cell that shows a failure does not hold."""
    return f"NOT(IFERROR({condition},FALSE))"


def says_nothing(field: str) -> str:
    """The cell is empty, or holds one of the ways to write nothing, 同上 among them."""
    return _blank(field, "tz_nothing")


def is_ditto(field: str) -> str:
    """The cell says only that it is like the one above."""
    same = (f'TRIM({{{field}}})="{word}"' for word, kind in BLANK_WORDS.items() if kind is Blank.DITTO)
    return either(*same)


def gives_nothing(field: str) -> str:
    """The same without 同上, of which another rule speaks."""
    return every(says_nothing(field), never(is_ditto(field)))


def tells_nothing(field: str) -> str:
    """The same for texts, where 同上 does tell something."""
    return _blank(field, "tz_blank")


def none_tells(field: str, ids: str) -> str:
    """None of the rows tells anything in the column; `ids` is an id, or with a * at its end what ids begin with.

    The row's own cell is among them; blanks alone are a text for COUNTIFS, in one client more than in another.
    """
    only_blanks = f'(LEN({{{field}}})>0)*(TRIM({{{field}}})="")'
    return every(tells_nothing(field), f"{told_in(field, blank_words(tells=True), ids)}-{only_blanks}<=0")


def any_is(field: str, words: tuple[str, ...], ids: str) -> str:
    """One of the rows holds one of the words; `ids` as for `none_tells`."""
    held = (f'COUNTIFS({{id:all}},"{ids}",{{{field}:all}},"{word}")' for word in words)
    return f"{'+'.join(held)}>0"


def told_in(field: str, nothing: Iterable[str], ids: str = "?*") -> str:
    """In how many of the rows the column holds a text that is none of these words; failed cells do not count."""
    counts = (
        f'COUNTIFS({{id:all}},"{ids}",{{{field}:all}},"{word}")' for word in ("?*", *filter(None, nothing))
    )
    return "-".join(counts)


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


def _blank(field: str, words: str) -> str:
    """The list begins with an empty cell, which an empty text equals."""
    return f"SUMPRODUCT(--({words}=TRIM({{{field}}})))>0"
