"""A file's bytes as a neutral Workbook: read where it can be read, named where it cannot, never executed."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256

from taizhang.books.clean_grid import clean_grid
from taizhang.books.container import open_container
from taizhang.books.file_types import file_type
from taizhang.books.markup_text import markup_text, plain_xml
from taizhang.books.name_claims import claims_otherwise
from taizhang.books.ods_package import is_ods, ods_content, ods_dangers
from taizhang.books.read_csv import read_csv
from taizhang.books.read_html import read_html
from taizhang.books.read_ods import read_ods
from taizhang.books.read_ole import open_ole
from taizhang.books.read_xls import read_xls
from taizhang.books.read_xlsb import read_xlsb
from taizhang.books.read_xlsx import read_xlsx
from taizhang.books.read_xml_2003 import read_xml_2003
from taizhang.books.refusal import Refusal, corrupt, dangerous, unsupported
from taizhang.books.sound_sheets import named_apart, one_line
from taizhang.books.stamp_part import read_stamp_part
from taizhang.books.workbook_parts import read_facts, refuse_many_sheets
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Grid, Workbook
from taizhang.model.verdict import FileClass, Flag
from taizhang.model.words.device_names import beside_devices
from taizhang.model.words.sizes import megabytes, why_file_too_large

STAMP_SHEET = "_taizhang"
_OUR_HIDDEN_SHEETS = (STAMP_SHEET, "选项")
_LONGEST_NAME = 120
_SET_ASIDE = {
    Flag.DDE: "文件里有可以启动程序的链接，未采用。请在表格软件中删除外部链接后重新报送",
    Flag.AUTO_RUN: "文件里有一打开就自动运行的宏，未采用。请在原下发的台账中填写后重新报送",
}


def read_workbook(
    content: bytes, name: str, limits: FileLimits | None = None, password: str = ""
) -> Workbook:
    """The file's sheets and what was noticed; what is wrong with the file is said by its class and note.

    Never raises for the file's content. A reader's library may still end the whole process, so this belongs
    in a worker.
    """
    blank = Workbook(_shown_name(name), sha256(content).hexdigest(), len(content), "")
    limits = limits or FileLimits()
    try:
        return _read_or_unlock(content, blank, limits, password)
    except Refusal as refusal:
        return _refused(blank, refusal)
    except MemoryError:
        most = megabytes(limits.memory)
        return _refused(
            blank, dangerous(f"读取时内存超过{most}的上限，未读取。请删除多余内容后重新报送", Flag.OVER_LIMIT)
        )
    except RecursionError:
        return _refused(blank, dangerous("文件内容嵌套过深，未读取。请另存为新文件后再报送", Flag.OVER_LIMIT))
    except Exception:
        return _refused(blank, corrupt("文件内容有损坏，读不出来。请在表格软件中重新保存后再报送"))


def _read_or_unlock(content: bytes, blank: Workbook, limits: FileLimits, password: str) -> Workbook:
    """What is locked is tried with the password; an Office file first with the one that asks nobody."""
    try:
        return _read(content, blank, limits)
    except Refusal as refusal:
        if refusal.file_class is not FileClass.ENCRYPTED:
            raise
        opened = _without_lock(content, limits, password)
        if opened is None:
            raise
    read = _read(opened, blank, limits)
    return replace(read, flags=tuple(sorted({*read.flags, Flag.OPENED_WITH_PASSWORD.value})))


def _without_lock(content: bytes, limits: FileLimits, password: str) -> bytes | None:
    """None where no password was given and the file wants one."""
    from taizhang.books.unlock import NOBODY_ASKED, unlocked  # a heavy library that most runs do not need

    if file_type(content) == "ole":
        with suppress(Refusal):
            return unlocked(content, NOBODY_ASKED, limits)
    return unlocked(content, password, limits) if password else None


def _read(content: bytes, blank: Workbook, limits: FileLimits) -> Workbook:
    if len(content) > limits.size:
        raise unsupported(why_file_too_large(limits.size), Flag.OVER_LIMIT)
    match file_type(content):
        case "zip":
            return _read_zip(content, blank, limits)
        case "ole":
            stream, beside = open_ole(content)
            grids, flags = read_xls(stream, blank.sha256, limits)
            return _plain(replace(blank, format="xls"), grids, flags | beside, limits)
        case "html":
            return _plain(
                replace(blank, format="html"),
                read_html(markup_text(content), blank.sha256, limits),
                frozenset(),
                limits,
            )
        case "fods":
            sheets = read_ods(plain_xml(content), b"", blank.sha256, limits)
            return _plain(replace(blank, format="fods"), sheets.grids, sheets.flags, limits)
        case "xml":
            return _plain(
                replace(blank, format="xml"),
                *read_xml_2003(plain_xml(content), blank.sha256, limits),
                limits,
            )
        case _:
            grid, noticed = read_csv(content, blank.sha256, limits)
            return _plain(replace(blank, format="csv"), (grid,), noticed, limits)


def _read_zip(content: bytes, blank: Workbook, limits: FileLimits) -> Workbook:
    container = open_container(content, limits)
    swollen = {Flag.HIGH_RATIO} if container.swollen else set()
    if is_ods(container):
        sheets = read_ods(ods_content(container), container.part("styles.xml"), blank.sha256, limits)
        return _plain(
            replace(blank, format="ods"),
            sheets.grids,
            sheets.flags | ods_dangers(container) | swollen,
            limits,
        )
    facts = read_facts(container)
    blank = replace(blank, format=facts.format)
    if facts.format == "xlsb":
        grids, noticed = read_xlsb(container, facts, blank.sha256)
        return _plain(blank, grids, noticed | set(facts.flags) | swollen, limits)
    stamped = read_stamp_part(container)
    blank = replace(blank, part_stamp=stamped.entries, prints=stamped.prints, names=facts.names)
    grids, noticed = read_xlsx(container, facts, blank.sha256)
    return _finished(blank, grids, noticed | set(facts.flags) | swollen, limits)


def _plain(blank: Workbook, grids: tuple[Grid, ...], flags: frozenset[Flag], limits: FileLimits) -> Workbook:
    """Cleaned, where the reader has not done so itself."""
    cleaned = [clean_grid(grid) for grid in grids]
    found = flags.union(*(noticed for _, noticed in cleaned))
    return _finished(blank, tuple(grid for grid, _ in cleaned), found, limits)


def _finished(
    blank: Workbook, grids: tuple[Grid, ...], flags: frozenset[Flag], limits: FileLimits
) -> Workbook:
    refuse_many_sheets(len(grids), limits.sheets)
    _refuse_many_rows(grids, limits.rows)
    grids = named_apart(grids)
    for flag, note in _SET_ASIDE.items():
        if flag in flags:
            return _refused(blank, dangerous(note, *sorted(flags)))
    stamp = next((_stamp(grid) for grid in grids if grid.sheet == STAMP_SHEET), {})
    if any(not grid.visible and grid.sheet not in _OUR_HIDDEN_SHEETS for grid in grids):
        flags = flags | {Flag.HIDDEN_SHEET}
    if claims_otherwise(blank.name, blank.format):
        flags = flags | {Flag.EXTENSION_DIFFERS}
    return replace(blank, grids=grids, flags=tuple(sorted(flag.value for flag in flags)), stamp=stamp)


def _refuse_many_rows(grids: tuple[Grid, ...], most: int) -> None:
    """A ledger has a few hundred rows; far more of them would keep everybody behind it waiting (INTAKE 26)."""
    if sum(len(grid.cells) for grid in grids) <= most:
        return
    if sum(len({row for row, _ in grid.cells}) for grid in grids) > most:
        raise unsupported(f"工作簿超过{most}行的上限，未读取。请删除多余内容后重新报送", Flag.OVER_LIMIT)


def _stamp(grid: Grid) -> Mapping[str, str]:
    """Keys in the first column, values in the second."""
    entries = {grid.text(row, 1).strip(): grid.text(row, 2).strip() for row, _ in grid.rows()}
    return {key: value for key, value in entries.items() if key}


def _refused(blank: Workbook, refusal: Refusal) -> Workbook:
    return replace(
        blank, file_class=FileClass(refusal.file_class).value, flags=tuple(flag.value for flag in refusal.flags),
        note=refusal.note,
    )  # fmt: skip


def _shown_name(name: str) -> str:
    """The name as it may be displayed: no path, no control characters, no device of Windows, not endless."""
    bare = beside_devices(one_line(name.replace("\\", "/").rpartition("/")[2]).rstrip(" ."))
    return bare if len(bare) <= _LONGEST_NAME else f"{bare[: _LONGEST_NAME - 9]}…{bare[-8:]}"
