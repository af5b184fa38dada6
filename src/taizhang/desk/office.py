"""The office program of this computer, where one is installed."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from taizhang.papers import OfficeProgram

_NAMES = ("soffice", "libreoffice", "soffice.exe", "soffice.com")
_USUAL_PLACES = (
    "/usr/bin/soffice", "/usr/lib/libreoffice/program/soffice", "/opt/libreoffice/program/soffice", "/snap/bin/libreoffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
)  # fmt: skip
_WINDOWS_FOLDERS = ("ProgramFiles", "ProgramFiles(x86)", "LocalAppData")


@contextmanager
def office_at_hand() -> Iterator[OfficeProgram | None]:
    """LibreOffice with a folder of its own that is gone afterwards; None where it is not installed."""
    program = find_office()
    if program is None:
        yield None
        return
    from taizhang.papers import OfficeProgram

    with TemporaryDirectory(prefix="taizhang-", ignore_cleanup_errors=True) as folder:
        yield OfficeProgram(program, Path(folder))


def find_office() -> Path | None:
    """LibreOffice on the path or in one of the usual places."""
    named = (shutil.which(name) for name in _NAMES)
    found = next((Path(path) for path in named if path), None)
    return found or next((place for place in _places() if place.is_file()), None)


def _places() -> Iterator[Path]:
    yield from map(Path, _USUAL_PLACES)
    yield from sorted(Path("/opt").glob("libreoffice*/program/soffice"), reverse=True)
    if sys.platform == "win32":
        for folder in _WINDOWS_FOLDERS:
            if os.environ.get(folder):
                yield Path(os.environ[folder], "LibreOffice", "program", "soffice.exe")
