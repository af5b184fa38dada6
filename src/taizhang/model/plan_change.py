"""What persons change in a plan: corrections of its reading, amendments from a day on, totals split among reporters."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from taizhang.model.place import Place


@dataclass(frozen=True, slots=True)
class Change:
    """One field set to something else; both values stand as the review workbook prints them."""

    id: str  # T03.M02.I1, T03.M02, T03, T03.C1 (a responsibility clause), or plan
    field: str  # a name of taizhang.plans.changing.fields
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Correction:
    """The text was read wrongly, or left something open: a person said what holds."""

    change: Change
    by: str
    on: date


@dataclass(frozen=True, slots=True)
class Amendment:
    """The plan was changed by those who issued it: the changes hold from a day on."""

    from_day: date
    basis: str  # the document that changes it; "" where none was given
    by: str
    on: date  # when it was entered
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A total divided among the reporters (任务分解)."""

    id: str  # of the indicator
    parts: tuple[tuple[str, Decimal], ...]  # reporter key and share, in the order of the keys


@dataclass(frozen=True, slots=True)
class Refusal:
    """A cell of a review workbook that cannot be taken over, why, and what to do."""

    place: Place | None  # None for the workbook as a whole
    value: str
    says: str  # what is wrong, one clause
    fix: str  # what to do, one clause

    def __str__(self) -> str:
        """As 审核!H12（“abc”）：这里要填数；请只填数字。"""
        where = str(self.place) if self.place else "工作簿"
        seen = f"（“{self.value}”）" if self.value else ""
        return f"{where}{seen}：{self.says}；{self.fix}。"
