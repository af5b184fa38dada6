"""Packages taken apart and put together again, as an enemy or a broken program would."""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Callable, Iterable
from io import BytesIO
from itertools import pairwise

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

SHEET = "xl/worksheets/sheet1.xml"
Fill = Callable[[Worksheet], object]


def workbook_bytes(fill: Fill | None = None) -> bytes:
    """One sheet 任务台账 with 甲 and 5 in it, or with what is filled in."""
    content = BytesIO()
    with xlsxwriter.Workbook(content, {"in_memory": True}) as book:
        sheet = book.add_worksheet("任务台账")
        (fill or (lambda page: page.write_row(0, 0, ["甲", 5])))(sheet)
    return content.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def package_of(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", method) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return content.getvalue()


def with_parts(content: bytes, parts: dict[str, bytes]) -> bytes:
    """The package with parts added or replaced."""
    return package_of(parts_of(content) | parts)


def with_change(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed."""
    return with_parts(content, {name: change(parts_of(content)[name])})


def with_entry(content: bytes, name: str, part: bytes, extra: bytes = b"") -> bytes:
    """The package with one more entry, whatever it is called."""
    target = BytesIO(content)
    entry = zipfile.ZipInfo("x" * len(name.encode()))
    entry.extra = extra
    with zipfile.ZipFile(target, "a") as package:
        package.writestr(entry, part)
    return target.getvalue().replace(b"x" * len(name.encode()), name.encode())


def patched(content: bytes, mark: bytes, offset: int, value: bytes, *, last: bool = False) -> bytes:
    """Bytes written over the header that begins with the first or the last mark."""
    at = (content.rfind if last else content.find)(mark) + offset
    return content[:at] + value + content[at + len(value) :]


def unicode_path(name: str, instead_of: str) -> bytes:
    """A field beside the name that tells some readers another one."""
    import zlib

    told = struct.pack("<BL", 1, zlib.crc32(instead_of.encode())) + name.encode()
    return struct.pack("<HH", 0x7075, len(told)) + told


def related(rels: bytes, lines: Iterable[str]) -> bytes:
    """The relations with more lines."""
    return rels.replace(b"</Relationships>", f"{''.join(lines)}</Relationships>".encode())


def ole_of(streams: dict[str, bytes]) -> bytes:
    """A compound file with these streams, a slash between a storage and what is in it; every stream in full sectors."""
    return _Compound(streams).to_bytes()


_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
_SECTOR, _SMALLEST = 512, 4096


class _Compound:
    """Lays out sectors one after the other ([MS-CFB])."""

    def __init__(self, streams: dict[str, bytes]) -> None:
        self._sectors: list[bytes] = []
        self._chains: list[int] = []
        self._entries: list[tuple[str, int, list[int], int, int]] = [("Root Entry", 5, [], _END, 0)]
        storages: dict[str, int] = {}
        for path, body in streams.items():
            storage, _, name = path.rpartition("/")
            above = 0
            if storage:
                if storage not in storages:
                    storages[storage] = self._add(storage, 1, 0)
                above = storages[storage]
            padded = body.ljust(_SMALLEST, b"\0")
            self._add(name, 2, above, self._chain(padded), len(padded))

    def _add(self, name: str, kind: int, above: int, start: int = 0, size: int = 0) -> int:
        self._entries.append((name, kind, [], start, size))
        self._entries[above][2].append(len(self._entries) - 1)
        return len(self._entries) - 1

    def _chain(self, body: bytes) -> int:
        start = len(self._sectors)
        pieces = [body[at : at + _SECTOR].ljust(_SECTOR, b"\0") for at in range(0, len(body), _SECTOR)]
        self._sectors += pieces
        self._chains += [*range(start + 1, start + len(pieces)), _END]
        return start

    def to_bytes(self) -> bytes:
        directory = self._chain(b"".join(self._directory()))
        tables = 1
        while tables * 128 < len(self._sectors) + tables:
            tables += 1
        first = len(self._sectors)
        chains = self._chains + [_FAT] * tables
        chains += [_FREE] * (tables * 128 - len(chains))
        table = struct.pack(f"<{len(chains)}I", *chains)
        places = [*range(first, first + tables), *[_FREE] * (109 - tables)]
        head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
        head += struct.pack(
            "<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, tables, directory, 0, _SMALLEST, _END, 0, _END, 0
        )
        return head + struct.pack("<109I", *places) + b"".join(self._sectors) + table

    def _directory(self) -> Iterable[bytes]:
        """Siblings hang one under the other, which every reader walks."""
        right = {one: two for _, _, inside, _, _ in self._entries for one, two in pairwise(inside)}
        for at, (name, kind, inside, start, size) in enumerate(self._entries):
            told = name.encode("utf-16-le") + b"\0\0"
            links = (_FREE, right.get(at, _FREE), inside[0] if inside else _FREE)
            yield (
                told.ljust(64, b"\0") + struct.pack("<HBB3I", len(told), kind, 1, *links) + bytes(36)
                + struct.pack("<IQ", start if kind != 1 else 0, size)
            )  # fmt: skip
        for _ in range(-len(self._entries) % 4):
            yield bytes(64) + struct.pack("<HBB3I", 0, 0, 0, _FREE, _FREE, _FREE) + bytes(48)
