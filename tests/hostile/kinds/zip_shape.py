"""Workbooks whose zip is built to be read in two ways, or not at all (INTAKE 11 to 14, 18, 20)."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count

from bundles.zip_files import BZIP2, DEFLATED, LZMA, STORED, ZSTD, Listed, packed_under, zip64_of, zip_of

from hostile.forms import plain
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
from hostile.packages import SHEET, package_of, parts_of, patched, unicode_path, with_entry

LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
OVERLAP, TWO_WAYS, HIDDEN = "重叠", "两种说法", "未列出的内容"
MIXED, TWO_ZIPS, INCOMPLETE = "夹带了别的内容", "两个压缩包拼成", "不完整"


def listed(parts: dict[str, bytes] | None = None, **more: object) -> list[Listed]:
    """The parts as entries of a zip that is written byte by byte."""
    parts = parts_of(plain()) if parts is None else parts
    return [Listed(name.encode(), part, DEFLATED, **more) for name, part in parts.items()]  # type: ignore[arg-type]


def with_listed(*entries: Listed, **more: object) -> bytes:
    return zip_of([*listed(), *entries], **more)  # type: ignore[arg-type]


def changed(name: str, **how: object) -> bytes:
    """One entry is another than it should be."""
    return zip_of([replace(one, **how) if one.name == name.encode() else one for one in listed()])  # type: ignore[arg-type]


def _quine() -> bytes:
    again = [Listed(b"x%d" % at, b"", DEFLATED, packed=b"", place=0, in_directory=True) for at in range(300)]
    return with_listed(*again)


def _nested() -> bytes:
    inner = zip_of([Listed(b"xl/hidden.xml", b"<a/>")])
    place = len(zip_of(listed())) - len(_directory(zip_of(listed()))) - 22 + 30 + len("docs/a.bin")
    return with_listed(Listed(b"docs/a.bin", inner), Listed(b"xl/hidden.xml", b"<a/>", place=place))


def _directory(content: bytes) -> bytes:
    size = struct.unpack_from("<L", content, content.rfind(END) + 12)[0]
    return content[content.rfind(END) - size : content.rfind(END)]


def _squeezed_sheet(change: Callable[[bytes], bytes]) -> bytes:
    packed = change(packed_under(DEFLATED, parts_of(plain())[SHEET]))
    return changed(SHEET, packed=packed)


def _two_main_parts() -> bytes:
    """Excel goes by the relation of the package, other programs by what the list of types says first."""
    parts = parts_of(plain())
    types = parts["[Content_Types].xml"]
    main = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    parts["[Content_Types].xml"] = types.replace(
        b"<Override", b'<Override PartName="/xl/other.xml" ContentType="' + main + b'"/><Override', 1
    )
    parts["xl/other.xml"] = parts["xl/workbook.xml"].replace("任务台账".encode(), "另一张".encode())
    parts["xl/_rels/other.xml.rels"] = parts["xl/_rels/workbook.xml.rels"]
    return package_of(parts)


def _many(names: Iterator[int], most: int) -> bytes:
    return package_of({f"a{at}": b"" for at, _ in zip(names, range(most), strict=False)}, zipfile.ZIP_STORED)


def _flag(content: bytes, value: bytes, *, local: bool = True, central: bool = True) -> bytes:
    """The flags of the first entry."""
    content = patched(content, LOCAL, 6, value) if local else content
    return patched(content, CENTRAL, 8, value) if central else content


def _reaching(size: int, *, last: bool = False) -> bytes:
    return patched(plain(), CENTRAL, 20, struct.pack("<L", size), last=last)


def _unlisted() -> bytes:
    entries = listed()
    return zip_of([*entries[:2], Listed(b"xl/hidden.xml", b"<a/>", in_directory=False), *entries[2:]])


def _without_end(content: bytes) -> bytes:
    return content[: content.rfind(END)]


def _zip64(**lies: int) -> bytes:
    """The last entry's numbers in the field of Zip64, one of them another than it should be."""
    content = zip64_of([*listed(), Listed(b"docs/a.xml", b"<a/>", big=True)])
    at = content.rfind(struct.pack("<HH", 1, 24)) + 4
    for place, field in enumerate(("size", "packed", "start")):
        if field in lies:
            content = (
                content[: at + 8 * place] + struct.pack("<Q", lies[field]) + content[at + 8 * place + 8 :]
            )
    return content


