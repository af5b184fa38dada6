"""A wide rollup worked out by processes, and by a cluster one of whose workers is killed: the same bytes as alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from clients.dask import Machines
from province_office import CITIES, Call, open_office

from taizhang.archive import ExtractFile
from taizhang.desk.open_archive import opened
from taizhang.desk.rolling_up.wide.choosing import wide_rollings
from taizhang.desk.rolling_up.wide.taking_out import take_out
from taizhang.desk.rolling_up.wide.wide_rollup import TakeOut, here
from taizhang.desk.spreading.crew import Crew
from taizhang.desk.spreading.executor import executor_for
from taizhang.desk.spreading.in_order import in_order
from taizhang.model.period import Period

pytest.importorskip("distributed", reason="没有安装 distributed（taizhang[cluster]）")


@pytest.fixture
def archive(tmp_path: Path, call: Call) -> Path:
    office = open_office(tmp_path / "省", call)
    office.send([code for codes in CITIES.values() for code in codes])
    return office.archive[1]


def rolled_up(archive: Path, how: TakeOut) -> bytes:
    with opened(archive) as store:
        (rolling,) = wide_rollings(
            [store],
            Period.parse("2022Q3"),
            None,
            date(2022, 10, 4),
            None,
            ExtractFile(None),
            wide_from=1,
        )
        book = replace(rolling, take_out=how, in_a_batch=1).book()
    assert book.taken_out == 3
    return book.content


def spread(crew: Crew) -> TakeOut:
    return lambda batches: in_order(crew, take_out, batches)


def test_processes_and_a_cluster_give_the_same_bytes_as_nobody_else(
    archive: Path, machines: Machines
) -> None:
    alone = rolled_up(archive, here)
    for where, processes in ((machines.where, None), (None, 2)):
        with executor_for(where, processes) as crew:
            assert rolled_up(archive, spread(crew)) == alone


def test_a_worker_killed_half_way_loses_nothing(
    archive: Path, machines: Machines, odd_batches: Any, tmp_path: Path
) -> None:
    marks = tmp_path / "marks"
    marks.mkdir()

    def dying(batches: Iterable[Any]) -> Iterator[Any]:
        orders = ((batch, str(marks / f"{at}")) for at, batch in enumerate(batches))
        return in_order(crew, odd_batches.take_out_or_die_once, orders)

    with executor_for(machines.where, None) as crew:
        assert rolled_up(archive, dying) == rolled_up(archive, here)
    assert sorted(path.name for path in marks.iterdir()) == ["1"]
