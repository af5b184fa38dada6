"""What a cell written as usual says, told by its own bytes; the ledgers of a plan have most of their cells in common."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from taizhang.books.cell_values import StyleFacts
from taizhang.books.clean_text import is_harmful, needs_cleaning
from taizhang.books.dangers import formula_dangers
from taizhang.books.gathered_sheet import UNREADABLE
from taizhang.books.sheet_sparse import position_in, typed_value
from taizhang.books.sound_sheets import LAST_COLUMN, LAST_ROW
from taizhang.books.usual_xml import NotUsual, as_text, plain, unescaped
from taizhang.model.grid import LONGEST_FORMULA, CellValue, Formula
from taizhang.model.place import column_number
from taizhang.model.verdict import Flag

_BETWEEN = (
    rb"(?:\s++|</row>|<row\b[^<>]*+>)*+"  # each letter matched in one way only, or long ones take memory
)
# Behind the cell may stand what is before the next one: the ends and beginnings of rows.
_CELL = re.compile(
    rb"(?P<column>[A-Z]{1,3})(?P<row>[1-9][0-9]{0,6})\""
    rb"(?: s=\"(?P<style>0|[1-9][0-9]{0,5})\")?(?: t=\"(?P<kind>[A-Za-z]{1,9})\")?"
    rb"(?: [cv]m=\"[0-9]{1,9}\")*(?: ?/>|>"
    rb"(?P<formula><f\b[^<>]*>(?:(?<=/>)|[^<]*</f>))?"
    rb"(?:(?P<valued><v)(?: xml:space=\"preserve\")?(?:>(?P<text>[^<]*)</v>| ?/>))?"
    rb"</c>|><is><t(?: xml:space=\"preserve\")?>(?P<within>[^<]*)</t></is></c>)"
    rb"(?P<between>" + _BETWEEN + rb")"
)
_NO_CELL = re.compile(_BETWEEN)
_ROW = re.compile(rb"<row\b([^>]*)>")
HIDDEN = re.compile(rb"\bhidden=[\"'](?:1|true)[\"']")
_ROW_NUMBER = re.compile(rb"\br=[\"']([0-9]{1,7})[\"']")
_SHARED = re.compile(r"\bsi=\"([0-9]{1,9})\"")
_ROOM = 8 * 1024 * 1024  # bytes of cells that are remembered
_BESIDE = 250  # bytes that a remembered cell takes beside its own, about
_DIGITS = 10
BEGINS = b'<c r="'  # a cell, just before its address


@dataclass(slots=True)
class Shell:
    """A cell without what its value is."""

    cell: tuple[int, int]  # row and column
    kind: str
    style: int
    formula: str | None = None  # as written
    shared: str = ""  # the number under which cells share the formula
    dangers: frozenset[Flag] = frozenset()  # what the formula asks for
    unclean: bool = False  # something in the formula is to be cleaned
    hides: tuple[int, ...] = ()  # hidden rows that begin behind it
    last: bytes = b""  # the value as it was written when last met
    is_text: bool = False  # it holds one of the shared texts, and there is nothing else to tell


class Odd(NamedTuple):
    """What hardly any cell has, and its sheet must be told of."""

    shell: Shell
    off: bool = False  # its content could not be read as what it claims to be
    unclean: bool = False  # something in it is to be cleaned


# Row and column; the text's position among the shared ones; the value; what is odd about it.
_BLANK = (None, None, None)
UsualCell = tuple[tuple[int, int], int | None, CellValue | None, Odd | None]


class UsualCells(dict[bytes, UsualCell | None]):
    """Cells by what stands from their address on up to the next one's; each is worked out when first asked for.

    None is a blank one, of which there is nothing to tell.

    A cell is remembered once it came with the same value twice running; before that, what stands around the value is.
    """

    def __init__(self, styles: StyleFacts) -> None:
        self._styles = styles
        self._room = _ROOM
        self._shells: dict[tuple[bytes, bytes], Shell] = {}
        self._number = lru_cache(maxsize=4_096)(self._read_number)

    def __missing__(self, piece: bytes) -> UsualCell | None:
        """The cell.

        Raises:
            NotUsual: it is written in another way.
        """
        head, _, rest = piece.partition(b"<v>")
        text, ended, behind = rest.partition(b"</v></c>")
        if not ended or b"<" in text:
            told = self._whole(piece)
            if self._has_room(piece):
                self[piece] = told
            return told
        shell = self._shells.get((head, behind))
        if shell is None:
            shell = _shell(_matched(b"".join((head, b"<v></v></c>", behind))))
            if self._has_room(piece):
                self._shells[head, behind] = shell
        is_text = (
            shell.is_text and text.isdigit() and len(text) < _DIGITS
        )  # most of what differs between ledgers
        valued = (shell.cell, int(text), None, None) if is_text else self._filled(shell, text)
        if shell.last == text and self._has_room(piece):
            self[piece] = valued
        shell.last = text[:LONGEST_FORMULA]
        return valued

    def _has_room(self, piece: bytes) -> bool:
        """Whether it is worth remembering; when the room is used up, everything is forgotten to make some."""
        if len(piece) > LONGEST_FORMULA:
            return False
        self._room -= len(piece) + _BESIDE
        if self._room < 0:
            self.clear()
            self._shells.clear()
            self._room = _ROOM
        return True

    def _whole(self, piece: bytes) -> UsualCell | None:
        """A blank cell, one with its text within it, or one whose value is written with attributes."""
        found = _matched(piece)
        shell = _shell(found)
        if shell.kind == "inlineStr":
            return _told(shell, unescaped(plain(as_text(found["within"] or b""))) or None)
        told = self._filled(shell, found["text"] or b"") if found["valued"] else _told(shell, None)
        return None if told[1:] == _BLANK else told

    def _filled(self, shell: Shell, text: bytes) -> UsualCell:
        """The cell with its value as it is written.

        Raises:
            NotUsual: it is a formula that comes to one of the shared texts.
        """
        try:
            if not text or shell.kind == "inlineStr":
                return _told(shell, "" if shell.kind == "str" else None)
            if shell.kind == "s":
                return _with_shared_text(shell, text)
            if shell.kind == "n":
                return _told(shell, self._number(text, shell.style))
            return _told(shell, typed_value(shell.kind, plain(as_text(text)), shell.style, (), self._styles))
        except (ValueError, IndexError, ArithmeticError):
            return shell.cell, None, UNREADABLE, Odd(shell, off=True)

    def _read_number(self, text: bytes, style: int) -> CellValue:
        return typed_value("n", plain(as_text(text)), style, (), self._styles)


def _with_shared_text(shell: Shell, text: bytes) -> UsualCell:
    if shell.formula is not None:
        raise NotUsual
    position = int(text) if text.isdigit() else position_in(plain(as_text(text)))
    return shell.cell, position, None, Odd(shell) if shell.hides else None


def _told(shell: Shell, value: CellValue | None) -> UsualCell:
    """The cell with this value, or with its formula that came to it."""
    shown = shell.formula if value is None else value
    unclean = shell.unclean or (type(shown) is str and needs_cleaning(shown))
    uncomputed = shell.formula is not None and value is None
    is_odd = unclean or uncomputed or shell.shared or shell.dangers or shell.hides
    odd = Odd(shell, unclean=unclean) if is_odd else None
    if shell.formula is None:
        return shell.cell, None, None if value == "" else value, odd
    return shell.cell, None, value if shell.shared else Formula(shell.formula, value), odd


@lru_cache(maxsize=4)  # programs differ in their styles, the ledgers that one of them saved hardly do
def usual_cells(styles: StyleFacts) -> UsualCells:
    """The cells that are remembered for workbooks with these styles."""
    return UsualCells(styles)


def hidden_rows(between: bytes) -> tuple[int, ...]:
    """The hidden ones of the rows that begin between two cells.

    Raises:
        NotUsual: something else stands there, or a row that states no number that a sheet has or calls things by names
            of its own.
    """
    if not between:
        return ()
    if b"xmlns" in between or not _NO_CELL.fullmatch(between):
        raise NotUsual
    hidden = [attributes for attributes in _ROW.findall(between) if HIDDEN.search(attributes)]
    numbers = [found for attributes in hidden if (found := _ROW_NUMBER.search(attributes))]
    if len(numbers) != len(hidden):
        raise NotUsual
    rows = tuple(int(number[1]) for number in numbers)
    if rows and max(rows) > LAST_ROW:
        raise NotUsual
    return rows


def _matched(piece: bytes) -> re.Match[bytes]:
    found = _CELL.fullmatch(piece)
    if not found:
        raise NotUsual
    return found


def _shell(found: re.Match[bytes]) -> Shell:
    cell = int(found["row"]), column_number(found["column"].decode("ascii"))
    if cell[0] > LAST_ROW or cell[1] > LAST_COLUMN:
        raise NotUsual
    kind, style = (found["kind"] or b"n").decode("ascii"), int(found["style"] or 0)
    shell = Shell(cell, kind, style, hides=hidden_rows(found["between"]))
    shell.is_text = kind == "s" and not found["formula"] and not shell.hides
    if found["formula"]:
        shell.formula, shell.shared = _formula(found["formula"])
        shell.dangers = formula_dangers([shell.formula])
        shell.unclean = is_harmful(shell.formula)
    return shell


def _formula(tags: bytes) -> tuple[str, str]:
    """The formula's text and the number under which cells share it; "" where none do."""
    tag, _, text = as_text(tags).partition(">")
    number = _SHARED.search(tag)
    return plain(text.removesuffix("</f>")), number[1] if number else ""
