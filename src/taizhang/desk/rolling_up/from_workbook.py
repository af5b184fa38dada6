"""What the rollup workbook of a lower office knows of a round; a worker opens it, since it comes from outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.context import Context
from taizhang.desk.files import read_file
from taizhang.desk.workers.pool import Loss, WorkerPool
from taizhang.errors import BadUsage, CannotRead
from taizhang.model.period import Period

if TYPE_CHECKING:
    from taizhang.archive import HandedIn
    from taizhang.rollups.gathered import Gathered
    from taizhang.rollups.read_back import CarriedLine, CarriedRollup
    from taizhang.rollups.shown import ShownFigure


@dataclass(frozen=True, slots=True)
class _Opened:
    """What a worker took out of a workbook, as texts."""

    lines: tuple[CarriedLine, ...]
    shown: tuple[ShownFigure, ...]


def gather_workbooks(
    paths: Sequence[Path], period: Period, handed_in: Sequence[HandedIn] = ()
) -> tuple[Gathered, ...]:
    """One source for each workbook, in their order; `handed_in` is what the archives at hand know to have gone up.

    Raises:
        CannotRead: a file is no rollup workbook of ours, or was changed where it carries the ledgers.
        BadUsage: a rollup is of another period.
    """
    return gather_contents([(read_file(path), path.name) for path in paths], period, handed_in)


def gather_contents(
    contents: Sequence[tuple[bytes, str]], period: Period, handed_in: Sequence[HandedIn] = ()
) -> tuple[Gathered, ...]:
    """The same for workbooks given as bytes and name.

    Raises:
        CannotRead: a file is no rollup workbook of ours, or was changed where it carries the ledgers.
        BadUsage: a rollup is of another period.
    """
    if not contents:
        return ()
    with WorkerPool(1) as pool:
        answers = list(pool.examine(contents, take_out))
    return tuple(
        _gathered(answer, name, sha256(content).hexdigest(), period, handed_in)
        for answer, (content, name) in zip(answers, contents, strict=True)
    )


def take_out(given: tuple[bytes, str]) -> _Opened | str:
    """The workbook's carried lines and shown figures; or in one sentence why it was not read. Runs in a worker."""
    from taizhang.books import read_workbook
    from taizhang.rollups.read_back import carried_lines
    from taizhang.rollups.shown import shown_figures

    book = read_workbook(*given)
    if book.note:
        return book.note
    return _Opened(carried_lines(book.grids), shown_figures(book.grids))


def _gathered(
    answer: _Opened | Loss | str, name: str, digest: str, period: Period, handed_in: Sequence[HandedIn]
) -> Gathered:
    from taizhang.rollups.gathered import Gathered as Source
    from taizhang.rollups.read_back import read_carried
    from taizhang.rollups.shown import shown_differences

    if not isinstance(answer, _Opened):
        why = answer.why if isinstance(answer, Loss) else answer
        raise CannotRead(f"“{name}”读不出来（{why}），请向报送单位索取原汇总表。")
    carried = read_carried(answer.lines, name)
    if carried.period != period:
        raise BadUsage(
            f"“{name}”是{carried.period.title}的汇总，不是{period.title}的，请选同一报告期的汇总。"
        )
    asked = Context({carried.plan.id: carried.plan}, {carried.plan.id: carried.roster}).expected
    reports, before = carried.reports(asked), carried.pasts(asked)
    source = Source(
        name, carried.plan, carried.roster, reports, carried.standings, carried.waivers,
        periods=carried.periods, clearings=carried.clearings, before=before,
    )  # fmt: skip
    remarks = (
        *shown_differences(carried, reports, before, answer.shown),
        *_not_as_handed_in(carried, digest, handed_in),
    )
    return replace(source, remarks=remarks)


def _not_as_handed_in(carried: CarriedRollup, digest: str, handed_in: Sequence[HandedIn]) -> Iterator[str]:
    """Where the lower office's archive is at hand, its newest handing in must be this very file."""
    whose = (carried.plan.id, carried.period, carried.place.code)
    went_up = [one for one in handed_in if (one.plan, one.period, one.place) == whose]
    if went_up and went_up[-1].sha256 != digest:
        newest = went_up[-1]
        yield (
            f"“{carried.name}”不是{carried.place}最后一次上报的汇总表（{newest.at:%Y-%m-%d %H:%M}由{newest.who}上报的"
            f"“{newest.file_name}”，SHA-256 {newest.sha256[:12]}），请核对。"
        )
