"""A batch of files: all of them are written, or the folder is as it was."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from taizhang.errors import CannotWrite


@contextmanager
def all_or_none(folder: Path) -> Iterator[list[Path]]:
    """Gives a list to enter each file in once it is written; whatever goes wrong, those are removed again.

    Raises:
        CannotWrite: as what was done inside raised it, with what became of the others.
    """
    made = [place for place in (folder, *folder.parents) if not place.exists()]
    written: list[Path] = []
    try:
        yield written
    except CannotWrite as trouble:
        raise CannotWrite(f"{trouble}{_said(written, _taken_back(written, made))}") from trouble
    except BaseException:
        _taken_back(written, made)
        raise


def _taken_back(written: Sequence[Path], made: Sequence[Path]) -> list[Path]:
    """Remove the files, and the folders that were made for them; those that would not go come back."""
    stayed = []
    for path in written:
        try:
            path.unlink(missing_ok=True)
        except OSError:
            stayed.append(path)
    with suppress(OSError):
        for place in made:  # the innermost first
            if place.exists():
                place.rmdir()
    return stayed


def _said(written: Sequence[Path], stayed: Sequence[Path]) -> str:
    if stayed:
        return f"本次已写出 {len(written)} 份，其中 {len(stayed)} 份（如“{stayed[0].name}”）撤不回，请手工删除后重新生成。"
    return f"本次已写出的 {len(written)} 份已全部撤回，文件夹恢复原样，请排除后重新生成。"
