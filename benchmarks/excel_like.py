"""A stamped ledger as a clerk's Excel saves it: texts in one table of shared strings, formulas with their values.

Done on the parts, because openpyxl would lose the formulas' values and XlsxWriter cannot open a ledger. The row
checks' values are those of a row with nothing to mend, or what is given; all that counts them follows.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

from taizhang.ledgers.draw_checks import GOOD, marked_by
from taizhang.ledgers.draw_total import counted
from taizhang.ledgers.lists import column_positions
from taizhang.ledgers.self_check_cells import (
    TABLE_ROW,
    VERDICT_ROW,
    RowShown,
    tasks_of,
    values,
    verdict,
)
from taizhang.ledgers.sheet_layout import FIRST_ROW, HEAD_ROW, column_of, total_row_of
from taizhang.model.ledger import Ledger
from taizhang.model.place import column_letters

TABLE_PART, SELF_CHECK_PART = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"
_STRINGS_PART = "xl/sharedStrings.xml"
_INLINE = re.compile(r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")? t="inlineStr"><is>(.*?)</is></c>', re.S)
_BLANK_OR_SHARED = re.compile(
    r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?:/>| t="s"><v>[0-9]+</v></c>|><v>[^<]*</v></c>)'
)
_ROW_CHECK = re.compile(r"<v>(?:缺|误)：[^<]*</v>")
_FORMULA = re.compile(
    r'<c r="([A-Z]+[0-9]+)"( s="[0-9]+")?(?: t="[a-z]+")?>(<f[^>]*/>|<f[^>]*>[^<]*</f>)<v>[^<]*</v></c>'
)
_ITEM = re.compile(r"<si>(.*?)</si>", re.S)

Cells = Mapping[tuple[int, int], object]
NO_CHECKS: Mapping[int, str] = {}


def as_excel_saves(
    blank: bytes, ledger: Ledger, cells: Cells, checks: Mapping[int, str] = NO_CHECKS
) -> bytes:
    """The ledger with these values in its table, by (row, column), every text of it among the shared strings.

    `ledger` is what `blank` was written from, `checks` what the row checks come to, by row, where that is not √.
    """
    archive = ZipFile(BytesIO(blank))
    parts = {name: archive.read(name) for name in archive.namelist()}
    strings = _Strings(_ITEM.findall(parts[_STRINGS_PART].decode()))
    for name in [name for name in parts if name.startswith("xl/worksheets/sheet")]:
        parts[name] = strings.moved_from(parts[name].decode()).encode()
    table = _checked(_typed(parts[TABLE_PART].decode(), cells, strings), checks)
    parts[TABLE_PART] = table.encode()
    for part, come_to in _counts(ledger, cells, checks).items():
        parts[part] = _computed(parts[part].decode(), come_to).encode()
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


def _counts(
    ledger: Ledger, cells: Cells, checks: Mapping[int, str]
) -> dict[str, dict[tuple[int, int], str | int]]:
    """What the formulas that count the table come to, by part and cell."""
    said = {number: checks.get(number, GOOD) for number, _ in enumerate(ledger.rows, FIRST_ROW)}
    rows = [
        RowShown(number, row.id, said[number], marked_by(said[number], row.id))
        for number, row in enumerate(ledger.rows, FIRST_ROW)
    ]
    statuses = [str(cells.get((row.row, column_of("status"))) or "") for row in rows]
    now = verdict(rows, "")
    total = counted([row.id for row in rows], statuses)
    table: dict[tuple[int, int], str | int] = {
        (HEAD_ROW, column_of("next_steps")): now,
        (total_row_of(rows[-1].row), column_of("measure")): total,
        **{(row.row, column_of("to_mend")): row.to_mend for row in rows},
    }
    return {
        TABLE_PART: table,
        SELF_CHECK_PART: {
            **values(rows, tasks_of(row.id for row in rows), column_positions()),
            (VERDICT_ROW, 2): now,
            (TABLE_ROW, 2): "",
        },
    }


def _computed(sheet: str, come_to: Mapping[tuple[int, int], str | int]) -> str:
    """The sheet with these values of its formulas."""
    wanted = {f"{column_letters(at)}{row}": value for (row, at), value in come_to.items()}

    def value_of(cell: re.Match[str]) -> str:
        if cell[1] not in wanted:
            return cell[0]
        value = wanted[cell[1]]
        kind = ' t="str"' if isinstance(value, str) else ""
        return f'<c r="{cell[1]}"{cell[2] or ""}{kind}>{cell[3]}<v>{escape(str(value))}</v></c>'

    return _FORMULA.sub(value_of, sheet)


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
