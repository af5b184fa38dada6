"""An arrival opened in a worker: the mail read, packages in it unpacked, every part with its name and bytes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from taizhang.desk.intake.intake_limits import IntakeLimits
from taizhang.desk.intake.sources import MAIL
from taizhang.desk.workers.limits import Limits
from taizhang.desk.workers.pool import WorkerPool
from taizhang.model.verdict import FileClass, Flag

if TYPE_CHECKING:
    from taizhang.bundles import Member
    from taizhang.mail import Mail


_LONGEST_NAME = 120  # characters of a name that is shown


HEADERS = "headers"  # the beginning of a mail of which no more is to be read


@dataclass(frozen=True, slots=True)
class Part:
    """One attachment, member of a package, or file of a folder."""

    name: str  # for display; a package's member has the package's name before it
    content: bytes
    file_class: FileClass = FileClass.READABLE  # another one for a package that was not opened
    why: str = ""  # one Chinese sentence: why it was not opened
    over_limit: bool = False  # a limit was passed while it was opened
    from_us: bool = False  # it hung on a mail of ours that was sent along


@dataclass(frozen=True, slots=True)
class Opened:
    """What an arrival holds."""

    parts: tuple[Part, ...]
    mail: Mail | None = None  # without its attachments; None for a file
    skipped: tuple[str, ...] = ()  # Chinese sentences on members that nobody sent on purpose


def opening_pool(limits: Limits, intake: IntakeLimits) -> WorkerPool:
    """Workers under `limits` that take mails and packages apart, within what intake allows of these and of a file."""
    bundles = replace(
        intake.bundles, member_bytes=intake.files.file_bytes, memory=limits.resident_mb * 1024 * 1024
    )
    return WorkerPool(1, prepare=_prepare, given=(replace(intake, bundles=bundles),), limits=limits)


def open_arrival(item: tuple[str, str, bytes]) -> Opened:
    """What a (kind, name, content) holds; `kind` is MAIL, FILE or HEADERS. Runs in a worker of `opening_pool`."""
    kind, name, content = item
    if kind == HEADERS:
        from taizhang.mail import read_headers

        return Opened((), read_headers(content))
    if kind != MAIL:
        return _unpacked((Part(name, content),))
    from taizhang.mail import read_mail

    mail = read_mail(content, _limits.letters)
    opened = _unpacked(tuple(Part(one.name, one.content, from_us=one.from_us) for one in mail.attachments))
    return replace(opened, mail=replace(mail, attachments=()))


_limits = IntakeLimits()


def _prepare(limits: IntakeLimits) -> None:
    """Load what unpacks, as long as that is allowed in this worker."""
    global _limits
    from taizhang.bundles import load_unpackers

    load_unpackers()
    _limits = limits


def _unpacked(parts: tuple[Part, ...]) -> Opened:
    """The parts, with the members of a package in the package's place."""
    unpacking = _Unpacking()
    opened = tuple(inner for part in parts for inner in unpacking.members(part))
    return Opened(opened, skipped=tuple(unpacking.skipped))


class _Unpacking:
    """The packages of one arrival, counted together."""

    def __init__(self) -> None:
        self.skipped: list[str] = []
        self._kept = 0  # bytes of the members so far

    def members(self, part: Part) -> Iterator[Part]:
        """The part, or in its place the members of the package that it is."""
        from taizhang.bundles import bundle_kind, unpack

        if not bundle_kind(part.content):
            yield part
            return
        unpacked = unpack(part.content, part.name, _limits.bundles, self._kept)
        self._kept += sum(len(member.content) for member in unpacked.members)
        self.skipped.extend(unpacked.skipped)
        if Flag.EXTENSION_DIFFERS in unpacked.flags:
            self.skipped.append(f"“{part.name}”的扩展名与内容不符，实际是{unpacked.kind}压缩包。")
        if unpacked.file_class is FileClass.READABLE:
            yield from self._parts(part, unpacked.members)
            return
        over = Flag.OVER_LIMIT in unpacked.flags
        yield replace(part, file_class=unpacked.file_class, why=unpacked.why, over_limit=over)

    def _parts(self, package: Part, members: tuple[Member, ...]) -> Iterator[Part]:
        """Those that could be had, and one line for all others that are alike, with the bytes of the package."""
        shut: dict[tuple[FileClass, str], list[str]] = {}
        for member in members:
            self.skipped.extend(member.notes)
            if member.why:
                shut.setdefault((member.file_class, member.why), []).append(member.name)
            else:
                yield Part(_within(package.name, member.name), member.content, from_us=package.from_us)
        for (file_class, why), names in shut.items():
            more = f"等{len(names)}件" if len(names) > 1 else ""
            yield Part(_within(package.name, f"{names[0]}{more}"), package.content, file_class, why)


def _within(package: str, member: str) -> str:
    """The member's name behind its package's, which gives way where both are long (INTAKE 43)."""
    room = _LONGEST_NAME - len(member) - 1
    return f"{package[:room]}/{member}" if room > 0 else member
