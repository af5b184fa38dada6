"""The lines of 问题清单 as they stand in the workbook of a wide rollup that was just made."""

from __future__ import annotations


def issue_lines_in(workbook: bytes) -> dict[int, tuple[str, ...]]:
    """By row of the sheet."""
    from taizhang.books.stitching.take_apart import rows_of
    from taizhang.rollups.wide.lines import issues

    rows = rows_of(workbook, issues.NAME)
    if rows is None:
        return {}
    columns = range(1, len(issues.TITLES) + 1)
    return {
        row: tuple(rows.text(row, column) for column in columns) for row in range(rows.first, rows.last + 1)
    }
