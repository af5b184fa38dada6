"""Workbooks of every form with damage: read as far as they can be, and taken for a ledger as far as they are one."""

from __future__ import annotations

import zipfile
from io import BytesIO
from random import Random

from fuzz.fit_to_show import asks_for_something
from fuzz.sound_workbook import is_sound
from fuzz.subjects import Subject
from fuzz.whole_workbooks import damages, known
from taizhang.books import read_workbook
from taizhang.desk.examine import read_ledger
from taizhang.ledgers import ledger_to_record
from taizhang.model.file_limits import FileLimits
from taizhang.model.grid import Workbook

_NAME = "台账.xlsx"
# Far less than an office allows, so that the time of what reaches a limit is short, too.
_LIMITS = FileLimits(part=20_000_000, total=50_000_000, cells=60_000, rows=20_000)
Read = tuple[Workbook, str, bytes]


def make(chance: Random) -> bytes:
    return chance.choice(damages())(chance)


def _read(content: bytes) -> Read:
    """The workbook, why there is no ledger in it, and the record of the one that there is."""
    book = read_workbook(content, _NAME, _LIMITS)
    reading = read_ledger(book, known())
    return book, reading.why, ledger_to_record(reading.ledger) if reading.ledger else b""


def _judge(read: Read, content: bytes) -> None:
    book, why, record = read
    is_sound(book, content)
    if not record:
        asks_for_something(why)
    record.decode()


def inflated(content: bytes) -> int:
    """How many bytes there are to read."""
    try:
        with zipfile.ZipFile(BytesIO(content)) as package:
            return len(content) + sum(
                min(one.file_size, 2_000 * one.compress_size) for one in package.infolist()
            )
    except Exception:
        return len(content)


def _wholes() -> None:
    damages()
    known()


SUBJECT = Subject(
    "workbooks", make, _read, _judge, _wholes, least=0.5, times=200.0, weight=inflated, inputs=600
)
