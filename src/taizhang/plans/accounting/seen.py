"""A mention as the rules see it, and the signs by which a rule knows it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from taizhang.plans.accounting.mentions import MentionKind
from taizhang.plans.accounting.parts import Part
from taizhang.plans.accounting.reasons import Reason

_NEAR = 40  # characters on either side that a sign may look at


@dataclass(frozen=True)
class Seen:
    """A mention that no field holds, with what stands around it in its sentence."""

    kind: MentionKind
    sentence: str
    start: int
    end: int
    part: Part
    year: int  # of the plan
    opens_item: bool = False  # it is the number of an item
    repeated: bool = False  # the same sentence stood before
    in_clause: bool = False

    @property
    def words(self) -> str:
        return self.sentence[self.start : self.end]

    @cached_property
    def before(self) -> str:
        return self.sentence[max(0, self.start - _NEAR) : self.start]

    @cached_property
    def after(self) -> str:
        return self.sentence[self.end : self.end + _NEAR]


@dataclass(frozen=True)
class Sign:
    """What a mention looks like when it has the reason; every pattern that is given must fit."""

    reason: Reason
    kinds: tuple[MentionKind, ...]
    words: re.Pattern[str] | None = None  # the mention itself, whole
    before: re.Pattern[str] | None = None  # up to the mention
    after: re.Pattern[str] | None = None  # from the mention on

    def fits(self, seen: Seen) -> bool:
        return (
            seen.kind in self.kinds
            and (self.words is None or bool(self.words.fullmatch(seen.words)))
            and (self.before is None or bool(self.before.search(seen.before)))
            and (self.after is None or bool(self.after.match(seen.after)))
        )


def sign(
    reason: Reason,
    kinds: MentionKind | Iterable[MentionKind],
    *,
    words: str = "",
    before: str = "",
    after: str = "",
) -> Sign:
    """A sign; `before` has to end where the mention starts, `after` has to start where it ends."""
    return Sign(
        reason,
        (kinds,) if isinstance(kinds, MentionKind) else tuple(kinds),
        re.compile(words, re.IGNORECASE) if words else None,
        re.compile(f"(?:{before})$", re.IGNORECASE) if before else None,
        re.compile(after, re.IGNORECASE) if after else None,
    )  # fmt: skip
