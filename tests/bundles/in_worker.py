"""Work that a worker finds by its name."""

from __future__ import annotations

from taizhang.bundles import BundleLimits, Unpacked, unpack


def unpacked(item: tuple[bytes, BundleLimits]) -> Unpacked:
    content, limits = item
    return unpack(content, "", limits)
