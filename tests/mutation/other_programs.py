"""Edits that no spreadsheet program makes: what other tools and half-working programs leave of a workbook."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.utils import column_index_from_string
from openpyxl.worksheet.worksheet import Worksheet

from taizhang.ledgers.sheet_layout import STAMP

Change = Callable[[bytes], bytes]

EDITS: dict[str, Change] = {}

_SHEET_PART = re.compile(r"xl/worksheets/[^/]+\.xml")
_ROWS = re.compile("<sheetData>(.*)</sheetData>", re.S)
_ROW = re.compile(r'<row r="(?P<at>\d+)"(?P<rest>[^>]*?)(?:/>|>(?P<cells>.*?)</row>)', re.S)
_CELL = re.compile(r'<c r="(?P<at>[A-Z]+)\d+"(?P<rest>[^>]*?/>|[^>]*?[^/]>.*?</c>|>.*?</c>)', re.S)
_OWN_SHEETS = ("填报自检", "填报说明", "选项", STAMP)
_HEADERS = ("重点任务", "主要任务", "序号", "进展情况", "办理情况")


class NothingToDoError(Exception):
    """The workbook lacks what the edit is about."""


def edit(name: str) -> Callable[[Change], Change]:
    def enter(change: Change) -> Change:
        EDITS[name] = change
        return change

    return enter


@edit("用别的库打开又保存")
def saved_by_openpyxl(content: bytes) -> bytes:
    return _saved(load_workbook(BytesIO(content)))


@edit("公式的值都没有了")
def without_cached_values(content: bytes) -> bytes:
    return _with_sheets(content, lambda xml: re.sub(r"(</f>|<f[^>]*/>)<v>[^<]*</v>", r"\1", xml))


@edit("完成率的值是旧的")
def with_stale_rates(content: bytes) -> bytes:
    """Every formula that came to a number shows another one, as after a save without recalculation."""
    changed = re.compile(r"(<c [^>]*?(?<! t=\"str\")>\s*<f[^>]*>[^<]*</f>\s*<v>)(\d+(?:\.\d+)?)(</v>)")
    return _with_sheets(content, lambda xml: changed.sub(lambda f: f"{f[1]}{float(f[2]) + 0.25}{f[3]}", xml))


@edit("自有标记部件丢失")
def without_custom_xml(content: bytes) -> bytes:
    with ZipFile(BytesIO(content)) as package:
        if not any(name.startswith("customXml/") for name in package.namelist()):
            raise NothingToDoError
    return _with_parts(content, drop=("customXml/",))


@edit("改用一九〇四日期系统")
def in_1904(content: bytes) -> bytes:
    """A real day in 填报日期, counted from 1904."""
    book = load_workbook(BytesIO(content))
    sheet, row, column = _beside(book, "填报日期")
    cell = sheet.cell(row, column)
    cell.value, cell.number_format = 43_380, "yyyy-mm-dd"  # 2022-10-08
    book.epoch = __import__("openpyxl.utils.datetime", fromlist=["MAC_EPOCH"]).MAC_EPOCH
    return _saved(book)


@edit("只把可见内容粘贴到新工作簿")
def pasted_values(content: bytes) -> bytes:
    return _pasted(content, row=1, column=1)


@edit("粘贴到新工作簿的第三行第二列")
def pasted_elsewhere(content: bytes) -> bytes:
    return _pasted(content, row=3, column=2)


@edit("只粘贴表格不带表头表尾")
def pasted_without_foot(content: bytes) -> bytes:
    return _pasted(content, row=1, column=1, around=False)


@edit("隐藏的内容全部清除")
def cleaned_of_hidden(content: bytes) -> bytes:
    """What 检查文档 offers: hidden sheets, columns and rows are deleted, custom XML too."""
    book = load_workbook(BytesIO(content))
    for name in book.sheetnames:
        if book[name].sheet_state != "visible":
            del book[name]
    sheet = _table(book)
    hidden = sorted((_columns_of(sheet)), reverse=True)
    for column in hidden:
        sheet.delete_cols(column)
    return _with_parts(_saved(book), drop=("customXml/",))


@edit("单元格都存成富文本")
def rich_text(content: bytes) -> bytes:
    """Every shared string in two runs, as a program writes text with a changed font."""

    def runs(xml: str) -> str:
        return re.sub(
            r"<si><t(?: xml:space=\"preserve\")?>([^<]{2,})</t></si>",
            lambda f: (
                f'<si><r><t xml:space="preserve">{f[1][:1]}</t></r><r><rPr><b/></rPr>'
                f'<t xml:space="preserve">{f[1][1:]}</t></r></si>'
            ),
            xml,
        )

    return _changed_part(content, "xl/sharedStrings.xml", runs)


@edit("地址属性全部省去")
def without_addresses(content: bytes) -> bytes:
    """The format allows rows and cells without r: each stands after the one before it."""
    return _with_sheets(content, lambda xml: _ROWS.sub(lambda found: _unaddressed(found[1]), xml))


def _unaddressed(rows: str) -> str:
    """The rows of a sheet by their order alone; empty ones stand where an address left some out."""
    written, next_row = [], 1
    for row in _ROW.finditer(rows):
        written += ["<row/>" for _ in range(int(row["at"]) - next_row)]
        next_row = int(row["at"]) + 1
        cells, next_column = "", 1
        for cell in _CELL.finditer(row["cells"] or ""):
            at = column_index_from_string(cell["at"])
            cells += "<c/>" * (at - next_column) + f"<c{cell['rest']}"
            next_column = at + 1
        written.append(f"<row{row['rest']}>{cells}</row>")
    return f"<sheetData>{''.join(written)}</sheetData>"


@edit("用区已缩小")
def small_dimension(content: bytes) -> bytes:
    return _with_sheets(
        content, lambda xml: re.sub(r'<dimension ref="[^"]*"/>', '<dimension ref="A1:B2"/>', xml)
    )


@edit("用区已放大")
def large_dimension(content: bytes) -> bytes:
    return _with_sheets(
        content, lambda xml: re.sub(r'<dimension ref="[^"]*"/>', '<dimension ref="A1:XFD1048576"/>', xml)
    )


@edit("数字全存成文本")
def numbers_as_text(content: bytes) -> bytes:
    book = load_workbook(BytesIO(content))
    sheet = _table(book)
    for row in sheet.iter_rows(min_row=6):
        for cell in row:
            if isinstance(cell.value, int | float) and not isinstance(cell.value, bool):
                cell.value = f"{cell.value:g}"
    return _saved(book)


@edit("文字前后带空格和不可见字符")
def padded(content: bytes) -> bytes:
    book = load_workbook(BytesIO(content))
    sheet = _table(book)
    for row in sheet.iter_rows(min_row=6):
        for cell in row:
            if isinstance(cell.value, str) and not cell.value.startswith("="):
                cell.value = f"\u3000{cell.value}\u200b "
    return _saved(book)


@edit("公式都变成了值")
def as_values(content: bytes) -> bytes:
    return _saved(load_workbook(BytesIO(content), data_only=True))


def _pasted(content: bytes, *, row: int, column: int, around: bool = True) -> bytes:
    """The visible cells' values in a workbook of its own, from this cell on; merges are gone."""
    book = load_workbook(BytesIO(content), data_only=True)
    sheet = _table(book)
    hidden = _columns_of(sheet)
    columns = [at for at in range(1, sheet.max_column + 1) if at not in hidden]
    top, bottom = (1, sheet.max_row) if around else _table_rows(sheet)
    new = Workbook()
    page = new.active
    for down, number in enumerate(range(top, bottom + 1)):
        for across, at in enumerate(columns):
            value = sheet.cell(number, at).value
            if value is not None:
                page.cell(row + down, column + across).value = value
    return _saved(new)


