"""A rar of ledgers becomes its members, where the system's libarchive is installed."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest

from bundles.rar_files import (
    LOCKED,
    NEW_MARK,
    SPLIT_AFTER,
    locked_headers,
    locked_record,
    new_member,
    new_rar,
    old_rar,
    packed_rar,
)
from bundles.said import LIMITS, members, needs_rar, opened, refused
from bundles.zip_files import plain_zip
from taizhang.bundles import BundleLimits, bundle_kind, open_rar, unpack
from taizhang.bundles.rar_old_names import old_name

pytestmark = needs_rar

FILES = {"乙县/台账.xlsx": "进展情况".encode() * 50_000, "甲县/台账.xlsx": b"1", "空.xlsx": b""}
WITH_PASSWORD = "这是有密码的RAR压缩包，读不出内容。请取消密码，并直接报送里面的任务台账"
DAMAGED = "文件在压缩包里已经损坏，内容与校验码不符。请重新打包后报送"
BOTH = pytest.mark.parametrize("pack", [old_rar, new_rar])
Pack = Callable[..., bytes]


@BOTH
def test_members_come_in_their_order_with_their_folders(pack: Pack) -> None:
    assert list(opened(pack(FILES)).items()) == list(FILES.items())


def test_packed_members_are_read() -> None:
    beginning = bytes(range(256)) * 3
    assert opened(packed_rar("台账.xlsx", beginning, 20)) == {
        "台账.xlsx": beginning + beginning[-1:] * 4_097 * 20
    }


def test_r16_names_that_are_not_in_unicode_are_guessed() -> None:
    assert opened(old_rar({"云岭市台账.xlsx": b"1"}, unicode=False)) == {"云岭市台账.xlsx": b"1"}


@BOTH
def test_r19_a_stored_rar_with_a_zip_in_it_is_not_taken_for_a_zip(pack: Pack) -> None:
    inner = plain_zip({"台账.xlsx": b"1"})
    content = pack({"内.zip": inner})
    assert zipfile.is_zipfile(BytesIO(content))
    assert bundle_kind(content) == "rar"
    assert opened(content) == {"内.zip/台账.xlsx": b"1"}


@pytest.mark.parametrize(
    "content",
    [
        old_rar(FILES, file_flags=LOCKED),
        old_rar(FILES, main_flags=0x80),
        new_rar(FILES, extra=locked_record()),
        locked_headers(),
    ],
)
def test_r18_a_password_is_said_and_never_called_damage(content: bytes) -> None:
    assert refused(content) == ("encrypted", WITH_PASSWORD)


@BOTH
def test_r12_damage_is_noticed_and_does_not_keep_the_others(pack: Pack) -> None:
    content = bytearray(pack(FILES))
    content[content.find("进展".encode()) + 100_000] ^= 0xFF
    assert members(unpack(bytes(content), "", LIMITS)) == [
        ("乙县/台账.xlsx", "corrupt", DAMAGED),
        ("甲县/台账.xlsx", "readable", ""),
        ("空.xlsx", "readable", ""),
    ]


def test_r12_a_member_without_checksum_is_noted() -> None:
    member = bytearray(new_member("台账.xlsx", b"1", b"1"))
    content = new_rar({}).replace(NEW_MARK, b"")
    without = _without_checksum(bytes(member))
    start = len(content) // 2
    unpacked = unpack(NEW_MARK + content[:start] + without + content[start:], "", LIMITS)
    assert [one.notes for one in unpacked.members] == [("压缩包里没有它的校验码，未能核对内容是否完整",)]


def _without_checksum(member: bytes) -> bytes:
    """The flag that says a checksum follows is taken back, and the checksum with it."""
    from zlib import crc32

    header = bytearray(member[5:-1])
    header[3] &= ~4
    at = header.index(crc32(b"1").to_bytes(4, "little"))
    del header[at : at + 4]
    sized = bytes([len(header)]) + bytes(header)
    return crc32(sized).to_bytes(4, "little") + sized + b"1"


@BOTH
@pytest.mark.parametrize("cut", [1, 3, 9, 40, 100, 1_000])
def test_a_cut_off_rar_is_damaged_and_gives_no_half_of_its_members(pack: Pack, cut: int) -> None:
    content = pack({"a.xlsx": b"1" * 500, "b.xlsx": b"2" * 500})
    assert refused(content[:-cut]) == ("corrupt", "压缩包不完整，打不开。请重新打包后报送")


def test_the_oldest_form_has_no_end_mark() -> None:
    assert opened(old_rar({"a.xlsx": b"1"}, ended=False)) == {"a.xlsx": b"1"}


@pytest.mark.parametrize(
    "content",
    [old_rar(FILES, main_flags=1), old_rar(FILES, file_flags=SPLIT_AFTER), new_rar(FILES, main_flags=1)],
)
def test_r19_a_part_of_a_rar_is_named_with_advice(content: bytes) -> None:
    assert refused(content) == (
        "unsupported-format",
        "这是分卷压缩包的一卷，拆不开。请不要分卷，重新打包成一个 zip 后报送",
    )


@BOTH
def test_r20_something_behind_is_refused(pack: Pack) -> None:
    assert refused(pack(FILES) + b"MZ") == (
        "dangerous",
        "RAR压缩包后面夹带了别的内容，未拆开。请重新打包后报送",
    )
    both = pack(FILES) + plain_zip({"b.xlsx": b"2"})
    assert refused(both) == ("dangerous", "文件由两个压缩包拼成，未拆开。请重新打包后报送")


@BOTH
def test_r13_doubled_names_are_refused(pack: Pack) -> None:
    assert refused(pack({"a.xlsx": b"1", "A.xlsx": b"2"}))[0] == "dangerous"


@BOTH
def test_r17_folders_and_lock_files_are_skipped_with_a_note(pack: Pack) -> None:
    unpacked = unpack(pack({"县/": b"", "县/~$a.xlsx": b"x", "a.xlsx": b"1"}), "", LIMITS)
    assert members(unpacked) == [("a.xlsx", "readable", "")]
    assert unpacked.skipped == ("县：文件夹，未登记", "县/~$a.xlsx：打开文件时的临时文件，未登记")


@BOTH
def test_r14_names_lead_nowhere(pack: Pack) -> None:
    assert list(opened(pack({"../../台账.xlsx": b"1"}))) == ["台账.xlsx"]


@BOTH
def test_r09_only_so_many_entries(pack: Pack) -> None:
    content = pack({f"{number}.xlsx": b"1" for number in range(11)})
    assert len(opened(content)) == 11
    assert refused(content, BundleLimits(entries=10))[0] == "dangerous"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (b"\x00\x61", "a"),
        (b"\x40\x53", "乓"),
        (b"\x80\xbf\x53", "县"),
        (b"\xc0\x03", "plain"),
        (b"\xc0\x81\x02", "乲乮乣"),
    ],
)
def test_names_of_the_old_form_are_read_in_each_way_they_are_written(written: bytes, name: str) -> None:
    assert old_name(b"plain\0" + b"\x4e" + written, in_unicode=True) == name


def test_r19_without_the_library_it_is_named_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_rar, "rar_library", lambda: None)
    assert refused(old_rar(FILES)) == (
        "unsupported-format",
        "这是RAR压缩包，这里拆不开。请改用 zip 重新打包后报送",
    )
    assert refused(old_rar(FILES, file_flags=LOCKED)) == ("encrypted", WITH_PASSWORD)
