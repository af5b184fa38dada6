"""What is remembered of a place: its rows of sheets as pieces, its sum, and as much of it as others ask for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from taizhang.model.figure import Light

if TYPE_CHECKING:
    from taizhang.archive import KeptExtract
    from taizhang.books.stitching.piece import Piece
    from taizhang.rollups.wide.extract import Extract
    from taizhang.rollups.wide.figures import WideFigure
    from taizhang.rollups.wide.places import Place
    from taizhang.rollups.wide.rollup import Brief
    from taizhang.rollups.wide.sums import PlaceSum


_FIGURES = ""  # the one sheet of a place with all below it
_BY_WORD = {light.value: light for light in Light}


@dataclass(frozen=True, slots=True)
class Entry:
    """Of a place's own reporters, or of a place with all below it."""

    brief: Brief
    pieces: Mapping[str, Piece]  # by sheet
    sum_json: bytes

    def sum(self) -> PlaceSum:
        from taizhang.rollups.wide.written import sum_from_json

        return sum_from_json(self.sum_json)

    def kept(self) -> KeptExtract:
        from taizhang.archive import KeptExtract

        brief = self.brief
        told = [
            [
                [sheet, one.rows, one.size, one.crc, len(one.content)]
                for sheet, one in self.pieces.items()
            ],
            [
                brief.heard, dict(brief.rows), dict(brief.clearings),
                _lights(brief.figures.items()), _lights(brief.tasks.items()), brief.done, brief.overdue,
            ],
        ]  # fmt: skip
        content = b"".join(one.content for one in self.pieces.values())
        return KeptExtract(json.dumps(told, ensure_ascii=False), content, self.sum_json)


def entry_of_own(extract: Extract) -> Entry:
    """Of a place's own reporters, with their lines of the sheets that are taken out of ledgers."""
    from taizhang.books.writing.write_wide import taken_piece
    from taizhang.rollups.wide.rollup import Brief
    from taizhang.rollups.wide.written import sum_to_json

    pieces = {sheet: taken_piece(sheet, lines) for sheet, lines in extract.lines.items()}
    return Entry(Brief.of(extract.sum, iter(())), pieces, sum_to_json(extract.sum))


def entry_of_figures(place: Place, whole: PlaceSum, figures: list[WideFigure]) -> Entry:
    """Of a place with all below it, with its lines of 分地区指标."""
    from taizhang.books.writing.write_wide import figure_piece
    from taizhang.rollups.wide.rollup import Brief
    from taizhang.rollups.wide.written import sum_to_json

    brief = Brief.of(whole, (one.light for one in figures))
    return Entry(brief, {_FIGURES: figure_piece(place, figures)}, sum_to_json(whole))


def entry_from(kept: KeptExtract) -> Entry:
    """What was remembered.

    Raises:
        ValueError, TypeError, KeyError: it is of another form.
    """
    from taizhang.rollups.wide.rollup import Brief

    pieces, (heard, rows, clearings, figures, tasks, done, overdue) = json.loads(kept.head)
    brief = Brief(heard, rows, clearings, _lights_in(figures), _lights_in(tasks), done, overdue)
    return Entry(brief, dict(_pieces_in(pieces, kept.piece)), kept.sum)


def figure_pieces(entries: Mapping[str, Entry]) -> dict[str, Piece]:
    """By place code."""
    return {code: entry.pieces[_FIGURES] for code, entry in entries.items()}


def taken_pieces(entries: Mapping[str, Entry]) -> dict[str, Mapping[str, Piece]]:
    """By place code and sheet."""
    return {code: entry.pieces for code, entry in entries.items()}


def _pieces_in(told: list[tuple[str, int, int, int, int]], content: bytes) -> Iterator[tuple[str, Piece]]:
    """They stand behind one another."""
    from taizhang.books.stitching.piece import Piece

    at = 0
    for sheet, rows, size, crc, length in told:
        yield sheet, Piece(rows, size, crc, content[at : at + length])
        at += length


def _lights(counted: Iterable[tuple[Light, int]]) -> dict[str, int]:
    return {light.value: number for light, number in counted}


def _lights_in(told: dict[str, int]) -> dict[Light, int]:
    return {_BY_WORD[word]: number for word, number in told.items()}
