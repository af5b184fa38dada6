"""Chance that is fed from bytes: who changes the bytes changes the choices, one by one."""

from __future__ import annotations

from random import Random


class Fed(Random):
    """Where the bytes are used up, every choice is the first."""

    def __init__(self, content: bytes) -> None:
        super().__init__(0)
        self._content = content
        self._at = 0

    def getrandbits(self, k: int) -> int:
        size = (k + 7) // 8
        piece = self._content[self._at : self._at + size]
        self._at += size
        return int.from_bytes(piece, "little") & ((1 << k) - 1)

    def random(self) -> float:
        return self.getrandbits(16) / 65_536
