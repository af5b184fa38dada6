"""What is remembered of a place: its rows of a sheet as a piece, its sum, and as much of it as others ask for."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
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


_BY_WORD = {light.value: light for light in Light}


@dataclass(frozen=True, slots=True)
class Entry:
    """Of a place's own reporters, or of a place with all below it."""

    brief: Brief
    piece: Piece
    sum_json: bytes

    def sum(self) -> PlaceSum:
        from taizhang.rollups.wide.written import sum_from_json

        return sum_from_json(self.sum_json)

    def kept(self) -> KeptExtract:
        from taizhang.archive import KeptExtract

        piece, brief = self.piece, self.brief
        told = [
            [piece.rows, piece.size, piece.crc],
            [brief.heard, brief.rows, _lights(brief.figures.items()), _lights(brief.tasks.items())],
        ]
        return KeptExtract(json.dumps(told, ensure_ascii=False), piece.content, self.sum_json)


def entry_of_sources(extract: Extract) -> Entry:
    """Of a place's own reporters, with their lines of 来源."""
    from taizhang.books.writing.write_wide import source_piece
    from taizhang.rollups.wide.rollup import Brief
    from taizhang.rollups.wide.written import sum_to_json

    return Entry(Brief.of(extract.sum, iter(())), source_piece(extract.lines), sum_to_json(extract.sum))


def entry_of_figures(place: Place, whole: PlaceSum, figures: list[WideFigure]) -> Entry:
    """Of a place with all below it, with its lines of 分地区指标."""
    from taizhang.books.writing.write_wide import figure_piece
    from taizhang.rollups.wide.rollup import Brief
    from taizhang.rollups.wide.written import sum_to_json

    brief = Brief.of(whole, (one.light for one in figures))
    return Entry(brief, figure_piece(place, figures), sum_to_json(whole))


def entry_from(kept: KeptExtract) -> Entry:
    """What was remembered.

    Raises:
        ValueError, TypeError, KeyError: it is of another form.
    """
    from taizhang.books.stitching.piece import Piece
    from taizhang.rollups.wide.rollup import Brief

    (rows, size, crc), (heard, lines, figures, tasks) = json.loads(kept.head)
    brief = Brief(heard, lines, _lights_in(figures), _lights_in(tasks))
    return Entry(brief, Piece(rows, size, crc, kept.piece), kept.sum)


def pieces_of(entries: Mapping[str, Entry]) -> dict[str, Piece]:
    """By place code."""
    return {code: entry.piece for code, entry in entries.items()}


def _lights(counted: Iterable[tuple[Light, int]]) -> dict[str, int]:
    return {light.value: number for light, number in counted}


def _lights_in(told: dict[str, int]) -> dict[Light, int]:
    return {_BY_WORD[word]: number for word, number in told.items()}
