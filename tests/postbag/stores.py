"""The cases put where a collector looks: folders, an mbox, a Maildir."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from os import utime
from pathlib import Path

from postbag.nouns import Case, Form
from postbag.office import COLLECTED
from postbag.programs import ctime

_ENDINGS = {Form.EML: ".eml", Form.IMAP: ".eml", Form.MSG: ".msg", Form.TNEF: ".dat"}


@dataclass(frozen=True, slots=True)
class Laid:
    """Where the cases lie."""

    folder: Path  # of .eml, .msg and winmail.dat
    mbox: Path
    maildir: Path

    @property
    def sources(self) -> tuple[Path, ...]:
        """What there is of them."""
        return tuple(path for path in (self.folder, self.mbox, self.maildir) if path.exists())


def lay_out(cases: Sequence[Case], where: Path) -> Laid:
    """Write the cases below `where`; those for an IMAP server lie in the folder, as nobody serves them here."""
    laid = Laid(where / "来件", where / "邮箱.mbox", where / "Maildir")
    laid.folder.mkdir(parents=True)
    for part in ("new", "cur", "tmp"):
        (laid.maildir / part).mkdir(parents=True)
    for at, case in enumerate(cases):
        if case.form is Form.MAILDIR:
            box, name = ("new", f"{1665190800 + at}.M{at}P7.county")
            box, name = (box, name) if at % 2 else ("cur", f"{name}:2,S")
            _write(laid.maildir / box / name, case)
        elif case.form is not Form.MBOX:
            _write(laid.folder / f"{case.name}{_ENDINGS[case.form]}", case)
    boxed = [case for case in cases if case.form is Form.MBOX]
    if boxed:
        laid.mbox.write_bytes(mbox_of(boxed))
    return laid


def mbox_of(cases: Sequence[Case]) -> bytes:
    """One file, as programs write it that mark no line of the text."""
    return b"".join(
        _border(case) + case.raw + (b"\n" if case.raw.endswith(b"\n") else b"\n\n") for case in cases
    )


def _border(case: Case) -> bytes:
    moment = case.sent or COLLECTED
    sender = (case.truth.sender or "MAILER-DAEMON").encode()
    return b"From " + sender + b" " + ctime(moment).encode() + b"\n"


def _write(path: Path, case: Case) -> None:
    """A file was last written when its mail came, or shortly before it is collected."""
    path.write_bytes(case.raw)
    moment: datetime = case.sent or COLLECTED
    utime(path, (moment.timestamp(), moment.timestamp()))
