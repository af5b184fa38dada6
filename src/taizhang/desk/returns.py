"""Return copies: the county's own file, or its answers in the template in use, with what is to be mended marked."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from taizhang.desk.check import Checked
from taizhang.desk.examine import file_limits
from taizhang.desk.files import safe_name, write_file
from taizhang.desk.renew import Renewed, renewed
from taizhang.desk.workers.limits import Limits
from taizhang.desk.workers.pool import Loss, WorkerPool
from taizhang.errors import CannotRead
from taizhang.model.comparison import Fault
from taizhang.model.file_limits import FileLimits
from taizhang.model.finding import Finding
from taizhang.model.ledger import ledger_columns
from taizhang.model.table_rows import TableRows
from taizhang.model.verdict import Flag, Verdict

_log = logging.getLogger(__name__)

# What we never pass on, not even to its sender (INTAKE 38).
ACTIVE = (Flag.MACRO, Flag.DDE, Flag.EXTERNAL_LINK, Flag.EMBEDDED_OBJECT)
_WITHOUT = "原件含有{}，为安全起见，本文件是其内容的数值副本，公式和格式没有带入，请在本文件中改好后报送。"
_LOCKED = "原件设有打开密码，本文件没有密码，是其内容的数值副本，公式和格式没有带入，请在本文件中改好后报送。"
_OTHER_FORM = "原件是{}格式，本文件是其内容的xlsx副本，公式和格式没有带入，请在本文件中改好后报送。"
_ODD = (
    "原件的内部结构与通常的xlsx不同，本文件是其内容的数值副本，公式和格式没有带入，请在本文件中改好后报送。"
)


@dataclass(frozen=True, slots=True)
class Markup:
    """All that a worker needs to mark up one file."""

    content: bytes
    name: str
    as_values: bool  # a fresh workbook of values instead of the file itself
    findings: tuple[Finding, ...]
    reporter_name: str
    period_title: str
    verdict: str
    sha256: str  # of the file as it was sent
    on: date
    limits: FileLimits = field(default_factory=FileLimits)
    password: str = field(default="", repr=False)  # that the file is opened with
    table: TableRows | None = None  # None where the findings are said of another sheet than was sent
    widths: Mapping[int, float] = field(default_factory=dict)  # of its columns, as they were issued
    before: tuple[Fault, ...] | None = None
    remark: str = ""


def return_copies(checked: Sequence[Checked], folder: Path, *, on: date) -> dict[int, Path]:
    """Write an annotated copy of every ledger among the files; paths by position in `checked`.

    Raises:
        CannotRead: some files could not be marked up; the copies of all others have been written.
    """
    positions = [position for position, one in enumerate(checked) if one.ledger is not None]
    copies, lost = {}, []
    for position, copy in zip(positions, marked_up([checked[i] for i in positions], on), strict=True):
        if isinstance(copy, Loss):
            lost.append(f"{checked[position].name}（{copy.why}）")
        else:
            copies[position] = write_file(_free_name(folder, checked[position]), copy)
    if lost:
        raise CannotRead(f"下列文件没有做出退回件，请按校验结果另行通知填报单位：{'；'.join(lost)}。")
    return copies


def annotated_copy(markup: Markup) -> bytes:
    """The file as it was sent, with our marks; a fresh workbook of values where the file itself may not or cannot be.

    Runs in a worker: what a county sent is parsed again.
    """
    if markup.as_values:
        return _annotated(markup, _values_of(markup))
    try:
        return _annotated(markup, markup.content)
    except CannotRead:  # read whole, yet not of the form that can be marked part by part
        return _annotated(replace(markup, remark=_ODD), _values_of(markup))


def _annotated(markup: Markup, content: bytes) -> bytes:
    from taizhang.books import annotate_workbook

    return annotate_workbook(
        content,
        markup.findings,
        reporter_name=markup.reporter_name,
        period_title=markup.period_title,
        checked_on=markup.on,
        verdict=markup.verdict,
        original=markup.sha256,
        table=markup.table,
        before=markup.before,
        remark=markup.remark,
    )


def _values_of(markup: Markup) -> bytes:
    from taizhang.books import read_workbook, rebuild_as_values
    from taizhang.books.rebuild_as_values import TableLook
    from taizhang.ledgers.our_columns import cleared_for_values

    book = read_workbook(markup.content, markup.name, markup.limits, markup.password)
    table = markup.table
    if table is None:
        return rebuild_as_values(book)
    book = cleared_for_values(book, table.sheet, table.first - 1)
    return rebuild_as_values(book, TableLook(table, markup.widths))


def marked_up(
    checked: Sequence[Checked], on: date, limits: Limits | None = None, books: FileLimits | None = None
) -> Iterator[bytes | Loss]:
    """The annotated copy of each file that holds a ledger, in their order; a Loss where none could be made."""
    allowed = file_limits(limits, books)
    with WorkerPool(jobs=min(2, len(checked)) or 1, limits=limits) as pool:
        yield from pool.examine([_markup(one, on, allowed) for one in checked], annotated_copy)


def _markup(checked: Checked, on: date, limits: FileLimits) -> Markup:
    """An older template's ledger is drawn anew from what was read in it, so its file is not needed again."""
    new = _renewed(checked)
    return Markup(
        content=new.content if new else checked.content,
        name=checked.name,
        as_values=not new and _as_values(checked),
        findings=new.findings if new else checked.findings,
        reporter_name=checked.reporter_name,
        period_title=checked.period.title if checked.period else "",
        verdict=checked.verdict.word,
        sha256=checked.sha256,
        on=on,
        limits=limits,
        password=checked.password,
        table=_table_of(checked, new),
        widths=_widths(checked),
        before=checked.before,
        remark="" if new else _remark(checked),
    )


