"""How a rollup of very many reporters is made: where, beside which file of what is remembered, and from how many on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.desk.rolling_up.wide.choosing import WIDE_FROM
from taizhang.desk.rolling_up.wide.taking_out import take_out
from taizhang.desk.rolling_up.wide.wide_rollup import TakeOut

if TYPE_CHECKING:
    from taizhang.archive import Archive, ExtractFile

BESIDE = "-extracts"  # behind the archive's own name, as -wal is


@dataclass(frozen=True, slots=True)
class WideSettings:
    extracts: Path | None = None  # None to remember nothing
    executor: str | None = None  # its address; None for processes here
    wide_from: int = WIDE_FROM  # reporters

    @classmethod
    def of(
        cls,
        stores: Sequence[Archive],
        extracts: Path | None = None,
        executor: str | None = None,
    ) -> WideSettings:
        """Beside the first archive, where that is a file; one on a server has no place beside it."""
        where = Path(stores[0].where)
        beside = extracts_beside(where) if where.is_file() else None
        return cls(extracts or beside, executor, WIDE_FROM)

    def remembered(self) -> ExtractFile:
        from taizhang.archive import ExtractFile

        return ExtractFile(self.extracts)


@contextmanager
def spread_over(where: str | None) -> Iterator[TakeOut]:
    """Batches are taken out by processes here, or by a cluster; nothing is started before there is a batch.

    Raises:
        BadUsage: the address is none, or a worker there stands on other versions.
        CannotRead: no scheduler answers, or it has no workers.
    """
    from taizhang.desk.spreading.executor import executor_for
    from taizhang.desk.spreading.in_order import in_order

    with executor_for(where, None) as crew:
        yield lambda batches: in_order(crew, take_out, batches)


def extracts_beside(archive: Path) -> Path:
    return archive.with_name(archive.name + BESIDE)
