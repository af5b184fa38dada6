"""What arrives: a folder, workbooks and mails become items, each with its sender, its name and when it was received."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from taizhang.desk.files import read_file
from taizhang.errors import CannotRead

_NOT_FOR_US = {".DS_Store", "Thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Arrival:
    """A file as it lies in a source, not parsed yet."""

    source: Path
    content: bytes
    received: datetime  # with time zone

    @property
    def is_mail(self) -> bool:
        return self.source.suffix.lower() == ".eml"


@dataclass(frozen=True, slots=True)
class Item:
    """One attachment or file that needs a verdict."""

    source: Path
    file_name: str  # as sent; for display only
    content: bytes
    sender: str  # mail address; "" for a file taken from a folder
    received: datetime
    mail: str = ""  # sha256 of the raw mail; "" for a file


def arrivals(sources: Sequence[Path], *, now: datetime) -> Iterator[Arrival]:
    """Every file of the sources, folders in the order of their names.

    A file's time of receipt is when it was last written, and never later than now.

    Raises:
        CannotRead: a source is not there.
    """
    for path in _files(sources):
        written = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
        yield Arrival(path, read_file(path), min(written, now))


def _files(sources: Sequence[Path]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield from (path for path in sorted(source.rglob("*")) if path.is_file() and _is_for_us(path))
        elif source.exists():
            yield source
        else:
            raise CannotRead(f"找不到来源“{source}”，请检查路径后重试。")


def _is_for_us(path: Path) -> bool:
    """Lock files and what operating systems leave in folders are nobody's submission."""
    return (
        not path.name.startswith(("~$", "."))
        and path.name not in _NOT_FOR_US
        and "__MACOSX" not in path.parts
    )


def items_of_mail(arrival: Arrival, digest: str) -> tuple[Item, ...]:
    """The attachments of a mail; its own date is when it was received, unless that lies in the future."""
    from taizhang.mail import read_mail

    mail = read_mail(arrival.content)
    received = min(mail.date, arrival.received) if mail.date else arrival.received
    return tuple(
        Item(arrival.source, attachment.name, attachment.content, mail.sender, received, digest)
        for attachment in mail.attachments
    )


def item_of_file(arrival: Arrival) -> Item:
    return Item(arrival.source, arrival.source.name, arrival.content, "", arrival.received)
