"""Workbooks of Excel 5.0 to 2003 whose shell or records lie (INTAKE 18, 29, 37)."""

from __future__ import annotations

import struct
from collections.abc import Callable

from bundles.zip_files import Listed, zip_of

from hostile.forms import plain, xls
from hostile.nouns import (
    HostileFile,
    corrupt,
    dangerous,
    encrypted,
    file,
    no_workbook,
    readable,
    too_much,
    unsupported,
)
from hostile.old_records import BIFF5, BIFF8, Records, biff, joined, label, number
from hostile.packages import ole_of
from taizhang.model.verdict import Flag

ONE = [number(0, 0, 1)]
MANY = [number(row, 0, row) for row in range(300)]  # in eleven sectors
START = (0x809, struct.pack("<HHHH", BIFF8, 5, 0, 0))
INCOMPLETE, BAD = "不完整", Flag.BAD_CELL
FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
STRINGS, CONTINUE, FILE_PASS = 0xFC, 0x3C, 0x2F


def shell(change: Callable[[bytearray], object], sheet: Records | None = None) -> Callable[[], bytes]:
    """The compound file with something in its own tables changed."""

    def make() -> bytes:
        content = bytearray(xls(sheet or MANY))
        change(content)
        return bytes(content)

    return make


def chains(content: bytearray) -> int:
    """Where the table of sectors stands: it is the last of them."""
    return len(content) - 512


def entries(content: bytearray) -> int:
    """Where the directory stands."""
    return 512 + 512 * struct.unpack_from("<I", content, 48)[0]


def put(at: Callable[[bytearray], int], form: str, *numbers: int) -> Callable[[bytearray], object]:
    return lambda content: struct.pack_into(form, content, at(content), *numbers)


def _looped(content: bytearray) -> None:
    """Every sector leads to itself, as the one of a kilobyte that took twelve gigabytes."""
    place = chains(content)
    for at in range(8):
        struct.pack_into("<I", content, place + 4 * at, at)


def of_records(*records: tuple[int, bytes], book: bytes = b"Workbook") -> Callable[[], bytes]:
    return lambda: ole_of({book.decode(): joined([*records])})


def many_sheets(count: int, each: int) -> bytes:
    """So many sheets that stand at one place, each of so many records without anything."""
    head = [START, *[(0x85, struct.pack("<IBBB", 0, 0, 0, 1) + b"\0T")] * count, (0x0A, b"")]
    place = len(joined(head))
    head[1:-1] = [(0x85, struct.pack("<IBBB", place, 0, 0, 1) + b"\0T")] * count
    page = [(0x809, struct.pack("<HHHH", BIFF8, 0x10, 0, 0)), *[(0x99, b"")] * each, (0x0A, b"")]
    return ole_of({"Workbook": joined([*head, *page])})


def deep_directory() -> bytes:
    return ole_of({"Workbook": biff(BIFF8, [], ONE), **{f"s{at}": b"" for at in range(1_500)}})


def shared(body: bytes, *more: bytes) -> Callable[[], bytes]:
    """A table of texts, and a cell that shows the first of them."""
    book = [(STRINGS, body), *((CONTINUE, one) for one in more)]
    return lambda: xls([(0xFD, struct.pack("<HHHI", 0, 0, 0, 0)), number(0, 1, 1)], book)


def locked(told: bytes, version: int = BIFF8) -> Callable[[], bytes]:
    name = "Workbook" if version == BIFF8 else "Book"
    return lambda: ole_of(
        {
            name: joined(
                [
                    (0x809, struct.pack("<HHHH", version, 5, 0, 0)),
                    (FILE_PASS, told),
                    (0x85, b"\xde\xad" * 9),
                    (0x0A, b""),
                ]
            )
        }
    )


def columns(count: int) -> Records:
    return [(0x7D, struct.pack("<HHHHH", at % 3, 255 - at % 5, 0, 0, 1)) for at in range(count)]