def _table(book: Workbook) -> Worksheet:
    """The sheet in which most of the usual titles stand."""

    def count(sheet: Worksheet) -> int:
        words = (str(cell.value or "") for row in sheet.iter_rows(max_row=20) for cell in row)
        return sum("".join(word.split()) in _HEADERS for word in words)

    sheets = [book[name] for name in book.sheetnames if name not in _OWN_SHEETS]
    best = max(sheets, key=count, default=None)
    if best is None or not count(best):
        raise NothingToDoError
    return best


def _table_rows(sheet: Worksheet) -> tuple[int, int]:
    """From the header to the last row with a number in its first filled cells."""
    header = next(
        row[0].row for row in sheet.iter_rows(max_row=20)
        if any("".join(str(cell.value or "").split()) in _HEADERS for cell in row)
    )  # fmt: skip
    last = max(row[0].row for row in sheet.iter_rows(min_row=header) if _is_numbered(row))
    return header, last


def _is_numbered(row: tuple) -> bool:
    return any(str(cell.value or "").isdigit() for cell in row[:6])


def _columns_of(sheet: Worksheet) -> set[int]:
    """The hidden columns, from 1."""
    return {
        at
        for dimension in sheet.column_dimensions.values()
        if dimension.hidden
        for at in range(dimension.min or 1, (dimension.max or dimension.min or 1) + 1)
        if at < 100
    }


def _beside(book: Workbook, label: str) -> tuple[Worksheet, int, int]:
    for sheet in book.worksheets:
        for row in sheet.iter_rows(max_row=20):
            for cell in row:
                if str(cell.value or "").startswith(label):
                    return sheet, cell.row, cell.column + 1
    raise NothingToDoError


def _saved(book: Workbook) -> bytes:
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def _with_sheets(content: bytes, change: Callable[[str], str]) -> bytes:
    return _with_parts(content, change=lambda name, xml: change(xml) if _SHEET_PART.fullmatch(name) else xml)


def _changed_part(content: bytes, part: str, change: Callable[[str], str]) -> bytes:
    with ZipFile(BytesIO(content)) as package:
        if part not in package.namelist():
            raise NothingToDoError
    return _with_parts(content, change=lambda name, xml: change(xml) if name == part else xml)


def _with_parts(
    content: bytes,
    *,
    change: Callable[[str, str], str] = lambda _name, xml: xml,
    drop: tuple[str, ...] = (),
) -> bytes:
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in _kept(old, drop):
            part = old.read(name)
            if name.endswith((".xml", ".rels")):
                xml = part.decode("utf-8")
                if drop and name.endswith(".rels"):
                    xml = re.sub(r'<Relationship [^>]*Target="[^"]*customXml/[^>]*/>', "", xml)
                part = change(name, xml).encode("utf-8")
            new.writestr(name, part)
    return target.getvalue()


def _kept(package: ZipFile, drop: tuple[str, ...]) -> Iterator[str]:
    return (name for name in package.namelist() if not (drop and name.startswith(drop)))