def _zip64_end(offset: int, value: bytes) -> bytes:
    """The end of Zip64 says something else than it should."""
    return patched(_zip64(), b"PK\x06\x06", offset, value)


FRONTS: dict[str, bytes] = {
    "a program": b"MZ\x90\0" + bytes(200), "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "a picture": b"GIF89a\x01\0\x01\0" + bytes(30),
    "a page": b"<html><body><script>alert(1)</script></body></html>", "a script": b"#!/bin/sh\nexit 0\n",
    "a photograph": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(40), "an archive of Java": b"\xca\xfe\xba\xbe" + bytes(20), "zeros": bytes(512),
    "a table": b"a,b\n1,2\n" * 20, "a shortcut": b"L\0\0\0\x01\x14\x02\0" + bytes(60), "a mark": b"\xef\xbb\xbf",
}  # fmt: skip

FILES: tuple[HostileFile, ...] = (
    file("three hundred entries that lie in one stretch", _quine, dangerous(OVERLAP)),
    file("an entry within another one's bytes", _nested, dangerous(OVERLAP)),
    file("a part that reaches into the next", lambda: _reaching(900), dangerous(OVERLAP)),
    file("a part that reaches into the directory", lambda: _reaching(10_000, last=True), dangerous(OVERLAP)),
    file("a part that the directory does not name", _unlisted, dangerous(HIDDEN)),
    file("one name twice", lambda: with_entry(plain(), SHEET, b"<worksheet/>"), dangerous("重名")),
    file("one name in two cases", lambda: with_entry(plain(), SHEET.upper(), b"<worksheet/>"), dangerous("重名")),
    file("one name with two kinds of slashes", lambda: with_entry(plain(), SHEET.replace("/", "\\"), b"<x/>"), dangerous("重名")),
    file("a part with another name in its own header", lambda: changed(SHEET, own_name=b"xl/worksheets/sheet9.xml"), dangerous(TWO_WAYS)),
    file("a part with another method in its own header", lambda: changed(SHEET, own_method=STORED), dangerous(TWO_WAYS)),
    file("a part with another name in a field beside", lambda: with_entry(plain(), "docs/b.xml", b"<x/>", unicode_path(SHEET, "docs/b.xml")), dangerous(TWO_WAYS)),
    file("a name that ends at a zero", lambda: with_entry(plain(), "docs/a.xml\0.png", b"<x/>"), dangerous(TWO_WAYS)),
    file("a name that climbs out", lambda: with_entry(plain(), "../../../etc/passwd", b"x"), dangerous("文件夹以外")),
    file("a name that climbs out of Windows", lambda: with_entry(plain(), "..\\..\\Windows\\a.dll", b"x"), dangerous("文件夹以外")),
    file("a name from the root", lambda: with_entry(plain(), "/etc/cron.d/a", b"x"), readable()),
    file("a name of a device", lambda: with_entry(plain(), "C:\\con.xml", b"<x/>"), readable()),
    file("a name of sixty thousand letters", lambda: with_entry(plain(), "a" * 60_000, b"x"), readable()),
    file("a part that is a link to a file of this computer", lambda: with_listed(Listed(b"xl/media/a.png", b"/etc/passwd", mode=0o120777)), readable()),
    file("a sheet with a wrong checksum", lambda: changed(SHEET, checksum=1), corrupt("校验码")),
    file("a part that nobody needs with a wrong checksum", lambda: changed("docProps/core.xml", checksum=1), corrupt("校验码")),
    file("a sheet packed by bzip2", lambda: zip_of([replace(one, method=BZIP2) for one in listed()]), unsupported("少见的压缩方法")),
    file("a sheet packed by LZMA", lambda: zip_of([replace(one, method=LZMA) for one in listed()]), unsupported("少见的压缩方法")),
    file("a sheet packed by Zstandard", lambda: changed(SHEET, method=ZSTD), unsupported("少见的压缩方法")),
    file("a sheet packed by a method that nobody knows", lambda: changed(SHEET, method=0x7777), unsupported("少见的压缩方法")),
    file("a part under a password", lambda: _flag(plain(), b"\x01"), encrypted()),
    file("a part under AES", lambda: patched(patched(_flag(plain(), b"\x01"), LOCAL, 8, b"\x63\0"), CENTRAL, 10, b"\x63\0"), encrypted()),
    file("a password of which only the directory knows", lambda: _flag(plain(), b"\x01", local=False), dangerous(TWO_WAYS)),
    file("a password of which the directory knows nothing", lambda: _flag(plain(), b"\x01", central=False), dangerous(TWO_WAYS)),
    file("half of a workbook", lambda: plain()[: len(plain()) // 2], corrupt(INCOMPLETE)),
    file("a workbook without the last of its directory", lambda: plain()[:-60], corrupt(INCOMPLETE)),
    file("a workbook without its end", lambda: _without_end(plain()), corrupt(INCOMPLETE)),
    file("a workbook of its first four bytes", lambda: plain()[:4], corrupt(INCOMPLETE)),
    file("a workbook with a program behind it", lambda: plain() + b"MZ behind", dangerous(MIXED)),
    file("a workbook with a workbook behind it", lambda: plain() + plain(), dangerous("")),
    file("a workbook with another one in its comment", lambda: with_listed(comment=plain()), dangerous("")),
    file("a workbook moved behind another one", lambda: zip_of([replace(one, before=plain() if at == 0 else b"") for at, one in enumerate(listed())]), dangerous("")),
    file("a packed sheet that is cut off", lambda: _squeezed_sheet(lambda packed: packed[:-20]), corrupt(INCOMPLETE)),
    file("a packed sheet with something behind it", lambda: _squeezed_sheet(lambda packed: packed + b"more"), corrupt(INCOMPLETE)),
    file("a packed sheet that is none", lambda: _squeezed_sheet(lambda packed: b"\xff" * len(packed)), corrupt("解压不了")),
    file("an end that counts three entries", lambda: patched(plain(), END, 8, struct.pack("<HH", 3, 3)), dangerous("")),
    file("an end that counts sixty thousand entries", lambda: patched(plain(), END, 8, struct.pack("<HH", 60_000, 60_000)), dangerous("")),
    file("two thousand and one entries", lambda: _many(count(), 2_001), too_much("2000")),
    file("sixty thousand entries", lambda: _many(count(), 60_000), too_much("2000")),
    file("Zip64 that is honest", _zip64, readable()),
    file("Zip64 that counts three entries", lambda: _zip64_end(32, struct.pack("<Q", 3)), dangerous("对不上")),
    file("Zip64 with a size of eight exabytes", lambda: _zip64(size=2**63), readable()),
    file("Zip64 with packed bytes of eight exabytes", lambda: _zip64(packed=2**63), dangerous(OVERLAP)),
    file("Zip64 that points behind the end", lambda: _zip64(start=2**40), dangerous(HIDDEN)),
    file("sizes that are left to a field that is not there", lambda: patched(plain(), CENTRAL, 20, b"\xff" * 8), dangerous(OVERLAP)),
    file("a folder in place of the sheet", lambda: zip_of([replace(one, name=one.name + b"/") if one.name == SHEET.encode() else one for one in listed()]), corrupt("缺少工作表")),
    file("no entries at all", lambda: zip_of([]), no_workbook("没有可以登记的文件")),
    file("two workbooks in one package", _two_main_parts, dangerous("")),
    *(file(f"{front} before a workbook", lambda before=before: before + plain(), dangerous("")) for front, before in FRONTS.items()),
)  # fmt: skip
