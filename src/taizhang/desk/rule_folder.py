"""The folder of a place's own rules, given by the operator; never looked for, and never taken from a submission."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.files import read_file
from taizhang.errors import CannotRead

if TYPE_CHECKING:
    from taizhang_validators.rulebook import Rulebook


def book_with(folder: Path | None) -> Rulebook | None:
    """The shipped rules and those of the folder; None, for the shipped ones alone, where no folder is given.

    Raises:
        CannotRead: the folder is not there or holds no rule, or a file of it is none.
    """
    return None if folder is None else local_book(folder)


def local_book(folder: Path) -> Rulebook:
    """The shipped rules and those of the folder: every .py file in it, except names that begin with _ or a dot.

    Raises:
        CannotRead: the folder is not there or holds no rule, or a file of it is none.
    """
    from taizhang_validators.local_rules import book_of
    from taizhang_validators.rulebook import shipped

    if not folder.is_dir():
        raise CannotRead(f"找不到本地规则文件夹“{folder}”，请核对路径。")
    files = sorted(path for path in folder.glob("*.py") if not path.name.startswith(("_", ".")))
    if not files:
        raise CannotRead(f"文件夹“{folder}”中没有规则文件（.py），请核对路径。")
    return book_of(shipped(), [(path.name, read_file(path)) for path in files])
