"""What arrives: a folder, workbooks and mails become items, each with its sender, its name and when it was received."""

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

if TYPE_CHECKING:
    from taizhang.mail import Mail

_NOT_FOR_US = {".DS_Store", "Thumbs.db", "desktop.ini"}
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
_LARGEST_KEPT = 512 * 1024 * 1024  # bytes; the archive holds an original whole
_REMARKS = 3  # of a mail that are told with each of its attachments


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it lies in a source, not parsed yet."""

    source: Path
    content: bytes
    received: datetime  # with time zone

    @property
    def is_mail(self) -> bool:
        """A workbook that was named .eml by mistake is still a workbook."""
        return self.source.suffix.lower() == ".eml" and not self.content.startswith(_WORKBOOKS)


@dataclass(frozen=True, slots=True)
class LeftThere:
    """Something in a source that was not taken in and still lies where it lay."""

    source: Path
    why: str  # one Chinese sentence


@dataclass(frozen=True, slots=True)
class Item:
    """One attachment or file that needs a verdict."""

    source: Path
    file_name: str  # as sent; for display only
    content: bytes
    sender: str  # mail address; "" for a file taken from a folder
    received: datetime
    mail: str = ""  # sha256 of the raw mail; "" for a file
    doubt: str = ""  # one Chinese sentence: why a person must look before it counts; "" for none
    remarks: tuple[str, ...] = ()  # Chinese sentences about the mail it came in


def list_sources(sources: Sequence[Path], *, without: Path) -> list[Path | LeftThere]:
    """Every file of the sources, folders in the order of their names; `without` is the archive's own file.

    Raises:
        CannotRead: a source is not there.
    """
    ours = {without.resolve().with_name(without.name + ending) for ending in ("", "-wal", "-shm", "-journal")}
    return [
        found
        for source in sources
        for found in _listed(source)
        if isinstance(found, LeftThere) or found.resolve() not in ours
    ]


def arrive(path: Path, *, now: datetime) -> Arrival | LeftThere:
    """The file as it lies there; its time of receipt is when it was last written, and never later than now."""
    try:
        facts = path.stat()
        if facts.st_size > _LARGEST_KEPT:
            most = _LARGEST_KEPT // 1024 // 1024
            return LeftThere(
                path, f"文件超过{most}兆字节，没有收取，仍在原处。请让对方删除多余内容后重新报送"
            )
        written = datetime.fromtimestamp(facts.st_mtime).astimezone()
        return Arrival(path, read_file(path), min(written, now))
    except CannotRead as trouble:
        return LeftThere(path, f"{str(trouble).rstrip('。')}，然后重新收取")
    except (OSError, OverflowError, ValueError) as trouble:
        why = cause(trouble) if isinstance(trouble, OSError) else "文件日期不可读"
        return LeftThere(
            path, f"文件读不出来（{why}），没有收取。请检查它是否还在原处、是否需要权限，然后重新收取"
        )


def size_of(path: Path) -> int:
    """The file's bytes as the folder tells them; 0 where it does not."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


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
        closed.append(LeftThere(Path(error.filename), why))

    found = [
        Path(place, name)
        for place, _, names in os.walk(folder, onerror=remember)
        for name in names
        if _is_for_us(Path(place, name).relative_to(folder))
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
        return LeftThere(path, "这是指向别处的链接，没有收取。请把文件本身放进文件夹后重新收取")
    if not stat.S_ISREG(kind):
        return LeftThere(path, "这是管道或设备，不是普通文件，没有收取。请把它移出文件夹")
    return path


def _is_for_us(inside: Path) -> bool:
    """Lock files and what operating systems leave in folders are nobody's submission."""
    return (
        not inside.name.startswith(("~$", "."))
        and inside.name not in _NOT_FOR_US
        and "__MACOSX" not in inside.parts
    )


def items_of_mail(arrival: Arrival, mail: Mail, digest: str) -> tuple[Item, ...]:
    """The attachments of a mail; its own date is when it was received, unless that lies in the future."""
    received = min(mail.date, arrival.received) if mail.date else arrival.received
    doubt, remarks = _doubt(mail), mail.notes[:_REMARKS]
    return tuple(
        Item(arrival.source, one.name, one.content, mail.sender, received, digest, doubt, remarks)
        for one in mail.attachments
    )


def _doubt(mail: Mail) -> str:
    """What comes back by itself is no submission, whatever hangs on it (INTAKE 55, 56)."""
    if mail.from_us:
        return "邮件带有本系统自己的标记，可能是退回件被原样转回，请人工核对后再定"
    if mail.auto_submitted:
        return "邮件是自动回复、退信或群发，不能当作报送，请人工核对后再定"
    return ""


def item_of_file(arrival: Arrival) -> Item:
    return Item(arrival.source, shown_name(arrival.source), arrival.content, "", arrival.received)
