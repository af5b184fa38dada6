"""Return copies: the county's own file, or its answers in the template in use, with what is to be mended marked."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from taizhang.desk.check import Checked
from taizhang.desk.files import safe_name, write_file
from taizhang.desk.pool import Loss, WorkerPool
from taizhang.desk.renew import Renewed, renewed
from taizhang.errors import CannotRead
from taizhang.model.finding import Finding
from taizhang.model.verdict import Flag, Verdict

_log = logging.getLogger(__name__)

# What we never pass on, not even to its sender (INTAKE 38), and what we cannot lock again.
_ACTIVE = {Flag.MACRO, Flag.DDE, Flag.EXTERNAL_LINK, Flag.EMBEDDED_OBJECT, Flag.OPENED_WITH_PASSWORD}


@dataclass(frozen=True, slots=True)
class Markup:
    """All that a worker needs to mark up one file."""

    content: bytes
    name: str
    as_values: bool  # a fresh workbook of values instead of the file itself
    findings: tuple[Finding, ...]
    reporter_name: str
    period_title: str
    verdict: str
    sha256: str  # of the file as it was sent
    on: date
    password: str = field(default="", repr=False)  # that the file is opened with


def return_copies(checked: Sequence[Checked], folder: Path, *, on: date) -> dict[int, Path]:
    """Write an annotated copy of every ledger among the files; paths by position in `checked`.

    Raises:
        CannotRead: some files could not be marked up; the copies of all others have been written.
    """
    positions = [position for position, one in enumerate(checked) if one.ledger is not None]
    copies, lost = {}, []
    for position, copy in zip(positions, _marked_up([checked[i] for i in positions], on), strict=True):
        if isinstance(copy, Loss):
            lost.append(f"{checked[position].name}（{copy.why}）")
        else:
            copies[position] = write_file(_free_name(folder, checked[position]), copy)
    if lost:
        raise CannotRead(f"下列文件没有做出退回件，请按校验结果另行通知填报单位：{'；'.join(lost)}。")
    return copies


def annotated_copy(markup: Markup) -> bytes:
    """The file as it was sent, with our marks; a fresh workbook of values where the file itself may not or cannot be.

    Runs in a worker: what a county sent is parsed again.
    """
    if markup.as_values:
        return _annotated(markup, _values_of(markup))
    try:
        return _annotated(markup, markup.content)
    except CannotRead:  # read whole, yet not of the form that can be marked part by part
        return _annotated(markup, _values_of(markup))


def _annotated(markup: Markup, content: bytes) -> bytes:
    from taizhang.books import annotate_workbook

    return annotate_workbook(
        content,
        markup.findings,
        reporter_name=markup.reporter_name,
        period_title=markup.period_title,
        checked_on=markup.on,
        verdict=markup.verdict,
        original=markup.sha256,
    )


def _values_of(markup: Markup) -> bytes:
    from taizhang.books import read_workbook, rebuild_as_values

    return rebuild_as_values(read_workbook(markup.content, markup.name, password=markup.password))


def _marked_up(checked: Sequence[Checked], on: date) -> Iterator[bytes | Loss]:
    with WorkerPool(jobs=min(2, len(checked)) or 1) as pool:
        yield from pool.examine([_markup(one, on) for one in checked], annotated_copy)


def _markup(checked: Checked, on: date) -> Markup:
    """An older template's ledger is drawn anew from what was read in it, so its file is not needed again."""
    new = _renewed(checked)
    return Markup(
        content=new.content if new else checked.content,
        name=checked.name,
        as_values=not new and (checked.format != "xlsx" or bool(_ACTIVE & set(checked.flags))),
        findings=new.findings if new else checked.findings,
        reporter_name=checked.reporter_name,
        period_title=checked.period.title if checked.period else "",
        verdict=checked.verdict.word,
        sha256=checked.sha256,
        on=on,
        password=checked.password,
    )


def _renewed(checked: Checked) -> Renewed | None:
    """None for a ledger of the template in use, and for one that could not be drawn: its own file is marked then."""
    if checked.ledger is None or checked.renewal is None:
        return None
    try:
        return renewed(checked.ledger, checked.findings, checked.renewal)
    except Exception:
        _log.exception("ledger %s could not be drawn anew", checked.sha256)
        return None


def _free_name(folder: Path, checked: Checked) -> Path:
    """A name that nothing in the folder has yet: two counties may send files of one name.

    A mended copy that comes back once more loses the word of its last round.
    """
    sent = Path(checked.name).stem
    for verdict in Verdict:
        sent = sent.removesuffix(f"_{verdict.word}")
    stem = safe_name(f"{sent}_{checked.verdict.word}")
    candidates = (folder / f"{stem}{'' if number == 1 else f'_{number}'}.xlsx" for number in range(1, 10_000))
    return next(path for path in candidates if not path.exists())
