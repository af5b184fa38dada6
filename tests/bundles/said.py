"""What became of a bundle, as tests compare it."""

from __future__ import annotations

import pytest

from taizhang.bundles import BundleLimits, Unpacked, load_unpackers, unpack

LIMITS = BundleLimits()
needs_rar = pytest.mark.skipif("rar" not in load_unpackers(), reason="本机没有 libarchive，读不了 rar")


def opened(content: bytes, limits: BundleLimits = LIMITS) -> dict[str, bytes]:
    """The members by name, of a bundle that was opened with every one of them."""
    unpacked = unpack(content, "", limits)
    assert (unpacked.file_class, unpacked.why) == ("readable", "")
    assert [member.why for member in unpacked.members] == [""] * len(unpacked.members)
    return {member.name: member.content for member in unpacked.members}


def members(unpacked: Unpacked) -> list[tuple[str, str, str]]:
    """Name, class and sentence of each."""
    return [(member.name, member.file_class.value, member.why) for member in unpacked.members]


def refused(content: bytes, limits: BundleLimits = LIMITS) -> tuple[str, str]:
    """Class and sentence of a bundle that was not opened; nothing is handed out of it."""
    unpacked = unpack(content, "", limits)
    assert (unpacked.members, unpacked.skipped) == ((), ())
    return unpacked.file_class.value, unpacked.why
