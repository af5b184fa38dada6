"""Zips, 7z and rar that swell, nest, overlap, lie about themselves, or hold names that lead elsewhere (INTAKE 9 to 20, 43)."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import tarfile

from bundles.rar_files import (
    LOCKED,
    NEW_MARK,
    OLD_MARK,
    SPLIT_AFTER,
    locked_headers,
    locked_record,
    new_member,
    new_rar,
    old_member,
    old_rar,
    packed_rar,
)
from bundles.sevenzip_files import LZMA2, PPMD, sevenzip_of, with_header, with_packed_header
from bundles.zip_files import (
    DEFLATED,
    LZMA,
    STORED,
    UTF8,
    Listed,
    deflated_zeros,
    plain_zip,
    swollen,
    zip64_of,
    zip_of,
)

from hostile.forms import ledger, plain
from hostile.kinds.inflating import nested_bombs
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
from taizhang.model.verdict import Flag

MB = 1024 * 1024
PART, TOTAL = "解压后超过200兆字节", "解压后超过500兆字节"
OVERLAP, HIDDEN, DOUBLED = "相互重叠", "没有列出的内容", "重名的文件"
BEFORE, BEHIND, TWO, CUT = "前面夹带了别的内容", "后面夹带了别的内容", "两个压缩包拼成", "不完整"
DEEPER, NOT_OPENED, PARTED, ODD = "套压缩包超过1层", "没有拆开", "分卷压缩包的一卷", "少见的压缩方法"
DAMAGED = "已经损坏"


def named(
    name: str, shown: str, *, flags: int = UTF8, extra: bytes = b"", differs: bool = False
) -> HostileFile:
    """A zip of one file whose name is odd."""
    told = (Flag.EXTENSION_DIFFERS,) if differs else ()
    make = lambda: zip_of([Listed(name.encode("utf-8", "surrogateescape"), ledger(), DEFLATED, flags, extra)])  # noqa: E731
    return file(
        f"a name in a zip, {len(name)} letters, shown as {shown[:8].replace('/', ' ')}",
        make,
        readable(*told).called(shown.rpartition("/")[2]),
        ending=".zip",
    )


def nested(depth: int) -> bytes:
    content = zip_of([Listed(b"a.xlsx", ledger(), DEFLATED)])
    for level in range(depth):
        content = zip_of([Listed(b"%d.zip" % level, content, DEFLATED)])
    return content


def in_itself() -> bytes:
    """A zip that lists itself as its only file: a reader that goes on opening never ends."""
    one = Listed(b"r.zip", b"", STORED, packed=b"", place=0)
    whole = zip_of([one])
    return zip_of([Listed(b"r.zip", whole, STORED), Listed(b"r.zip2", b"", STORED, packed=b"", place=0)])


def tar(name: str) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        entry = tarfile.TarInfo(name)
        entry.size = 1
        archive.addfile(entry, io.BytesIO(b"x"))
    return content.getvalue()


def honest_and(*others: Listed) -> bytes:
    return zip_of([Listed(b"a.xlsx", ledger(), DEFLATED), *others])


def one_of(name: bytes = b"a.xlsx", **how: object) -> bytes:
    return zip_of([Listed(name, ledger(), **how)])  # type: ignore[arg-type]


def cut_7z() -> bytes:
    return sevenzip_of({"a.xlsx": ledger()})[:-9]


def sevenzip_with(dictionary: int) -> bytes:
    """A stream that asks for so large a dictionary before it says anything; the property byte is patched."""
    content = sevenzip_of({"a.xlsx": b"x" * 100}, LZMA2)
    header_at = 32 + struct.unpack_from("<Q", content, 12)[0]
    header = content[header_at:]
    at = header.find(b"\x21\x21\x01")
    if at >= 0:
        header = header[: at + 3] + bytes([dictionary]) + header[at + 4 :]
    return with_header(header, content[32:header_at])


def rar_block(kind: int, size: int) -> bytes:
    """A block of the old form whose size is told otherwise; its checksum fits what it says."""
    from zlib import crc32

    head = struct.pack("<BHH", kind, 0, size)
    return struct.pack("<H", crc32(head) & 0xFFFF) + head


ZIPS: tuple[HostileFile, ...] = (
    file("a zip with a file of 210 MB", lambda: zip_of([swollen(b"a.csv", bytes(MB), 210)]), too_much(PART)),
    file("a zip with three files of 180 MB", lambda: zip_of([swollen(b"%d.csv" % at, bytes(MB), 180) for at in range(3)]), too_much(TOTAL)),
    file("a zip of half a megabyte with two hundred files of 2 MB", lambda: zip_of([swollen(b"%d.csv" % at, bytes(MB), 2) for at in range(199)]), too_much("合计超过100兆字节")),
    file("a zip with a zip with a file of 210 MB", lambda: zip_of([Listed(b"a.zip", zip_of([swollen(b"a.csv", bytes(MB), 210)]), DEFLATED)]), too_much(PART)),
    file("a zip with a file of 210 MB by LZMA", lambda: zip_of([Listed(b"a.csv", bytes(210 * MB), LZMA)]), too_much(PART)),
    file("a zip with a file of 210 MB that is said to be empty", lambda: zip_of([_lying()]), too_much(PART)),
    file("a zip of zips of zips, a thousand thousand bombs", lambda: nested_bombs(5), too_much("多于200个文件")),
    file("a zip with three files of 180 MB that are said to be empty", lambda: zip_of([_lying(180, b"%d.csv" % at) for at in range(3)]), too_much(TOTAL)),
    file("a zip in thirty zips", lambda: nested(30), unsupported(DEEPER)),
    file("a zip in a zip", lambda: nested(1), readable()),
    file("a zip that lists itself", in_itself, dangerous("")),
    file("a zip with one stretch for a hundred files", lambda: _overlapping(), dangerous(OVERLAP)),
    file("a zip with two hundred and one files", lambda: plain_zip({f"{at}.csv": b"x" for at in range(201)}), too_much("多于200个文件")),
    file("a zip with two thousand and one folders", lambda: plain_zip({f"{at}/": b"" for at in range(2_001)}), too_much("条目多于2000个")),
    file("a zip with a hundred zips of a hundred files", lambda: plain_zip({f"{at}.zip": plain_zip({f"{one}.csv": b"x" for one in range(100)}) for at in range(100)}), too_much("多于200个文件")),
    file("a zip with a file that is not listed", lambda: honest_and(Listed(b"b.xlsx", b"2", in_directory=False)), dangerous(HIDDEN)),
    file("a zip with one name twice", lambda: honest_and(Listed(b"A.XLSX", b"2")), dangerous(DOUBLED)),
    file("a zip with one name in two widths", lambda: honest_and(Listed("ａ.xlsx".encode(), b"2", flags=UTF8)), dangerous(DOUBLED)),
    file("a zip with a file of two names", lambda: one_of(own_name=b"b.xlsx"), dangerous("两个名称")),
    file("a zip with a file of two methods", lambda: one_of(own_method=DEFLATED), dangerous("两种读法")),
    file("a zip that counts ninety-nine files", lambda: zip_of([Listed(b"a.xlsx", ledger())], count=99), dangerous("对不上")),
    file("a zip behind a program", lambda: b"MZ\x90\0" + bytes(300) + honest_and(), dangerous(BEFORE)),
    file("a zip behind a PDF", lambda: b"%PDF-1.7\n" + honest_and(), dangerous(BEFORE)),
    file("a zip before a program", lambda: honest_and() + b"MZ\x90\0", dangerous(BEHIND)),
    file("a zip with a zip in its comment", lambda: zip_of([Listed(b"a.xlsx", ledger())], comment=honest_and()), dangerous("")),
    file("two zips, one behind the other", lambda: honest_and() + honest_and(), dangerous("")),
    file("a zip of the large kind that points elsewhere", lambda: _zip64_lie(), dangerous(HIDDEN)),
    file("a zip without its end", lambda: honest_and()[:-15], corrupt(CUT)),
    file("a zip with a damaged file beside an honest one", lambda: honest_and(Listed(b"b.xlsx", ledger(), checksum=1)), readable(), corrupt(DAMAGED)),
    file("a zip with a locked file", lambda: one_of(flags=1), encrypted("有密码的压缩包")),
    file("a zip under AES", lambda: zip_of([Listed(b"a.xlsx", ledger(), 99, 1)]), encrypted("有密码的压缩包")),
    file("a zip by a method that nobody knows", lambda: zip_of([Listed(b"a.xlsx", ledger(), 0x7777)]), unsupported(ODD)),
    file("a zip with a bomb of LZMA that wants four gigabytes", lambda: _wide_lzma(), unsupported(ODD)),
    file("a zip with a link to a file of this computer", lambda: zip_of([Listed(b"a.xlsx", b"/etc/passwd", mode=0o120777)]), no_workbook("没有可以登记的文件")),
    file("a zip with a program called a ledger", lambda: zip_of([Listed(b"a.xlsx", b"MZ\x90\0" + bytes(100), DEFLATED)]), no_workbook("可执行程序")),
    file("a zip with a hostile workbook beside an honest one", lambda: honest_and(Listed(b"b.xlsx", b"MZ" + plain(), DEFLATED)), readable(), dangerous(BEFORE)),
    file("a part of a zip", lambda: zip_of([Listed(b"a.xlsx", ledger())], disk=1), unsupported(PARTED), ending=".z01"),
    file("a zip of nothing but a comment", lambda: zip_of([], comment=b"x" * 60_000), no_workbook("没有可以登记的文件")),
)  # fmt: skip


def _lying(megabytes: int = 210, name: bytes = b"a.csv") -> Listed:
    bomb = swollen(name, bytes(MB), megabytes)
    bomb.size = 0
    return bomb


def _overlapping() -> bytes:
    kernel, checksum = deflated_zeros(1)
    first = Listed(b"0", b"", DEFLATED, packed=kernel, checksum=checksum, size=MB)
    return zip_of(
        [first, *[Listed(b"0", b"", DEFLATED, packed=b"", place=0, checksum=checksum) for _ in range(100)]]
    )


def _zip64_lie() -> bytes:
    content = zip64_of([Listed(b"a.xlsx", ledger(), big=True)])
    at = content.rfind(struct.pack("<HH", 1, 24)) + 4
    return content[: at + 16] + struct.pack("<Q", 2**60) + content[at + 24 :]


def _wide_lzma() -> bytes:
    packed = b"\x09\x04\x05\x00\x5d\xff\xff\xff\xff" + bytes(100)
    return zip_of([Listed(b"a.xlsx", b"x", LZMA, packed=packed)])


NAMES: tuple[HostileFile, ...] = (
    named("../../../etc/台账.xlsx", "etc/台账.xlsx"),
    named("/etc/cron.d/台账.xlsx", "etc/cron.d/台账.xlsx"),
    named("C:\\Windows\\台账.xlsx", "Windows/台账.xlsx"),
    named("\\\\127.0.0.1\\c$\\台账.xlsx", "127.0.0.1/c$/台账.xlsx"),
    named("台账\u202exslx.exe", "台账xslx.exe", differs=True),
    named("台账\0.exe.xlsx", "台账.exe.xlsx"),
    named("台账\r\nBcc= a@b.cn.xlsx", "台账Bcc= a@b.cn.xlsx"),
    named("县/CON.xlsx", "县/_CON.xlsx"),
    named("台账.xlsx:Zone.Identifier", "台账.xlsx：Zone.Identifier"),
    named("=cmd|'.xlsx", "=cmd|'.xlsx"),
    named("<img src=x onerror=alert(1)>.xlsx", "<img src=x onerror=alert(1)>.xlsx"),
    named("长" * 20_000 + ".xlsx", ""),
    named("甲/" * 5_000 + "台账.xlsx", ""),
)  # fmt: skip

OTHERS: tuple[HostileFile, ...] = (
    file("a 7z with a file of 210 MB", lambda: sevenzip_of({"a.csv": bytes(210 * MB)}, LZMA2), too_much(PART), ending=".7z"),
    file("a 7z that is cut off", cut_7z, corrupt(CUT), ending=".7z"),
    file("a 7z of its first bytes", lambda: b"7z\xbc\xaf\x27\x1c\0\4", corrupt(CUT), ending=".7z"),
    file("a 7z that ends before its list", lambda: b"7z\xbc\xaf\x27\x1c\0\4" + struct.pack("<LQQL", 0, 2**62, 2**62, 0), corrupt(CUT), ending=".7z"),
    file("a 7z with a list of eight megabytes in a kilobyte", lambda: with_packed_header(8_000_000), too_much("目录超过0.5兆字节"), ending=".7z"),
    file("a 7z with a list of zeros", lambda: with_packed_header(100_000), corrupt(""), ending=".7z"),
    file("a 7z that lists a million million million files", lambda: with_header(b"\x01\x05\xff" + struct.pack("<Q", 2**60) + bytes(20)), corrupt(""), ending=".7z"),
    file("a 7z with four thousand million streams", lambda: with_header(b"\x01\x04\x06\x00\xff" + struct.pack("<Q", 2**32) + b"\x09" + bytes(40)), corrupt(""), ending=".7z"),
    file("a 7z whose list says nothing", lambda: with_header(b""), no_workbook("没有可以登记的文件"), ending=".7z"),
    file("a 7z under a password", lambda: sevenzip_of({"a.xlsx": ledger()}, password="口令"), encrypted("有密码的7Z"), ending=".7z"),
    file("a 7z whose list is under a password", lambda: sevenzip_of({"a.xlsx": ledger()}, password="口令", header_encryption=True), encrypted("有密码的7Z"), ending=".7z"),
    file("a 7z by an odd method", lambda: sevenzip_of({"a.xlsx": ledger()}, PPMD), unsupported(ODD), ending=".7z"),
    file("a 7z that wants four gigabytes to begin", lambda: sevenzip_with(40), unsupported(ODD), ending=".7z"),
    file("a 7z with a zip behind it", lambda: sevenzip_of({"a.xlsx": ledger()}) + honest_and(), dangerous(TWO), ending=".7z"),
    file("a 7z with a program behind it", lambda: sevenzip_of({"a.xlsx": ledger()}) + b"MZ", dangerous(BEHIND), ending=".7z"),
    file("an old rar whose headers are damaged", lambda: OLD_MARK + b"\0\0" + old_rar({"a.xlsx": ledger()})[9:], corrupt(CUT), ending=".rar"),
    file("an old rar with a block of no length", lambda: OLD_MARK + rar_block(0x73, 0) * 3, corrupt(CUT), ending=".rar"),
    file("an old rar with a block longer than the file", lambda: OLD_MARK + rar_block(0x74, 60_000), corrupt(CUT), ending=".rar"),
    file("an old rar that says a member has four gigabytes", lambda: _large_member(), corrupt(""), ending=".rar"),
    file("an old rar under a password", lambda: old_rar({"a.xlsx": ledger()}, file_flags=LOCKED), encrypted("有密码的RAR"), ending=".rar"),
    file("a part of an old rar", lambda: old_rar({"a.xlsx": ledger()}, file_flags=SPLIT_AFTER), unsupported(PARTED), ending=".rar"),
    file("an old rar with a damaged file", lambda: OLD_MARK + old_rar({})[7:20] + old_member("a.xlsx", ledger(), checksum=1) + old_rar({})[20:], corrupt(""), ending=".rar"),
    file("a new rar of 210 MB in a few bytes", lambda: packed_rar("a.csv", b"\0", 210 * MB // 4_097), too_much(PART), ending=".rar"),
    file("a new rar with a number that never ends", lambda: NEW_MARK + b"\0\0\0\0" + b"\xff" * 200, corrupt(CUT), ending=".rar"),
    file("a new rar with a header of two megabytes", lambda: NEW_MARK + b"\0\0\0\0\xff\xff\x7f" + bytes(100), corrupt(CUT), ending=".rar"),
    file("a new rar that says nothing of how long a member is", lambda: NEW_MARK + new_rar({})[8:16] + new_member("a.xlsx", b"x", b"x", size=2**60) + new_rar({})[16:], corrupt(""), ending=".rar"),
    file("a new rar with a locked file", lambda: new_rar({"a.xlsx": ledger()}, extra=locked_record()), encrypted("有密码的RAR"), ending=".rar"),
    file("a new rar whose list is locked", locked_headers, encrypted("有密码的RAR"), ending=".rar"),
    file("a new rar with a zip stored in it", lambda: new_rar({"b.zip": honest_and()}), readable(), ending=".rar"),
    file("a new rar with a name that climbs out", lambda: new_rar({"../../a.xlsx": ledger()}), readable().called("a.xlsx"), ending=".rar"),
    file("a new rar with one name twice", lambda: new_rar({"a.xlsx": ledger(), "A.xlsx": ledger()}), dangerous(DOUBLED), ending=".rar"),
    file("a rar with a zip behind it", lambda: new_rar({"a.xlsx": ledger()}) + honest_and(), dangerous(TWO), ending=".rar"),
    file("a gzip of a workbook", lambda: gzip.compress(ledger(), mtime=0), unsupported(NOT_OPENED), ending=".gz"),
    file("a gzip of 100 MB", lambda: gzip.compress(bytes(100 * MB), mtime=0), unsupported(NOT_OPENED), ending=".tgz"),
    file("a tar with a name that climbs out", lambda: tar("../../etc/passwd"), unsupported(NOT_OPENED), ending=".tar"),
    file("a bzip2", lambda: bz2.compress(ledger()), unsupported(NOT_OPENED), ending=".bz2"),
    file("an xz of 100 MB", lambda: lzma.compress(bytes(100 * MB), preset=0), unsupported(NOT_OPENED), ending=".xz"),
    file("a Zstandard", lambda: b"\x28\xb5\x2f\xfd" + bytes(40), unsupported(NOT_OPENED), ending=".zst"),
    file("a cabinet", lambda: b"MSCF\0\0\0\0" + bytes(60), unsupported(NOT_OPENED), ending=".cab"),
    file("an lzh", lambda: b"\x20\x00-lh5-" + bytes(30), unsupported(NOT_OPENED), ending=".lzh"),
)  # fmt: skip


def _large_member() -> bytes:
    member = bytearray(old_member("a.xlsx", b"x"))
    struct.pack_into("<L", member, 11, 0xFFFFFFFF)
    from zlib import crc32

    size = struct.unpack_from("<H", member, 5)[0]
    struct.pack_into("<H", member, 0, crc32(bytes(member[2:size])) & 0xFFFF)
    return OLD_MARK + old_rar({})[7:20] + bytes(member) + old_rar({})[20:]


def _zipped(one: HostileFile) -> HostileFile:
    ending = one.ending if one.ending != ".xlsx" else ".zip"
    return HostileFile(one.name, one.make, one.lines, ending, one.state, one.says)


FILES: tuple[HostileFile, ...] = (*map(_zipped, ZIPS), *NAMES, *OTHERS)
