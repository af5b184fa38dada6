"""What a place came to: its rows of sheets, its sum, and as much of it as others ask for.

Whoever takes a place out of its ledgers does not know where its rows will stand. What is remembered are rows that stood
somewhere, and they are moved only if others before them became more or fewer.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from taizhang.model.figure import Light

if TYPE_CHECKING:
    from taizhang.archive import KeptPart
    from taizhang.books.stitching.piece import LooseRows, Piece
    from taizhang.rollups.wide.extract import Extract
    from taizhang.rollups.wide.figures import WideFigure
    from taizhang.rollups.wide.places import Place
    from taizhang.rollups.wide.rollup import Brief
    from taizhang.rollups.wide.sums import PlaceSum

Firsts = Mapping[str, int]  # by sheet, the row that a place's rows begin at

_SUM, _FIGURES = "sum", "figures"  # the parts that are not named by a sheet
_BY_WORD = {light.value: light for light in Light}


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Of a place's own reporters, out of their ledgers."""

    brief: Brief
    rows: Mapping[str, LooseRows]  # by sheet
    sum_json: bytes

    @property
    def counts(self) -> dict[str, int]:
        return {sheet: one.count for sheet, one in self.rows.items()}

    def standing(self, firsts: Firsts) -> Entry:
        """With its rows where they stand."""
        from taizhang.books.stitching.piece import placed

        pieces = {sheet: placed(one, firsts[sheet]) for sheet, one in self.rows.items()}
        return Entry(self.brief, pieces, self.sum_json)


@dataclass(frozen=True, slots=True)
class Entry:
    """Of a place's own reporters, or of a place with all below it."""

    brief: Brief
    pieces: Mapping[str, Piece]  # by sheet
    sum_json: bytes

    @property
    def counts(self) -> dict[str, int]:
        return {sheet: one.rows for sheet, one in self.pieces.items()}

    def standing(self, firsts: Firsts) -> Entry:
        """With its rows where they stand; itself where they stood there before."""
        from taizhang.books.stitching.piece import moved

        pieces = {sheet: moved(one, firsts[sheet]) for sheet, one in self.pieces.items()}
        if all(pieces[sheet] is one for sheet, one in self.pieces.items()):
            return self
        return replace(self, pieces=pieces)

    def standing_at(self, first: int) -> Entry:
        """With its lines of figures from that row on."""
        return self.standing({_FIGURES: first})

    def sum(self) -> PlaceSum:
        from taizhang.rollups.wide.written import sum_from_json

        return sum_from_json(self.sum_json)

    def kept(self, before: Entry | None = None) -> dict[str, KeptPart]:
        """Its parts by name, but those that stood so before."""
        from taizhang.archive import KeptPart

        known = before.pieces if before else {}
        pieces = {sheet: one for sheet, one in self.pieces.items() if one is not known.get(sheet)}
        parts = 1 + len(self.pieces)
        found = {
            sheet: KeptPart(parts, json.dumps((one.rows, one.first, one.size, one.crc)), one.content)
            for sheet, one in pieces.items()
        }
        if before is None:
            found[_SUM] = KeptPart(parts, _brief_to_json(self.brief), self.sum_json)
        return found


@dataclass(slots=True)
class RowNumbers:
    """Says where the rows of one place after the other stand in their sheets."""

    next: dict[str, int] = field(default_factory=dict)  # by sheet

    def of(self, counts: Mapping[str, int]) -> Firsts:
        from taizhang.rollups.wide.rollup import FIRST_ROW

        firsts = {sheet: self.next.get(sheet, FIRST_ROW) for sheet in counts}
        self.next |= {sheet: firsts[sheet] + count for sheet, count in counts.items()}
        return firsts


def taken_out(extract: Extract) -> TakenOut:
    """A place's own reporters, with their lines of the sheets that are taken out of ledgers."""
    from taizhang.books.writing.write_wide import taken_rows
    from taizhang.rollups.wide.rollup import Brief
    from taizhang.rollups.wide.written import sum_to_json

    rows = {sheet: taken_rows(sheet, lines) for sheet, lines in extract.lines.items()}
    return TakenOut(Brief.of(extract.sum, iter(())), rows, sum_to_json(extract.sum))


def entry_of_figures(place: Place, whole: PlaceSum, figures: list[WideFigure], first: int | None) -> Entry:
    """Of a place with all below it, with its lines of 分地区指标 from that row on; None where it has none there."""
    from taizhang.books.stitching.piece import placed
    from taizhang.books.writing.write_wide import figure_rows
    from taizhang.rollups.wide.rollup import Brief
    from taizhang.rollups.wide.written import sum_to_json

    brief = Brief.of(whole, (one.light for one in figures))
    pieces = {} if first is None else {_FIGURES: placed(figure_rows(place, figures), first)}
    return Entry(brief, pieces, sum_to_json(whole))


def entry_from(parts: Mapping[str, KeptPart]) -> Entry:
    """What was remembered.

    Raises:
        ValueError, TypeError, KeyError: it is of another form.
    """
    pieces = {sheet: _piece_from(one) for sheet, one in parts.items() if sheet != _SUM}
    return Entry(_brief_from_json(parts[_SUM].head), pieces, parts[_SUM].content)


def figure_pieces(entries: Mapping[str, Entry]) -> dict[str, Piece]:
    """By place code."""
    return {code: entry.pieces[_FIGURES] for code, entry in entries.items() if entry.pieces}


def taken_pieces(entries: Mapping[str, Entry]) -> dict[str, Mapping[str, Piece]]:
    """By place code and sheet."""
    return {code: entry.pieces for code, entry in entries.items()}


def _piece_from(kept: KeptPart) -> Piece:
    from taizhang.books.stitching.piece import Piece

    rows, first, size, crc = json.loads(kept.head)
    return Piece(rows, first, size, crc, kept.content)


def _brief_to_json(brief: Brief) -> str:
    told = [
        brief.heard, dict(brief.rows), dict(brief.clearings),
        _lights(brief.figures.items()), _lights(brief.tasks.items()), brief.done, brief.overdue,
    ]  # fmt: skip
    return json.dumps(told, ensure_ascii=False)


def _brief_from_json(text: str) -> Brief:
    from taizhang.rollups.wide.rollup import Brief

    heard, rows, clearings, figures, tasks, done, overdue = json.loads(text)
    return Brief(heard, rows, clearings, _lights_in(figures), _lights_in(tasks), done, overdue)


def _lights(counted: Iterable[tuple[Light, int]]) -> dict[str, int]:
    return {light.value: number for light, number in counted}


def _lights_in(told: dict[str, int]) -> dict[Light, int]:
    return {_BY_WORD[word]: number for word, number in told.items()}
