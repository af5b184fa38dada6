"""Runs LibreOffice and does jobs in it: JSON lines in, JSON lines out.

Started by `clients.office` with a Python that has the module uno (Debian: python3-uno), so it imports nothing of ours.
    python3 office_seat.py SOFFICE PROFILE_FOLDER [EDITS.py]
EDITS.py gives functions over the open workbook by name, in a dict EDITS.
"""

import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException
from com.sun.star.lang import DisposedException

_STARTS_WITHIN, _ENDS_WITHIN = 60, 15  # seconds
_EVERYTHING = 1023  # values, formulas, looks, …
_FILTERS = {
    ".xlsx": "Calc MS Excel 2007 XML",
    ".xlsm": "Calc MS Excel 2007 VBA XML",
    ".xltx": "Calc MS Excel 2007 XML Template",
    ".xls": "MS Excel 97",
    ".et": "MS Excel 97",
    ".ods": "calc8",
    ".fods": "OpenDocument Spreadsheet Flat XML",
    ".csv": "Text - txt - csv (StarCalc)",
    ".html": "HTML (StarCalc)",
    ".pdf": "calc_pdf_Export",
}
# Reporters type in a Chinese locale; what is loaded keeps its cached values until calculateAll.
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>zh-CN</value></prop></item>
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>1</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="UseLocking" oor:op="fuse">
<value>false</value></prop></item>
</oor:items>
"""


def main(program, profile, edits=None):
    if edits:
        _load(edits)
    office, pipe = _started(program, Path(profile))
    try:
        desktop = _desktop(office, pipe)
        for line in sys.stdin:
            sys.stdout.write(json.dumps(_answer(desktop, line), ensure_ascii=False) + "\n")
            sys.stdout.flush()
        desktop.terminate()
        office.wait(_ENDS_WITHIN)
    finally:
        os.killpg(0, signal.SIGKILL)  # the group is ours alone, and LibreOffice's children are in it


def _load(path):
    told = importlib.util.spec_from_file_location("edits", path)
    module = importlib.util.module_from_spec(told)
    told.loader.exec_module(module)
    _EDITS.update(module.EDITS)


def _started(program, profile):
    settings = profile / "user" / "registrymodifications.xcu"
    if not settings.exists():
        settings.parent.mkdir(parents=True)
        settings.write_text(_SETTINGS, encoding="utf-8")
    pipe = f"taizhang-{os.getpid()}"
    own = ("--headless", "--norestore", "--nologo", "--nodefault", "--nolockcheck")
    where = f"-env:UserInstallation={profile.as_uri()}"
    office = subprocess.Popen(
        [program, where, *own, f"--accept=pipe,name={pipe};urp;"],
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return office, pipe


def _desktop(office, pipe):
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
    until = time.monotonic() + _STARTS_WITHIN
    while True:
        try:
            found = resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
            return found.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", found)
        except NoConnectException:
            if time.monotonic() > until or office.poll() is not None:
                raise
            time.sleep(0.05)


def _answer(desktop, line):
    try:
        return {"sheets": _done(desktop, json.loads(line))}
    except DisposedException:  # LibreOffice is gone
        raise
    except Exception as trouble:  # goes to the test that asked, which fails by it
        return {"trouble": f"{type(trouble).__name__}: {trouble}"}


def _done(desktop, job):
    settings = _properties(Hidden=True, FilterName="Calc MS Excel 2007 XML")
    book = desktop.loadComponentFromURL(Path(job["path"]).as_uri(), "_blank", 0, settings)
    if book is None:
        raise ValueError(f"{job['path']} cannot be opened")
    try:
        for what, *rest in job["changes"]:
            _CHANGES[what](book, *rest)
        book.calculateAll()
        if job["save_to"]:
            path = Path(job["save_to"])
            told = {"Password": job["password"]} if job["password"] else {}
            if job["options"]:
                told["FilterOptions"] = job["options"]
            book.storeToURL(path.as_uri(), _properties(FilterName=_FILTERS[path.suffix], **told))
        return {name: _cells(_sheet(book, name)) for name in job["read"]}
    finally:
        book.close(True)


def _properties(**values):
    return tuple(_property(name, value) for name, value in values.items())


def _property(name, value):
    told = PropertyValue()
    told.Name, told.Value = name, value
    return told


def _sheet(book, name):
    if not book.Sheets.hasByName(name):
        raise ValueError(f"no sheet {name}")
    return book.Sheets.getByName(name)


def _cells(sheet):
    """[row, column, value] of every cell that shows something; [sign] for one whose formula fails."""
    used = sheet.createCursor()
    used.gotoEndOfUsedArea(False)
    address = used.RangeAddress
    whole = sheet.getCellRangeByPosition(0, 0, address.EndColumn, address.EndRow)
    return [
        [row, column, [sheet.getCellByPosition(column - 1, row - 1).String] if value is None else value]
        for row, values in enumerate(whole.getDataArray(), 1)
        for column, value in enumerate(values, 1)
        if value != ""
    ]


def _type(book, sheet, row, column, text):
    _open_cell(book, sheet, row, column).FormulaLocal = text


def _put(book, sheet, row, column, value):
    cell = _open_cell(book, sheet, row, column)
    if isinstance(value, str):
        cell.String = value
    else:
        cell.Value = value


def _open_cell(book, name, row, column):
    """LibreOffice says nothing where protection keeps a cell as it is."""
    sheet = _sheet(book, name)
    cell = sheet.getCellByPosition(column - 1, row - 1)
    if sheet.isProtected() and cell.CellProtection.IsLocked:
        raise ValueError(f"{name} row {row} column {column} is locked")
    return cell


def _insert_row(book, sheet, row):
    _sheet(book, sheet).Rows.insertByIndex(row - 1, 1)


def _delete_row(book, sheet, row):
    _sheet(book, sheet).Rows.removeByIndex(row - 1, 1)


def _sort(book, sheet, named, by, descending):
    cells = _sheet(book, sheet).getCellRangeByName(named)
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = by - 1 - cells.RangeAddress.StartColumn, not descending
    fields = uno.Any("[]com.sun.star.table.TableSortField", (field,))
    order = uno.Any(
        "[]com.sun.star.beans.PropertyValue", _properties(SortFields=fields, ContainsHeader=False)
    )
    uno.invoke(cells, "sort", (order,))


def _tell_heights(book, name, column):
    sheet = _sheet(book, name)
    used = sheet.createCursor()
    used.gotoEndOfUsedArea(False)
    needed = _heights_of_merged(book, sheet, used.RangeAddress)
    for row in range(used.RangeAddress.EndRow + 1):
        fitted = sheet.Rows.getByIndex(row)
        fitted.OptimalHeight = True
        height = max(fitted.Height, needed.get(row, 0))
        sheet.getCellByPosition(column - 1, row).Value = height * 72 / 2540


def _heights_of_merged(book, sheet, used):
    """By row from 0, in 1/100 mm: what the widest texts over several columns need in one column of that width."""
    book.Sheets.insertNewByName("_measured", book.Sheets.Count)
    scratch, needed = book.Sheets.getByName("_measured"), {}
    for row in range(used.EndRow + 1):
        for column in range(used.EndColumn + 1):
            box = _merged_box(sheet, column, row)
            if box is not None:
                scratch.clearContents(_EVERYTHING)
                needed[row] = max(needed.get(row, 0), _height_in_one(scratch, sheet, box))
    book.Sheets.removeByName("_measured")
    return needed


def _merged_box(sheet, column, row):
    """The box that begins here and lies in one row; None where there is none."""
    cell = sheet.getCellByPosition(column, row)
    if not cell.IsMerged:
        return None
    box = sheet.createCursorByRange(cell)
    box.collapseToMergedArea()
    address = box.RangeAddress
    return address if address.EndColumn > address.StartColumn and address.EndRow == row else None


def _height_in_one(scratch, sheet, box):
    columns = range(box.StartColumn, box.EndColumn + 1)
    seen = [sheet.Columns.getByIndex(at) for at in columns]
    target = scratch.getCellByPosition(0, 0)
    scratch.copyRange(target.CellAddress, box)
    scratch.getCellRangeByPosition(0, 0, box.EndColumn - box.StartColumn, 0).merge(False)
    scratch.Columns.getByIndex(0).Width = sum(at.Width for at in seen if at.IsVisible)
    row = scratch.Rows.getByIndex(0)
    row.OptimalHeight = True
    return row.Height


def _edit(book, name):
    _EDITS[name](book)


_EDITS = {}
_CHANGES = {
    "Edited": _edit,
    "Typed": _type,
    "Put": _put,
    "RowInserted": _insert_row,
    "RowDeleted": _delete_row,
    "Sorted": _sort,
    "HeightsTold": _tell_heights,
}

if __name__ == "__main__":
    main(*sys.argv[1:])
