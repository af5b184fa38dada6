"""Workbooks that swell: beyond the limits of bytes, or below them with more of something than any workbook has (INTAKE 9, 23, 26)."""

from __future__ import annotations

from collections.abc import Callable

from bundles.zip_files import DEFLATED, Listed, swollen, zip_of
from clients.biff12 import record, xlsb_of

from hostile.forms import HOUSE, plain, sheet_xml
from hostile.nouns import HostileFile, file, readable, too_much
from hostile.packages import SHEET, parts_of
from taizhang.model.grid import Grid
from taizhang.model.verdict import FileClass, Flag

MB = 1024 * 1024
HIGH, UNSUPPORTED = Flag.HIGH_RATIO, FileClass.UNSUPPORTED
TEXTS, ELEMENTS = "1000000条", "200000个"
PART, TOTAL, CELLS, ROWS = "单个部分超过200兆字节", "超过500兆字节", "1000000个单元格", "200000行"


def with_swollen(*parts: Listed, of: bytes | None = None) -> bytes:
    """A package with parts in the place of its own, or beside them."""
    names = {one.name for one in parts}
    kept = {name: part for name, part in parts_of(of or plain()).items() if name.encode() not in names}
    return zip_of([*(Listed(name.encode(), part, DEFLATED) for name, part in kept.items()), *parts])


