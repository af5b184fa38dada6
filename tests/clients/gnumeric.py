"""gnumeric, the second program that recalculates workbooks: one run of ssconvert a file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory

from clients.jobs import Answer
from clients.sheet_xml import cells_by_sheet, with_array_formulas

_PATIENCE = 60  # seconds a file


def recalculated(paths: Sequence[Path], read: Sequence[str], *, as_arrays: bool = False) -> list[Answer]:
    """What the sheets named in `read` show in each workbook.

    In a plain formula gnumeric takes LEFT, TRIM, FIND, ISNUMBER … of a range for those of the one cell in the formula's
    own row, also inside SUMPRODUCT, where Excel and LibreOffice go through the whole range. With `as_arrays` it is
    given each formula as an array formula of one cell, and computes it as they do.
    """
    with ThreadPoolExecutor(cpu_count()) as threads:
        return list(threads.map(lambda path: _recalculated(path, read, as_arrays), paths))


def gnumeric_lacks() -> str:
    """Why gnumeric cannot be asked here; "" where it can."""
    return "" if shutil.which("ssconvert") else "没有安装 gnumeric（ssconvert）"


def _recalculated(path: Path, read: Sequence[str], as_arrays: bool) -> Answer:
    with TemporaryDirectory(prefix="gnumeric-") as folder:
        given, saved = Path(folder, "given.xlsx"), Path(folder, "saved.xlsx")
        given.write_bytes(with_array_formulas(path) if as_arrays else path.read_bytes())
        command = [shutil.which("ssconvert"), "--recalc", str(given), str(saved)]
        subprocess.run(command, check=True, capture_output=True, timeout=_PATIENCE)
        sheets = cells_by_sheet(saved)
    return Answer({name: sheets[name] for name in read})
