"""What a person did to a review workbook: cells that say something else than was printed, and rows of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from taizhang.model.place import Place
from taizhang.model.plan_change import Refusal
from taizhang.plans.review.package import Package


@dataclass(frozen=True, slots=True)
class Edit:
    """A cell that says something else than was printed."""

    place: Place
    line: str  # the id of its row
    owner: str  # the id that the change goes to
    field: str
    text: str  # as it says now
    unit: str = ""  # the unit that stands on the same row, which a number may carry


@dataclass(frozen=True, slots=True)
class NewLine:
    """A row that a person added: the measure it goes under, its words, and its other cells by field."""

    place: Place  # of its id
    measure: str
    quote: tuple[Place, str]
    cells: Mapping[str, tuple[Place, str]]


@dataclass(slots=True)
class Returned:
    """Everything that a person did to a review workbook."""

    package: Package
    edits: list[Edit] = field(default_factory=list)
    added: list[NewLine] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    reviewer: str = ""
    reviewed_on: str = ""
    head: Place | None = None  # of 审核人


def same(one: str, other: str) -> bool:
    """Whether two cells say the same, blanks and what cannot be seen aside: clients rewrite both."""
    return _seen(one) == _seen(other)


def _seen(text: str) -> str:
    return "".join(char for char in text if char.isprintable() and not char.isspace())
