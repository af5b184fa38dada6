"""Zips that are built to be read in two ways are refused as a whole, before anything is taken out."""

from __future__ import annotations

import pytest

from bundles.said import members, opened, refused
from bundles.zip_files import DEFLATED, LOCKED, Listed, plain_zip, zip64_of, zip_of
from taizhang.bundles import BundleLimits, bundle_kind, unpack

ONE = Listed(b"a.xlsx", b"1")
TWO = Listed(b"b.xlsx", b"2")
ZIP = zip_of([ONE, TWO])
DOUBLED = "压缩包里有重名的文件，不同软件会读出不同内容，未拆开。请把文件改名，重新打包后报送"
OVERLAPPING = "压缩包里的文件相互重叠，未拆开。请重新打包后报送"
HIDDEN = "压缩包里藏有没有列出的内容，未拆开。请重新打包后报送"
BEFORE = "压缩包前面夹带了别的内容，未拆开。请重新打包后报送"
BEHIND = "压缩包后面夹带了别的内容，未拆开。请重新打包后报送"
TWO_IN_ONE = "文件由两个压缩包拼成，未拆开。请重新打包后报送"
TWO_NAMES = "压缩包里同一个文件有两个名称，未拆开。请重新打包后报送"
TWO_WAYS = "压缩包里同一个文件有两种读法，未拆开。请重新打包后报送"
MISCOUNTED = "压缩包的目录与内容对不上，不同软件会读出不同内容，未拆开。请重新打包后报送"


@pytest.mark.parametrize(
    "other",
    [
        "a.xlsx",
        "A.XLSX",
        "ａ.xlsx",
        "./a.xlsx",
        "../a.xlsx",
        "/a.xlsx",
        "C:\\a.xlsx",
        "a.xlsx. ",
        "a\u200b.xlsx",
    ],
)
def test_r13_names_that_are_one_for_some_program_are_refused(other: str) -> None:
    content = zip_of([ONE, Listed(other.encode(), b"2", flags=0x800)])
    assert refused(content) == ("dangerous", DOUBLED)


def test_r13_names_in_different_folders_are_not_one() -> None:
    assert opened(plain_zip({"甲县/台账.xlsx": b"1", "乙县/台账.xlsx": b"2"})) == {
        "甲县/台账.xlsx": b"1",
        "乙县/台账.xlsx": b"2",
    }


def test_r13_a_name_of_its_own_that_differs_is_refused() -> None:
    assert refused(zip_of([Listed(b"a.xlsx", b"1", own_name=b"b.xlsx")])) == ("dangerous", TWO_NAMES)


def test_r13_a_method_of_its_own_that_differs_is_refused() -> None:
    assert refused(zip_of([Listed(b"a.xlsx", b"1", own_method=DEFLATED)])) == ("dangerous", TWO_WAYS)


def test_r13_overlapping_entries_are_refused() -> None:
    quine = Listed(b"b.xlsx", b"2", place=0, own_name=b"b.xlsx")
    assert refused(zip_of([Listed(b"b.xlsx", b"2"), quine])) == ("dangerous", OVERLAPPING)
    inner = zip_of([TWO])
    nested = Listed(b"b.xlsx", b"2", place=36)  # within the first one's packed bytes
    assert refused(zip_of([Listed(b"a.xlsx", inner), nested])) == ("dangerous", OVERLAPPING)
    long = Listed(b"a.xlsx", b"1" * 50)
    content = bytearray(zip_of([long]))
    at = content.rfind(b"PK\x01\x02")
    content[at + 20 : at + 24] = (200).to_bytes(4, "little")
    assert refused(bytes(content)) == ("dangerous", OVERLAPPING)


def test_r13_a_file_that_is_not_listed_is_refused() -> None:
    assert refused(zip_of([ONE, Listed(b"c.xlsx", b"3", in_directory=False), TWO])) == ("dangerous", HIDDEN)
    assert refused(zip_of([Listed(b"c.xlsx", b"3", in_directory=False), ONE])) == ("dangerous", HIDDEN)
    assert refused(zip_of([ONE, Listed(b"c.xlsx", b"3", in_directory=False)])) == ("dangerous", HIDDEN)


