"""The UTF-8 log of what went wrong, for whoever maintains the program."""

from __future__ import annotations

import traceback
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path


def log_crash(words: Sequence[str]) -> Path:
    """Append the current exception to the log; the log's path comes back.

    Where the user's log folder cannot be written, the log goes to the folder for temporary files.
    """
    entry = (
        f"{datetime.now().astimezone().isoformat()} taizhang {' '.join(words)}\n{traceback.format_exc()}\n"
    )
    for folder in _folders():
        try:
            folder.mkdir(parents=True, exist_ok=True)
            path = folder / "taizhang.log"
            with path.open("a", encoding="utf-8", errors="backslashreplace") as log:
                log.write(entry)
        except OSError:
            continue
        return path
    return Path("taizhang.log")


def _folders() -> Sequence[Path]:
    import tempfile

    import platformdirs

    return Path(platformdirs.user_log_dir("taizhang", appauthor=False)), Path(tempfile.gettempdir())
