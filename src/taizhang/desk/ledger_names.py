"""The names that ledgers are issued under: they fit on any disk, and no two of a batch are the same."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from taizhang.desk.files import safe_name
from taizhang.model.period import Period
from taizhang.model.reporter import RosterLine

_ENDING = ".xlsx"
_MOST_CHARACTERS, _MOST_BYTES = 80, 255  # the whole stem, and the whole name in UTF-8


def ledger_file_name(line: RosterLine, period: Period, mark: str = "") -> str:
    """The name a ledger is issued under, as 130102_长安区_2022Q3_任务台账.xlsx; only the reporter's name is cut."""
    code, tail = f"{line.reporter.code}_", f"{mark}_{period}_任务台账"
    name = safe_name(
        line.name,
        _MOST_CHARACTERS - len(code + tail),
        _MOST_BYTES - len((code + tail + _ENDING).encode("utf-8")),
    )
    return code + name + tail + _ENDING


def ledger_file_names(lines: Sequence[RosterLine], period: Period) -> tuple[str, ...]:
    """A name for each; those that would be the same on some system are numbered: 甲局, 甲局（2）."""
    taken: set[str] = set()
    names = []
    for line in lines:
        mark, number = "", 1
        while _key(name := ledger_file_name(line, period, mark)) in taken:
            number += 1
            mark = f"（{number}）"
        taken.add(_key(name))
        names.append(name)
    return tuple(names)


def _key(name: str) -> str:
    """Systems differ in whether case and composed characters tell two names apart."""
    return unicodedata.normalize("NFKC", name).casefold()
