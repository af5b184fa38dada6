"""Papers beside a ledger: the stamped scan and the evidence that come with it are filed with it, by name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from taizhang.desk.check import Checked
from taizhang.desk.context import Context
from taizhang.desk.intake.paper_kinds import is_paper
from taizhang.desk.intake.senders import sole_report
from taizhang.model.verdict import FileClass, Verdict

if TYPE_CHECKING:
    from taizhang.archive import Archive, Filed

_SCAN_WORDS = re.compile(r"盖章|签字|签章|扫描|公章|件$|版$")
_BETWEEN = re.compile(r"[\W_]+")
_JUDGED = (Verdict.ACCEPTED, Verdict.RETURNED)


@dataclass(frozen=True, slots=True)
class Paper:
    """A file with the ledger that it belongs to; None and None for what stands for itself."""

    checked: Checked
    beside_entry: int | None = None  # the ledger's place among the files of the same mail
    beside: int | None = None  # the ledger's number in the register


def beside(checked: Sequence[Checked]) -> tuple[Paper, ...]:
    """The files of a mail, ledgers first, each with the ledger that it was sent with.

    A paper belongs to the ledger of its name, else to the only one, else to the first that came with it. A workbook,
    also one that cannot be read, stands for itself, and so does whatever is no paper: a program, a script, a film.
    """
    ordered = sorted(checked, key=lambda one: one.ledger is None)
    ledgers = [one for one in ordered if one.ledger is not None]
    return tuple(
        _with_its_ledger(one, ledgers) if ledgers and _is_paper(one) else Paper(one) for one in ordered
    )


def beside_earlier(
    papers: Sequence[Paper], sender: str, context: Context, store: Archive
) -> tuple[Paper, ...]:
    """The papers that came without a ledger, beside the one that their sender had reported before."""
    alone = [one for one in papers if one.beside_entry is None and _is_paper(one.checked)]
    earlier = _reported(sender, context, store) if alone else None
    if earlier is None:
        return tuple(papers)
    reason = f"作为第{earlier.number}号“{earlier.file_name}”的盖章扫描件或佐证材料一并存档"
    return tuple(
        Paper(replace(one.checked, reason=reason), beside=earlier.number) if one in alone else one
        for one in papers
    )


def _is_paper(checked: Checked) -> bool:
    return checked.file_class is FileClass.NOT_A_WORKBOOK and is_paper(checked.content, checked.name)


def _with_its_ledger(paper: Checked, ledgers: Sequence[Checked]) -> Paper:
    """The ledgers stand first among the files."""
    named = [place for place, one in enumerate(ledgers) if _bare(one.name) == _bare(paper.name)]
    found = named or range(len(ledgers))
    ledger = ledgers[found[0]]
    if len(found) == 1:
        reason = f"作为“{ledger.name}”的盖章扫描件或佐证材料一并存档"
    else:
        reason = f"随“{ledger.name}”等 {len(ledgers)} 份台账一并存档，按名称对应不上其中哪一份"
    filed = replace(
        paper, reporter=ledger.reporter, reporter_name=ledger.reporter_name, plan=ledger.plan,
        period=ledger.period, reason=reason,
    )  # fmt: skip
    return Paper(filed, beside_entry=found[0])


def _reported(sender: str, context: Context, store: Archive) -> Filed | None:
    """The newest ledger of the round that the sender's only reporter has reported."""
    report = sole_report(sender, context)
    if report is None:
        return None
    reporter, plan, period = report
    lines = [
        line
        for line in store.submissions(plan, period)
        if line.reporter == reporter and line.verdict in _JUDGED and line.beside is None
    ]
    return max(lines, key=lambda line: (line.received, line.number), default=None)


def _bare(name: str) -> str:
    """A file's name without its ending, its blanks and the words that only say that it is a scan."""
    stem = unicodedata.normalize("NFKC", PurePosixPath(name).stem)
    return _SCAN_WORDS.sub("", _BETWEEN.sub("", stem))
