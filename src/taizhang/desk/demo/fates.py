"""What becomes of each county's report in the demonstration."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from random import Random

from taizhang.model.reporter import RosterLine


class Fate(StrEnum):
    """How a county reports."""

    CLEAN = "按时报送，填写无误"
    NUMBERS = "数字填写有误"
    TEXTS = "状态和文字填写有误"
    FORM = "改动了下发内容并删去一行"
    LATE = "过了截止日才报送"
    MISSING = "没有报送"
    LAST_PERIOD = "报成了上一期的台账"
    NEIGHBOUR = "误报了别县的台账"
    UNREADABLE = "附件损坏打不开"

    @property
    def mends(self) -> bool:
        """Whether the county sends a mended ledger once it has the returned copy."""
        return self in (Fate.NUMBERS, Fate.TEXTS, Fate.FORM, Fate.LAST_PERIOD)


# The mishaps that every demonstration shows, most telling first; all other counties report well.
_MISHAPS = (
    Fate.NUMBERS, Fate.FORM, Fate.MISSING, Fate.TEXTS, Fate.LATE, Fate.NEIGHBOUR, Fate.LAST_PERIOD, Fate.UNREADABLE,
)  # fmt: skip


def fates_of(lines: Sequence[RosterLine], random: Random) -> dict[str, Fate]:
    """Each reporter's fate, by its key; beyond the mishaps that all are shown once, two counties in five make a common mistake."""
    fates = list(_spread(len(lines)))
    random.shuffle(fates)
    return {str(line.reporter): fate for line, fate in zip(lines, fates, strict=True)}


def _spread(count: int) -> Iterator[Fate]:
    """At least one county reports well from the start, however few there are."""
    mishaps = _MISHAPS[: max(0, count - 1)]
    yield from mishaps
    common = (Fate.CLEAN, Fate.NUMBERS, Fate.CLEAN, Fate.TEXTS, Fate.CLEAN)
    yield from (common[position % len(common)] for position in range(count - len(mishaps)))
