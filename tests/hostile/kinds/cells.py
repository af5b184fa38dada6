"""Sheets that claim places, sizes and loops that no sheet has (INTAKE 23 to 30, 34)."""

from __future__ import annotations

from hostile.forms import plain, sheet_xml
from hostile.nouns import HostileFile, corrupt, file, readable, too_much
from hostile.packages import SHEET, with_change
from taizhang.model.verdict import FileClass, Flag

ONE = '<row r="1"><c r="A1"><v>5</v></c></row>'
WHOLE = "A1:XFD1048576"
BAD, UNCOMPUTED, HIGH = Flag.BAD_CELL, Flag.FORMULA_WITHOUT_VALUE, Flag.HIGH_RATIO


def cell(attributes: str = "", inside: str = "<v>5</v>") -> bytes:
    """An honest cell and an odd one in the row below it."""
    return sheet_xml(f'{ONE}<row r="2"><c {attributes}>{inside}</c></row>')


def behind(words: str, times: int = 1) -> bytes:
    return sheet_xml(ONE, words * times)


def in_book(words: str) -> bytes:
    """Defined names, behind the list of sheets."""
    return with_change(
        plain(),
        "xl/workbook.xml",
        lambda xml: xml.replace(b"</sheets>", f"</sheets><definedNames>{words}</definedNames>".encode()),
    )


def formulas(first: str, others: str, count: int) -> bytes:
    rows = "".join(
        f'<row r="{at}"><c r="A{at}">{first if at == 1 else others}<v>1</v></c></row>'
        for at in range(1, count + 1)
    )
    return sheet_xml(rows)


def _columns() -> bytes:
    """Every one of them hides nearly all columns."""
    lines = "".join(f'<col min="{at % 7 + 1}" max="{16_384 - at % 5}" hidden="1"/>' for at in range(16_384))
    return sheet_xml(ONE, before=f"<cols>{lines}</cols>")


