"""Batches spread over a real dask scheduler and its workers: the same bytes as here, whatever is killed."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clients.dask import Machines, running_machines
from clients.ports import free_ports

from taizhang import __version__
from taizhang.desk.spreading import cluster
from taizhang.desk.spreading.executor import executor_for
from taizhang.desk.spreading.in_order import in_order
from taizhang.errors import BadUsage, CannotRead

pytest.importorskip("distributed", reason="没有安装 distributed（taizhang[cluster]）")

HERE = Path(__file__).parent


def batches_of(*orders: tuple[int, str, str]) -> list[tuple[str, str]]:
    """Thirty batches, some of which are ordered something of their own, by position from 0."""
    batches = [("say", f"云岭{n}") for n in range(30)]
    for at, order, argument in orders:
        batches[at] = order, argument
    return batches


def test_a_cluster_gives_the_same_bytes_as_processes_here_and_as_none(
    machines: Machines, odd_batches: Any
) -> None:
    found = []
    for where, processes in ((machines.where, None), (None, 2), (None, 1)):
        with executor_for(where, processes) as crew:
            found.append(list(in_order(crew, odd_batches.work, batches_of((3, "wait", "0.3")))))
    assert (
        found == [[odd_batches.work(("say", argument)) for _, argument in batches_of((3, "wait", "0.3"))]] * 3
    )


def test_both_workers_are_given_work(machines: Machines, odd_batches: Any) -> None:
    with executor_for(machines.where, None) as crew:
        assert crew.at_once() == 4
        assert len(set(in_order(crew, odd_batches.say_who_after_a_while, ["a", "b", "c", "d"]))) == 2


def test_a_worker_killed_half_way_loses_and_doubles_nothing(
    machines: Machines, odd_batches: Any, tmp_path: Path
) -> None:
    batches = batches_of((7, "die once", str(tmp_path / "first")), (19, "die once", str(tmp_path / "second")))
    with executor_for(machines.where, None) as crew:
        came = list(in_order(crew, odd_batches.work, batches))
    assert came == [odd_batches.work(("say", argument)) for _, argument in batches]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "second"]


def test_a_batch_that_kills_every_worker_is_named_and_none_beside_it(
    machines: Machines, odd_batches: Any
) -> None:
    with executor_for(machines.where, None) as crew, pytest.raises(CannotRead) as raised:
        list(in_order(crew, odd_batches.work, batches_of((5, "die", ""))))
    assert str(raised.value) == (
        "第6批交出3次，计算它的进程每次都中止了；请检查内存是否够用，减少同时计算的进程后重新执行。"
    )
    machines.wait_for_workers(2)


def test_what_the_work_raises_is_raised_in_its_turn(machines: Machines, odd_batches: Any) -> None:
    with executor_for(machines.where, None) as crew:
        coming = in_order(crew, odd_batches.work, [("say", "0"), ("raise", "坏了"), ("say", "2")])
        assert next(coming) == odd_batches.work(("say", "0"))
        with pytest.raises(ValueError, match=r"^坏了$"):
            next(coming)


def test_a_worker_of_another_version_does_nothing_for_us(
    machines: Machines, odd_batches: Any, tmp_path: Path
) -> None:
    """Neither one that comes late, nor one that is there when the work begins."""
    (tmp_path / "sitecustomize.py").write_text("import taizhang\ntaizhang.__version__ = '0.0.9'\n")
    with executor_for(machines.where, None) as crew:
        other = machines.start_worker("--no-nanny", "--name", "other", imports=[tmp_path, HERE])
        machines.wait_for_workers(3)
        with pytest.raises(BadUsage) as late:
            list(in_order(crew, odd_batches.say_who_after_a_while, map(str, range(40))))
    with pytest.raises(BadUsage) as early, executor_for(machines.where, None):
        pass
    other.terminate()
    machines.wait_for_workers(2)
    (address,) = {str(raised.value)[4:].split("上")[0] for raised in (late, early)}
    assert address.startswith("tcp://127.0.0.1:")
    said = f"工作进程{address}上台账程序是0.0.9而这里是{__version__}。请在各台机器装成同样的版本后重试。"
    assert [str(late.value), str(early.value)] == [said, said]


def test_a_worker_without_the_program_is_named(machines: Machines, tmp_path: Path) -> None:
    (tmp_path / "taizhang.py").write_text("")
    other = machines.start_worker("--no-nanny", imports=[tmp_path])
    machines.wait_for_workers(3)
    with pytest.raises(BadUsage) as raised, executor_for(machines.where, None):
        pass
    worker, said = str(raised.value).removeprefix("工作进程tcp://127.0.0.1:").split("上", 1)
    assert worker.isdigit()
    assert said == f"没有可用的台账程序，这里是{__version__}。请在各台机器装成同样的版本后重试。"
    other.terminate()
    machines.wait_for_workers(2)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody is waited for longer than a second."""
    for name in ("_CONNECT_SECONDS", "_FIRST_WORKER_SECONDS", "_WORKER_SECONDS"):
        monkeypatch.setattr(cluster, name, 1)


