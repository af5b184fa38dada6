"""What a style says: fonts, colours, page, row heights, sheets and column widths."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Font:
    name: str
    size: float  # in points


@dataclass(frozen=True, slots=True)
class Fonts:
    title: Font
    header: Font
    body: Font
    heading: Font


@dataclass(frozen=True, slots=True)
class Colours:
    """Each as #RRGGBB."""

    ink: str
    given: str
    faint: str
    line: str
    rule: str
    header: str
    numbering: str
    fill_in: str
    closed: str
    behind: str
    overdue: str
    done: str
    problem: str
    changed: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page wide; margins in millimetres, the footer in the spreadsheet's own codes."""

    paper: str
    orientation: str  # of the table
    footer: str
    top: float
    bottom: float
    left: float
    right: float
    header_footer: float


@dataclass(frozen=True, slots=True)
class Rows:
    """Heights in points; `leading` is the line's height over the font's size."""

    smallest: float
    largest: float
    leading: float
    note_leading: float  # of the lines under the table
    title: float
    head: float
    header: float
    heading: float  # of the 填报说明


@dataclass(frozen=True, slots=True)
class SheetLook:
    """How the table is shown and guarded."""

    protect: bool
    allowed: tuple[str, ...]  # what stays possible under protection
    numbered_columns: bool
    frozen_through: str  # LedgerRow field of the last column that stays in sight; "" for none
    zoom: int  # in percent
    empty_width: float
    closed_pattern: str  # solid, or hatched


@dataclass(frozen=True, slots=True)
class InstructionsLook:
    """The sheet 填报说明."""

    orientation: str
    zoom: int  # in percent
    widths: tuple[float, ...]  # of its columns, as those of the table


@dataclass(frozen=True, slots=True)
class Style:
    name: str
    fonts: Fonts
    colours: Colours
    page: Page
    rows: Rows
    sheet: SheetLook
    instructions: InstructionsLook
    widths: Mapping[str, float]  # by LedgerRow field, in characters of the workbook's default font
