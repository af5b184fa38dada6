"""The workbook part: which sheets there are and which part holds each; a sheet and its names added."""

from __future__ import annotations

from lxml import etree

from taizhang.books.marking.package import Package
from taizhang.books.marking.part_xml import RELATIONS, local_name, main
from taizhang.books.marking.relationships import Relationships, declare_part
from taizhang.errors import CannotRead

_LINK_ID = f"{{{RELATIONS}}}id"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_AFTER_NAMES = frozenset({
    "calcPr", "oleSize", "customWorkbookViews", "pivotCaches", "smartTagPr", "smartTagTypes", "webPublishing",
    "fileRecoveryPr", "webPublishObjects", "extLst",
})  # fmt: skip


class WorkbookPart:
    """The workbook part of a package, and what it leads to."""

    def __init__(self, package: Package) -> None:
        """Find the workbook.

        Raises:
            CannotRead: the package holds no workbook of the usual (transitional) kind.
        """
        self._package = package
        self.part = Relationships(package, "").first("officeDocument")
        if not self.part or not package.has(self.part):
            raise CannotRead("这个文件里没有工作簿，请重新保存为xlsx文件后再试。")
        self.root = package.root(self.part)
        self.links = Relationships(package, self.part)
        if self.root.tag != main("workbook"):
            raise CannotRead("这个工作簿用了少见的保存格式，请另存为普通的xlsx文件后再试。")

    def sheets(self) -> dict[str, str]:
        """The part of each worksheet by its sheet's name; charts and macro sheets are left out."""
        entries = self.root.iterfind(f"{main('sheets')}/{main('sheet')}")
        parts = {entry.get("name", ""): self.links.link(entry.get(_LINK_ID, "")) for entry in entries}
        return {
            name: part
            for name, (kind, part) in parts.items()
            if kind == "worksheet" and self._package.has(part)
        }

    def sheet_names(self) -> tuple[str, ...]:
        return tuple(
            entry.get("name", "") for entry in self.root.iterfind(f"{main('sheets')}/{main('sheet')}")
        )

    def styles(self) -> str:
        """The name of the styles part; "" when there is none."""
        return self.links.first("styles")

    def add_styles(self, root: etree._Element) -> str:
        return self._add_part("styles", "xl/styles{}.xml", f"{_TYPE}.styles+xml", root)[0]

    def add_sheet(self, name: str, root: etree._Element) -> None:
        """Add a worksheet behind the others."""
        _, link_id = self._add_part("worksheet", "xl/worksheets/sheet{}.xml", f"{_TYPE}.worksheet+xml", root)
        sheets = self.root.find(main("sheets"))
        number = 1 + max((int(sheet.get("sheetId", "0")) for sheet in sheets), default=0)
        entry = etree.SubElement(sheets, main("sheet"), name=name, sheetId=str(number))
        entry.set(_LINK_ID, link_id)
        self._package.put(self.part, self.root)

    def set_sheet_name(self, name: str, sheet: str, reference: str, *, hidden: bool = False) -> None:
        """Define a name that belongs to one sheet, as its filter range or print titles."""
        entry = self._find_name(name, sheet)
        if entry is None:
            index = str(self.sheet_names().index(sheet))
            entry = etree.Element(main("definedName"), name=name, localSheetId=index)
            self._defined_names().append(entry)
        if hidden and entry.get("hidden") not in ("1", "true"):
            entry.set("hidden", "1")
        entry.text = reference
        self._package.put(self.part, self.root)

    def sheet_name(self, name: str, sheet: str) -> str:
        """What a name that belongs to one sheet refers to; "" where there is none."""
        entry = self._find_name(name, sheet)
        return "" if entry is None else (entry.text or "").strip()

    def drop_sheet_name(self, name: str, sheet: str) -> None:
        entry = self._find_name(name, sheet)
        if entry is not None:
            names = entry.getparent()
            names.remove(entry)
            if not len(names):
                self.root.remove(names)
            self._package.put(self.part, self.root)

    def _find_name(self, name: str, sheet: str) -> etree._Element | None:
        key = name, str(self.sheet_names().index(sheet))
        names = self.root.iterfind(f"{main('definedNames')}/{main('definedName')}")
        return next((entry for entry in names if (entry.get("name"), entry.get("localSheetId")) == key), None)

    def _add_part(self, kind: str, pattern: str, content_type: str, root: etree._Element) -> tuple[str, str]:
        part = self._package.free_name(pattern)
        self._package.put(part, root)
        declare_part(self._package, part, content_type)
        return part, self.links.add(kind, part)

    def _defined_names(self) -> etree._Element:
        names = self.root.find(main("definedNames"))
        if names is None:
            names = etree.Element(main("definedNames"))
            after = next((child for child in self.root if local_name(child) in _AFTER_NAMES), None)
            self.root.append(names) if after is None else after.addprevious(names)
        return names
