"""What the headers of a rar say, in either of its two forms."""

from __future__ import annotations

from dataclasses import dataclass

MOST_BLOCKS = 10_000  # of any kind that are looked at
LONGEST_NAME = 2_048  # bytes


@dataclass(frozen=True, slots=True)
class RarMember:
    """What the header of one member says; sizes and checksum are to be proven."""

    name: str
    packed: int  # bytes
    size: int | None  # bytes; None where it was not known
    checksum: int | None  # None where there is none, or one of another kind
    is_folder: bool = False
    is_link: bool = False


@dataclass(slots=True)
class RarHeaders:
    """As far as they are whole; filled in while they are read."""

    form: str
    members: list[RarMember]
    is_locked: bool = False  # the headers, or one of the members
    is_parted: bool = False  # it goes over several files
    end: int | None = None  # where the end mark ends; None where there is none
    is_whole: bool = False  # they were read up to the end mark, or to the very end of the oldest form
