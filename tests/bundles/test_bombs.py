"""What would fill memory stops early: real bytes are counted, whatever the bundle says of itself (R09)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from bundles.in_worker import unpacked
from bundles.rar_files import packed_rar
from bundles.said import needs_rar, opened, refused
from bundles.sevenzip_files import BZIP2, DEFLATE, LZMA2, sevenzip_of
from bundles.zip_files import BZIP2 as BY_BZIP2
from bundles.zip_files import (
    DEFLATED,
    LZMA,
    STORED,
    XZ,
    Listed,
    deflated_zeros,
    packed_under,
    plain_zip,
    zip_of,
)
from taizhang.bundles import BundleLimits, Unpacked, load_unpackers, unpack
from taizhang.bundles.found import Found
from taizhang.bundles.open_7z import open_7z
from taizhang.bundles.open_rar import open_rar
from taizhang.bundles.open_zip import open_zip
from taizhang.bundles.refusal import Refusal
from taizhang.bundles.tally import Tally
from taizhang.desk.workers.limits import Limits
from taizhang.desk.workers.pool import WorkerPool

MB = 1024 * 1024
SIZE = 16 * MB  # of what each bomb comes to
SMALL = BundleLimits(part_bytes=2 * MB, total_bytes=5 * MB)
PART_TOO_LARGE = "压缩包里有文件解压后超过2兆字节，未拆开。请删除多余内容，或者分成几个压缩包报送"
ALL_TOO_LARGE = "压缩包解压后超过5兆字节，未拆开。请删除多余内容，或者分成几个压缩包报送"
HALF = Limits(resident_mb=256, address_space_mb=512)  # of what a worker has
Opener = Callable[[bytes, Tally], Iterator[Found]]


def zipped(method: int, name: bytes = b"a.xlsx", size: int | None = None) -> bytes:
    packed, checksum = deflated_zeros(SIZE // MB)
    if method != DEFLATED:
        packed = packed_under(method, bytes(SIZE))
    listed = Listed(name, b"", method, packed=packed, checksum=checksum, size=SIZE if size is None else size)
    return zip_of([listed])


def zeros_in_7z(filters: list[dict[str, int]], name: str = "a.xlsx") -> bytes:
    return sevenzip_of({name: bytes(SIZE)}, filters)


def zeros_in_rar(name: str = "a.xlsx") -> bytes:
    return packed_rar(name, b"\0", SIZE // 4_097)


@pytest.mark.parametrize(
    ("opener", "pack", "step"),
    [
        pytest.param(open_zip, lambda: zipped(DEFLATED), 4 * MB, id="zip deflate"),
        pytest.param(open_zip, lambda: zipped(STORED), 4 * MB, id="zip stored"),
        pytest.param(open_zip, lambda: zipped(BY_BZIP2), 4 * MB, id="zip bzip2"),
        pytest.param(open_zip, lambda: zipped(LZMA), 4 * MB, id="zip lzma"),
        pytest.param(open_zip, lambda: zipped(XZ), 4 * MB, id="zip xz"),
        pytest.param(open_7z, lambda: zeros_in_7z(LZMA2), MB, id="7z lzma2"),
        pytest.param(open_7z, lambda: zeros_in_7z(DEFLATE), MB, id="7z deflate"),
        pytest.param(open_7z, lambda: zeros_in_7z(BZIP2), MB, id="7z bzip2"),
        pytest.param(open_rar, zeros_in_rar, 256 * 1024, id="rar", marks=needs_rar),
    ],
)
def test_r09_a_bomb_stops_one_step_past_the_limit(
    opener: Opener, pack: Callable[[], bytes], step: int
) -> None:
    content = pack()
    tally = Tally(SMALL)
    listing = opener(content, tally)
    found = next(listing)
    with pytest.raises(Refusal) as stopped:
        tally.collect(found.chunks)
    assert stopped.value.note == PART_TOO_LARGE
    assert SMALL.part_bytes < tally.total <= SMALL.part_bytes + step
    assert refused(content, SMALL) == ("dangerous", PART_TOO_LARGE)


@pytest.mark.parametrize("size", [0, 10, 2**32 - 2])
def test_r09_the_size_in_the_headers_is_not_trusted(size: int) -> None:
    assert refused(zipped(DEFLATED, size=size), SMALL) == ("dangerous", PART_TOO_LARGE)
    honest = Listed(b"a.xlsx", b"12345", DEFLATED, size=size)
    assert opened(zip_of([honest])) == {"a.xlsx": b"12345"}


def test_r09_many_small_members_are_counted_together() -> None:
    files = {f"{number}.xlsx": bytes(MB) for number in range(5)}
    assert len(opened(plain_zip(files), SMALL)) == 5
    assert refused(plain_zip({**files, "b.xlsx": b"1"}), SMALL) == ("dangerous", ALL_TOO_LARGE)
    assert refused(sevenzip_of({**files, "b.xlsx": b"1"}, LZMA2), SMALL) == ("dangerous", ALL_TOO_LARGE)


def test_r09_r15_a_bomb_in_a_bundle_in_it_ends_everything() -> None:
    content = plain_zip({"台账.xlsx": b"1", "内.zip": zipped(DEFLATED)})
    assert refused(content, SMALL) == ("dangerous", PART_TOO_LARGE)


@needs_rar
def test_r09_r17_what_is_skipped_is_not_inflated_or_is_counted() -> None:
    assert refused(zipped(DEFLATED, b"~$a.xlsx"), SMALL)[0] == "not-a-workbook"
    assert refused(zeros_in_7z(LZMA2, "~$a.xlsx"), SMALL) == ("dangerous", PART_TOO_LARGE)
    assert refused(zeros_in_rar("~$a.xlsx"), SMALL) == ("dangerous", PART_TOO_LARGE)


def test_r09_a_bomb_that_overlaps_itself_is_refused() -> None:
    kernel, checksum = deflated_zeros(1)
    first = Listed(b"0", b"", DEFLATED, packed=kernel, checksum=checksum, size=MB)
    again = [Listed(b"0", b"", DEFLATED, packed=b"", place=0, checksum=checksum) for _ in range(100)]
    assert refused(zip_of([first, *again])) == (
        "dangerous",
        "压缩包里的文件相互重叠，未拆开。请重新打包后报送",
    )


def in_a_worker(contents: list[bytes], limits: BundleLimits, worker: Limits) -> list[object]:
    with WorkerPool(1, prepare=load_unpackers, limits=worker) as pool:
        return list(pool.examine([(content, limits) for content in contents], unpacked))


@needs_rar
def test_r01_r09_bombs_end_within_a_worker_that_has_half_the_usual_memory() -> None:
    """Each comes to 600 MB; a step that decoded more than it counts would end the worker, or its memory."""
    packed, checksum = deflated_zeros(600)
    bombs = [
        zip_of([Listed(b"a.xlsx", b"", DEFLATED, packed=packed, checksum=checksum, size=600 * MB)]),
        packed_rar("a.xlsx", b"\0", 600 * MB // 4_097),
    ]
    limits = BundleLimits(part_bytes=20 * MB)
    for answer in in_a_worker(bombs, limits, HALF):
        assert isinstance(answer, Unpacked)
        assert (answer.members, answer.file_class, answer.flags) == ((), "dangerous", ("over-limit",))
        assert answer.why == PART_TOO_LARGE.replace("2兆", "20兆")


def test_r01_r09_bombs_in_7z_end_within_it_too() -> None:
    bombs = [sevenzip_of({"a.xlsx": bytes(50 * MB)}, filters) for filters in (LZMA2, DEFLATE)]
    for answer in in_a_worker(bombs, BundleLimits(part_bytes=20 * MB), HALF):
        assert isinstance(answer, Unpacked)
        assert answer.why == PART_TOO_LARGE.replace("2兆", "20兆")


def test_r09_the_defaults_are_those_of_the_requirement() -> None:
    assert BundleLimits() == BundleLimits(
        part_bytes=200 * MB, total_bytes=500 * MB, member_bytes=50 * MB, kept_bytes=100 * MB, entries=2_000,
        members=200, depth=1, ratio_warning=100, memory=1536 * MB,
    )  # fmt: skip


def test_a_member_that_no_worker_would_read_is_told_and_not_handed_on() -> None:
    content = plain_zip({"a.csv": b"1", "b.csv": bytes(2_000_001), "c.csv": b"3"})
    found = unpack(content, "", BundleLimits(member_bytes=2_000_000, kept_bytes=2))
    assert [(one.name, one.content, one.file_class, one.why) for one in found.members] == [
        ("a.csv", b"1", "readable", ""),
        (
            "b.csv",
            b"",
            "unsupported-format",
            "文件超过1.907兆字节的上限，未读取。请删除图片等多余内容后重新报送",
        ),
        ("c.csv", b"3", "readable", ""),
    ]


def test_what_is_handed_on_of_all_bundles_of_a_mail_is_counted_together() -> None:
    content = plain_zip({"a.csv": bytes(MB), "b.csv": bytes(MB)})
    limits = BundleLimits(kept_bytes=3 * MB)
    assert [unpack(content, "", limits, kept).why for kept in (0, MB, MB + 1)] == [
        "", "", "压缩包里的文件合计超过3兆字节，未拆开。请分几次报送",
    ]  # fmt: skip
