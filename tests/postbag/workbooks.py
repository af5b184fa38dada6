"""A filled ledger in other forms, and workbooks as an enemy makes them."""

from __future__ import annotations

import csv
import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from html import escape
from io import StringIO

from clients.biff12 import xlsb_of
from clients.xml_2003 import xml_2003_of

from postbag.compound import compound_of
from postbag.typed_in import TABLE_PART, parts_of
from postbag.zips import Member, central, end, local, member, zip_of, zipped
from taizhang.books import read_workbook
from taizhang.model.grid import Formula, Grid, shown

_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MB = 1024 * 1024


# Other forms


def values_of(workbook: bytes) -> list[Grid]:
    """The sheets without their formulas."""
    return [_without_formulas(grid) for grid in read_workbook(workbook, "").grids]


def _without_formulas(grid: Grid) -> Grid:
    cells = {at: value.value if isinstance(value, Formula) else value for at, value in grid.cells.items()}
    return replace(grid, cells={at: value for at, value in cells.items() if value not in ("", None)})


def as_xlsb(workbook: bytes) -> bytes:
    made = xlsb_of(values_of(workbook))
    return zipped(parts_of(made))  # under a date that does not change


def as_xml_2003(workbook: bytes) -> bytes:
    return xml_2003_of(values_of(workbook))


def as_csv(workbook: bytes, charset: str = "gb18030") -> bytes:
    """The table alone, as a spreadsheet program saves it."""
    table = values_of(workbook)[0]
    target = StringIO()
    rows = (
        [table.text(row, at) for at in range(1, table.last_column + 1)]
        for row in range(1, table.last_row + 1)
    )
    csv.writer(target).writerows(rows)
    return target.getvalue().encode(charset)


def as_ods(workbook: bytes) -> bytes:
    """Texts and numbers, and which sheets and columns are hidden."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    unseen = (
        '<office:automatic-styles><style:style style:name="unseen" style:family="table">'
        '<style:table-properties table:display="false"/></style:style></office:automatic-styles>'
    )
    sheets = "".join(map(_ods_sheet, values_of(workbook)))
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {spaces} office:version="1.2">{unseen}'
        f"<office:body><office:spreadsheet>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = b"application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind.decode()}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
    )
    members = [member(b"mimetype", kind, method=0), member(b"content.xml", content.encode())]
    return zip_of([*members, member(b"META-INF/manifest.xml", manifest.encode())])


def _ods_sheet(grid: Grid) -> str:
    rows = "".join(_ods_row(grid, row) for row in range(1, grid.last_row + 1))
    style = "" if grid.visible else ' table:style-name="unseen"'
    columns = "".join(
        f"<table:table-column{_collapsed(at in grid.hidden_columns)}/>"
        for at in range(1, grid.last_column + 1)
    )
    return f"<table:table table:name={_attribute(grid.sheet)}{style}>{columns}{rows}</table:table>"


def _collapsed(hidden: bool) -> str:
    return ' table:visibility="collapse"' if hidden else ""


def _ods_row(grid: Grid, row: int) -> str:
    cells = "".join(_ods_cell(grid.row(row).get(at)) for at in range(1, grid.last_column + 1))
    return f"<table:table-row>{cells}</table:table-row>"


def _ods_cell(value: object) -> str:
    if value is None:
        return "<table:table-cell/>"
    if isinstance(value, Decimal):
        return f'<table:table-cell office:value-type="float" office:value="{value}"><text:p>{value}</text:p></table:table-cell>'
    lines = "".join(f"<text:p>{escape(line, quote=False)}</text:p>" for line in str(value).split("\n"))
    return f'<table:table-cell office:value-type="string">{lines}</table:table-cell>'


def _attribute(text: str) -> str:
    return f'"{escape(text)}"'


def as_xls(workbook: bytes) -> bytes:
    """BIFF8 in its compound file, as Excel 97 to 2003 and WPS (.et) save."""
    grids = values_of(workbook)
    pages = [_biff_page(grid) for grid in grids]
    names = [_wide(grid.sheet) for grid in grids]
    size = sum(4 + 8 + len(name) for name in names)
    head = _record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0)) + _record(
        0x42, struct.pack("<H", 1200)
    )
    offset, sheets = len(head) + size + 4, b""
    for grid, name, page in zip(grids, names, pages, strict=True):
        hidden = 0 if grid.visible else 1
        sheets += _record(0x85, struct.pack("<IBBBB", offset, hidden, 0, len(name) // 2, 1) + name)
        offset += len(page)
    return compound_of({"Workbook": head + sheets + _record(0x0A, b"") + b"".join(pages)})


def _biff_page(grid: Grid) -> bytes:
    page = _record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0))
    for column in sorted(grid.hidden_columns):
        page += _record(0x7D, struct.pack("<HHHHHH", column - 1, column - 1, 2560, 0, 1, 0))
    for (row, column), value in sorted(grid.cells.items()):
        page += _biff_cell(row - 1, column - 1, value)
    boxes = [
        struct.pack("<4H", box.top - 1, box.bottom - 1, box.left - 1, box.right - 1) for box in grid.merges
    ]
    if boxes:
        page += _record(0xE5, struct.pack("<H", len(boxes)) + b"".join(boxes))
    return page + _record(0x0A, b"")


def _biff_cell(row: int, column: int, value: object) -> bytes:
    at = struct.pack("<HHH", row, column, 0)
    if isinstance(value, Decimal):
        return _record(0x203, at + struct.pack("<d", float(value)))
    text = _wide(shown(value) if not isinstance(value, str) else value)  # type: ignore[arg-type]
    return _record(0x204, at + struct.pack("<HB", len(text) // 2, 1) + text)


def _wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def _record(kind: int, body: bytes) -> bytes:
    assert len(body) <= 8224
    return struct.pack("<HH", kind, len(body)) + body


def plain_workbook(cells: str) -> bytes:
    """A workbook of one sheet, no ledger; `cells` are its rows as XML."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    package = "http://schemas.openxmlformats.org/package/2006"
    office = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return zipped({
        "[Content_Types].xml": (
            f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{office}.sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{office}.worksheet+xml"/></Types>'
        ).encode(),
        "_rels/.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'.encode(),
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{_RELATION}"><sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>'.encode(),
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>'.encode(),
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'.encode(),
    })  # fmt: skip


