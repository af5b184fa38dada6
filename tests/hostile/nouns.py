"""A hostile file, and what is to become of it (docs: MODEL, INTAKE)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from taizhang.model.verdict import FileClass, Flag, ReceiptState, Verdict


@dataclass(frozen=True, slots=True)
class Line:
    """What becomes of one file that arrived, alone, in a bundle or with a mail."""

    file_class: FileClass
    flags: tuple[str, ...] = ()
    says: str = ""  # a piece of the Chinese reason
    name: str = ""  # as it is shown; "" where that is not the point
    verdict: Verdict | None = None  # None for the one that follows from the class

    @property
    def becomes(self) -> Verdict:
        read = self.file_class is FileClass.READABLE
        return self.verdict or (Verdict.NOT_A_LEDGER if read else Verdict.SET_ASIDE)

    def called(self, name: str) -> Line:
        return replace(self, name=name)


@dataclass(frozen=True, slots=True)
class HostileFile:
    """`make` writes it anew each time; a mail without files has no lines, and says why."""

    name: str
    make: Callable[[], bytes]
    lines: tuple[Line, ...]
    ending: str
    state: ReceiptState
    says: str

    @property
    def file_name(self) -> str:
        """As it lies in the folder."""
        return self.name + self.ending


def file(
    name: str,
    make: Callable[[], bytes],
    *lines: Line,
    ending: str = ".xlsx",
    state: ReceiptState = ReceiptState.TAKEN,
    says: str = "",
) -> HostileFile:
    """`says` is a piece of what is said of the arrival as a whole."""
    return HostileFile(name, make, lines, ending, state, says)


def readable(*flags: Flag, says: str = "") -> Line:
    """Read, and no ledger; what is odd in it is flagged and nothing more."""
    return Line(FileClass.READABLE, _in_order(flags), says)


def dangerous(says: str, *flags: Flag) -> Line:
    return Line(FileClass.DANGEROUS, _in_order(flags), says)


def too_much(says: str, *flags: Flag, file_class: FileClass = FileClass.DANGEROUS) -> Line:
    """Over a limit, which the reason names."""
    return Line(file_class, _in_order((Flag.OVER_LIMIT, *flags)), says)


def corrupt(says: str = "", *flags: Flag) -> Line:
    return Line(FileClass.CORRUPT, _in_order(flags), says)


def unsupported(says: str, *flags: Flag) -> Line:
    return Line(FileClass.UNSUPPORTED, _in_order(flags), says)


def encrypted(says: str = "密码") -> Line:
    return Line(FileClass.ENCRYPTED, (), says)


def no_workbook(says: str) -> Line:
    return Line(FileClass.NOT_A_WORKBOOK, (), says)


def _in_order(flags: tuple[Flag, ...]) -> tuple[str, ...]:
    return tuple(sorted(flag.value for flag in flags))
