"""校验结果 in the open workbook: the same table as in a returned file, and the cells in red and yellow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from taizhang.model.finding import Finding, Severity
from taizhang.model.grid import CellValue, Formula
from taizhang.model.period import Period
from taizhang.model.place import parse_cell_name
from taizhang.model.verdict import Verdict
from taizhang_addin.draw_sheets import sheet_named, wrap_rows, write_block
from taizhang_addin.house_sheets import FINDINGS_SHEET

if TYPE_CHECKING:
    import xlwings as xw

WIDTHS = {"序号": 6, "级别": 10, "代码": 8, "位置": 18, "说明": 46, "怎么改": 46, "依据": 22, "定位": 6}
HEADER_ROW = 4
_GUIDE = "说明：红底为必须修改，黄底为请确认；点“定位”可跳到相应单元格。改好后请再点一次“校验”。"
# The marks of a returned file, so that a file marked here and marked again there is told apart rightly.
_COLOURS = {Severity.ERROR: (0xFF, 0xB3, 0xA0), Severity.WARNING: (0xFF, 0xEE, 0x80)}

Cell = tuple[str, int, int]  # sheet, row, column


class Checked(Protocol):
    """What the desk says of a checked workbook."""

    findings: tuple[Finding, ...]
    verdict: Verdict
    reporter_name: str
    period: Period | None

    @property
    def summary(self) -> str: ...


def marked_cells(book: xw.Book) -> frozenset[Cell]:
    """The cells that an earlier 校验结果 names, read in one block; they carry marks that have to go."""
    sheet = next((sheet for sheet in book.sheets if sheet.name == FINDINGS_SHEET), None)
    if sheet is None:
        return frozenset()
    column = list(WIDTHS).index("位置") + 1
    last = max(sheet.used_range.last_cell.row, HEADER_ROW + 1)
    texts = sheet.range((HEADER_ROW + 1, column), (last, column)).options(ndim=1).value
    return frozenset(cell for text in texts for cell in _named(text))


def write_findings(book: xw.Book, checked: Checked, *, marked: Iterable[Cell], on: date) -> None:
    """Rewrite the sheet 校验结果 and the marks; the fill under an earlier mark is not known any more."""
    rows = finding_rows(checked, on=on)
    sheet = sheet_named(book, FINDINGS_SHEET)
    width = len(WIDTHS)
    former = sheet.range((1, 1), (max(sheet.used_range.last_cell.row, len(rows)), width))
    former.unmerge()
    former.clear()
    write_block(sheet, rows)
    for column, chars in enumerate(WIDTHS.values(), 1):
        sheet.range((1, column)).column_width = chars
    sheet.range((1, 1), (HEADER_ROW, width)).font.bold = True
    wrap_rows(sheet, _by_row_and_column(rows), dict(enumerate(WIDTHS.values(), 1)), HEADER_ROW)
    _paint(book, _marks(checked.findings), marked)


def finding_rows(checked: Checked, *, on: date) -> Sequence[Sequence[CellValue | None]]:
    """The whole sheet: three lines of head, the header row, and a row per finding in the desk's order."""
    period = checked.period.title if checked.period else ""
    head = (
        f"{checked.reporter_name}{period}台账校验结果",
        f"结论：{checked.verdict.word}。{checked.summary}。校验日期：{on.isoformat()}。",
        _GUIDE,
    )
    blanks = [None] * (len(WIDTHS) - 1)
    return [
        *([line, *blanks] for line in head),
        list(WIDTHS),
        *(_finding_row(number, finding) for number, finding in enumerate(checked.findings, 1)),
    ]


def _by_row_and_column(rows: Sequence[Sequence[CellValue | None]]) -> dict[int, dict[int, CellValue]]:
    return {
        number: {column: value for column, value in enumerate(row, 1) if value is not None}
        for number, row in enumerate(rows, 1)
    }


def _finding_row(number: int, finding: Finding) -> list[CellValue | None]:
    where = finding.where or "整个文件"
    said = [finding.word, finding.code, where, finding.says, finding.advice, finding.source]
    return [Decimal(number), *said, _link(finding)]


def _link(finding: Finding) -> Formula | None:
    if finding.place is None:
        return None
    sheet = finding.place.sheet.replace("'", "''").replace('"', '""')
    return Formula(f'HYPERLINK("#\'{sheet}\'!{finding.place.address}","定位")')


def _named(text: object) -> Iterator[Cell]:
    """The cells of a text like 任务台账!K12:K20、K25; none where it names none."""
    sheet, mark, runs = str(text).rpartition("!")
    for run in runs.split("、") if mark else ():
        first, _, last = run.partition(":")
        try:
            name, top, column = parse_cell_name(f"{sheet}!{first}")
            bottom = parse_cell_name(f"{sheet}!{last or first}")[1]
        except ValueError:
            return
        yield from ((name, row, column) for row in range(top, bottom + 1))


def _marks(findings: Iterable[Finding]) -> Mapping[Cell, tuple[int, int, int]]:
    """The colour of each cell that is found fault with; what must be mended outweighs what is asked."""
    marks: dict[Cell, tuple[int, int, int]] = {}
    for severity in (Severity.WARNING, Severity.ERROR):
        for finding in (one for one in findings if one.counts):
            for place in (spot.place for spot in finding.cells if finding.severity is severity):
                if place:
                    marks[place.sheet, place.row, place.column] = _COLOURS[severity]
    return marks


def _paint(book: xw.Book, marks: Mapping[Cell, tuple[int, int, int]], marked: Iterable[Cell]) -> None:
    colours: dict[Cell, Any] = dict.fromkeys(marked) | dict(marks)
    sheets = {sheet.name: sheet for sheet in book.sheets}
    for (name, row, column), colour in colours.items():
        if name in sheets:
            sheets[name].range((row, column)).color = colour
