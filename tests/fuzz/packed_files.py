"""Bundles with damage, and zips put together by chance: unpacked as far as they can be, or refused."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from io import BytesIO
from random import Random

import py7zr
from bundles.mutated import mutations
from bundles.rar_files import new_rar, old_rar, packed_rar
from bundles.sevenzip_files import BZIP2, COPY, DEFLATE, LZMA, LZMA2, with_header
from bundles.zip_files import UTF8, Listed, zip64_of, zip_of

from fuzz.damaged_bytes import damaged_bytes
from fuzz.fit_to_show import asks_for_something, can_be_written, fits_to_be_shown, says_one_line
from fuzz.odd_values import INTEGERS
from fuzz.subjects import Subject
from taizhang.bundles import BundleLimits, Member, Unpacked, bundle_kind, load_unpackers, unpack
from taizhang.bundles.bundle_kinds import TITLES
from taizhang.model.verdict import FileClass, Flag

Damage = Callable[[Random], bytes]
_MOST = 20_000_000  # bytes that come out of one
_LIMITS = BundleLimits(part_bytes=_MOST // 2, total_bytes=_MOST, entries=300, members=50)
_FILES = {
    "台账.xlsx": b"PK\x03\x04" + bytes(range(256)) * 20,
    "说明/a.txt": "甲乙丙".encode() * 400,
    "空/": b"",
    "b.csv": b"1,2\n" * 900,
}
_NAMES = (
    b"a.xlsx", "台账.xlsx".encode(), "台账.xlsx".encode("gb18030"), b"A.XLSX", b"../../a.xlsx", b"C:\\a.xlsx", b"/etc/passwd", b"a/", b"", b"con.xlsx",
    b"a\0b.xlsx", "a\u202exslx.exe".encode(), b"\xff\xfe", b"x" * 400, b"__MACOSX/._a.xlsx", b"~$a.xlsx", b"a//b\\c", b".", b"..", "ａ.xlsx".encode(), b"\xed\xa0\x80",
)  # fmt: skip
_PARTS = (
    b"",
    b"1",
    b"\0" * 60_000,
    b"PK\x03\x04" * 30,
    b"Rar!\x1a\x07\x00" + bytes(20),
    b"7z\xbc\xaf\x27\x1c" + bytes(40),
    b"\x1f\x8b" + bytes(20),
)


def make(chance: Random) -> bytes:
    return chance.choice(_damages())(chance)


def _read(content: bytes) -> Unpacked:
    return unpack(content, "台账.zip", _LIMITS)


def _is_sound(unpacked: Unpacked, content: bytes) -> None:
    assert unpacked.kind == bundle_kind(content)
    assert unpacked.kind in ("", *TITLES)
    assert isinstance(unpacked.file_class, FileClass)
    assert all(isinstance(flag, Flag) for flag in unpacked.flags)
    can_be_written((unpacked.kind, unpacked.skipped, unpacked.why))
    for note in unpacked.skipped:
        says_one_line(note)
    if unpacked.file_class is not FileClass.READABLE:
        asks_for_something(unpacked.why)
        assert (unpacked.members, unpacked.skipped) == ((), ())
        return
    assert unpacked.why == ""
    assert 1 <= len(unpacked.members) <= _LIMITS.members
    assert sum(len(one.content) for one in unpacked.members) <= _LIMITS.total_bytes
    for one in unpacked.members:
        _is_sound_member(one)


def _is_sound_member(one: Member) -> None:
    fits_to_be_shown(one.name)
    steps = one.name.split("/")
    assert not one.name.startswith("/") and not {".", "..", ""} & set(steps), one.name  # noqa: PT018
    can_be_written((one.name, one.notes, one.why))
    assert bool(one.why) is (one.file_class is not FileClass.READABLE)
    if one.why:
        asks_for_something(one.why)


@cache
def _damages() -> tuple[Damage, ...]:
    sevenzips = [_sevenzip(how) for how in (LZMA2, LZMA, DEFLATE, BZIP2, COPY)]
    rars = [old_rar(_FILES), new_rar(_FILES), packed_rar("台账.xlsx", b"PK\x03\x04", 5)]
    zips = [
        zip_of(_honest()),
        zip64_of(_honest()),
        zip_of([*_honest(), Listed(b"in.zip", zip_of(_honest()))]),
    ]
    zips += [zip_of([Listed(b"in", one)]) for one in (sevenzips[0], *rars)]
    rars = rars if "rar" in load_unpackers() else []
    return (
        *(partial(_mutated, content) for content in (*zips, *sevenzips, *rars)),
        *[_by_chance] * 12,
        *[_sevenzip_header] * 3,
    )


def _honest() -> list[Listed]:
    return [
        Listed(name.encode(), part, method, UTF8)
        for method, (name, part) in zip((8, 12, 0, 14), _FILES.items(), strict=True)
    ]


def _sevenzip(filters: list[dict[str, int]]) -> bytes:
    """With its header as it is, so that damage to it is damage to what it says."""
    content = BytesIO()
    with py7zr.SevenZipFile(content, "w", filters=filters) as archive:
        archive.set_encoded_header_mode(False)
        for name, part in _FILES.items():
            if part:
                archive.writestr(part, name)
    return content.getvalue()


def _mutated(content: bytes, chance: Random) -> bytes:
    """Most of them with sums that fit, so that what stands behind them is met."""
    if chance.random() < 0.2:
        return damaged_bytes(chance, content)
    (mutated,) = mutations([content], chance.getrandbits(32), 1)
    return mutated


def _sevenzip_header(chance: Random) -> bytes:
    """A header of the numbers that headers are made of, in any order."""
    header = bytes(
        chance.choice((0, 1, 2, 3, 4, 5, 6, 7, 9, 10, 11, 12, 13, 14, 17, 21, 25, 0x21, 0x80, 0xFF))
        for _ in range(1 + chance.randrange(40))
    )
    return with_header(b"\x01" + header if chance.random() < 0.7 else header, bytes(chance.randrange(30)))


def _by_chance(chance: Random) -> bytes:
    """A zip in which any number and any name may be another than it should be."""
    listed = [_one(chance) for _ in range(1 + chance.randrange(5))]
    if chance.random() < 0.15:
        return zip64_of(listed)
    odd = {"before": b"MZ" * 20, "comment": b"x" * 30, "disk": 1, "count": chance.randrange(9)}
    more = {name: value for name, value in odd.items() if chance.random() < 0.08}
    return zip_of(listed, **more)  # type: ignore[arg-type]


def _one(chance: Random) -> Listed:
    one = Listed(
        chance.choice(_NAMES), chance.choice(_PARTS), chance.choice((0, 8, 8, 12, 14, 9, 93, 95, 99))
    )
    odd = {
        "flags": chance.choice((1, 8, 0x40, UTF8, 0xFFFF)),
        "extra": damaged_bytes(chance, b"\x75\x70\x09\x00\x01" + bytes(8)),
        "mode": chance.choice((0o120777, 0o040755, 0o100644, 0o020666)),
        "packed": damaged_bytes(chance, b"\x03\x00" * 9),
        "checksum": chance.choice(INTEGERS),
        "size": chance.choice(INTEGERS),
        "own_name": chance.choice(_NAMES),
        "own_method": chance.choice((0, 8, 99)),
        "place": chance.choice((0, 1, 30, 0x7FFFFFFF)),
        "before": b"x" * chance.randrange(9),
        "in_directory": False,
        "big": True,
    }
    for name, value in odd.items():
        if chance.random() < 0.06:
            setattr(one, name, value)
    return one


SUBJECT = Subject("bundles", make, _read, _is_sound, _damages, least=0.5, times=200.0, inputs=3_000)