def _table_of(checked: Checked, new: Renewed | None) -> TableRows | None:
    """Where the ledger's rows stand in the copy."""
    if new:
        return new.table
    rows = checked.ledger.rows if checked.ledger else ()
    lines = [row.line for row in rows if row.line]
    sheets = [row.sheet.sheet for row in rows if row.line and row.sheet]
    return TableRows(sheets[0], min(lines), max(lines)) if lines and sheets else None


def _widths(checked: Checked) -> dict[int, float]:
    """The width of each column that was found, as its ledger was issued."""
    rows = checked.ledger.rows if checked.ledger else ()
    found = next((row.sheet.columns for row in rows if row.sheet), {})
    return {found[column.field]: float(column.width) for column in ledger_columns() if column.field in found}


def _as_values(checked: Checked) -> bool:
    """Where the file itself may not go back, or cannot: what was locked is not locked again."""
    return checked.format != "xlsx" or bool({*ACTIVE, Flag.OPENED_WITH_PASSWORD} & set(checked.flags))


def _remark(checked: Checked) -> str:
    """How the copy differs from what was sent; "" where it is the file itself."""
    active = [flag.word for flag in ACTIVE if flag in checked.flags]
    if active:
        return _WITHOUT.format("、".join(active))
    if Flag.OPENED_WITH_PASSWORD in checked.flags:
        return _LOCKED
    if checked.format != "xlsx":
        return _OTHER_FORM.format(checked.format)
    return ""


def copy_remark(checked: Checked) -> str:
    """The same in brackets, behind the copy's path; "" where the copy is the file itself, or an older template's."""
    remark = "" if checked.renewal else _remark(checked).rstrip("。")
    return f"（{remark}）" if remark else ""


def _renewed(checked: Checked) -> Renewed | None:
    """None for a ledger of the template in use, and for one that could not be drawn: its own file is marked then."""
    if checked.ledger is None or checked.renewal is None:
        return None
    try:
        return renewed(checked.ledger, checked.findings, checked.renewal)
    except Exception:
        _log.exception("ledger %s could not be drawn anew", checked.sha256)
        return None


def copy_stem(checked: Checked) -> str:
    """What the copy is called; a mended one that comes back once more loses the word of its last round."""
    sent = Path(checked.name).stem
    for verdict in Verdict:
        sent = sent.removesuffix(f"_{verdict.word}")
    return f"{sent}_{checked.verdict.word}"


def _free_name(folder: Path, checked: Checked) -> Path:
    """A name that nothing in the folder has yet: two counties may send files of one name."""
    stem = safe_name(copy_stem(checked))
    candidates = (folder / f"{stem}{'' if number == 1 else f'_{number}'}.xlsx" for number in range(1, 10_000))
    return next(path for path in candidates if not path.exists())