FILES: tuple[HostileFile, ...] = tuple(
    HostileFile(one.name, one.make, one.lines, ".xls", one.state, one.says)
    for one in (
        file("sectors that lead to themselves", shell(_looped), corrupt(INCOMPLETE)),
        file("a sector that leads back to the first", shell(put(lambda c: chains(c) + 4 * 3, "<I", 0)), corrupt(INCOMPLETE)),
        file("a sector behind the end", shell(put(lambda c: chains(c), "<I", 0x00FFFFF0)), corrupt(INCOMPLETE)),
        file("a table of sectors that is no table", shell(put(lambda c: 76, "<I", 0)), corrupt(INCOMPLETE)),
        file("a table of sectors of four thousand millions", shell(put(lambda c: 44, "<I", FREE)), readable()),
        file("a directory that is something else", shell(put(lambda c: 48, "<I", 1)), no_workbook("没有工作簿的内容")),
        file("a directory behind the end", shell(put(lambda c: 48, "<I", 0x7FFFFFFF)), corrupt(INCOMPLETE)),
        file("an entry that is its own child", shell(put(lambda c: entries(c) + 76, "<I", 0)), no_workbook("没有工作簿的内容")),
        file("an entry that is its own neighbour", shell(put(lambda c: entries(c) + 128 + 72, "<I", 1)), readable()),
        file("a stream of sixteen exabytes", shell(put(lambda c: entries(c) + 128 + 120, "<Q", 2**64 - 1)), readable()),
        file("a stream of a gigabyte in four kilobytes", shell(put(lambda c: entries(c) + 128 + 120, "<Q", 2**30)), readable()),
        file("sectors of a gigabyte", shell(put(lambda c: 30, "<H", 30)), corrupt(INCOMPLETE)),
        file("sectors of a byte", shell(put(lambda c: 30, "<H", 0)), corrupt(INCOMPLETE)),
        file("small sectors of a gigabyte", shell(put(lambda c: 32, "<H", 30)), readable()),
        file("a list of tables that leads to itself", shell(lambda c: (struct.pack_into("<II", c, 68, 0, 0xFFFF))), corrupt()),
        file("fifteen hundred entries, one under the other", deep_directory, too_much("嵌套过深")),
        file("a shell and nothing in it", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), corrupt(INCOMPLETE)),
        file("the first half of an old workbook", lambda: xls(ONE)[:2_000], corrupt(INCOMPLETE)),
        file("the shell of an old workbook around nothing", lambda: ole_of({"Workbook": b""}), unsupported("很旧的表格格式")),
        file("an old workbook with a zip behind it", lambda: xls(ONE) + zip_of([Listed(b"a.xlsx", plain())]), dangerous("")),
        file("a sheet behind the end", lambda: ole_of({"Workbook": joined([START, (0x85, struct.pack("<IBBB", 2**31, 0, 0, 1) + b"\0T"), (0x0A, b"")])}), corrupt(INCOMPLETE)),
        file("a sheet that is the workbook itself", lambda: ole_of({"Workbook": joined([START, (0x85, struct.pack("<IBBB", 0, 0, 0, 1) + b"\0T"), (0x0A, b"")])}), corrupt()),
        file("a sheet without an end", lambda: ole_of({"Workbook": biff(BIFF8, [], ONE)[:-4].ljust(4_096, b"\x99")}), corrupt(INCOMPLETE)),
        file("a workbook without an end", lambda: ole_of({"Workbook": joined([START]) + b"\x99" * 4_000}), corrupt(INCOMPLETE)),
        file("a workbook that begins a hundred thousand times", of_records(*[START] * 100_000), corrupt(INCOMPLETE)),
        file("a record that is longer than what is left", lambda: ole_of({"Workbook": biff(BIFF8, [], ONE)[:-4] + b"\x03\x02\xff\xff"}), corrupt(INCOMPLETE)),
        file("two thousand sheets of two thousand empty records at one place", lambda: many_sheets(2_000, 2_000), too_much("3000000条")),
        file("a number that is cut short", lambda: xls([*ONE, (0x203, struct.pack("<HHH", 1, 0, 0) + b"\0")]), readable(BAD)),
        file("a text longer than its record", lambda: xls([*ONE, (0x204, struct.pack("<HHHHB", 1, 0, 0, 65_535, 1) + b"a\0")]), readable()),
        file("packed numbers to column sixty thousand", lambda: xls([*ONE, (0xBD, struct.pack("<HH", 1, 60_000) + b"\0\0\2\0\0\0" * 1_300 + struct.pack("<H", 65_535))]), readable(BAD)),
        file("a formula that waits for a text", lambda: xls([*ONE, (0x06, struct.pack("<HHH", 1, 0, 0) + b"\0\0\0\0\0\0\xff\xff" + bytes(8))]), readable()),
        file("a shared text that there is not", lambda: xls([*ONE, (0xFD, struct.pack("<HHHI", 1, 0, 0, FREE))]), readable(BAD)),
        file("four thousand million shared texts", shared(struct.pack("<II", FREE, FREE) + b"\1\0\0a"), readable()),
        file("a shared text of sixty thousand letters in one byte", shared(struct.pack("<IIHB", 1, 1, 65_535, 1) + b"a"), readable()),
        file("a shared text with four thousand millions of bytes beside it", shared(struct.pack("<IIHBI", 1, 1, 1, 4, FREE) + b"a"), readable()),
        file("a shared text with sixty thousand runs", shared(struct.pack("<IIHBH", 1, 1, 1, 8, 65_535) + b"a"), readable()),
        file("a shared text over two hundred thousand empty records", shared(struct.pack("<IIHB", 1, 1, 65_535, 0), *[b""] * 200_000), readable()),
        file("merges of every cell", lambda: xls([*ONE, (0xE5, struct.pack("<H", 65_535) + struct.pack("<4H", 0, 65_535, 0, 255) * 1_000)]), readable()),
        file("a hundred thousand records that hide all columns", lambda: xls([*ONE, *columns(100_000)]), readable()),
        file("a row of which only the number is there", lambda: xls([*ONE, (0x208, b"\5\0")]), readable()),
        file("formats, styles and names that are cut short", lambda: xls(ONE, [(0x41E, b"\1"), (0xE0, b"\1"), (0x22, b""), (0x42, b""), (0x18, b"\x20"), (0x31, b"")]), readable()),
        file("an old workbook locked by XOR", locked(struct.pack("<HHH", 0, 0x1234, 0x5678)), encrypted()),
        file("an old workbook locked by RC4", locked(struct.pack("<HHH", 1, 1, 1) + bytes(48)), encrypted()),
        file("a still older workbook locked by XOR", locked(struct.pack("<HH", 0x1234, 0x5678), BIFF5), encrypted()),
        file("a lock without a word about it", locked(b""), encrypted()),
        file("a locked package of Office", lambda: ole_of({"EncryptionInfo": b"\4\0\4\0" + bytes(100), "EncryptedPackage": bytes(200)}), encrypted()),
        file("a locked package that lies about its lock", lambda: ole_of({"EncryptionInfo": b"\4\0\4\0\x40\0\0\0<encryption>" + b"<a>" * 2_000, "EncryptedPackage": b"\xff" * 200}), encrypted()),
        file("old macros that run on opening", lambda: ole_of({"Workbook": biff(BIFF8, [], ONE), "_VBA_PROJECT_CUR/ThisWorkbook": b"Workbook_Open\0"}), dangerous("自动运行的宏", Flag.MACRO, Flag.AUTO_RUN)),
        file("an old macro sheet", lambda: xls(ONE, [(0x85, struct.pack("<IBBB", 0, 2, 1, 1) + b"\0M")]), readable(Flag.MACRO)),
        file("an old name that runs on opening", lambda: xls(ONE, [(0x18, struct.pack("<HBBHHHBBBB", 0x20, 0, 1, 0, 0, 0, 0, 0, 0, 0) + b"\0\1")]), dangerous("自动运行的宏", Flag.MACRO, Flag.AUTO_RUN)),
        file("an old link that starts a program", lambda: xls(ONE, [(0x1AE, struct.pack("<HHB", 1, 10, 0) + b"cmd\x03/c calc")]), dangerous("启动程序的链接", Flag.DDE, Flag.EXTERNAL_LINK)),
        file("an embedded object of an old workbook", lambda: ole_of({"Workbook": biff(BIFF8, [], ONE), "MBD0001/a": b"MZ"}), readable(Flag.EMBEDDED_OBJECT)),
        file("an old workbook with texts that turn the line round", lambda: xls([label(0, 0, "清\u202e河\x00县\x1b[31m"), label(0, 1, "乙")]), readable(Flag.CONTROL_CHARACTERS)),
        file("a table of Excel 2", lambda: b"\x09\x00\x04\x00\x02\x00\x10\x00" + bytes(40), unsupported("Excel 2.0")),
        file("a table of Excel 4", lambda: b"\x09\x04\x06\x00\x00\x00\x10\x00\x00\x00" + bytes(40), unsupported("Excel 4.0")),
        file("an old workbook without its shell", lambda: biff(BIFF8, [], ONE), unsupported("没有外壳")),
        file("a text of Word in the shell", lambda: ole_of({"WordDocument": bytes(100)}), no_workbook("文字文档")),
        file("an installer in the shell", lambda: ole_of({"SummaryInformation": bytes(100), "䡀㬿䏲䐸䖱": b"MZ"}), no_workbook("没有工作簿的内容")),
    )
)  # fmt: skip
