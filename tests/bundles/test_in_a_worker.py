"""Everything is opened where nothing may be loaded, started or written any more, and nothing raises."""

from __future__ import annotations

import struct
from random import Random

import pytest

from bundles.in_worker import unpacked
from bundles.mutated import mutations
from bundles.rar_files import new_rar, old_rar, packed_rar
from bundles.said import members, needs_rar
from bundles.sevenzip_files import BZIP2, COPY, DEFLATE, LZMA, LZMA2, sevenzip_of
from bundles.zip_files import DEFLATED, Listed, plain_zip, zip64_of, zip_of
from bundles.zip_files import LZMA as BY_LZMA
from taizhang.bundles import BundleLimits, Unpacked, bundle_kind, load_unpackers, unpack
from taizhang.desk.workers.pool import WorkerPool
from taizhang.model.verdict import FileClass

FILES = {"县/台账.xlsx": "进展".encode() * 300, "b.txt": b"x", "~$c": b"", "d.bin": bytes(range(256))}
ZIPS = [
    plain_zip(FILES),
    plain_zip({**FILES, "内.zip": plain_zip(FILES)}),
    zip64_of([Listed(name.encode(), part, DEFLATED, big=True) for name, part in FILES.items()]),
    zip_of([Listed(name.encode("gb18030"), part, BY_LZMA) for name, part in FILES.items()]),
]
SEVENZIPS = [sevenzip_of(FILES, filters) for filters in (LZMA2, LZMA, DEFLATE, BZIP2, COPY)]
RARS = [old_rar(FILES), new_rar(FILES), packed_rar("县/台账.xlsx", bytes(range(256)), 9)]
LIMITS = BundleLimits(part_bytes=20 * 1024 * 1024)


def in_workers(contents: list[bytes]) -> list[Unpacked]:
    """What a worker says; a Loss, which is none, fails the test."""
    with WorkerPool(1, prepare=load_unpackers) as pool:
        answers = list(pool.examine([(content, LIMITS) for content in contents], unpacked))
    assert [answer for answer in answers if not isinstance(answer, Unpacked)] == []
    return [answer for answer in answers if isinstance(answer, Unpacked)]


def test_r04_r14_every_kind_is_opened_in_a_worker_which_may_not_write() -> None:
    contents = [*ZIPS, *SEVENZIPS, *RARS]
    assert in_workers(contents) == [unpack(content, "", LIMITS) for content in contents]


@pytest.mark.parametrize("kind", ["zip", "7z"])
def test_no_mutation_raises(kind: str) -> None:
    classes = set()
    for content in mutations(ZIPS if kind == "zip" else SEVENZIPS, seed=1, count=1_500):
        answer = unpack(content, "", LIMITS)
        assert (answer.file_class is FileClass.READABLE) == bool(answer.members)
        assert bool(answer.why) == (answer.file_class is not FileClass.READABLE)
        assert all(bool(why) == (file_class != "readable") for _, file_class, why in members(answer))
        classes.add(answer.file_class.value)
    assert {"readable", "corrupt", "dangerous"} <= classes


def test_no_end_of_a_zip_raises_whatever_it_points_to() -> None:
    rng = Random(4)
    for _ in range(20_000):
        numbers = [rng.choice((0, 1, 30, 46, 76, 0xFFFF)) for _ in range(4)]
        size, start = (rng.choice((0, 1, 46, 60, 76, 0xFFFFFFFF)) for _ in range(2))
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", *numbers, size, start, rng.choice((0, 3)))
        before = rng.choice((b"PK\x03\x04", b"", b"MZ")) + bytes(rng.randrange(60))
        entry = (
            b"PK\x01\x02"
            + rng.randbytes(rng.choice((0, 20, 42)))
            + rng.choice((b"", b"PK\x06\x07" + bytes(16)))
        )
        content = before + entry + end
        assert bundle_kind(content) in ("", "zip", "zip part")
        assert unpack(content, "", LIMITS).members == ()


@needs_rar
def test_no_mutation_of_a_rar_ends_the_worker() -> None:
    answers = in_workers(list(mutations(RARS, seed=2, count=1_000)))
    assert {"readable", "corrupt", "encrypted", "unsupported-format"} <= {
        answer.file_class.value for answer in answers
    }


def test_no_mutation_gives_other_content_without_a_word() -> None:
    """What comes out under its own name is what went in, or the member is called damaged."""
    for content in mutations([ZIPS[0], SEVENZIPS[0], SEVENZIPS[4]], seed=3, count=1_500):
        for member in unpack(content, "", LIMITS).members:
            if member.name in FILES and member.file_class is FileClass.READABLE:
                assert member.content in (FILES[member.name], b"")
