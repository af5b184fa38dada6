"""A stamped ledger as a clerk's Excel saves it: texts in one table of shared strings, formulas with their values.

Done on the parts, because openpyxl would lose the formulas' values and XlsxWriter cannot open a ledger. The row
checks' values are those of a row with nothing to mend, or what is given.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from taizhang.ledgers.draw_checks import GOOD
from taizhang.ledgers.sheet_layout import column_of
from taizhang.model.place import column_letters

TABLE_PART = "xl/worksheets/sheet1.xml"
_STRINGS_PART = "xl/sharedStrings.xml"
_INLINE = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")? t="inlineStr"><is>(.*?)</is></c>', re.S)
_BLANK_OR_SHARED = re.compile(
    r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?:/>| t="s"><v>[0-9]+</v></c>|><v>[^<]*</v></c>)'
)
_ROW_CHECK = re.compile(r"<v>(?:缺|误)：[^<]*</v>")
_ITEM = re.compile(r"<si>(.*?)</si>", re.S)

Cells = Mapping[tuple[int, int], object]
NO_CHECKS: Mapping[int, str] = {}


def as_excel_saves(blank: bytes, cells: Cells, checks: Mapping[int, str] = NO_CHECKS) -> bytes:
    """The ledger with these values in its table, by (row, column), every text of it among the shared strings.

    `checks` is what the row checks come to, by row, where that is not √.
    """
    archive = ZipFile(BytesIO(blank))
    parts = {name: archive.read(name) for name in archive.namelist()}
    strings = _Strings(_ITEM.findall(parts[_STRINGS_PART].decode()))
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = strings.moved_from(parts[name].decode()).encode()
    table = _checked(_typed(parts[TABLE_PART].decode(), cells, strings), checks)
    parts[TABLE_PART] = table.encode()
    parts[_STRINGS_PART] = strings.part()
    return _zipped(parts)


class _Strings:
    """The items of the table of shared strings, each once."""

    def __init__(self, items: list[str]) -> None:
        self._numbers = {item: number for number, item in enumerate(items)}

    def number(self, item: str) -> int:
        return self._numbers.setdefault(item, len(self._numbers))

    def moved_from(self, sheet: str) -> str:
        """The sheet with its inline texts in the table."""
        return _INLINE.sub(lambda c: f'<c r="{c[1]}"{c[2] or ""} t="s"><v>{self.number(c[3])}</v></c>', sheet)

    def part(self) -> bytes:
        items = "".join(f"<si>{item}</si>" for item in self._numbers)
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="http://schemas.openxmlformats.org/'
            f'spreadsheetml/2006/main" uniqueCount="{len(self._numbers)}">{items}</sst>'
        ).encode()


def _typed(sheet: str, cells: Cells, strings: _Strings) -> str:
    """The sheet with values in cells that are there and hold no formula.

    Raises:
        KeyError: a value has no such cell.
    """
    wanted = {f"{column_letters(at)}{row}": value for (row, at), value in cells.items() if value is not None}

    def fill(cell: re.Match[str]) -> str:
        value = wanted.pop(cell[1], None)
        return cell[0] if value is None else _cell(cell[1], cell[2] or "", value, strings)

    filled = _BLANK_OR_SHARED.sub(fill, sheet)
    if wanted:
        raise KeyError(", ".join(sorted(wanted)))
    return filled


def _checked(sheet: str, checks: Mapping[int, str]) -> str:
    """The sheet with what the row checks come to."""
    sheet = _ROW_CHECK.sub(f"<v>{GOOD}</v>", sheet)
    column = column_letters(column_of("check"))
    for row, says in checks.items():
        cell = re.compile(rf'(<c r="{column}{row}"[^>]*><f(?:[^>]*/>|[^>]*>[^<]*</f>)<v>)[^<]*')
        sheet, found = cell.subn(lambda kept, says=says: kept[1] + escape(says), sheet)
        assert found == 1, row
    return sheet


def _cell(address: str, style: str, value: object, strings: _Strings) -> str:
    if isinstance(value, Decimal):
        return f'<c r="{address}"{style}><v>{value}</v></c>'
    number = strings.number(f'<t xml:space="preserve">{escape(str(value))}</t>')
    return f'<c r="{address}"{style} t="s"><v>{number}</v></c>'


def _zipped(parts: Mapping[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return content.getvalue()
