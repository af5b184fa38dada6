"""Files as four programs save them, each with parts that a load and save through a library would lose."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import xlsxwriter
from lxml import etree
from openpyxl.comments import Comment

TABLE = "任务台账"
HEADER, FIRST, LAST = 3, 4, 9  # rows of the table
_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
THREADED = "E5"  # the cell whose note is a conversation
STAND_IN = "[线索批注] 请领导看一下"  # what Excel shows of it where it cannot show conversations
_THREAD_ID = "{6A6E0B1C-52C4-4C7B-9C7A-3C1C2F3D4E5F}"
_THREADS = "http://schemas.microsoft.com/office/spreadsheetml/2018/threadedcomments"
_X14 = (
    '<ext uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}" xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main">'
    '<x14:dataValidations count="1" xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main">'
    '<x14:dataValidation type="list" allowBlank="1"><x14:formula1><xm:f>选项!$A$1:$A$3</xm:f></x14:formula1>'
    "<xm:sqref>E4:E9</xm:sqref></x14:dataValidation></x14:dataValidations></ext>"
)


def by_xlsxwriter() -> bytes:
    """Runs of rich text, a picture, a text box, their own note, rules of conditional formatting, names."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    sheet = book.add_worksheet(TABLE)
    bold, body = book.add_format({"bold": True}), book.add_format({"border": 1, "text_wrap": True})
    sheet.merge_range("A1:F1", "临江县任务台账", bold)
    sheet.write_row("A3", ("序号", "重点任务", "目标值", "累计完成值", "完成状态", "进展情况"), body)
    for row in range(FIRST - 1, LAST):
        sheet.write_row(row, 0, (row - 2, "建设医共体", 90, 80 + row, "已完成", "已印发方案"), body)
        sheet.set_row(row, 30)
    sheet.write_rich_string("F4", bold, "已印发", "，正在落实", body)
    sheet.set_column("H:XFD", 8.43, None, {"hidden": True})
    sheet.write_comment("D4", "县里自己的批注", {"author": "填报人"})
    sheet.insert_textbox("B12", "县里的图形")
    sheet.insert_image("D12", "章.png", {"image_data": BytesIO(_png())})
    sheet.conditional_format("D4:D9", {"type": "data_bar", "data_bar_2010": True})
    sheet.conditional_format(
        "E4:E9",
        {
            "type": "cell",
            "criteria": "==",
            "value": '"已完成"',
            "format": book.add_format({"bg_color": "#C6EFCE"}),
        },
    )
    sheet.data_validation("C4:C9", {"validate": "decimal", "criteria": ">=", "value": 0})
    sheet.autofilter("A3:F9")
    sheet.print_area("A1:F9")
    book.define_name("目标", f"={TABLE}!$C$4:$C$9")
    lists = book.add_worksheet("选项")
    lists.write_column("A1", ("已完成", "推进中", "滞后"))
    book.close()
    return enriched(stream.getvalue())