def again(words: str, megabytes: int, before: str = "", behind: str = "", name: str = SHEET) -> Listed:
    """A part that says the words again and again, so many megabytes of them."""
    block = (words * (MB // len(words.encode()))).encode()
    return swollen(name.encode(), block, megabytes, before.encode(), behind.encode())


def in_part(name: str, words: str, megabytes: int, place: str) -> Callable[[], bytes]:
    """The words again and again behind one place of a part."""

    def make() -> bytes:
        front, mark, rest = parts_of(plain())[name].decode().partition(place)
        assert mark
        return with_swollen(again(words, megabytes, front + mark, rest, name))

    return make


def in_sheet(words: str, megabytes: int) -> Callable[[], bytes]:
    return in_part(SHEET, words, megabytes, "<sheetData>")


def media(count: int, megabytes: int) -> bytes:
    return with_swollen(*(swollen(b"xl/media/%d.bin" % at, bytes(MB), megabytes) for at in range(count)))


def lying(size: int) -> bytes:
    bomb = swollen(b"xl/media/a.bin", bytes(MB), 210)
    bomb.size = size
    return with_swollen(bomb)


def cells(count: int) -> bytes:
    return sheet_xml("<row>" + "<c><v>1</v></c>" * count + "</row>")


def rows(count: int) -> bytes:
    return sheet_xml("".join(f'<row r="{at}"><c r="A{at}"><v>1</v></c></row>' for at in range(1, count + 1)))


def nested_bombs(levels: int) -> bytes:
    """A zip with sixteen zips in it, and so on; 16 to the power of the levels at 10 MB each."""
    content = zip_of([swollen(b"0.bin", bytes(MB), 10)])
    for _ in range(levels):
        content = zip_of([Listed(b"%d.zip" % at, content, DEFLATED) for at in range(16)])
    return content


def _content_of_ods(rows: str, megabytes: int) -> bytes:
    front = f'<office:document-content {HOUSE}><office:body><office:spreadsheet><table:table table:name="甲">'
    behind = "</table:table></office:spreadsheet></office:body></office:document-content>"
    content = again(rows, megabytes, front, behind, "content.xml")
    return zip_of([Listed(b"mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), content])


def _records(body: bytes, megabytes: int) -> bytes:
    grid = xlsb_of([Grid("任务台账", {(1, 1): "甲"})])
    name = "xl/worksheets/sheet1.bin"
    block = body * (MB // len(body))
    return with_swollen(
        swollen(name.encode(), block, megabytes, record(129) + record(145), record(146) + record(130)),
        of=grid,
    )


STRINGS, STYLES, BOOK = "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"
RELATIONS, TYPES = "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
RELATION = '<Relationship Id="r" Type="http://a/image" Target="a.png"/>'
SHEET_LINE = '<sheet name="a" sheetId="9" r:id="rId1"/>'

FILES: tuple[HostileFile, ...] = (
    file("a part of 210 MB", lambda: media(1, 210), too_much(PART)),
    file("a part of a gigabyte", lambda: media(1, 1_000), too_much(PART)),
    file("three parts of 180 MB", lambda: media(3, 180), too_much(TOTAL)),
    file("a part of 210 MB that is said to have ten bytes", lambda: lying(10), too_much(PART)),
    file("a part of 210 MB that is said to have none", lambda: lying(0), too_much(PART)),
    file("a sheet of 210 MB", in_sheet("<row/>", 210), too_much(PART)),
    file("two million cells", lambda: cells(2_000_000), too_much(CELLS, file_class=UNSUPPORTED)),
    file("two hundred thousand and one rows", lambda: rows(200_001), too_much(ROWS, file_class=UNSUPPORTED)),
    file("millions of rows without cells", in_sheet("<row/>", 100), too_much("1048576行", file_class=UNSUPPORTED)),
    file("millions of cells without values", in_sheet('<c r="A1" s="1"/>', 60), too_much(CELLS, file_class=UNSUPPORTED)),
    file("blanks of 190 MB among the cells", in_sheet(" ", 190), too_much("内存超过512兆字节的上限")),
    file("an element that nobody knows millions of times", in_sheet("<x/>", 60), too_much("4000000个")),
    file("millions of shared texts", in_part(STRINGS, "<si><t/></si>", 40, "<sst"), too_much(TEXTS, file_class=UNSUPPORTED)),
    file("millions of empty shared texts", in_part(STRINGS, "<si/>", 60, 'uniqueCount="1">'), too_much(TEXTS, file_class=UNSUPPORTED)),
    file("millions of shared texts of a letter", in_part(STRINGS, "<si><t>a</t></si>", 60, 'uniqueCount="1">'), too_much(TEXTS, file_class=UNSUPPORTED)),
    file("a shared text of 100 MB", in_part(STRINGS, "x", 100, "<t>"), readable(HIGH, Flag.OVER_LIMIT)),
    file("millions of styles", in_part(STYLES, '<xf numFmtId="14"/>', 100, '<cellXfs count="1">'), readable(HIGH)),
    file("millions of number formats", in_part(STYLES, '<numFmt numFmtId="200" formatCode="y"/>', 60, "<fonts"), readable(HIGH)),
    file("a million relations", in_part(RELATIONS, RELATION, 60, 'relationships">'), too_much(ELEMENTS)),
    file("a million types", in_part(TYPES, '<Default Extension="a" ContentType="b"/>', 60, 'content-types">'), too_much(ELEMENTS)),
    file("a million names", in_part(BOOK, '<definedName name="a">a!$A$1</definedName>', 40, "<sheets>"), too_much(ELEMENTS)),
    file("a million sheets of one part", in_part(BOOK, SHEET_LINE, 40, "<sheets>"), too_much(ELEMENTS)),
    file("twenty thousand sheets of one part", lambda: with_swollen(Listed(BOOK.encode(), parts_of(plain())[BOOK].replace(b"<sheets>", f"<sheets>{SHEET_LINE * 20_000}".encode()), DEFLATED)), too_much("2000张")),
    file("millions of relations of a sheet", lambda: with_swollen(again(RELATION, 60, '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">', "</Relationships>", "xl/worksheets/_rels/sheet1.xml.rels")), too_much(ELEMENTS)),
    file("millions of columns", lambda: with_swollen(again('<col min="1" max="16384" hidden="1"/>', 40, parts_of(plain())[SHEET].decode().partition("<sheetData>")[0] + "<cols>", "</cols><sheetData/></worksheet>")), too_much("16384列", file_class=UNSUPPORTED)),
    file("zips in a workbook, in each other six deep", lambda: with_swollen(Listed(b"xl/embeddings/a.zip", nested_bombs(5), DEFLATED)), readable(Flag.EMBEDDED_OBJECT)),
    file("an open document of 210 MB", lambda: _content_of_ods("<table:table-row/>", 210), too_much(PART), ending=".ods"),
    file("an open document of hundreds of thousands of rows", lambda: _content_of_ods("<table:table-row><table:table-cell/></table:table-row>", 6), readable(HIGH), ending=".ods"),
    file("an open document of millions of empty paragraphs", lambda: _content_of_ods("<text:p/>", 60), too_much("内存超过512兆字节的上限"), ending=".ods"),
    file("millions of empty records", lambda: _records(b"\x25\0", 7), too_much("3000000条"), ending=".xlsb"),
)  # fmt: skip
