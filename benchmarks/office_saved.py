"""Files opened in LibreOffice and saved again, so that its own habits are measured: its styles, its formulas."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.append(str(Path(__file__).parents[1] / "tests"))
from clients.jobs import Job
from clients.office import Office, office_lacks


def as_libreoffice_saves(files: Sequence[tuple[str, bytes]]) -> list[tuple[str, bytes]]:
    """Each file as LibreOffice saves it; nothing where it is not installed, which is said."""
    if lacks := office_lacks():
        print(f"{lacks}，不量 LibreOffice 另存的文件")
        return []
    with TemporaryDirectory() as folder:
        given, saved = Path(folder, "given"), Path(folder, "saved")
        given.mkdir()
        saved.mkdir()
        for name, content in files:
            (given / name).write_bytes(content)
        office = Office(Path(folder) / "profiles")
        office.recalculated([Job(given / name, save_to=saved / name) for name, _ in files])
        office.close()
        return [(name, (saved / name).read_bytes()) for name, _ in files]
