"""Mentions: every place where the text tells somebody to answer, or says a number or a time, and what became of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from taizhang.model.plan import Span
from taizhang.plans.accounting.reasons import Reason


class MentionKind(StrEnum):
    """What is mentioned, in the words of the report."""

    DUTY = "职责"
    NUMBER = "数字"
    TIME = "时间"


@dataclass(frozen=True, slots=True)
class MappedField:
    """A field of the plan that holds what is mentioned."""

    id: str  # of the task, measure, indicator or goal; "plan" for the document itself
    field: str  # its name in Chinese, as 目标值
    value: str  # what the plan holds, readable


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention: either the fields that hold it, or the one reason why none does."""

    span: Span
    kind: MentionKind
    fields: tuple[MappedField, ...] = ()
    reason: Reason | None = None

    @property
    def mapped(self) -> bool:
        return bool(self.fields)


@dataclass(frozen=True, slots=True)
class AccountedSentence:
    """A sentence that mentions something, with its mentions in order."""

    span: Span
    where: str  # id of its task, else the part of the document
    mentions: tuple[Mention, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a person should look: a mention looks like a field and is none, or nothing explains it."""
        return any(one.reason in (Reason.MISSED, Reason.OTHER) for one in self.mentions)


@dataclass(frozen=True, slots=True)
class Accounting:
    """The whole text, sentence by sentence; sentences that mention nothing are left out."""

    sentences: tuple[AccountedSentence, ...]

    def mentions(self) -> Iterator[Mention]:
        """Every mention, in the order of the text."""
        for sentence in self.sentences:
            yield from sentence.mentions

    def unmapped(self) -> tuple[Mention, ...]:
        return tuple(mention for mention in self.mentions() if not mention.mapped)

    def count(self, kind: MentionKind, *, mapped: bool) -> int:
        return sum(one.kind is kind and one.mapped is mapped for one in self.mentions())

    def by_reason(self) -> dict[Reason, int]:
        """How many unmapped mentions have each reason, in the order of the reasons."""
        counts = dict.fromkeys(Reason, 0)
        for mention in self.unmapped():
            if mention.reason:
                counts[mention.reason] += 1
        return counts

    @property
    def share_of_other(self) -> float:
        """The share of mentions that no rule explains, in %."""
        total = sum(1 for _ in self.mentions())
        return 100 * self.by_reason()[Reason.OTHER] / total if total else 0.0
