"""What is read: each subject makes an input by chance, reads it, and says what must hold of what was read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from random import Random
from typing import Any

_ROOMS = ("plan_texts", "documents", "workbooks", "packed_files", "mails", "posted_mails", "copies")


@dataclass(frozen=True, slots=True)
class Subject:
    """One reader under trial."""

    name: str
    make: Callable[[Random], bytes]
    read: Callable[[bytes], Any]  # ours alone: its time and memory are bounded
    judge: Callable[[Any, bytes], None]  # of what was read, and of what; raises AssertionError
    wholes: Callable[[], object]  # makes what is damaged: once, before any time is taken
    least: float  # CPU seconds that any input may take, as limits allow much in little
    times: float  # bare passes that each byte of it may cost beside that
    weight: Callable[[bytes], int] = len  # how many bytes there are to read
    inputs: int = 0  # that the tests try
    grows: bool = False  # ten times the input is an input, too

    def input(self, number: int) -> bytes:
        """The same bytes for the same number."""
        return self.make(Random(f"{self.name} {number}"))


@cache
def subjects() -> Mapping[str, Subject]:
    found = [import_module(f"fuzz.{room}").SUBJECT for room in _ROOMS]
    return {subject.name: subject for subject in found}
