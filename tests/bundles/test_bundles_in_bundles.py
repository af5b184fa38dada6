"""A bundle in a bundle is opened once more; everything is counted over all levels together."""

from __future__ import annotations

import gzip
from collections.abc import Callable

import pytest

from bundles.rar_files import new_rar
from bundles.said import LIMITS, members, needs_rar, opened, refused
from bundles.sevenzip_files import sevenzip_of, with_header
from bundles.zip_files import DEFLATED, LOCKED, Listed, plain_zip, zip_of
from taizhang.bundles import BundleLimits, unpack

DEEPER = "压缩包套压缩包超过1层，没有再拆。请解压后直接报送里面的任务台账"


def many(count: int) -> bytes:
    return plain_zip({f"{number}.xlsx": b"1" for number in range(count)})


@pytest.mark.parametrize("pack", [plain_zip, sevenzip_of, pytest.param(new_rar, marks=needs_rar)])
def test_r15_a_bundle_in_a_bundle_is_opened(pack: Callable[[dict[str, bytes]], bytes]) -> None:
    inner = pack({"县/台账.xlsx": b"1", "~$台账.xlsx": b"x"})
    content = plain_zip({"内": inner, "b.xlsx": b"2"})
    unpacked = unpack(content, "", LIMITS)
    assert members(unpacked) == [("内/县/台账.xlsx", "readable", ""), ("b.xlsx", "readable", "")]
    assert unpacked.skipped == ("内/~$台账.xlsx：打开文件时的临时文件，未登记",)


def test_r15_a_deeper_one_is_a_member_with_its_own_sentence() -> None:
    third = plain_zip({"c.xlsx": b"3"})
    second = plain_zip({"丙.zip": third, "b.xlsx": b"2"})
    content = plain_zip({"乙.zip": second, "a.xlsx": b"1"})
    unpacked = unpack(content, "", LIMITS)
    assert members(unpacked) == [
        ("乙.zip/丙.zip", "unsupported-format", DEEPER),
        ("乙.zip/b.xlsx", "readable", ""),
        ("a.xlsx", "readable", ""),
    ]
    assert unpacked.members[0].content == third


def test_r15_the_depth_is_settable() -> None:
    content = plain_zip({"乙.zip": plain_zip({"丙.zip": plain_zip({"c.xlsx": b"3"})})})
    assert opened(content, BundleLimits(depth=2)) == {"乙.zip/丙.zip/c.xlsx": b"3"}
    shut = [("乙.zip", "unsupported-format", DEEPER.replace("1层", "0层"))]
    assert members(unpack(content, "", BundleLimits(depth=0))) == shut


def test_r15_only_so_many_members_over_all_levels() -> None:
    more = ("dangerous", "压缩包里多于200个文件，未拆开。请分成几个压缩包报送")
    assert len(opened(many(200))) == 200
    assert refused(many(201)) == more
    assert len(opened(plain_zip({"甲.zip": many(100), "乙.zip": many(100)}))) == 200
    assert refused(plain_zip({"甲.zip": many(100), "乙.zip": many(100), "c": b"3"})) == more


def test_r15_what_is_skipped_is_no_member() -> None:
    files = {f"{number}/": b"" for number in range(300)} | {"a.xlsx": b"1"}
    assert opened(plain_zip(files)) == {"a.xlsx": b"1"}


def test_r09_r15_entries_are_counted_over_all_levels() -> None:
    limits = BundleLimits(entries=10)
    more = ("dangerous", "压缩包里的条目多于10个，未拆开。请分成几个压缩包报送")
    assert len(opened(many(10), limits)) == 10
    assert refused(many(11), limits) == more
    assert len(opened(plain_zip({"甲.zip": many(4), "乙.zip": many(4)}), limits)) == 8
    assert refused(plain_zip({"甲.zip": many(4), "乙.zip": many(5)}), limits) == more


def test_r15_bytes_are_counted_over_all_levels() -> None:
    inner = plain_zip({"a.xlsx": bytes(600_000)})
    limits = BundleLimits(total_bytes=1_048_576)
    assert len(opened(inner, limits)) == 1
    assert refused(plain_zip({"甲.zip": inner, "乙.zip": plain_zip({"b.xlsx": bytes(600_000)})}), limits) == (
        "dangerous",
        "压缩包解压后超过1兆字节，未拆开。请删除多余内容，或者分成几个压缩包报送",
    )


@pytest.mark.parametrize(
    ("inner", "file_class", "why"),
    [
        (gzip.compress(b"x"), "unsupported-format", "这是GZ压缩包，没有拆开"),
        (plain_zip({"a.xlsx": b"1"})[:-9], "corrupt", "压缩包不完整，打不开"),
        (zip_of([Listed(b"a", b"1", DEFLATED, LOCKED)]), "encrypted", "这是有密码的压缩包，读不出内容"),
        (
            zip_of([Listed(b"a", b"1"), Listed(b"A", b"2")]),
            "dangerous",
            "压缩包里有重名的文件，不同软件会读出不同内容，未拆开",
        ),
        (with_header(b"\x01\x04\x07"), "corrupt", "压缩包不完整，打不开"),
        (plain_zip({}), "not-a-workbook", "压缩包里没有可以登记的文件"),
        (b"MZ" + plain_zip({"a": b"1"}), "dangerous", "压缩包前面夹带了别的内容，未拆开"),
    ],
)
def test_a_bundle_in_it_that_cannot_be_opened_does_not_keep_the_others(
    inner: bytes, file_class: str, why: str
) -> None:
    unpacked = unpack(plain_zip({"内.zip": inner, "b.xlsx": b"2"}), "", LIMITS)
    assert [(name, found, says.partition("。")[0]) for name, found, says in members(unpacked)] == [
        ("内.zip", file_class, why),
        ("b.xlsx", "readable", ""),
    ]
    assert unpacked.members[0].content == inner
