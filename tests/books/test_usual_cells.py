"""Cells that came before are remembered: the answer is the same the first, the second and every later time."""

from __future__ import annotations

from decimal import Decimal

import pytest

from taizhang.books import usual_cells
from taizhang.books.cell_values import StyleFacts
from taizhang.books.gathered_sheet import UNREADABLE, CellPurse, GatheredSheet
from taizhang.books.sheet_sparse import read_sparse
from taizhang.books.sheet_usual import read_usual
from taizhang.books.usual_cells import UsualCells
from taizhang.model.file_limits import XmlLimits
from taizhang.model.grid import Formula
from taizhang.model.verdict import Flag

SPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def read(cells: str, strings: tuple[str, ...] = (), styles: StyleFacts | None = None) -> GatheredSheet:
    xml = f'<worksheet {SPACE}><sheetData><row r="1">{cells}</row></sheetData></worksheet>'.encode()
    sheet = read_usual(xml, strings, styles or StyleFacts(), CellPurse(99))
    assert sheet is not None
    return sheet


def test_a_remembered_cell_has_the_text_of_its_own_workbook() -> None:
    cell = '<c r="A1" t="s"><v>1</v></c>'
    texts = [read(cell, ("甲", word)).cells for word in ("乙", "丙", "丁")]
    assert texts == [{(1, 1): "乙"}, {(1, 1): "丙"}, {(1, 1): "丁"}]


def test_a_workbook_with_fewer_texts_lacks_this_one() -> None:
    cell = '<c r="A1" t="s"><v>1</v></c>'
    assert read(cell, ("甲", "乙")).bad is read(cell, ("甲", "乙")).bad is False
    short = read(cell, ("甲",))
    assert (short.cells, short.bad) == ({(1, 1): UNREADABLE}, True)


def test_a_number_is_shown_by_the_styles_of_its_own_workbook() -> None:
    cell = '<c r="A1" s="1"><v>0.85</v></c>'
    styles = (StyleFacts(), StyleFacts(percents=frozenset((1,))))
    shown = [read(cell, styles=one).cells[1, 1] for one in styles * 3]
    assert shown == [Decimal("0.85"), "85%"] * 3


def test_a_shared_formula_is_the_one_of_its_own_sheet() -> None:
    follower = '<c r="B1"><f t="shared" si="0"/><v>2</v></c>'
    found = [
        read(f'<c r="A1"><f t="shared" ref="A1:B1" si="0">{first}</f><v>1</v></c>{follower}').cells[1, 2]
        for first in ("A9+1", "A8*2", "A9+1", "A8*2")
    ]
    assert found == [Formula("B9+1", Decimal(2)), Formula("B8*2", Decimal(2))] * 2


def test_what_is_odd_about_a_cell_is_told_every_time() -> None:
    cells = (
        '<c r="A1"><f>WEBSERVICE("http://a")</f><v>1</v></c><c r="B1"><f>1+1</f></c>'
        '<c r="C1" t="str"><f>"x"</f><v>=1+1</v></c><c r="D1"><v>eins</v></c>'
    )
    for _ in range(4):
        sheet = read(cells)
        assert (sheet.dangers, sheet.uncomputed, sheet.clean, sheet.bad) == (
            {Flag.EXTERNAL_LINK}, {(1, 2)}, False, True,
        )  # fmt: skip
        assert sheet.cells[1, 4] is UNREADABLE


@pytest.mark.parametrize("shared", ["", ' t="shared" ref="A1:A9" si="0"'])
def test_a_dangerous_formula_does_not_hide_behind_a_bad_value(shared: str) -> None:
    cell = f'<c r="A1" t="n"><f{shared}>cmd|calc!A1</f><v>x</v></c>'
    xml = f'<worksheet {SPACE}><sheetData><row r="1">{cell}</row></sheetData></worksheet>'.encode()
    slow = read_sparse(xml, (), StyleFacts(), CellPurse(9), XmlLimits())
    assert read(cell) == read(cell) == slow
    assert (slow.dangers, slow.bad, slow.cells) == ({Flag.DDE}, True, {(1, 1): UNREADABLE})


def test_a_cell_is_remembered_when_its_value_came_twice_running() -> None:
    known = UsualCells(StyleFacts())
    for value, kept in ((b"1", 0), (b"2", 0), (b"1", 0), (b"1", 1), (b"1", 1)):
        assert known[b'A1"><v>' + value + b"</v></c>"] == ((1, 1), None, Decimal(int(value)), None)
        assert len(known) == kept


def test_everything_is_forgotten_when_the_room_is_used_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(usual_cells, "_ROOM", 1_000)
    known = UsualCells(StyleFacts())
    for row in range(1, 50):
        assert known[b'A%d" s="1"/>' % row] is None
        assert len(known) <= 4


def test_an_endless_cell_is_not_remembered() -> None:
    known = UsualCells(StyleFacts())
    piece = b'A1" t="inlineStr"><is><t>' + b"x" * 10_000 + b"</t></is></c>"
    assert known[piece] == ((1, 1), None, "x" * 10_000, None)
    assert len(known) == 0
