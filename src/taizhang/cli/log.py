"""The UTF-8 logs for whoever maintains the program: what went wrong, and which verdicts were given."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import logging

_PERSONAL = ("--who", "--why", "--from", "--name")  # options whose values speak of persons
_VERDICTS = "verdicts.log"
_CRASHES = "taizhang.log"


def log_crash(words: Sequence[str]) -> Path:
    """Append the current exception to the log; the log's path comes back.

    Where the user's log folder cannot be written, the log goes to the folder for temporary files.
    """
    entry = f"{datetime.now().astimezone().isoformat()} taizhang {' '.join(_masked(words))}\n{traceback.format_exc()}\n"
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / _CRASHES
            with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(entry)
        except OSError:
            continue
        return path
    return Path(_CRASHES)


@contextmanager
def verdicts_logged() -> Iterator[None]:
    """Within it each verdict is written to a log that only its owner may read; without a place for it, nowhere."""
    import logging

    handler = _handler()
    log = logging.getLogger("taizhang.desk")
    level, passes_on = log.level, log.propagate
    log.setLevel(logging.INFO)
    log.propagate = False  # another program's log is not ours to write to
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.setLevel(level)
        log.propagate = passes_on
        handler.close()


def _handler() -> logging.Handler:
    import logging
    import os

    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / _VERDICTS
            os.close(os.open(path, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600))
            handler: logging.Handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace")
        except OSError:
            continue
        handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
        return handler
    return logging.NullHandler()


def _masked(words: Sequence[str]) -> Iterator[str]:
    """The words of a call without what they say of persons."""
    before = ""
    for word in words:
        option, equals, _ = word.partition("=")
        if before in _PERSONAL:
            yield "***"
        else:
            yield f"{option}=***" if equals and option in _PERSONAL else word
        before = word


def _folders() -> Sequence[Path]:
    import tempfile

    import platformdirs

    return Path(platformdirs.user_log_dir("taizhang", appauthor=False)), Path(tempfile.gettempdir())