def test_r13_a_directory_with_more_or_fewer_entries_than_said_is_refused() -> None:
    assert refused(zip_of([ONE, TWO], count=1)) == ("dangerous", MISCOUNTED)
    assert refused(zip_of([ONE, TWO], count=3)) == ("dangerous", MISCOUNTED)


@pytest.mark.parametrize(
    "before",
    [b"MZ" + bytes(200), b"%PDF-1.7\n", b"<html><body>", b"\xff\xd8\xff\xe0" + bytes(50), b"\x7fELF"],
)
def test_r20_something_before_a_zip_is_refused(before: bytes) -> None:
    assert bundle_kind(before + ZIP) == "zip"
    assert refused(before + ZIP) == ("dangerous", BEFORE)
    shifted = zip_of([Listed(b"a.xlsx", b"1", before=before), TWO])
    assert bundle_kind(shifted) == "zip"
    assert refused(shifted) == ("dangerous", BEFORE)


@pytest.mark.parametrize("behind", [b"MZ", b"x" * 100, b"x" * 200_000])
def test_r20_something_behind_a_zip_is_refused(behind: bytes) -> None:
    assert refused(ZIP + behind) == ("dangerous", BEHIND)


def test_r20_padding_behind_a_zip_is_no_reason() -> None:
    assert opened(ZIP + b"\0" * 512 + b"\r\n") == {"a.xlsx": b"1", "b.xlsx": b"2"}


def test_r20_two_zips_in_one_are_refused() -> None:
    assert refused(zip_of([ONE]) + zip_of([TWO])) == ("dangerous", BEFORE)
    moved = Listed(b"b.xlsx", b"2", before=zip_of([ONE]))
    assert refused(zip_of([moved])) == ("dangerous", HIDDEN)
    assert refused(zip_of([ONE], comment=zip_of([TWO]))) == ("dangerous", BEFORE)
    assert refused(zip_of([ONE], comment=b"PK\x03\x04 no end")) == ("dangerous", TWO_IN_ONE)
    assert refused(zip64_of([ONE]) + zip64_of([TWO])) == ("dangerous", TWO_IN_ONE)


def test_a_comment_is_no_reason() -> None:
    assert opened(zip_of([ONE], comment="请查收".encode("gb18030"))) == {"a.xlsx": b"1"}


def test_r20_an_empty_directory_at_the_end_hides_nothing() -> None:
    assert refused(zip_of([ONE]) + zip_of([]))[0] == "dangerous"


def test_r14_names_are_for_display_and_lead_nowhere() -> None:
    names = {
        "../../etc/台账1.xlsx": "etc/台账1.xlsx",
        "/台账2.xlsx": "台账2.xlsx",
        "C:\\temp\\台账3.xlsx": "temp/台账3.xlsx",
        "台账\u202exslx.exe": "台账xslx.exe",
        "台账\x004.xlsx": "台账4.xlsx",
        "县/con.xlsx": "县/_con.xlsx",
        "台账.xlsx:Zone": "台账.xlsx：Zone",
        "..": "未命名8",
    }
    content = zip_of([Listed(name.encode(), b"1", flags=0x800) for name in names])
    unpacked = unpack(content, "", BundleLimits())
    assert [member.name for member in unpacked.members] == list(names.values())
    note = "名称中有路径或者看不见的字符，已经去掉"
    assert [member.notes for member in unpacked.members] == [(note,)] * len(names)


def test_r43_shown_names_are_cut_to_120_characters() -> None:
    content = zip_of([Listed(f"{'长' * 200}.xlsx".encode(), b"1", flags=0x800)])
    assert [name for name, _, _ in members(unpack(content, "", BundleLimits()))] == [
        f"{'长' * 60}…{'长' * 54}.xlsx"
    ]


def test_r18_a_lock_that_only_one_header_knows_is_refused() -> None:
    content = bytearray(zip_of([ONE]))
    content[content.rfind(b"PK\x01\x02") + 8] |= LOCKED
    assert refused(bytes(content)) == ("dangerous", TWO_WAYS)
