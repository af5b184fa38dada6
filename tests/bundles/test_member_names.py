"""Names of members are read as whoever packed them meant them."""

from __future__ import annotations

from random import Random

import pytest

from bundles.said import opened
from bundles.zip_files import UTF8, Listed, unicode_path, zip_of
from taizhang.bundles.member_names import guessed_name, is_changed, name_key, shown_name, zip_name
from taizhang.model.divisions import tables

SHAPES = (
    "{}.xlsx",
    "{}任务台账.xlsx",
    "2022年第三季度{}重点工作任务台账.xls",
    "{}",
    "{}（盖章）.pdf",
    "附件1：{}.et",
    "{}医保局/台账 - 副本.xlsx",
    "《{}》汇总表v2.0.xlsx",
)


def places() -> list[str]:
    """Every name in the division table of 2025."""
    return sorted({region.name for region in tables.divisions(2025).regions.values()})


def random_words(count: int) -> list[str]:
    """Words of one to six letters of GB 2312, the way nobody would call a file."""
    rng = Random(16)
    letters = [
        bytes((high, low)).decode("gb2312")
        for high in range(0xB0, 0xF8)
        for low in range(0xA1, 0xFF)
        if high != 0xD7 or low <= 0xF9
    ]
    return ["".join(rng.choices(letters, k=rng.randint(1, 6))) for _ in range(count)]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-8"])
def test_r16_names_with_a_place_are_read_in_whatever_encoding_they_are(encoding: str) -> None:
    names = [shape.format(place) for place in places() for shape in SHAPES]
    assert len(names) > 20_000
    assert [name for name in names if guessed_name(name.encode(encoding)) != name] == []


def test_r16_utf8_before_gb18030_since_the_other_order_misreads_every_other_name() -> None:
    names = [shape.format(place) for place in places() for shape in SHAPES]

    def in_the_other_order(name: str) -> str:
        try:
            return name.encode().decode("gb18030")
        except UnicodeDecodeError:
            return name

    misread = sum(in_the_other_order(name) != name for name in names)
    assert 0.45 < misread / len(names) < 0.55


def test_r16_letters_by_chance_are_read_all_but_one_in_five_thousand() -> None:
    words = random_words(20_000)
    assert [word for word in words if guessed_name(word.encode()) != word] == []
    assert sum(guessed_name(word.encode("gb18030")) != word for word in words) <= 4


def test_r16_the_flag_and_the_field_come_before_any_guess() -> None:
    chinese = "台账.xlsx"
    plain = chinese.encode("gb18030")
    assert zip_name("жалба.xlsx".encode(), UTF8, b"") == "жалба.xlsx"
    assert zip_name(b"_____.xlsx", 0, unicode_path(chinese, b"_____.xlsx")) == chinese
    assert zip_name(plain, 0, unicode_path("别的.xlsx", b"of another name")) == chinese
    assert zip_name(plain, 0, b"\x75\x70\xff\xff\x01") == chinese
    assert zip_name(plain, UTF8, b"") == chinese  # the flag does not hold, and the bytes are read


@pytest.mark.parametrize(
    ("written", "name"),
    [
        (b"ledger.xlsx", "ledger.xlsx"),
        ("联通.xlsx".encode("gb18030"), "联通.xlsx"),
        ("𠮷县.xlsx".encode(), "𠮷县.xlsx"),
        ("㐂县.xlsx".encode("gb18030"), "㐂县.xlsx"),
        ("café.xlsx".encode("cp437"), "café.xlsx"),
        ("2022–2023年.xlsx".encode(), "2022–2023年.xlsx"),
    ],
)
def test_r16_names_one_by_one(written: bytes, name: str) -> None:
    assert guessed_name(written) == name


def test_r16_zips_of_windows_and_of_macos_give_the_same_names() -> None:
    windows = zip_of([Listed("云岭市/台账.xlsx".encode("gb18030"), b"1")])
    macos = zip_of([Listed("云岭市/台账.xlsx".encode(), b"1", mode=0o100644)])
    assert opened(windows) == opened(macos) == {"云岭市/台账.xlsx": b"1"}


def test_a_shown_name_shown_again_stays_as_it_is() -> None:
    rng = Random(43)
    alphabet = "a./\\: ~\x00\u202e\u200b台账Ａ县con12\ud800\ufeff"
    for _ in range(3_000):
        shown = shown_name("".join(rng.choices(alphabet, k=rng.randint(0, 30))))
        assert shown_name(shown) == shown
        assert ".." not in shown.split("/")
        assert not shown.startswith("/")
        assert name_key(shown) == name_key(name_key(shown))


def test_ways_of_writing_slashes_are_no_change() -> None:
    assert [
        is_changed(name, shown_name(name)) for name in ("县\\a.xlsx", "./a.xlsx", "县/", "../a.xlsx")
    ] == [
        False,
        False,
        False,
        True,
    ]