def test_a_scheduler_without_workers_and_one_that_ends(
    odd_batches: Any, tmp_path: Path, impatient: None
) -> None:
    with running_machines(tmp_path, workers=0) as machines:
        address = machines.where.removeprefix("dask://")
        nobody = f"调度器{address}上没有工作进程；请在各台机器启动工作进程后重新执行。"
        with pytest.raises(CannotRead) as never_any, executor_for(machines.where, None):
            pass
        machines.start_worker("--no-nanny", imports=[HERE])
        machines.wait_for_workers(1)

        def batches_until_the_scheduler_ends() -> Iterator[tuple[str, str]]:
            yield "say", "0"
            machines.scheduler.kill()
            yield "say", "1"

        with executor_for(machines.where, None) as crew:
            with pytest.raises(CannotRead) as none_left:
                list(in_order(crew, odd_batches.work, [("die", ""), ("say", "1")]))
            with pytest.raises(CannotRead) as no_scheduler:
                list(in_order(crew, odd_batches.work, batches_until_the_scheduler_ends()))
        assert [str(raised.value) for raised in (never_any, none_left, no_scheduler)] == [
            nobody,
            nobody,
            f"与调度器{address}的连接断了，没有算完；请检查网络和调度器后重新执行。",
        ]


def test_a_scheduler_of_another_version_is_named(tmp_path: Path) -> None:
    (tmp_path / "sitecustomize.py").write_text("import taizhang\ntaizhang.__version__ = '0.0.9'\n")
    with (
        running_machines(tmp_path, workers=0, imports=[tmp_path]) as machines,
        pytest.raises(BadUsage) as raised,
        executor_for(machines.where, None),
    ):
        pass
    assert str(raised.value) == (
        f"调度器{machines.where.removeprefix('dask://')}上台账程序是0.0.9而这里是{__version__}。"
        "请在各台机器装成同样的版本后重试。"
    )


def test_nobody_at_the_address_is_said_in_ten_seconds() -> None:
    (port,) = free_ports(1)
    assert refused_after(f"dask://127.0.0.1:{port}") == (
        f"连接不上127.0.0.1:{port}的调度器；请检查地址，并确认调度器已经启动、网络可以到达。"
    )


def test_somebody_else_at_the_address_is_not_waited_for(impatient: None) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        assert refused_after(f"dask://127.0.0.1:{port}") == (
            f"连接不上127.0.0.1:{port}的调度器；请检查地址，并确认调度器已经启动、网络可以到达。"
        )


def refused_after(where: str) -> str:
    """What is said of a scheduler that is none."""
    began = time.monotonic()
    with pytest.raises(CannotRead) as raised, executor_for(where, None):
        pass
    assert time.monotonic() - began < 11
    return str(raised.value)
