"""A member as it stands in its bundle, not taken out yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """What an opener yields, one after the other; whoever takes it reads `chunks` before asking for the next."""

    name: str  # decoded, and not made safe yet
    chunks: Iterator[bytes]  # raises a Refusal where the member cannot be taken out
    packed: int  # bytes that it takes up in the bundle; of the whole bundle where nothing tells
    is_folder: bool = False
    is_link: bool = False
    in_stream: bool = False  # what stands behind it comes out only after it
    unchecked: bool = False  # the bundle holds no checksum for it
    place: tuple[int, int] = (
        0,
        0,
    )  # from where to where it stands in the bundle, packed; empty where nothing tells
