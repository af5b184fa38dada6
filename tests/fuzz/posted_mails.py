"""Mails of every kind that arrives at an office, with real ledgers in them, damaged: fewer of them, each a larger one."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from postbag import PostOffice
from postbag import make as fill

from fuzz.damaged_bytes import damaged_bytes
from fuzz.damaged_lines import damaged_lines
from fuzz.sound_mail import are_sound, read_all
from fuzz.subjects import Subject

_MAILS = 160
_LARGEST = 400_000  # bytes
DOCUMENT = next((Path(__file__).parents[2] / "samples").glob("*.txt"))


def make(chance: Random) -> bytes:
    return chance.choice((damaged_lines, damaged_lines, damaged_bytes))(chance, chance.choice(_wholes()))


@cache
def _wholes() -> tuple[bytes, ...]:
    with TemporaryDirectory() as folder:
        office = PostOffice(Path(folder), DOCUMENT)
        office.open_archive()
        cases = fill(office, _MAILS)
    return tuple(case.raw for case in cases if len(case.raw) <= _LARGEST)


SUBJECT = Subject("posted mails", make, read_all, are_sound, _wholes, least=0.5, times=200.0)
