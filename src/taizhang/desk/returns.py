"""Return copies: the county's own file with what is to be mended marked in it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from taizhang.desk.check import Checked
from taizhang.desk.files import safe_name, write_file
from taizhang.model.verdict import Flag

# What we never pass on, not even to its sender (INTAKE 38).
_ACTIVE = {Flag.MACRO, Flag.DDE, Flag.EXTERNAL_LINK, Flag.EMBEDDED_OBJECT}


def return_copies(checked: Sequence[Checked], folder: Path, *, on: date) -> dict[int, Path]:
    """Write an annotated copy of every ledger among the files; paths by position in `checked`."""
    return {
        position: write_file(_free_name(folder, one), annotated_copy(one, on=on))
        for position, one in enumerate(checked)
        if one.ledger is not None
    }


def annotated_copy(checked: Checked, *, on: date) -> bytes:
    """The file as it was sent, with our marks; a fresh workbook of values where that would pass on active content."""
    from taizhang.books import annotate_workbook, read_workbook, rebuild_as_values

    content = checked.content
    if checked.format != "xlsx" or _ACTIVE & set(checked.flags):
        content = rebuild_as_values(read_workbook(content, checked.name))
    return annotate_workbook(
        content,
        checked.findings,
        reporter_name=checked.reporter_name,
        period_title=checked.period.title if checked.period else "",
        checked_on=on,
        verdict=checked.verdict.word,
    )


def _free_name(folder: Path, checked: Checked) -> Path:
    """A name that nothing in the folder has yet: two counties may send files of one name."""
    stem = safe_name(f"{Path(checked.name).stem}_{checked.verdict.word}")
    candidates = (folder / f"{stem}{'' if number == 1 else f'_{number}'}.xlsx" for number in range(1, 10_000))
    return next(path for path in candidates if not path.exists())
