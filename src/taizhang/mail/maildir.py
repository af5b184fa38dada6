"""A Maildir: a folder in which a mail program keeps each mail in a file of its own; it is read and never touched."""

from __future__ import annotations

from pathlib import Path

_PARTS = ("cur", "new", "tmp")
_DELIVERED = ("new", "cur")  # what lies in tmp is still being written


def is_maildir(folder: Path) -> bool:
    """Whether the folder has the three parts of a Maildir."""
    return all((folder / part).is_dir() for part in _PARTS)


def list_maildir(folder: Path) -> list[Path]:
    """The delivered mails in the order of their names, which begin with their time; nothing is moved, renamed or marked."""
    found = [
        path
        for part in _DELIVERED
        for path in (folder / part).iterdir()
        if not path.name.startswith(".") and path.is_file() and not path.is_symlink()
    ]
    return sorted(found, key=lambda path: path.name)
