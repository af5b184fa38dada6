"""Work that no file reader should do; a module of its own, since workers import work by its name."""

from __future__ import annotations

import os
import time
from io import BytesIO

_kept: list[bytearray] = []


def work(item: tuple[str, str]) -> str:
    order, argument = item
    match order:
        case "sleep":
            time.sleep(60)
        case "keep":
            _kept.append(bytearray(b"x") * int(argument))
        case "abort once":
            if not os.path.exists(argument):
                os.mkfifo(argument)
                os.abort()
    return f"{order} {argument}"


def abort_in_the_fast_reader(content: bytes) -> int:
    """What the fast reader does with a far cell when nobody looks first: it takes the process down."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(content))
    return len(book.get_sheet_by_index(0).to_python(skip_empty_area=False))
