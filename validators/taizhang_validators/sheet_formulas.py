"""Conditions as plain cell formulas, which Excel 2010, WPS, LibreOffice and gnumeric compute alike.

Names in braces stand for cells (see LiveCheck). Words that mean nothing, and those of the drop-downs, stand on the
hidden sheet under defined names. Texts are compared by =, inside SUMPRODUCT where there are several: MATCH and COUNTIF
take ? and * for wildcards and fail on long texts.
"""

from __future__ import annotations

from decimal import Decimal

from taizhang.model.grid import plain
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


def none_tells(field: str, ids: str) -> str:
    """None of the rows tells anything in the column; `ids` is a row's id, or, with a dot at its end, a measure's."""
    texts = f"TRIM({{{field}:all}})"
    nothing = f"ISNUMBER(MATCH({texts},tz_blank,0))"  # one by one over many rows, where = cannot
    return f'SUMPRODUCT({_among(ids)}*({texts}<>"")*(1-{nothing}))=0'


def any_is(field: str, words: tuple[str, ...], ids: str) -> str:
    """One of the rows holds one of the words; `ids` as for `none_tells`."""
    held = "+".join(f'(TRIM({{{field}:all}})="{word}")' for word in words)
    return f"SUMPRODUCT({_among(ids)}*({held}))>0"


def is_one_of(field: str, words: tuple[str, ...]) -> str:
    same = [f'TRIM({{{field}}})="{word}"' for word in words]
    return same[0] if len(same) == 1 else either(*same)


def has_begun() -> str:
    """The status says that work has begun; the words stand on the hidden sheet."""
    return "SUMPRODUCT(--(tz_begun=TRIM({status})))>0"


def is_off_the_list(field: str) -> str:
    """The cell holds something that is neither a word of its drop-down nor a way to write nothing."""
    return f"SUMPRODUCT(--(tz_may_{field}=TRIM({{{field}}})))=0"


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


def _among(ids: str) -> str:
    if ids.endswith("."):
        return f'(LEFT({{id:all}},{len(ids)})="{ids}")'
    return f'({{id:all}}="{ids}")'


def _blank(field: str, words: str) -> str:
    """The list begins with an empty cell, which an empty text equals."""
    return f"SUMPRODUCT(--({words}=TRIM({{{field}}})))>0"
