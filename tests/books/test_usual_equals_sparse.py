"""The reader of one pass gives what the reader element by element gives, or leaves the part to it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from chance import examples
from hypothesis import given
from hypothesis import strategies as st

from taizhang.books.cell_values import StyleFacts
from taizhang.books.gathered_sheet import CellPurse, GatheredSheet
from taizhang.books.refusal import Refusal
from taizhang.books.shared_strings import _as_usual, _one_by_one, read_strings
from taizhang.books.sheet_sparse import read_sparse
from taizhang.books.sheet_usual import read_usual
from taizhang.books.usual_xml import NotUsual, as_text
from taizhang.model.file_limits import FileLimits, XmlLimits
from taizhang.model.grid import Box, CellError

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
STRINGS = ("甲", "乙\n丙", "", " 首尾 ", "=1+1")
STYLES = StyleFacts(dates=frozenset((2, 11)), percents=frozenset((3,)))


def part(rows: str, head: str = "", tail: str = "") -> bytes:
    return f"<worksheet {MAIN}>{head}<sheetData>{rows}</sheetData>{tail}</worksheet>".encode()


def both(xml: bytes, styles: StyleFacts = STYLES) -> tuple[GatheredSheet | None, GatheredSheet]:
    """The reader of one pass is asked once more, when it has most cells from memory."""
    usual, *again = (read_usual(xml, STRINGS, styles, CellPurse(1000)) for _ in range(3))
    assert again == [usual, usual]
    return usual, read_sparse(xml, STRINGS, styles, CellPurse(1000), XmlLimits())


AS_USUAL = (
    '<row r="2" hidden="1"><c r="B2" s="3" t="n"><v>1</v></c><c r="C2" s="1" t="e"><v>#N/A</v></c></row>'
)


@pytest.mark.parametrize(
    ("rows", "usual"),
    [
        (AS_USUAL, True),
        (AS_USUAL.replace('s="3" t="n"', 't="n" s="3"'), False),
        (AS_USUAL.replace('<c r="B2"', '<c cm="1" r="B2"'), False),
        (AS_USUAL.replace('s="3" t="n"', 's="3" t="n" cm="1"'), True),
        (AS_USUAL.replace('hidden="1"', "hidden='1'"), True),
        (AS_USUAL.replace('r="2" hidden="1"', "hidden='1' r='2'"), True),
        (AS_USUAL.replace('r="2" hidden="1"', 'hidden="1"').replace("<row", '<row r="1"/><row'), False),
    ],
)
def test_the_facts_are_the_same_however_tags_are_written(rows: str, usual: bool) -> None:
    xml = part(
        rows,
        '<cols><col min="2" max="3" hidden="1"/></cols>',
        '<mergeCells count="1"><mergeCell ref="D5:A4"/></mergeCells>',
    )
    fast, slow = both(xml)
    assert (fast is not None) == usual
    assert slow.cells == {(2, 2): "100%", (2, 3): CellError("#N/A")}
    assert (slow.hidden_rows, slow.hidden_columns, slow.merges) == ({2}, {2, 3}, [Box(4, 1, 5, 4)])
    assert fast is None or fast == slow


@pytest.mark.parametrize(
    "hide",
    [
        lambda cell: f"<!-- {cell} -->",
        lambda cell: cell.replace("<c ", f"<x:c {MAIN.replace('xmlns', 'xmlns:x')} ").replace(
            "</c>", "</x:c>"
        ),
        lambda cell: cell.replace('"', "'"),
        lambda cell: cell.replace("<v>2</v>", "<v><![CDATA[2]]></v>"),
        lambda cell: cell.replace("<v>2</v>", "<v>2</v><extLst/>"),
        lambda cell: cell.replace("<c ", "<c\n"),
        lambda cell: cell.replace(' r="B1"', ""),
        lambda cell: cell.replace("<v>2</v>", "<v>&#50;</v>"),
    ],
)
def test_a_cell_written_to_be_overlooked_is_seen(hide: Callable[[str], str]) -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c>' + hide('<c r="B1"><v>2</v></c>') + "</row>"
    fast, slow = both(part(rows))
    assert fast is None or fast == slow
    assert fast is None or fast.cells == {(1, 1): 1, (1, 2): 2}


ONE = '<row r="1"><c r="A1"><v>1</v></c></row>'
TWO = '<row r="2"><c r="A2"><v>2</v></c></row>'
ROOT = f'<worksheet {MAIN} xmlns:a-b = "http://schemas.openxmlformats.org/spreadsheet&#109;l/2006/main">'


@pytest.mark.parametrize(
    "xml",
    [
        f"{ROOT}<sheetData>{ONE}<row r='2'><a-b:c r='A2'><v>2</v></a-b:c></row></sheetData></worksheet>",
        f"{ROOT}<sheetData>{ONE}<a-b:row r='2'><c r='A2'><v>2</v></c></a-b:row></sheetData></worksheet>",
        f"{ROOT}<a-b:sheetData>{TWO}</a-b:sheetData><sheetData>{ONE}</sheetData></worksheet>",
        f"{ROOT}<sheetData x='1'>{TWO}</sheetData><sheetData>{ONE}</sheetData></worksheet>",
    ],
)
def test_rows_beside_the_plain_ones_are_seen(xml: str) -> None:
    fast, slow = both(xml.encode())
    assert fast is None
    assert slow.cells == {(1, 1): 1, (2, 1): 2}


@pytest.mark.parametrize("aside", [f"<?x {TWO} ?>", f"<!-- {TWO} -->"])
def test_what_no_program_reads_is_not_read(aside: str) -> None:
    fast, slow = both(part(ONE + aside))
    assert fast is None
    assert slow.cells == {(1, 1): 1}


TEXTS = st.text(alphabet="甲乙 1.5\n&;#xlt_0041\r<>é,%-", max_size=8)
NUMBERS = st.sampled_from(
    ("0", "1", "-3", "2.50", "0.1", "1e3", "60", "44927.5", "1E400", "x", "", " 7 ", "12345678901234567")
)


def escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@st.composite
def a_cell(draw: st.DrawFn, row: int, column: str) -> str:
    kind = draw(st.sampled_from((None, "n", "s", "str", "b", "e", "d", "inlineStr", "odd")))
    text = escaped(draw(TEXTS)) if kind in ("str", "e", "inlineStr", "d") else draw(NUMBERS)
    style = draw(st.sampled_from((None, "0", "1", "2", "3", "11")))
    attributes = f'r="{column}{row}"' + (f' s="{style}"' if style else "") + (f' t="{kind}"' if kind else "")
    formula = draw(
        st.sampled_from(("", "", "<f>A1&amp;B$2</f>", '<f aca="false">SUM(A1:A9)</f>', "<f/>", "<f></f>",
                         '<f t="shared" ref="A1:A9" si="0">A1+1</f>', '<f t="shared" si="0"/>'))
    )  # fmt: skip
    if kind == "inlineStr":
        value = draw(st.sampled_from((f"<is><t>{text}</t></is>", f"<is><r><t>{text}</t></r></is>", "")))
    else:
        value = draw(st.sampled_from((f"<v>{text}</v>", f"<v>{text}</v>", "<v/>", "<v></v>", "")))
    if not formula and not value and draw(st.booleans()):
        return f"<c {attributes}/>"
    return f"<c {attributes}>{formula}{value}</c>"


@st.composite
def sheets(draw: st.DrawFn) -> bytes:
    rows = []
    for row in range(1, draw(st.integers(1, 4)) + 1):
        cells = "".join(draw(a_cell(row, column)) for column in ("A", "C", "AA"))
        hidden = draw(st.sampled_from(("", ' hidden="1"', ' hidden="0"')))
        rows.append(f'<row r="{row}"{hidden}>{cells}</row>')
    return part("".join(rows))


@given(xml=sheets(), epoch_1904=st.booleans())
@examples(300)
def test_any_sheet_is_read_alike(xml: bytes, epoch_1904: bool) -> None:
    fast, slow = both(xml, StyleFacts(STYLES.dates, STYLES.percents, epoch_1904))
    assert fast is None or fast == slow


def test_a_damaged_part_is_refused_by_both() -> None:
    xml = part('<row r="1"><c r="A1" t="str"><v>&nbsp;</v></c></row>')
    assert read_usual(xml, STRINGS, STYLES, CellPurse(9)) is None
    with pytest.raises(Refusal):
        read_sparse(xml, STRINGS, STYLES, CellPurse(9), XmlLimits())


@pytest.mark.parametrize("read", [read_usual, partial(read_sparse, limits=XmlLimits())])
def test_so_many_cells_and_no_more(read: Callable[..., GatheredSheet]) -> None:
    xml = part('<row r="1"><c r="A1"/><c r="B1" s="1"/><c r="C1"><v>1</v></c></row>')
    purse = CellPurse(5)
    assert read(xml, STRINGS, STYLES, purse).cells == {(1, 3): 1}
    with pytest.raises(Refusal, match="工作簿超过5个单元格的上限"):
        read(xml, STRINGS, STYLES, purse)


ITEMS = {
    "<si><t>甲</t></si>": "甲",
    '<si><t xml:space="preserve"> 乙 </t></si>': " 乙 ",
    "<si><t/></si>": "",
    '<si><t>丙</t><phoneticPr fontId="1" type="noConversion"/></si>': "丙",
    "<si><r><t>丁</t></r><r><rPr><b/></rPr><t>戊</t></r></si>": "丁戊",
    '<si><t>漢</t><rPh sb="0" eb="1"><t>かん</t></rPh></si>': "漢",
    "<si><t>a&amp;b_x000D_</t></si>": "a&b\r",
}


def shared(items: str) -> bytes:
    return f'<sst {MAIN} count="1">{items}</sst>'.encode()


def test_shared_strings_are_read_alike() -> None:
    xml = shared("".join(ITEMS))
    assert _as_usual(as_text(xml)).texts == _one_by_one(xml, XmlLimits()) == tuple(ITEMS.values())


@pytest.mark.parametrize(
    "odd", ["<si />", '<si x="1"><t>甲</t></si>', "<si><t>甲</t></si><!-- <si><t>乙</t></si> -->"]
)
def test_oddly_written_strings_are_read_one_by_one(odd: str) -> None:
    xml = shared(f"<si><t>子</t></si>{odd}")
    assert read_strings(xml, FileLimits()).texts == _one_by_one(xml, XmlLimits())
    assert read_strings(xml, FileLimits()).texts[0] == "子"


@pytest.mark.parametrize("odd", ["", "<si />"])
@pytest.mark.parametrize("dirty", ["=1+1", "－cmd|x", "零\u200b宽"])
def test_a_text_to_be_cleaned_is_told_however_it_is_written(dirty: str, odd: str) -> None:
    clean, unclean = (
        shared(f"<si><t>子</t></si>{odd}"),
        shared(f"<si><t>子</t></si><si><t>{dirty}</t></si>{odd}"),
    )
    told = [read_strings(xml, FileLimits()).clean for xml in (clean, unclean, clean, unclean)]
    assert told == [True, False, True, False]


def test_damaged_strings_are_refused() -> None:
    with pytest.raises(Refusal):
        read_strings(shared("<si><t>甲</t>"), FileLimits())
    with pytest.raises(NotUsual):
        _as_usual("<sst><si><t>&nbsp;</t></si></sst>")


def test_very_many_cells_are_read_alike() -> None:
    rows = "".join(
        f'<row r="{row}"><c r="A{row}" s="1"/><c r="B{row}"><v>{row}</v></c></row>'
        for row in range(1, 12_001)
    )
    xml = part(rows)
    fast = read_usual(xml, STRINGS, STYLES, CellPurse(24_000))
    slow = read_sparse(xml, STRINGS, STYLES, CellPurse(24_000), XmlLimits())
    assert fast == slow
    assert fast is not None
    assert fast.cells[12_000, 2] == 12_000
