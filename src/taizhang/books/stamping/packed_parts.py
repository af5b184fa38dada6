"""Parts of a workbook, deflated once and packed as often as needed; the same parts give the same bytes."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_OFTEN = 5  # zlib's level for what is deflated for every ledger: two thirds of the default's time
_ONCE = 9  # and for what is deflated once and copied from then on
_DOS_DAY = 0x21  # 1 January 1980: a file says nothing of when it was made
_DEFLATED, _UTF8, _VERSION = 8, 0x800, 20
_LOCAL = struct.Struct("<4s5H3I2H")
_CENTRAL = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")


@dataclass(frozen=True, slots=True)
class PackedPart:
    """One part, ready to be copied into any archive."""

    name: bytes
    crc: int
    size: int  # in bytes, before deflating
    pieces: tuple[bytes, ...]  # deflated, one behind the other

    @property
    def packed_size(self) -> int:
        return sum(map(len, self.pieces))


def pack(name: str, content: bytes, *, once: bool = False) -> PackedPart:
    """The part deflated, with more pains where that is done once for many archives."""
    deflate = zlib.compressobj(_ONCE if once else _OFTEN, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = deflate.compress(content) + deflate.flush()
    return PackedPart(name.encode(), zlib.crc32(content), len(content), (packed,))


def archive(parts: Iterable[PackedPart]) -> bytes:
    """The zip archive of the parts, in their order."""
    pieces, central, offset, count = [], [], 0, 0
    for part in parts:
        facts = (
            _VERSION,
            _UTF8,
            _DEFLATED,
            0,
            _DOS_DAY,
            part.crc,
            part.packed_size,
            part.size,
            len(part.name),
            0,
        )
        header = _LOCAL.pack(b"PK\x03\x04", *facts)
        central += [_CENTRAL.pack(b"PK\x01\x02", _VERSION, *facts, 0, 0, 0, 0, offset), part.name]
        pieces += [header, part.name, *part.pieces]
        offset += len(header) + len(part.name) + part.packed_size
        count += 1
    directory = b"".join(central)
    end = _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)
    return b"".join((*pieces, directory, end))