def by_openpyxl() -> bytes:
    """Without a filter, without a print area."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = TABLE
    sheet.merge_cells("A1:F1")
    sheet["A1"] = "临江县任务台账"
    sheet.append([])
    sheet.append(("序号", "重点任务", "目标值", "累计完成值", "完成状态", "进展情况"))
    for row in range(FIRST, LAST + 1):
        sheet.append((row - 3, "建设医共体", 90, 80 + row, "已完成", "已印发方案"))
    sheet["D4"].comment = Comment("县里自己的批注", "填报人")
    sheet.column_dimensions["F"].width = 40
    book.create_sheet("选项").append(("已完成", "推进中"))
    stream = BytesIO()
    book.save(stream)
    return enriched(stream.getvalue())


def enriched(content: bytes) -> bytes:
    """The file with an x14 drop-down, printer settings, custom XML, and a threaded note with the one who wrote it."""
    parts = {
        info.filename: ZipFile(BytesIO(content)).read(info) for info in ZipFile(BytesIO(content)).infolist()
    }
    sheet = etree.fromstring(parts["xl/worksheets/sheet1.xml"])
    _set_printer(sheet, parts)
    extensions = sheet.find(f"{{{_MAIN}}}extLst")
    if extensions is None:
        extensions = etree.SubElement(sheet, f"{{{_MAIN}}}extLst")
    extensions.append(etree.fromstring(_X14))
    parts["xl/worksheets/sheet1.xml"] = etree.tostring(
        sheet, xml_declaration=True, encoding="UTF-8", standalone=True
    )
    parts["customXml/item1.xml"] = b'<\xe5\x8e\xbf xmlns="urn:county"><note>1</note></\xe5\x8e\xbf>'
    _link(parts, "xl/_rels/workbook.xml.rels", "rIdCustom", f"{_OFFICE}/customXml", "../customXml/item1.xml")
    parts["xl/persons/person.xml"] = (
        f'<personList xmlns="{_THREADS}"><person displayName="县医改办" id="{_THREAD_ID}" userId="1" providerId="None"/></personList>'
    ).encode()
    person = "http://schemas.microsoft.com/office/2017/10/relationships/person"
    _link(parts, "xl/_rels/workbook.xml.rels", "rIdPerson", person, "persons/person.xml")
    _declare(parts, "Override", "PartName", "/xl/persons/person.xml", "application/vnd.ms-excel.person+xml")
    _add_thread(parts)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def _add_thread(parts: dict[str, bytes]) -> None:
    """A conversation, and its stand-in among the notes where the file has any."""
    thread = "xl/threadedComments/threadedComment1.xml"
    parts[thread] = (
        f'<ThreadedComments xmlns="{_THREADS}"><threadedComment ref="{THREADED}" dT="2022-10-01T08:00:00.00" '
        f'personId="{_THREAD_ID}" id="{_THREAD_ID}"><text>请领导看一下</text></threadedComment></ThreadedComments>'
    ).encode()
    kind = "http://schemas.microsoft.com/office/2017/10/relationships/threadedComment"
    target = "../threadedComments/threadedComment1.xml"
    _link(parts, "xl/worksheets/_rels/sheet1.xml.rels", "rIdThread", kind, target)
    _declare(parts, "Override", "PartName", f"/{thread}", "application/vnd.ms-excel.threadedcomments+xml")
    notes = next((name for name in parts if re.fullmatch(r"xl/(comments/)?comments?1\.xml", name)), None)
    if notes is None:
        return
    root = etree.fromstring(parts[notes])
    authors, comments = (root.find(f"{{{_MAIN}}}{tag}") for tag in ("authors", "commentList"))
    etree.SubElement(authors, f"{{{_MAIN}}}author").text = f"tc={_THREAD_ID}"
    comment = etree.SubElement(comments, f"{{{_MAIN}}}comment", ref=THREADED, authorId=str(len(authors) - 1))
    etree.SubElement(etree.SubElement(comment, f"{{{_MAIN}}}text"), f"{{{_MAIN}}}t").text = STAND_IN
    parts[notes] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _set_printer(sheet: etree._Element, parts: dict[str, bytes]) -> None:
    parts["xl/printerSettings/printerSettings1.bin"] = bytes(range(256)) * 4
    setup = sheet.find(f"{{{_MAIN}}}pageSetup")
    if setup is None:
        setup = etree.Element(f"{{{_MAIN}}}pageSetup", paperSize="9")
        sheet.find(f"{{{_MAIN}}}pageMargins").addnext(setup)
    setup.set(f"{{{_OFFICE}}}id", "rIdPrinter")
    target = "../printerSettings/printerSettings1.bin"
    _link(parts, "xl/worksheets/_rels/sheet1.xml.rels", "rIdPrinter", f"{_OFFICE}/printerSettings", target)
    _declare(
        parts,
        "Default",
        "Extension",
        "bin",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.printerSettings",
    )


def _link(parts: dict[str, bytes], name: str, link_id: str, kind: str, target: str) -> None:
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    root = etree.fromstring(parts.get(name, f'<Relationships xmlns="{space}"/>'.encode()))
    etree.SubElement(root, f"{{{space}}}Relationship", Id=link_id, Type=kind, Target=target)
    parts[name] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _declare(parts: dict[str, bytes], tag: str, key: str, value: str, content_type: str) -> None:
    root = etree.fromstring(parts[_TYPES])
    space = etree.QName(root).namespace
    entry = etree.Element(f"{{{space}}}{tag}", {key: value, "ContentType": content_type})
    root.insert(0 if key == "Extension" else len(root), entry)
    parts[_TYPES] = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _png() -> bytes:
    """A picture of one red dot."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    dot = zlib.compress(b"\0\xff\0\0")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", dot) + chunk(b"IEND", b"")
