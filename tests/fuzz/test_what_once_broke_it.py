"""The smallest inputs of those that once broke a reader."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hostile.old_records import BIFF8, biff, number
from postbag.compound import compound_of
from postbag.workbooks import plain_workbook
from postbag.zips import member, zip_of
from written_mails.by_outlook import compound_file, outlook_message

from fuzz.bounds import Seen, try_one
from fuzz.damaged_package import parts_of
from fuzz.documents import word_file
from fuzz.subjects import subjects
from taizhang.books import read_workbook
from taizhang.errors import CannotRead
from taizhang.mail import read_mail
from taizhang.model.grid import Box, Formula, Workbook
from taizhang.papers import read_document

_SHEET = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">{}</Workbook>'
_CELL = '<Table><Row><Cell{}><Data ss:Type="String">甲</Data></Cell></Row></Table>'


def _xlsx(rows: str, **more: str) -> Workbook:
    content = plain_workbook(rows)
    for old, new in more.items():
        content = _with(content, old, new)
    return _read(content)


def _with(content: bytes, old: str, new: str) -> bytes:
    parts = {name: part.replace(old.encode(), new.encode()) for name, part in parts_of(content).items()}
    return zip_of([member(name.encode(), part) for name, part in parts.items()])


def _xml(*sheets: str) -> Workbook:
    return _read(_SHEET.format("".join(sheets)).encode())


def _read(content: bytes) -> Workbook:
    """As the subject's bounds have it, too."""
    try_one(subjects()["workbooks"], content, Seen(), timed=False)
    return read_workbook(content, "台账.xlsx")


@pytest.mark.parametrize(
    "text",
    [
        "云栖市2031年工作任务\n任务3：",
        "Key work tasks of Yunling City in 2031\n① Build the system. (The Municipal Health Commission is responsible)",
        "云栖市2031年工作任务\n一、",
        "Key work tasks of Yunling City in 2031\n"
        + "1. Build.\n" * 3000
        + "(The Municipal Health Commission is responsible)",
        "云栖市2031年工作任务\n一、建机制。（）（市医保局负责）（",
    ],
)
def test_a_text_is_compiled_or_said_to_be_no_plan(text: str) -> None:
    try_one(subjects()["texts"], text.encode(), Seen(), timed=False)


def test_a_word_file_whose_packed_text_is_damaged_is_said_to_be_damaged() -> None:
    members = [member(name.encode(), part) for name, part in parts_of(word_file()).items()]
    packed = b"\x63\x02\x00"  # deflate: copy what stands before the beginning
    broken = [
        one if one.name != b"word/document.xml" else type(one)(one.name, packed, one.size, one.checksum)
        for one in members
    ]
    with pytest.raises(CannotRead, match="计划已损坏，读不出内容，请用文字处理软件另存一份再编制。"):
        read_document(zip_of(broken), "计划")


@pytest.mark.parametrize(
    "cell",
    [
        '<row r="1"><c r="XFE1"><v>1</v></c>',
        '<row r="1048577"><c r="A1048577"><v>1</v></c>',
        '<row r="1048577"><c><v>1</v></c>',
    ],
)
def test_a_cell_beyond_the_edges_is_no_cell_and_noted(cell: str) -> None:
    book = _xlsx(f'<row r="1" hidden="1"><c r="A1"><v>5</v></c></row>{cell}</row>')
    assert [dict(grid.cells) for grid in book.grids] == [{(1, 1): Decimal(5)}]
    assert book.flags == ("bad-cell",)


def test_a_hidden_row_beyond_the_edges_hides_nothing() -> None:
    book = _xlsx('<row r="1" hidden="1"><c r="A1"><v>5</v></c></row><row r="9999999" hidden="1"></row>')
    assert [grid.hidden_rows for grid in book.grids] == [{1}]


def test_the_edges_hold_for_old_workbooks_and_texts_too() -> None:
    merges = (0xE5, b"\x02\0" + b"\x05\0\x01\0\0\0\x01\0" + b"\0\0\x01\0\0\0\xfe\xff")
    old = biff(BIFF8, [], [number(0, 0, 5.0), number(0, 20_000, 6.0), merges])
    (grid,) = _read(compound_of({"Workbook": old})).grids
    assert dict(grid.cells) == {(1, 1): Decimal(5)}
    assert grid.merges == (Box(1, 1, 2, 16_384),)
    wide = _read(b"1,2\n3,4" + b"," * 20_000 + b"5\n")
    assert (wide.flags, len(wide.grids[0].cells)) == (("bad-cell", "extension-differs"), 4)


def test_every_sheet_has_a_name_of_its_own() -> None:
    table = _CELL.format("")
    book = _xml(
        *[
            f'<Worksheet ss:Name="{name}">{table}</Worksheet>'
            for name in ("表", "", "表", "表（2）", "\u202e", "表")
        ]
    )
    assert [grid.sheet for grid in book.grids] == [
        "表",
        "未命名2",
        "表（3）",
        "表（2）",
        "未命名5",
        "表（4）",
    ]


def test_a_sheet_that_is_missing_is_said_in_one_line() -> None:
    told = 'Sheet1" sheetId="1"'
    content = _with(plain_workbook(""), told, told.replace("Sheet1", "甲&#x202e;" + "乙" * 500))
    book = _read(_with(content, 'Target="worksheets/sheet1.xml"', 'Target="worksheets/sheet2.xml"'))
    assert book.note == f"文件缺少工作表“甲{'乙' * 119}”的内容。请在表格软件中重新保存后再报送"


def test_a_formula_is_cleaned_as_its_value_is() -> None:
    book = _xlsx('<row r="1"><c r="A1"><f>"&#x202e;"&amp;1</f><v>1</v></c></row>')
    assert [dict(grid.cells) for grid in book.grids] == [{(1, 1): Formula('""&1', Decimal(1))}]
    assert book.flags == ("control-characters",)


@pytest.mark.parametrize("kind", ["text/pla\x04in", "application/oct\r\n et-stream", "a/" + "b" * 999])
def test_an_attachment_of_no_readable_kind_is_any_file(kind: str) -> None:
    raw = f"From: a@b.cn\r\nContent-Type: {kind}; name=a.xlsx\r\nContent-Disposition: attachment\r\n\r\nPK".encode()
    try_one(subjects()["mails"], raw, Seen(), timed=False)
    assert [one.content_type for one in read_mail(raw).attachments] == ["application/octet-stream"]


def test_a_subject_and_an_id_hold_nothing_that_nobody_sees() -> None:
    subject = read_mail("Subject: 临江\ufeff县\u200b\U000e0041台账\r\n\r\n甲".encode()).subject
    own_id = read_mail(compound_file(outlook_message(message_id="<1@x\uffff>"))).message_id
    assert (subject, own_id) == ("临江县台账", "<1@x>")


@pytest.mark.parametrize("header", ["In-Reply-To", "References"])
def test_an_id_of_another_mail_is_read_only_where_it_can_be_written(header: str) -> None:
    raw = f"{header}: <\0@x> <1@x> ".encode() + b"<\xff\xfe@x>\r\n\r\nx"
    try_one(subjects()["mails"], raw, Seen(), timed=False)
    mail = read_mail(raw)
    assert (mail.in_reply_to, mail.references) == {
        "In-Reply-To": ("<1@x>", ()),
        "References": ("", ("<1@x>",)),
    }[header]
