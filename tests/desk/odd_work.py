"""Work that no file reader should do; a module of its own, since workers import work by its name."""

from __future__ import annotations

import os
import socket
import subprocess
import time
from io import BytesIO
from pathlib import Path


class Panic(BaseException):
    """As a Rust library raises it."""


_kept: list[bytearray] = []


def work(item: tuple[str, str]) -> str:
    order, argument = item
    match order:
        case "abort":
            os.abort()
        case "exit":
            os._exit(3)
        case "sleep":
            time.sleep(60)
        case "swell":
            kept = []
            while True:
                kept.append(bytearray(b"x") * 20_000_000)
                time.sleep(0.02)
        case "keep":
            _kept.append(bytearray(b"x") * int(argument))
        case "ask too much":
            bytearray(4_000_000_000)
        case "panic":
            raise Panic
        case "raise":
            raise ValueError(argument)
        case "connect":
            socket.create_connection(("127.0.0.1", 9))
        case "start":
            subprocess.run(["true"], check=True)
        case "write":
            Path(argument).write_text("x")
        case "create":
            os.open(argument, os.O_WRONLY | os.O_CREAT)
        case "remove":
            os.remove(__file__)
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