# What an enemy, or an infected computer, makes of a ledger


def with_parts(
    workbook: bytes, more: dict[str, bytes], change: Callable[[str, bytes], bytes] = lambda _, part: part
) -> bytes:
    parts = {name: change(name, part) for name, part in parts_of(workbook).items()}
    return zipped(parts | more)


def _related(
    workbook: bytes, kind: str, target: str, more: dict[str, bytes], *, macro: bool = False
) -> bytes:
    """The workbook with one more part that it refers to."""

    def change(name: str, part: bytes) -> bytes:
        if name == "xl/_rels/workbook.xml.rels":
            one = f'<Relationship Id="rIdMore" Type="{kind}" Target="{target}"/></Relationships>'
            return part.replace(b"</Relationships>", one.encode())
        if name == "[Content_Types].xml" and macro:
            part = part.replace(b"spreadsheetml.sheet.main+xml", b"ms-excel.sheet.macroEnabled.main+xml")
            part = part.replace(b"openxmlformats-officedocument.ms-excel", b"ms-excel")
            extra = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
            return part.replace(b"</Types>", extra)
        return part

    return with_parts(workbook, more, change)


_VBA = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"


def with_macro(workbook: bytes, *, runs_by_itself: bool) -> bytes:
    """An .xlsm with a module that colours a row when asked, or with one that starts when the workbook is opened."""
    name = "Workbook_Open" if runs_by_itself else "ColourTheRow"
    source = f'Attribute VB_Name = "ThisWorkbook"\r\nPrivate Sub {name}()\r\nSelection.Interior.Color = 255\r\nEnd Sub\r\n'
    streams = {
        "dir": _ovba(b"\1\0\4\0\0\0\3\0\0\0"),
        "_VBA_PROJECT": b"\xcc\x61\xff\xff\0\0\0",
        "ThisWorkbook": _ovba(source.encode()),
    }
    project = compound_of(
        {"VBA": streams, "PROJECT": b'Name="VBAProject"\r\nDocument=ThisWorkbook/&H00000000\r\n'}
    )
    return _related(workbook, _VBA, "vbaProject.bin", {"xl/vbaProject.bin": project}, macro=True)


def _ovba(source: bytes) -> bytes:
    """Packed as [MS-OVBA] 2.4.1 asks, without a single copy."""
    tokens = b"".join(b"\0" + source[at : at + 8] for at in range(0, len(source), 8))
    return b"\1" + struct.pack("<H", 0xB000 | len(tokens) - 1) + tokens


def with_auto_open(workbook: bytes) -> bytes:
    """A macro sheet of Excel 4.0 and a name that starts it."""
    sheet = (
        b'<xm:macrosheet xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" '
        b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1"><c r="A1">'
        b'<f>EXEC("calc.exe")</f><v>0</v></c></row></sheetData></xm:macrosheet>'
    )
    kind = "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"
    made = _related(
        workbook, kind, "macrosheets/sheet1.xml", {"xl/macrosheets/sheet1.xml": sheet}, macro=True
    )

    def change(name: str, part: bytes) -> bytes:
        if name != "xl/workbook.xml":
            return part
        part = part.replace(
            b"</sheets>", b'<sheet name="Macro1" sheetId="99" state="veryHidden" r:id="rIdMore"/></sheets>'
        )
        return re.sub(
            b"<definedNames>",
            b'<definedNames><definedName name="_xlnm.Auto_Open" hidden="1">Macro1!$A$1</definedName>',
            part,
        )

    return with_parts(made, {}, change)


