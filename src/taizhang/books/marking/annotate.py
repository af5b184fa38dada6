"""The county's own workbook, sent back with red cells, notes and a sheet that lists what to mend.

Only the parts that must differ are written anew; every other part keeps its compressed bytes, so that nothing of the
county's is lost (a load and save through a library drops validations, printer settings and rich text).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from taizhang.books.marking.columns_beside import ColumnsBeside
from taizhang.books.marking.comments_part import (
    add_notes,
    has_our_notes,
    new_comments,
    noted_cells,
    remove_our_notes,
)
from taizhang.books.marking.mark_colours import FormerFills
from taizhang.books.marking.mark_rules import add_mark_rules, has_mark_rules, remove_mark_rules
from taizhang.books.marking.notes_drawing import add_boxes, blocks, new_drawing, remove_boxes
from taizhang.books.marking.own_columns import ColumnRecord
from taizhang.books.marking.package import Package
from taizhang.books.marking.part_xml import main, parse_part, part_bytes
from taizhang.books.marking.relationships import Relationships, declare_extension, declare_part
from taizhang.books.marking.result_sheet import (
    HEADER_ROW,
    SHEET,
    Headline,
    Record,
    draw_result_sheet,
    quoted_sheet,
    record_of,
)
from taizhang.books.marking.return_marker import set_return_marker
from taizhang.books.marking.sheet_part import Cell, SheetPart
from taizhang.books.marking.styles_part import StyleTable, new_styles
from taizhang.books.marking.workbook_xml import WorkbookPart
from taizhang.errors import CannotRead
from taizhang.model.comparison import Fault, compare_rounds
from taizhang.model.finding import Finding, Severity
from taizhang.model.place import Place
from taizhang.model.table_rows import TableRows

_COMMENTS_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"
_DRAWING_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_ORDER = list(Severity)
_ODD = "这个工作簿的内部结构不合规，请用表格软件另存为新的xlsx文件后再试。"
_PROPOSED = "建议填写：{}"


def annotate_workbook(
    content: bytes,
    findings: Sequence[Finding],
    *,
    reporter_name: str,
    period_title: str,
    checked_on: date | None,
    verdict: str,
    original: str = "",
    table: TableRows | None = None,
    before: Sequence[Fault] | None = None,
    remark: str = "",
) -> bytes:
    """A copy of the workbook that shows its findings; our marks of an earlier round are taken away first.

    `verdict` is the word to print; `original` is the sha256 to remember where `content` is not the file as sent,
    and `remark` says how it differs. Beside `table` each row's findings are said in a column. `before` are the faults
    of the round before; None where there was none.

    Raises:
        CannotRead: the bytes are no xlsx workbook that can be marked part by part.
    """
    headline = Headline(
        title=f"{reporter_name}{period_title}台账校验结果",
        conclusion=_conclusion(findings, verdict, checked_on, before),
        remark=remark,
        before=None if before is None else tuple(before),
    )
    try:
        return _marked(content, sorted(findings, key=_order), headline, original, table)
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as broken:
        # A part that is XML and yet not what the format says: numbers that are none, elements that are missing.
        raise CannotRead(_ODD) from broken


def mark_cells(content: bytes, notes: Sequence[tuple[Place, str]]) -> bytes:
    """A copy of the workbook in which these cells are coloured and noted, and nothing else of ours is.

    Raises:
        CannotRead: the bytes are no xlsx workbook that can be marked part by part.
    """
    marks = [Finding("", Severity.WARNING, says, "", "", place) for place, says in notes]
    try:
        book = _Book(content)
        book.remove_old_marks()
        book.mark(marks, {place: target for place, _ in notes if (target := book.target(place))})
        return book.in_bytes()
    except (AttributeError, IndexError, KeyError, TypeError, ValueError) as broken:
        raise CannotRead(_ODD) from broken


def _marked(
    content: bytes, findings: Sequence[Finding], headline: Headline, original: str, table: TableRows | None
) -> bytes:
    book = _Book(content)
    book.remove_old_marks()
    places = {spot.place for finding in findings for spot in finding.cells if spot.place}
    targets = {place: target for place in places if (target := book.target(place))}
    book.mark([finding for finding in findings if finding.counts], targets)
    record = book.write_columns(findings, table) if table else None
    book.write_result_sheet(findings, targets, replace(headline, beside=record is not None), record)
    return book.to_bytes(original or hashlib.sha256(content).hexdigest())


def _order(finding: Finding) -> tuple[bool, int, bool, Place | None, str]:
    """Errors first, what need not be mended last; among equals the whole file first, then down the sheet."""
    place = finding.place or Place("", "", 0, 0)
    return not finding.counts, _ORDER.index(finding.severity), finding.place is not None, place, finding.code


def _conclusion(
    findings: Sequence[Finding], verdict: str, checked_on: date | None, before: Sequence[Fault] | None
) -> str:
    counts = Counter(finding.severity for finding in findings if finding.counts)
    numbers = "，".join(f"{severity.word}{counts[severity]}处" for severity in Severity)
    day = f"　校验日期：{checked_on.isoformat()}" if checked_on else ""
    clean = "" if counts else "没有发现需要修改的地方。"
    said = len(findings) - counts.total()
    accepted = f"，已说明或豁免{said}处" if said else ""
    compared = "" if before is None else f"{compare_rounds(before, findings)}。"
    return f"结论：{verdict}。{clean}{numbers}{accepted}。{compared}{day}"


class _Book:
    """The package under change: its workbook, its styles and the sheets opened so far."""

    def __init__(self, content: bytes) -> None:
        self._package = Package(content)
        self._workbook = WorkbookPart(self._package)
        self._parts = self._workbook.sheets()
        self._sheets: dict[str, SheetPart] = {}
        self._strings: tuple[str, ...] | None = None
        self._styles_part = self._workbook.styles() or self._workbook.add_styles(new_styles())
        self._styles = StyleTable(self._package.root(self._styles_part))
        listed = self._records_by_sheet()
        self._own_sheet = next(iter(listed), "")
        self._record = listed.get(self._own_sheet, Record())
        self._fills = FormerFills(self._record.former_fills)
        self._beside = ColumnsBeside(self._package, self._workbook, self._styles, self._shared_strings)

    def remove_old_marks(self) -> None:
        """Give marked cells their former fill again, and take our notes away."""
        former = {at: self._fills.former(self._styles.fill(at)) for at in range(self._styles.format_count())}
        restored = {at: self._styles.with_fill(at, fill) for at, fill in former.items() if fill is not None}
        looked = bool(self._own_sheet) or bool(restored) or has_mark_rules(self._styles)
        for name, part in self._parts.items():
            if name != self._own_sheet:
                if looked and self._remove_from(name, restored):
                    self._package.put(part, self._sheet(name).root)
                self._remove_notes(part)
        self._fills = FormerFills()

    def _remove_from(self, name: str, restored: Mapping[int, int]) -> bool:
        """Take what is ours out of a sheet's part; whether there was any."""
        sheet = self._sheet(name)
        refilled = bool(restored) and sheet.replace_formats(restored)
        ruled = remove_mark_rules(sheet.root, self._styles)
        told = ColumnRecord.parse(self._record.columns)
        return (bool(self._own_sheet) and self._beside.remove(name, sheet, told)) or ruled or refilled

    def write_columns(self, findings: Sequence[Finding], table: TableRows) -> ColumnRecord | None:
        """Say each row's findings beside it; None where there are none."""
        part = self._parts.get(table.sheet)
        if part is None or table.sheet == self._own_sheet:
            return None
        record = self._beside.write(self._sheet(table.sheet), part, table, findings)
        if record:
            self._package.put(part, self._sheet(table.sheet).root)
        return record

    def target(self, place: Place) -> Place | None:
        """The cell that can carry this place's mark: itself, or the corner of the merged cells around it."""
        if place.sheet not in self._parts or place.sheet == self._own_sheet:
            return None
        if not (1 <= place.row <= _LAST_ROW and 1 <= place.column <= _LAST_COLUMN):
            return None
        return Place(place.file, place.sheet, *self._sheet(place.sheet).corner((place.row, place.column)))

    def mark(self, findings: Sequence[Finding], targets: Mapping[Place, Place]) -> None:
        """Fill and note every cell that a finding leads to; the worst finding gives the colour."""
        by_sheet: dict[str, dict[Cell, list[Finding]]] = {}
        for finding in findings:
            for spot in finding.cells:
                if spot.place and spot.place in targets:
                    cell = targets[spot.place]
                    said = replace(finding, says=spot.says, spots=(), proposal=spot.proposal)
                    by_sheet.setdefault(cell.sheet, {}).setdefault((cell.row, cell.column), []).append(said)
        for name, cells in by_sheet.items():
            self._fill_cells(name, cells)
            self._note_cells(name, {cell: _note(met) for cell, met in cells.items()})
            self._package.put(self._parts[name], self._sheet(name).root)

    def write_result_sheet(
        self,
        findings: Sequence[Finding],
        targets: Mapping[Place, Place],
        headline: Headline,
        record: ColumnRecord | None,
    ) -> None:
        """Write the sheet in place of the one of an earlier round, or behind all others."""
        name = self._own_sheet or self._free_sheet_name()
        selected = bool(self._own_sheet) and _is_selected(self._sheet(self._own_sheet))
        noted = Record(self._fills.listed(), record.text() if record else "")
        root = draw_result_sheet(findings, targets, headline, self._styles, noted, selected=selected)
        if self._own_sheet:
            self._package.put(self._parts[name], root)
        else:
            self._workbook.add_sheet(name, root)
        quoted = quoted_sheet(name)
        last = HEADER_ROW + max(len(findings), 1)
        right = headline.last_column
        table = f"{quoted}!$A${HEADER_ROW}:${right}${last}"
        self._workbook.set_sheet_name("_xlnm._FilterDatabase", name, table, hidden=True)
        self._workbook.set_sheet_name("_xlnm.Print_Area", name, f"{quoted}!$A$1:${right}${last}")
        self._workbook.set_sheet_name("_xlnm.Print_Titles", name, f"{quoted}!${HEADER_ROW}:${HEADER_ROW}")

    def to_bytes(self, original: str) -> bytes:
        """As a return copy of the original with this sha256."""
        set_return_marker(self._package, original)
        return self.in_bytes()

    def in_bytes(self) -> bytes:
        self._package.put(self._styles_part, self._styles.root)
        return self._package.to_bytes()

    def _sheet(self, name: str) -> SheetPart:
        if name not in self._sheets:
            self._sheets[name] = SheetPart(self._package.root(self._parts[name]))
        return self._sheets[name]

    def _records_by_sheet(self) -> dict[str, Record]:
        """The result sheet of an earlier round, and what it wrote down."""
        ours = [name for name in self._parts if name.startswith(SHEET)]
        listed = {name: record_of(self._sheet(name).root, self._shared_strings()) for name in ours}
        return {name: record for name, record in listed.items() if record is not None}

    def _shared_strings(self) -> tuple[str, ...]:
        if self._strings is None:
            part = self._workbook.links.first("sharedStrings")
            items = self._package.root(part).iterchildren(main("si")) if part else ()
            self._strings = tuple(
                "".join(words.text or "" for words in item.iter(main("t"))) for item in items
            )
        return self._strings

    def _free_sheet_name(self) -> str:
        taken = set(self._workbook.sheet_names())
        return next(
            name for n in range(1, len(taken) + 2) if (name := f"{SHEET}{n if n > 1 else ''}") not in taken
        )

    def _fill_cells(self, name: str, cells: Mapping[Cell, Sequence[Finding]]) -> None:
        sheet = self._sheet(name)
        open_ = {cell: [one.severity for one in met if one.counts] for cell, met in cells.items()}
        worst = {cell: min(met, key=_ORDER.index) for cell, met in open_.items() if met}
        marks = {cell: severity for cell, severity in worst.items() if severity is not Severity.NOTE}
        for cell, severity in marks.items():
            sheet.restyle(cell, partial(self._marked, severity))
        add_mark_rules(sheet.root, marks, self._styles)

    def _marked(self, severity: Severity, old: int) -> int:
        return self._styles.with_fill(old, self._fills.mark(severity, self._styles.fill(old)))

    def _note_cells(self, name: str, notes: Mapping[Cell, str]) -> None:
        """Write the notes into the sheet's comments, and a box for each into its drawing."""
        part, sheet = self._parts[name], self._sheet(name)
        links = Relationships(self._package, part)
        comments_part = links.first("comments") or self._add_comments(links)
        comments = self._package.root(comments_part)
        add_notes(comments, notes)
        self._package.put(comments_part, comments)
        drawing_part = _drawing_of(sheet, links) or self._add_drawing(links, sheet)
        drawing = parse_part(self._package.read(drawing_part), mend=True)
        add_boxes(drawing, noted_cells(comments), sheet)
        self._package.put(drawing_part, _without_declaration(part_bytes(drawing)))

    def _add_comments(self, links: Relationships) -> str:
        part = self._package.free_name("xl/comments{}.xml")
        self._package.put(part, new_comments())
        declare_part(self._package, part, _COMMENTS_TYPE)
        links.add("comments", part)
        return part

    def _add_drawing(self, links: Relationships, sheet: SheetPart) -> str:
        part = self._package.free_name("xl/drawings/vmlDrawing{}.vml")
        drawings = [name for name in self._package.names() if name.lower().endswith(".vml")]
        taken = {
            block for name in drawings for block in blocks(parse_part(self._package.read(name), mend=True))
        }
        self._package.put(part, new_drawing(max(taken, default=0) + 1))
        declare_extension(self._package, "vml", _DRAWING_TYPE)
        sheet.link_notes(links.add("vmlDrawing", part))
        return part

    def _remove_notes(self, part: str) -> None:
        links = Relationships(self._package, part)
        comments_part = links.first("comments")
        if not comments_part or not has_our_notes(comments := self._package.root(comments_part)):
            return
        emptied = remove_our_notes(comments)
        self._package.put(comments_part, comments)
        drawing_part = links.first("vmlDrawing")
        if drawing_part:
            drawing = parse_part(self._package.read(drawing_part), mend=True)
            remove_boxes(drawing, emptied)
            self._package.put(drawing_part, _without_declaration(part_bytes(drawing)))


def _note(findings: Sequence[Finding]) -> str:
    return "\n".join(
        f"{finding.says}。{finding.advice}{_PROPOSED.format(finding.proposal) if finding.proposal else ''}"
        for finding in findings
    )


def _drawing_of(sheet: SheetPart, links: Relationships) -> str:
    """The drawing that the sheet shows its notes with; a header's picture has a drawing of its own."""
    link_id = sheet.notes_link()
    return links.target(link_id) if link_id else ""


def _without_declaration(part: bytes) -> bytes:
    """Excel writes old drawings without the XML declaration."""
    return part[part.index(b"?>") + 2 :].lstrip() if part.startswith(b"<?xml") else part


def _is_selected(sheet: SheetPart) -> bool:
    view = sheet.root.find(f"{main('sheetViews')}/{main('sheetView')}")
    return view is not None and view.get("tabSelected") in ("1", "true")
