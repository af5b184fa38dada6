"""A zip of ledgers becomes its members; one that cannot be read does not keep the others."""

from __future__ import annotations

import stat
from io import BytesIO
from zipfile import ZipFile

import pytest

from bundles.said import LIMITS, members, opened, refused
from bundles.zip_files import (
    AES,
    BZIP2,
    DEFLATE64,
    DEFLATED,
    LOCKED,
    LZMA,
    STORED,
    XZ,
    ZSTD,
    Listed,
    packed_under,
    plain_zip,
    zip64_of,
    zip_of,
)
from taizhang.bundles import BundleLimits, unpack

CONTENT = "进展情况".encode() * 5_000
DAMAGED = "文件在压缩包里已经损坏，内容与校验码不符。请重新打包后报送"
WITH_PASSWORD = "这是有密码的压缩包，读不出内容。请取消密码，并直接报送里面的任务台账"
ODD_METHOD = "压缩包用了少见的压缩方法，读不出内容。请改用 zip 的通常方法重新打包后报送"
EMPTY = "压缩包里没有可以登记的文件。请放入任务台账，重新打包后报送"


def test_members_come_in_their_order_with_their_folders() -> None:
    files = {"乙县/台账.xlsx": b"2", "甲县/台账.xlsx": b"1", "空.xlsx": b""}
    assert list(opened(plain_zip(files)).items()) == list(files.items())


@pytest.mark.parametrize("method", [STORED, DEFLATED, BZIP2, LZMA, XZ])
def test_r11_methods_that_the_standard_library_reads_are_read(method: int) -> None:
    assert opened(zip_of([Listed(b"a.xlsx", CONTENT, method)])) == {"a.xlsx": CONTENT}


@pytest.mark.parametrize("method", [1, 6, DEFLATE64, ZSTD, 98])
def test_r11_other_methods_are_named_with_advice(method: int) -> None:
    assert refused(zip_of([Listed(b"a.xlsx", CONTENT, method)])) == ("unsupported-format", ODD_METHOD)


def test_r11_a_window_larger_than_any_member_is_not_asked_for() -> None:
    packed = packed_under(LZMA, CONTENT)
    greedy = packed[:5] + b"\xff\xff\xff\xff" + packed[9:]
    assert refused(zip_of([Listed(b"a.xlsx", CONTENT, LZMA, packed=greedy)])) == (
        "unsupported-format",
        ODD_METHOD,
    )


def test_zip64_is_read() -> None:
    listed = [Listed(b"a.xlsx", CONTENT, DEFLATED, big=True), Listed(b"b.xlsx", b"2")]
    assert opened(zip64_of(listed)) == {"a.xlsx": CONTENT, "b.xlsx": b"2"}


def test_r12_a_wrong_checksum_is_the_damage_of_one_member() -> None:
    content = zip_of([Listed(b"a.xlsx", CONTENT, DEFLATED, checksum=1), Listed(b"b.xlsx", b"2")])
    assert members(unpack(content, "", LIMITS)) == [
        ("a.xlsx", "corrupt", DAMAGED),
        ("b.xlsx", "readable", ""),
    ]


