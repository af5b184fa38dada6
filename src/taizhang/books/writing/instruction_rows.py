"""The rows of the sheet 填报说明 as XML, and the merged cells among them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from taizhang.books.writing.row_heights import in_pixels
from taizhang.books.writing.row_xml import write_cell, write_row
from taizhang.books.writing.write_instructions import line_height
from taizhang.ledgers.instructions import SPANS
from taizhang.ledgers.sheet_layout import LineKind
from taizhang.model.grid import Grid, shown
from taizhang.model.place import column_letters
from taizhang_templates import Style

_MOST = 4096  # rows kept at a time


@dataclass(frozen=True)
class InstructionRows:
    """Writes the sheet's rows; a row that was written before, at its place, is not written again."""

    styles: Mapping[tuple[LineKind, int], int]
    style: Style
    _written: dict[tuple[int, LineKind, tuple[str, ...]], str] = field(default_factory=dict)

    def rows(self, grid: Grid, kinds: Mapping[int, LineKind]) -> dict[int, str]:
        if len(self._written) > _MOST:
            self._written.clear()
        return {
            row: self._row(row, kinds[row], tuple(map(shown, values.values()))) for row, values in grid.rows()
        }

    def _row(self, row: int, kind: LineKind, texts: tuple[str, ...]) -> str:
        key = row, kind, texts
        if key not in self._written:
            height = in_pixels(line_height(kind, texts, self.style))
            attributes = f' ht="{height:.15g}" customHeight="1"'
            self._written[key] = write_row(row, attributes, self._cells(row, kind, texts))
        return self._written[key]

    def _cells(self, row: int, kind: LineKind, texts: tuple[str, ...]) -> Iterator[str]:
        """Each text over the columns of its span."""
        for (first, last), text in zip(SPANS[kind], texts, strict=True):
            style = self.styles[kind, first]
            yield write_cell(f"{column_letters(first)}{row}", style, text)
            for at in range(first + 1, last + 1):
                yield write_cell(f"{column_letters(at)}{row}", style, None)


def merged_cells(kinds: Mapping[int, LineKind]) -> str:
    """The element that merges each text's columns."""
    merged = [
        f'<mergeCell ref="{column_letters(first)}{row}:{column_letters(last)}{row}"/>'
        for row, kind in kinds.items()
        for first, last in SPANS[kind]
        if last > first
    ]
    return f'<mergeCells count="{len(merged)}">{"".join(merged)}</mergeCells>' if merged else ""
