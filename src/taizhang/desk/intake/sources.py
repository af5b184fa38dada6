"""What lies in files and folders: each file, or each mail of a mailbox file, as it arrives, not parsed yet."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.files import cause, read_file, shown_name
from taizhang.errors import CannotRead
from taizhang.model.words.sizes import megabytes

if TYPE_CHECKING:
    from taizhang.archive import MailboxUid

MAIL, FILE = "mail", "file"
_NOT_FOR_US = {".DS_Store", "Thumbs.db", "desktop.ini"}
_LARGEST_KEPT = 512 * 1024 * 1024  # bytes; the archive holds an original whole


@dataclass(frozen=True, slots=True)
class Arrival:
    """One mail or one file, not parsed yet."""

    source: str  # where it came from, for display
    kind: str  # MAIL or FILE
    content: bytes
    received: datetime  # with time zone
    uid: MailboxUid | None = None  # in a mailbox on a server
    headers_only: bool = False  # of a mail that is too large to be fetched


@dataclass(frozen=True, slots=True)
class LeftThere:
    """Something in a source that was not taken in and still lies where it lay."""

    source: str  # for display
    why: str  # one Chinese sentence


def list_files(sources: Sequence[Path], *, without: Path | None) -> list[Path | LeftThere]:
    """Every file of the sources, folders in the order of their names; `without` is the archive's own file.

    Raises:
        CannotRead: a source is not there.
    """
    ours = _files_of(without) if without else set()
    return [
        found
        for source in sources
        for found in _listed(source)
        if isinstance(found, LeftThere) or found.resolve() not in ours
    ]


def arrivals(path: Path, *, now: datetime) -> Iterator[Arrival | LeftThere]:
    """The file as it lies there, or the mails of a mailbox file.

    Its time of receipt is when it was last written, and never later than now; that of a mail in it is said by the mail.
    """
    try:
        facts = path.stat()
        if facts.st_size > _LARGEST_KEPT:
            yield _left(
                path,
                f"文件超过{megabytes(_LARGEST_KEPT)}，没有收取，仍在原处。请让对方删除多余内容后重新报送",
            )
            return
        written = datetime.fromtimestamp(facts.st_mtime).astimezone()
        content = read_file(path)
    except CannotRead as trouble:
        yield _left(path, f"{str(trouble).rstrip('。')}，然后重新收取")
    except (OSError, OverflowError, ValueError) as trouble:
        why = cause(trouble) if isinstance(trouble, OSError) else "文件日期不可读"
        yield _left(
            path, f"文件读不出来（{why}），没有收取。请检查它是否还在原处、是否需要权限，然后重新收取"
        )
    else:
        yield from _arrived(path, content, min(written, now))


def _arrived(path: Path, content: bytes, received: datetime) -> Iterator[Arrival]:
    """What a mail program kept as a Maildir is mail whatever it is called."""
    from taizhang.mail import is_mailbox, kind_of_mail, split_mailbox

    name = shown_name(path)
    if is_mailbox(content):
        for number, raw in enumerate(split_mailbox(content), 1):
            yield Arrival(f"{name}第{number}封", MAIL, raw, received)
        return
    is_mail = _in_maildir(path) or bool(kind_of_mail(content, path.name))
    yield Arrival(name, MAIL if is_mail else FILE, content, received)


def _left(path: Path, why: str) -> LeftThere:
    return LeftThere(shown_name(path), why)


def _files_of(archive: Path) -> set[Path]:
    """The archive's file, and those that SQLite keeps beside it."""
    return {archive.resolve().with_name(archive.name + ending) for ending in ("", "-wal", "-shm", "-journal")}


def _listed(source: Path) -> Iterator[Path | LeftThere]:
    if source.is_dir():
        yield from _in_folder(source)
    elif source.exists():
        yield source
    else:
        raise CannotRead(f"找不到来源“{source}”，请检查路径后重试。")


def _in_folder(folder: Path) -> Iterator[Path | LeftThere]:
    """The folder's files and those of the folders in it, with what cannot be looked into."""
    closed: list[LeftThere] = []

    def remember(error: OSError) -> None:
        why = f"文件夹打不开（{cause(error)}），里面的文件没有收取。请开放权限后重新收取"
        closed.append(_left(Path(error.filename), why))

    found = [
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=remember)
        for name in names
        if _is_for_us(Path(place, name), folder)
    ]
    yield from (_plain(path) for path in sorted(found))
    yield from closed


def _plain(path: Path) -> Path | LeftThere:
    """A link could show us any file of this computer, and a pipe never ends."""
    try:
        kind = path.lstat().st_mode
    except OSError:
        return path  # said when it is read
    if stat.S_ISLNK(kind):
        return _left(path, "这是指向别处的链接，没有收取。请把文件本身放进文件夹后重新收取")
    if not stat.S_ISREG(kind):
        return _left(path, "这是管道或设备，不是普通文件，没有收取。请把它移出文件夹")
    return path


def _is_for_us(path: Path, folder: Path) -> bool:
    """Lock files, what operating systems leave in folders, and mails still being delivered are nobody's submission."""
    inside = path.relative_to(folder)
    return (
        not inside.name.startswith(("~$", "."))
        and inside.name not in _NOT_FOR_US
        and "__MACOSX" not in inside.parts
        and not (path.parent.name == "tmp" and _is_maildir(path.parent.parent))
    )


def _in_maildir(path: Path) -> bool:
    return path.parent.name in ("cur", "new") and _is_maildir(path.parent.parent)


def _is_maildir(folder: Path) -> bool:
    return all((folder / part).is_dir() for part in ("cur", "new", "tmp"))
