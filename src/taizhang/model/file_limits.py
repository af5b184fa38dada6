"""How much of a file is read before it is set aside; whoever runs the program may set other figures."""

from __future__ import annotations

from dataclasses import dataclass, field

_MB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class XmlLimits:
    """Of one part of XML; each element and each attribute costs a parser memory and time."""

    tree: int = 200_000  # elements of a part that is read all at once
    stream: int = 4_000_000  # elements of a part that is read one after the other
    attributes: int = 1_000  # of one element


@dataclass(frozen=True, slots=True)
class FileLimits:
    """Sizes in bytes, counted while inflating: what a zip says of itself is never trusted."""

    size: int = 50 * _MB  # the file as sent
    part: int = 200 * _MB  # one part of it, inflated
    total: int = 500 * _MB  # all parts, inflated
    entries: int = 2_000  # parts of one zip
    ratio_warning: int = 100  # times its size at which what is inflated is told, and nothing else (INTAKE 10)
    cells: int = 1_000_000  # cells of one workbook, and texts that they share
    rows: int = 200_000  # rows of one workbook that hold something
    sheets: int = 2_000  # of one workbook
    merges: int = 100_000  # merged stretches of one sheet
    records: int = 3_000_000  # of a binary form, empty ones too: a cell and a row are one each
    xml: XmlLimits = field(default_factory=XmlLimits)
    memory: int = 512 * _MB  # of the process that reads; whoever starts it keeps it, and the verdict names it
