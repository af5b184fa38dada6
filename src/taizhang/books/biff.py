"""The records of an old Excel workbook's stream ([MS-XLS], and the same of Excel 5.0/95): their bodies and strings."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from decimal import Decimal

BOF, EOF, CONTINUE, SST = 0x809, 0x0A, 0x3C, 0xFC
ERRORS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip
_WIDE, _ASIAN, _RICH = 0x01, 0x04, 0x08
_CODEPAGES = {936: "gb18030", 950: "cp950", 932: "cp932", 949: "cp949", 65001: "utf-8", 1200: "utf-16-le"}


def records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """The records from one beginning to its end, without those of charts inside.

    Raises:
        struct.error: the stream ends before they do.
    """
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        depth += (kind == BOF) - (kind == EOF)
        if depth <= 0:
            return
        if depth == 1:
            yield kind, stream[offset + 4 : offset + 4 + length]
        offset += 4 + length
    raise struct.error("the stream is cut off")


def shared_strings(bodies: Sequence[bytes]) -> tuple[str, ...]:
    """The strings of the table's record and of those that continue it."""
    if not bodies or len(bodies[0]) < 8:
        return ()
    count = struct.unpack_from("<I", bodies[0], 4)[0]
    reader = _Continued((bodies[0][8:], *bodies[1:]))
    found: list[str] = []
    while len(found) < count and reader.more:
        found.append(reader.text())
    return tuple(found)


class _Continued:
    """Bytes over several records; a text that runs on says anew how wide its characters are."""

    def __init__(self, bodies: Sequence[bytes]) -> None:
        self._bodies = bodies
        self._body = self._at = 0

    @property
    def more(self) -> bool:
        while self._body < len(self._bodies) and self._at >= len(self._bodies[self._body]):
            self._body, self._at = self._body + 1, 0
        return self._body < len(self._bodies)

    def text(self) -> str:
        count, flags = struct.unpack("<HB", self._take(3))
        runs = struct.unpack("<H", self._take(2))[0] if flags & _RICH else 0
        beside = struct.unpack("<I", self._take(4))[0] if flags & _ASIAN else 0
        text = self._characters(count, wide=flags & _WIDE)
        self._take(4 * runs + beside)
        return text

    def _take(self, count: int) -> bytes:
        taken = b""
        while len(taken) < count and self.more:
            piece = self._bodies[self._body][self._at : self._at + count - len(taken)]
            taken, self._at = taken + piece, self._at + len(piece)
        return taken

    def _characters(self, count: int, *, wide: int) -> str:
        text = ""
        while count and self._body < len(self._bodies):
            body, step = self._bodies[self._body], 2 if wide else 1
            fitting = min(count, (len(body) - self._at) // step)
            piece = body[self._at : self._at + fitting * step]
            text += piece.decode("utf-16-le" if wide else "latin-1", "replace")
            count, self._at = count - fitting, self._at + fitting * step
            if count:
                self._body, self._at = self._body + 1, 1
                wide = self._body < len(self._bodies) and self._bodies[self._body][:1] >= b"\x01"
        return text


def wide_text(body: bytes, at: int, count: int) -> str:
    """A string of one or two bytes a character; the byte at `at` says which."""
    begin = at + 1
    if body[at : at + 1] and body[at] & _WIDE:
        return body[begin : begin + 2 * count].decode("utf-16-le", "replace")
    return body[begin : begin + count].decode("latin-1")


def narrow_text(body: bytes, at: int, count: int, codepage: int) -> str:
    """A string of Excel 5.0/95, in the code page of the machine that wrote it."""
    encoding = _CODEPAGES.get(codepage) or (f"cp{codepage}" if 1250 <= codepage <= 1258 else "gb18030")
    return body[at : at + count].decode(encoding, "replace")


def packed_number(body: bytes, at: int) -> float:
    """Four bytes: a whole number of 30 bits or the upper half of a double, perhaps in hundredths."""
    packed = struct.unpack_from("<I", body, at)[0]
    if packed & 2:
        number = float(struct.unpack_from("<i", body, at)[0] >> 2)
    else:
        number = struct.unpack("<d", struct.pack("<Q", (packed & 0xFFFFFFFC) << 32))[0]
    return float(Decimal(repr(number)) / 100) if packed & 1 else number