def with_formula(workbook: bytes, formula: str, value: str = "0") -> bytes:
    """The ledger with a formula in the remark of its first row."""
    cell = f'<c r="Z6"><f>{escape(formula, quote=False)}</f><v>{value}</v></c>'.encode()

    def change(name: str, part: bytes) -> bytes:
        return re.sub(rb'<c r="Z6"[^>]*/>', lambda _: cell, part, count=1) if name == TABLE_PART else part

    made = with_parts(workbook, {}, change)
    assert cell in parts_of(made)[TABLE_PART]
    return made


def with_dde_link(workbook: bytes) -> bytes:
    link = (
        b'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><ddeLink ddeService="cmd" '
        b'ddeTopic="/c calc"><ddeItems><ddeItem name="A0"/></ddeItems></ddeLink></externalLink>'
    )
    return _related(
        workbook,
        f"{_RELATION}/externalLink",
        "externalLinks/externalLink1.xml",
        {"xl/externalLinks/externalLink1.xml": link},
    )


def with_external_link(workbook: bytes) -> bytes:
    """Values fetched from a workbook on somebody's share."""
    link = (
        f'<externalLink xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="{_RELATION}">'
        '<externalBook r:id="rId1"><sheetNames><sheetName val="Sheet1"/></sheetNames></externalBook></externalLink>'
    )
    rels = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
        f'Type="{_RELATION}/externalLinkPath" Target="file:///\\\\server\\share\\book.xlsx" TargetMode="External"/></Relationships>'
    )
    more = {
        "xl/externalLinks/externalLink1.xml": link.encode(),
        "xl/externalLinks/_rels/externalLink1.xml.rels": rels.encode(),
    }
    return _related(workbook, f"{_RELATION}/externalLink", "externalLinks/externalLink1.xml", more)


def with_doctype(workbook: bytes, *, wide: bool = False) -> bytes:
    """Nine entities of ten each, in the table's own part; `wide` hides them in UTF-16."""
    entities = '<!ENTITY a0 "医改">' + "".join(
        f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 10)
    )

    def change(name: str, part: bytes) -> bytes:
        if name != TABLE_PART:
            return part
        text = part.decode().replace("<worksheet ", f"<!DOCTYPE worksheet [{entities}]><worksheet ", 1)
        return (
            text.replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16") if wide else text.encode()
        )

    return with_parts(workbook, {}, change)


def zeros(megabytes: int, name: bytes) -> Member:
    """A member of nothing but zeros, packed to a thousandth of its size: each megabyte is a block of its own."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(bytes(_MB)) + packer.flush(zlib.Z_FULL_FLUSH)
    checksum = 0
    for _ in range(megabytes):
        checksum = zlib.crc32(_ZEROS, checksum)
    return Member(name, block * megabytes + b"\x03\x00", megabytes * _MB, checksum)


_ZEROS = bytes(_MB)


def members_of(workbook: bytes) -> list[Member]:
    return [member(name.encode(), part) for name, part in parts_of(workbook).items()]


def bomb(workbook: bytes) -> bytes:
    """The ledger with a picture of 210 MB in 210 kB."""
    return zip_of([*members_of(workbook), zeros(210, b"xl/media/image1.bmp")])


def overlapping(workbook: bytes) -> bytes:
    """Two parts that share their bytes: the second lies inside the first."""
    inner = member(b"xl/media/image2.png", b"\x89PNG" * 20, method=0)
    outer = member(b"xl/media/image1.png", local(inner), method=0)
    body = b"".join(map(local, members_of(workbook)))
    directory, at = b"", 0
    for one in members_of(workbook):
        directory += central(one, at)
        at += len(local(one))
    directory += central(outer, at) + central(inner, at + 30 + len(outer.name))
    body += local(outer)
    return body + directory + end(len(members_of(workbook)) + 2, len(directory), len(body))


def doubled(workbook: bytes) -> bytes:
    """The table's part twice under one name, the second with other numbers."""
    members = members_of(workbook)
    table = next(one for one in members if one.name == TABLE_PART.encode())
    return zip_of([*members, table])


def behind(head: bytes, workbook: bytes) -> bytes:
    """Something else with the workbook behind it, as one file that two programs read differently."""
    return zip_of(members_of(workbook), before=head)


def two_in_one(first: bytes, second: bytes) -> bytes:
    return first + second


def cut(workbook: bytes) -> bytes:
    return workbook[: len(workbook) // 3]
