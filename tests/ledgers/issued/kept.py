"""The kept ledgers as workbooks again, and a text of everything that was read and found in one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from taizhang.desk.check import Checked, check_files
from taizhang.desk.demo.sample import ROSTER as ROSTER_NAME
from taizhang.desk.demo.sample import sample_folder
from taizhang.model.finding import Severity
from taizhang.model.grid import plain
from taizhang.model.ledger import Ledger, LedgerRow, ledger_columns

ISSUED = Path(__file__).parent
BLANK = "blank"  # as our writer wrote it
FILLED = ("filled", "filled-wrong")  # without and with planted mistakes, saved by another program
PLAN = "plan.json"
ROSTER = sample_folder() / ROSTER_NAME
AS_OF = date(2022, 10, 8)


def kept_versions() -> tuple[str, ...]:
    return tuple(sorted((path.parent.name for path in ISSUED.glob(f"*/{PLAN}")), key=int))


def workbook_of(folder: Path) -> bytes:
    """The parts zipped again, always into the same bytes."""
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as package:
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                entry = ZipInfo(path.relative_to(folder).as_posix())
                package.writestr(entry, path.read_bytes(), ZIP_DEFLATED)
    return content.getvalue()


def check_kept(folder: Path, name: str) -> Checked:
    """One ledger of a version's folder, checked against the plan it was issued for."""
    with TemporaryDirectory() as place:
        path = Path(place) / f"{name}.xlsx"
        path.write_bytes(workbook_of(folder / name))
        (checked,) = check_files([path], plan_file=folder / PLAN, roster_file=ROSTER, as_of=AS_OF)
    return checked


def dumped(checked: Checked) -> str:
    """What must be mended, then what was read; what is asked and noted grows with the rules."""
    assert checked.ledger is not None, checked.reason
    mended = (f for f in checked.findings if f.severity is Severity.ERROR)
    cells = ((f.code, spot) for f in mended for spot in f.cells)
    lines = [f"{code} {spot.row} {spot.place or ''} {spot.says}" for code, spot in cells]
    return "\n".join((checked.verdict.word, *lines, *ledger_lines(checked.ledger), ""))


def ledger_lines(ledger: Ledger) -> Iterator[str]:
    """The stamp, the head, and every cell of every row: the value, the text where it differs, the fault."""
    yield f"{ledger.plan} {ledger.version} {ledger.reporter} {ledger.period} 表样{ledger.template}"
    head = ledger.head
    yield "　".join((head.reporter_name, head.filled_by, head.phone, head.filled_on))
    yield f"零报告：{'是' if ledger.nothing_to_report else '否'}"
    for leftover in ledger.leftovers:
        yield f"有内容未采用：{leftover.place} {leftover.raw}"
    for row in ledger.rows:
        yield f"{row.id} 第{row.line}行"
        yield from _cells(row)


def _cells(row: LedgerRow) -> Iterator[str]:
    for column in ledger_columns():
        value = getattr(row, column.field)
        text = "" if value is None else plain(value) if hasattr(value, "as_tuple") else str(value)
        raw, fault = row.raw.get(column.field, ""), row.faults.get(column.field)
        if text or raw:
            written = f" ← {raw}" if raw != text else ""
            yield f"    {column.title}：{text}{written}{f' （{fault.value}）' if fault else ''}".replace(
                "\n", "⏎"
            )
