"""A Finding is one thing to mend, said so that the filler can mend it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from taizhang.model.place import Place, column_letters

WAIVED = "已批准豁免"  # begins what a waiver says; all else that is accepted was explained by the filler


class Severity(StrEnum):
    """E must be returned, W asks for confirmation, N is a note."""

    ERROR = "E"
    WARNING = "W"
    NOTE = "N"

    @property
    def word(self) -> str:
        return {"E": "必须修改", "W": "请确认", "N": "提示"}[self.value]


@dataclass(frozen=True, slots=True)
class Spot:
    """One of several cells with the same fault, and what is said of this one."""

    says: str
    place: Place | None = None  # None for a row that is not there
    row: str = ""  # id of the ledger row
    proposal: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with the value seen, then what to do; one for a fault, however many cells have it."""

    code: str
    severity: Severity
    says: str
    fix: str
    source: str
    place: Place | None = None  # None where the whole file is meant; of several cells the first
    row: str = ""  # id of the ledger row; "" where no row is meant
    field: str = ""  # name of the LedgerRow field; "" where no column is meant
    proposal: str = ""  # what the cell may be given instead, where that is certain
    spots: tuple[Spot, ...] = ()  # every cell of a fault that many have, the first included
    accepted: str = ""  # why it need not be mended: the filler's 属实说明, or a waiver; "" where it must

    def __str__(self) -> str:
        where = f"{self.where} " if self.place else ""
        return f"{self.code} {where}{self.says}。{self.advice}"

    @property
    def cells(self) -> tuple[Spot, ...]:
        """Each cell that is meant, with what is said of it; one alone for a fault of its own."""
        return self.spots or (Spot(self.says, self.place, self.row, self.proposal),)

    @property
    def where(self) -> str:
        """The cells as a person looks them up, neighbours in one: 任务台账!K12:K20、K25; "" for the whole file."""
        places = [spot.place for spot in self.cells if spot.place]
        if not places:
            return ""
        same = [place for place in places if place.sheet == places[0].sheet]
        return f"{places[0].sheet}!{'、'.join(_runs(same))}"

    @property
    def counts(self) -> bool:
        """Whether the filler still has to do something about it."""
        return not self.accepted

    @property
    def word(self) -> str:
        """What lists call it: by its severity while it counts."""
        if self.counts:
            return self.severity.word
        return "已豁免" if self.accepted.startswith(WAIVED) else "已说明"

    @property
    def advice(self) -> str:
        """What to do; of what is accepted, why there is nothing to do."""
        return self.fix if self.counts else f"{self.accepted.rstrip('。')}。"


def _runs(places: Iterable[Place]) -> Iterator[str]:
    """Cells below one another as first:last."""
    run: list[Place] = []
    for place in sorted(set(places), key=lambda place: (place.column, place.row)):
        if run and (place.column, place.row) != (run[-1].column, run[-1].row + 1):
            yield _run(run)
            run = []
        run.append(place)
    if run:
        yield _run(run)


def _run(run: list[Place]) -> str:
    if len(run) == 1:
        return run[0].address
    return f"{run[0].address}:{column_letters(run[-1].column)}{run[-1].row}"
