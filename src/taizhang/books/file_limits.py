"""How much of a file is read before it is set aside; whoever runs the program may set other figures."""

from __future__ import annotations

from dataclasses import dataclass

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Sizes in bytes, counted while inflating: what a zip says of itself is never trusted."""

    size: int = 50 * _MB  # the file as sent
    part: int = 200 * _MB  # one part of it, inflated
    total: int = 500 * _MB  # all parts, inflated
    entries: int = 2_000  # parts of one zip
    cells: int = 1_000_000  # cells of one workbook
    rows: int = 200_000  # rows of one workbook that hold something
