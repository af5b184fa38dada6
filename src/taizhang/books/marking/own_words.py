"""What our columns say beside a row: its findings, worst first, as many words as its height can show."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from taizhang.books.marking.list_text import lines_in
from taizhang.model.finding import Finding, Severity, Spot
from taizhang.model.place import Place
from taizhang.model.table_rows import TableRows

_WIDTH = 72  # half-width characters of 宋体 9 in the column
_POINTS = 12  # of a line of it
_NUMBER = re.compile(r"-?(?:0|[1-9]\d{0,14})(?:\.\d+)?")
_MOST_DIGITS = 15  # that a cell keeps of a number


@dataclass(frozen=True, slots=True)
class RowWords:
    """The findings of one row, each with the cell that is meant."""

    met: tuple[tuple[Finding, Spot], ...] = ()

    @property
    def worst(self) -> Severity | None:
        return self.met[0][0].severity if self.met else None

    def errors(self, points: float | None) -> str:
        """Sentence and remedy of each finding; in a row of fixed height only what can be seen there."""
        whole, short = self._whole(), self._short()
        if points is None or not self.met:
            return whole
        room = max(1, int(points // _POINTS))
        fitting = (text for text in (whole, short) if lines_in(text, _WIDTH) <= room)
        return next(fitting, None) or self._fitting(room)

    @property
    def proposal(self) -> str:
        """The one value that may be copied as it stands, or each with the cell that it is for."""
        told = [spot for _, spot in self.met if spot.proposal]
        if len(told) == 1:
            return told[0].proposal
        return "\n".join(f"{_address(spot.place)}：{spot.proposal}" for spot in told)

    @property
    def is_number(self) -> bool:
        digits = sum(map(str.isdigit, self.proposal))
        return bool(_NUMBER.fullmatch(self.proposal)) and digits <= _MOST_DIGITS

    def _whole(self) -> str:
        return "\n".join(f"{_opening(finding, spot)}。{finding.fix}" for finding, spot in self.met)

    def _short(self) -> str:
        return "\n".join(_opening(finding, spot) for finding, spot in self.met)

    def _fitting(self, room: int) -> str:
        """The first findings, and how many more the list has."""
        for count in range(len(self.met) - 1, 0, -1):
            text = "\n".join(
                [*self._short().split("\n")[:count], f"另有{len(self.met) - count}处，见“校验结果”"]
            )
            if count == 1 or lines_in(text, _WIDTH) <= room:
                return text
        return self._short()


def words_by_row(findings: Iterable[Finding], table: TableRows) -> Mapping[int, RowWords]:
    """What is said beside each row of the table; `findings` come worst first, and accepted ones say nothing."""
    met: dict[int, list[tuple[Finding, Spot]]] = {}
    for finding in findings:
        for row, spot in _spots(finding, table):
            met.setdefault(row, []).append((finding, spot))
    return {row: RowWords(tuple(found)) for row, found in met.items()}


def _spots(finding: Finding, table: TableRows) -> Iterator[tuple[int, Spot]]:
    if finding.counts:
        yield from (
            (spot.place.row, spot)
            for spot in finding.cells
            if spot.place and spot.place.sheet == table.sheet and spot.place.row in table
        )


def _opening(finding: Finding, spot: Spot) -> str:
    said = " ".join(spot.says.split("\n"))
    return f"【{finding.severity.word}】{_address(spot.place)} {said}"


def _address(place: Place | None) -> str:
    return place.address if place else ""