@pytest.mark.parametrize("method", [STORED, DEFLATED, BZIP2, LZMA, XZ])
def test_r12_damage_in_the_packed_bytes_is_always_noticed(method: int) -> None:
    packed = bytearray(packed_under(method, CONTENT))
    packed[len(packed) // 2] ^= 0xFF
    assert refused(zip_of([Listed(b"a.xlsx", CONTENT, method, packed=bytes(packed))])) == ("corrupt", DAMAGED)
    cut = bytes(packed_under(method, CONTENT)[:-9])
    assert refused(zip_of([Listed(b"a.xlsx", CONTENT, method, packed=cut)])) == ("corrupt", DAMAGED)


def test_r12_what_stands_behind_the_packed_bytes_is_damage_too() -> None:
    packed = packed_under(DEFLATED, CONTENT) + b"more"
    assert refused(zip_of([Listed(b"a.xlsx", CONTENT, DEFLATED, packed=packed)])) == ("corrupt", DAMAGED)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_a_cut_off_zip_is_damaged(share: float) -> None:
    content = plain_zip({"台账.xlsx": CONTENT, "b.xlsx": CONTENT})
    assert refused(content[: int(len(content) * share)]) == (
        "corrupt",
        "压缩包不完整，打不开。请重新打包后报送",
    )


@pytest.mark.parametrize(
    "locked",
    [
        Listed(b"a.xlsx", CONTENT, DEFLATED, LOCKED),
        Listed(b"a.xlsx", CONTENT, AES),
        Listed(b"a.xlsx", CONTENT, 8, 0x41),
    ],
)
def test_r18_a_password_is_said_and_never_called_damage(locked: Listed) -> None:
    assert refused(zip_of([locked, Listed(b"b.xlsx", b"2", DEFLATED, LOCKED)])) == (
        "encrypted",
        WITH_PASSWORD,
    )
    assert members(unpack(zip_of([locked, Listed(b"b.xlsx", b"2")]), "", LIMITS)) == [
        ("a.xlsx", "encrypted", WITH_PASSWORD),
        ("b.xlsx", "readable", ""),
    ]


def test_a_member_that_cannot_be_read_keeps_its_packed_bytes() -> None:
    content = zip_of([Listed(b"a.xlsx", b"secret", STORED, LOCKED), Listed(b"b.xlsx", b"2")])
    assert [member.content for member in unpack(content, "", LIMITS).members] == [b"secret", b"2"]


def test_r17_what_nobody_sent_is_skipped_with_a_note() -> None:
    files = {
        "县/": b"",
        "县/台账.xlsx": b"1",
        "县/~$台账.xlsx": b"lock",
        ".~lock.台账.xlsx#": b"lock",
        "__MACOSX/县/._台账.xlsx": b"fork",
        "县/.DS_Store": b"x",
        "THUMBS.DB": b"x",
        "desktop.ini": b"x",
    }
    unpacked = unpack(plain_zip(files), "", LIMITS)
    assert members(unpacked) == [("县/台账.xlsx", "readable", "")]
    assert unpacked.skipped == (
        "县：文件夹，未登记",
        "县/~$台账.xlsx：打开文件时的临时文件，未登记",
        ".~lock.台账.xlsx#：打开文件时的临时文件，未登记",
        "__MACOSX/县/._台账.xlsx：苹果电脑的附属文件，未登记",
        "县/.DS_Store：苹果电脑的文件夹记录，未登记",
        "THUMBS.DB：图片缩略图的缓存，未登记",
        "desktop.ini：文件夹的显示设置，未登记",
    )


def test_r17_a_link_is_skipped_with_a_note() -> None:
    content = zip_of(
        [Listed(b"link.xlsx", b"/etc/passwd", mode=stat.S_IFLNK | 0o777), Listed(b"a.xlsx", b"1")]
    )
    unpacked = unpack(content, "", LIMITS)
    assert (members(unpacked), unpacked.skipped) == (
        [("a.xlsx", "readable", "")],
        ("link.xlsx：指向别处的快捷方式，未登记",),
    )


@pytest.mark.parametrize("files", [{}, {"县/": b""}, {"县/~$台账.xlsx": b"x", "desktop.ini": b"x"}])
def test_a_zip_without_any_file_is_said(files: dict[str, bytes]) -> None:
    assert refused(plain_zip(files)) == ("not-a-workbook", EMPTY)


def test_r10_a_high_ratio_is_noted_and_no_reason() -> None:
    content = plain_zip({"台账.xlsx": bytes(3_000_000)})
    (member,) = unpack(content, "", LIMITS).members
    assert (member.file_class, len(member.content)) == ("readable", 3_000_000)
    with ZipFile(BytesIO(content)) as archive:
        packed = archive.infolist()[0].compress_size
    assert member.notes == (f"解压后是压缩包中大小的{3_000_000 // packed}倍，请留意",)
    (quiet,) = unpack(content, "", BundleLimits(ratio_warning=2_000)).members
    assert quiet.notes == ()


def test_a_file_that_is_named_like_a_folder_is_taken_out() -> None:
    assert opened(zip_of([Listed(b"a.xlsx/", b"hidden")])) == {"a.xlsx": b"hidden"}
