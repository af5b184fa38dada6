"""A 7z of ledgers becomes its members, where py7zr is installed."""

from __future__ import annotations

import pytest

from bundles.said import LIMITS, members, opened, refused
from bundles.sevenzip_files import (
    BZIP2,
    COPY,
    DEFLATE,
    LZMA,
    LZMA2,
    PPMD,
    ZSTD,
    in_streams_of_their_own,
    sevenzip_of,
    with_header,
    with_packed_header,
)
from bundles.zip_files import plain_zip
from taizhang.bundles import BundleLimits, open_7z, unpack

CONTENT = "进展情况".encode() * 5_000
FILES = {"乙县/台账.xlsx": CONTENT, "甲县/台账.xlsx": b"1", "空.xlsx": b""}
WITH_PASSWORD = "这是有密码的7Z压缩包，读不出内容。请取消密码，并直接报送里面的任务台账"
ODD_METHOD = "压缩包用了少见的压缩方法，读不出内容。请改用 zip 的通常方法重新打包后报送"
CUT_OFF = "7Z压缩包不完整，可能是分卷的一卷，或者没有传完。请重新打包成一个 zip 后报送"
DAMAGED = "文件在压缩包里已经损坏，内容与校验码不符。请重新打包后报送"


@pytest.mark.parametrize("filters", [LZMA2, LZMA, DEFLATE, BZIP2, COPY])
def test_members_come_in_their_order_with_their_folders(filters: list[dict[str, int]]) -> None:
    assert list(opened(sevenzip_of(FILES, filters)).items()) == list(FILES.items())


def test_streams_of_their_own_are_read() -> None:
    assert opened(in_streams_of_their_own(FILES)) == FILES


@pytest.mark.parametrize("filters", [ZSTD, PPMD])
def test_r11_odd_methods_are_named_with_advice(filters: list[dict[str, int]]) -> None:
    assert refused(sevenzip_of({"a.xlsx": CONTENT}, filters)) == ("unsupported-format", ODD_METHOD)


@pytest.mark.parametrize("names_too", [False, True])
def test_r18_a_password_is_said_and_never_called_damage(names_too: bool) -> None:
    content = sevenzip_of(FILES, password="口令", header_encryption=names_too)
    assert refused(content) == ("encrypted", WITH_PASSWORD)


def test_r12_damage_is_noticed_and_called_so() -> None:
    content = bytearray(sevenzip_of(FILES, COPY))
    content[40] ^= 0xFF
    assert members(unpack(bytes(content), "", LIMITS)) == [
        ("乙县/台账.xlsx", "corrupt", DAMAGED),
        ("甲县/台账.xlsx", "readable", ""),
        ("空.xlsx", "readable", ""),
    ]


def test_r12_nothing_that_stands_behind_damage_is_believed() -> None:
    content = bytearray(sevenzip_of({"a.xlsx": CONTENT, "b.xlsx": CONTENT}, LZMA))
    content[60] ^= 0xFF
    assert refused(bytes(content)) == ("corrupt", DAMAGED)


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_r19_a_cut_off_or_parted_7z_is_said(share: float) -> None:
    content = sevenzip_of(FILES)
    assert refused(content[: int(len(content) * share)]) == ("corrupt", CUT_OFF)


def test_r20_something_behind_is_refused() -> None:
    content = sevenzip_of(FILES)
    says = "7Z压缩包后面夹带了别的内容，未拆开。请重新打包后报送"
    assert refused(content + b"MZ") == ("dangerous", says)
    both = content + plain_zip({"b.xlsx": b"2"})
    assert refused(both) == ("dangerous", "文件由两个压缩包拼成，未拆开。请重新打包后报送")


def test_r17_what_is_skipped_still_comes_out_before_what_follows() -> None:
    unpacked = unpack(sevenzip_of({"~$a.xlsx": CONTENT, "a.xlsx": b"1"}), "", LIMITS)
    assert members(unpacked) == [("a.xlsx", "readable", "")]
    assert unpacked.members[0].content == b"1"
    assert unpacked.skipped == ("~$a.xlsx：打开文件时的临时文件，未登记",)


def test_r13_doubled_names_are_refused() -> None:
    assert refused(sevenzip_of({"a.xlsx": b"1", "A.xlsx": b"2"}))[0] == "dangerous"


def test_r09_a_header_longer_than_any_list_of_names_is_not_decoded() -> None:
    says = ("dangerous", "7Z压缩包的目录超过0.5兆字节，未拆开。请分成几个压缩包报送")
    assert refused(with_header(b"\x01" + bytes(600_000))) == says
    assert refused(with_packed_header(8_000_000)) == says
    assert refused(with_packed_header(100_000))[0] == "corrupt"


def test_r09_only_so_many_entries() -> None:
    content = sevenzip_of({f"{number}.xlsx": b"1" for number in range(11)})
    assert len(opened(content)) == 11
    assert refused(content, BundleLimits(entries=10)) == (
        "dangerous",
        "压缩包里的条目多于10个，未拆开。请分成几个压缩包报送",
    )


def test_r19_without_the_extra_it_is_named_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_7z, "sevenzip_library", lambda: None)
    assert refused(sevenzip_of(FILES)) == (
        "unsupported-format",
        "这是7Z压缩包，这里拆不开。请改用 zip 重新打包后报送",
    )


def test_r18_without_the_extra_a_password_on_the_names_is_still_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(open_7z, "sevenzip_library", lambda: None)
    content = sevenzip_of(FILES, password="口令", header_encryption=True)
    assert refused(content) == ("encrypted", WITH_PASSWORD)