FILES: tuple[HostileFile, ...] = (
    file("a value in the last cell of all", lambda: cell('r="XFD1048576"'), readable()),
    file("a value beyond the last column", lambda: cell('r="ZZZ2"'), readable(BAD)),
    file("a value beyond the last row", lambda: cell('r="A9999999"'), readable(BAD)),
    file("a value in a row of a million millions", lambda: sheet_xml(f'{ONE}<row r="1099511627776"><c r="A1099511627776"><v>5</v></c></row>'), readable(BAD)),
    file("a value in row naught", lambda: sheet_xml(f'{ONE}<row r="0"><c r="A0"><v>5</v></c></row>'), readable(BAD)),
    file("a value in a row below naught", lambda: sheet_xml(f'{ONE}<row r="-1"><c r="A-1"><v>5</v></c></row>'), readable(BAD)),
    file("a value in a column of forty letters", lambda: cell(f'r="{"A" * 40}1"'), readable(BAD)),
    file("a shared text before the first", lambda: cell('r="A2" t="s"', "<v>-1</v>"), readable(BAD)),
    file("a shared text far behind the last", lambda: cell('r="A2" t="s"', "<v>4294967296</v>"), readable(BAD)),
    file("a shared text of a thousand digits", lambda: cell('r="A2" t="s"', f"<v>{'9' * 5_000}</v>"), readable(BAD)),
    file("a style of a thousand digits", lambda: cell(f'r="A2" s="{"9" * 1_000}"'), readable()),
    file("a style before the first", lambda: cell('r="A2" s="-1"'), readable()),
    file("a kind of cell that nobody knows", lambda: cell('r="A2" t="gruesome"'), readable()),
    file("a number of a million digits", lambda: cell('r="A2"', f"<v>{'9' * 1_000_000}</v>"), readable(BAD, HIGH)),
    file("a number that is none", lambda: cell('r="A2"', "<v>NaN</v>"), readable(BAD)),
    file("a number without end", lambda: cell('r="A2"', "<v>-INF</v>"), readable(BAD)),
    file("a number with an exponent of a thousand digits", lambda: cell('r="A2"', f"<v>1e{'9' * 1_000}</v>"), readable(BAD)),
    file("a number in letters of another writing", lambda: cell('r="A2"', "<v>٥</v>"), readable()),
    file("a day before all days", lambda: cell('r="A2" t="d"', "<v>-9999-01-01</v>"), readable(BAD)),
    file("a day after all days", lambda: cell('r="A2" t="d"', "<v>99999999-12-31T99:99:99</v>"), readable(BAD)),
    file("one cell twice, with two values", lambda: cell('r="A1"', "<v>6</v>"), readable(BAD)),
    file("one cell twice, with one value", lambda: cell('r="A1"', "<v>5</v>"), readable()),
    file("one cell a hundred thousand times", lambda: sheet_xml('<row r="1">' + '<c r="A1"><v>5</v></c>' * 100_000 + "</row>"), readable(HIGH)),
    file("rows in the wrong order", lambda: sheet_xml('<row r="9"><c r="A9"><v>5</v></c></row><row r="2"><c r="A2"><v>5</v></c></row>'), readable()),
    file("rows within rows", lambda: sheet_xml('<row r="1"><row r="2"><c r="A2"><v>5</v></c></row></row>'), readable()),
    file("cells within cells", lambda: cell('r="A2"', '<c r="B2"><v>6</v></c>'), readable()),
    file("two lists of rows", lambda: sheet_xml(ONE, f"<sheetData>{ONE}</sheetData>"), readable()),
    file("a size of the whole sheet", lambda: sheet_xml(ONE, before=f'<dimension ref="{WHOLE}"/>'), readable()),
    file("a size of one cell", lambda: sheet_xml('<row r="500"><c r="ZZ500"><v>5</v></c></row>', before='<dimension ref="A1"/>'), readable()),
    file("a merge of the whole sheet", lambda: behind(f'<mergeCells><mergeCell ref="{WHOLE}"/></mergeCells>'), readable()),
    file("fifty thousand merges of the whole sheet", lambda: behind("<mergeCells>" + f'<mergeCell ref="{WHOLE}"/>' * 50_000 + "</mergeCells>"), readable(HIGH)),
    file("a hundred thousand and one merges", lambda: behind("<mergeCells>" + '<mergeCell ref="A1:B2"/>' * 100_001 + "</mergeCells>"), too_much("100000处合并单元格", file_class=FileClass.UNSUPPORTED)),
    file("a merge from nowhere", lambda: behind('<mergeCells><mergeCell ref="A0:XFE9999999"/><mergeCell ref=":::"/><mergeCell ref=""/></mergeCells>'), readable()),
    file("a hyperlink over the whole sheet", lambda: behind(f'<hyperlinks><hyperlink ref="{WHOLE}" location="A1"/></hyperlinks>'), readable()),
    file("a choice for the whole sheet", lambda: behind(f'<dataValidations count="1"><dataValidation type="list" sqref="{WHOLE}"><formula1>$A:$XFD</formula1></dataValidation></dataValidations>'), readable()),
    file("a condition for the whole sheet", lambda: behind(f'<conditionalFormatting sqref="{WHOLE}"><cfRule type="expression" priority="1"><formula>SUM({WHOLE})</formula></cfRule></conditionalFormatting>'), readable()),
    file("fifty thousand conditions", lambda: behind(f'<conditionalFormatting sqref="{WHOLE}"><cfRule type="expression" priority="1"><formula>A1</formula></cfRule></conditionalFormatting>', 50_000), readable(HIGH)),
    file("a formula for the whole sheet", lambda: cell('r="A2"', f'<f t="array" ref="{WHOLE}">A1:A2</f><v>1</v>'), readable()),
    file("a table of two ways for the whole sheet", lambda: cell('r="A2"', f'<f t="dataTable" ref="{WHOLE}" dt2D="1" r1="A1" r2="B1"/><v>1</v>'), readable()),
    file("a formula that is shared with itself", lambda: cell('r="A2"', '<f t="shared" si="0"/><v>1</v>'), readable()),
    file("a formula of six thousand letters shared by ten thousand cells", lambda: formulas(f'<f t="shared" ref="A1:A10000" si="0">SUM({",".join(["B1"] * 2_000)})</f>', '<f t="shared" si="0"/>', 10_000), readable()),
    file("a formula of a megabyte", lambda: cell('r="A2"', f"<f>{'1+' * 500_000}1</f><v>1</v>"), readable(HIGH)),
    file("a formula of sixty thousand brackets", lambda: cell('r="A2"', f"<f>{'(' * 30_000}1{')' * 30_000}</f><v>1</v>"), readable()),
    file("a formula that nobody computed and that asks for itself", lambda: cell('r="A2"', "<f>A2</f>"), readable(UNCOMPUTED)),
    file("a text of a hundred thousand runs", lambda: cell('r="A2" t="inlineStr"', f"<is>{'<r><t>a</t></r>' * 100_000}</is>"), readable(HIGH)),
    file("a reading aid of a hundred thousand pieces", lambda: cell('r="A2" t="inlineStr"', f"<is><t>a</t>{'<rPh><t>b</t></rPh>' * 100_000}</is>"), readable(HIGH)),
    file("a million hidden rows without a cell", lambda: sheet_xml(ONE + "".join(f'<row r="{at}" hidden="1"/>' for at in range(2, 300_000))), readable()),
    file("sixteen thousand columns, each all of them", _columns, readable()),
    file("columns to the end of numbers", lambda: sheet_xml(ONE, before='<cols><col min="1" max="99999999999999999999" hidden="1"/><col min="-5" max="-1" hidden="1"/></cols>'), readable()),
    file("names that stand for each other", lambda: in_book('<definedName name="A">B</definedName><definedName name="B">A</definedName>'), readable()),
    file("names of places that there are not", lambda: in_book('<definedName name="a">任务台账!$A$0:$XFE$9999999</definedName><definedName name="b">\'\'!$A$1</definedName><definedName name="c">#REF!</definedName>'), readable()),
    file("a name of a megabyte", lambda: in_book(f'<definedName name="{"a" * 500_000}">{"b" * 500_000}</definedName>'), readable(HIGH)),
    file("eighty thousand names", lambda: in_book("".join(f'<definedName name="n{at}">任务台账!$A${at + 1}</definedName>' for at in range(80_000))), readable()),
    file("a calendar that is no number", lambda: with_change(cell('r="A2" s="1"', "<v>1e300</v>"), "xl/workbook.xml", lambda xml: xml.replace(b"<workbookPr", b'<workbookPr date1904="perhaps"')), readable()),
    file("two sheets of one name", lambda: with_change(plain(), "xl/workbook.xml", lambda xml: xml.replace(b"<sheets>", '<sheets><sheet name="任务台账" sheetId="8" r:id="rId1"/>'.encode())), readable()),
    file("a sheet with a name that turns the line round", lambda: with_change(plain(), "xl/workbook.xml", lambda xml: xml.replace("任务台账".encode(), "任务&#x202E;台&#x200B;账&#10;=1+1".encode())), readable()),
    file("sheets of which no program shows one", lambda: with_change(plain(), "xl/workbook.xml", lambda xml: xml.replace(b'sheetId="1"', b'sheetId="1" state="veryHidden"')), readable(Flag.HIDDEN_SHEET)),
    file("texts that run as formulas where they are pasted", lambda: cell('r="A2" t="inlineStr"', "<is><t>＝cmd|'/c calc'!A0</t></is>"), readable(Flag.FORMULA_INJECTION)),
    file("texts with what nobody sees", lambda: cell('r="A2" t="inlineStr"', "<is><t>清_x0000__x001B_[31m&#x202E;河&#x200B;县_xD800_</t></is>"), readable(Flag.CONTROL_CHARACTERS)),
    file("errors that no program has", lambda: cell('r="A2" t="e"', f"<v>#{'坏' * 5_000}</v>"), readable()),
    file("a cell without its end", lambda: with_change(sheet_xml(ONE), SHEET, lambda xml: xml.replace(b"</c>", b"")), corrupt()),
)  # fmt: skip
