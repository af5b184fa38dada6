"""Batches spread over processes of this computer: none lost, none doubled, their order kept."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from taizhang.desk.spreading.executor import executor_for
from taizhang.desk.spreading.in_order import in_order
from taizhang.errors import CannotRead

HERE = Path(__file__).parent


def results(odd_batches: Any, batches: Any, processes: int | None, **settings: Any) -> list[bytes]:
    with executor_for(None, processes) as crew:
        return list(in_order(crew, odd_batches.work, batches, **settings))


@pytest.mark.parametrize("processes", [1, 2, 3, None])
def test_results_come_in_the_order_of_the_batches(odd_batches: Any, processes: int | None) -> None:
    batches = [("wait", "0.2"), *(("say", str(n)) for n in range(20))]
    assert results(odd_batches, batches, processes) == [odd_batches.work(("say", one)) for _, one in batches]


def test_a_crew_takes_one_job_after_the_other(odd_batches: Any) -> None:
    with executor_for(None, 2) as crew:
        for job in ("一", "二"):
            batches = [("say", f"{job}{n}") for n in range(5)]
            assert list(in_order(crew, odd_batches.work, batches)) == list(map(odd_batches.work, batches))
        assert list(in_order(crew, odd_batches.work, [])) == []


@pytest.mark.parametrize(("processes", "arguments"), [(1, ["a", "b", "c"]), (2, ["a"])])
def test_one_process_or_one_batch_starts_none(odd_batches: Any, processes: int, arguments: list[str]) -> None:
    with executor_for(None, processes) as crew:
        assert set(in_order(crew, odd_batches.say_who, arguments)) == {os.getpid()}


def test_two_batches_are_done_by_others(odd_batches: Any) -> None:
    with executor_for(None, 2) as crew:
        assert os.getpid() not in set(in_order(crew, odd_batches.say_who, ["a", "b"]))


def test_only_as_many_are_in_flight_as_the_crew_works_on(odd_batches: Any) -> None:
    taken: list[int] = []

    def batches() -> Iterator[tuple[str, str]]:
        for n in range(40):
            taken.append(n)
            yield "say", str(n)

    with executor_for(None, 2) as crew:
        ahead = [len(taken) - at for at, _ in enumerate(in_order(crew, odd_batches.work, batches()))]
    assert (max(ahead), ahead[-1]) == (4, 1)


def test_a_worker_killed_half_way_loses_and_doubles_nothing(odd_batches: Any, tmp_path: Path) -> None:
    batches = [("say", str(n)) for n in range(30)]
    batches[7] = ("die once", str(tmp_path / "first"))
    batches[8] = ("die once", str(tmp_path / "second"))
    batches[29] = ("die once", str(tmp_path / "last"))
    expected = [odd_batches.work(("say", argument)) for _, argument in batches]
    assert results(odd_batches, batches, 2) == expected
    assert sorted(path.name for path in tmp_path.iterdir()) == ["first", "last", "second"]


def test_a_batch_that_kills_every_worker_is_named_and_none_beside_it(odd_batches: Any) -> None:
    batches = [("say", str(n)) for n in range(9)]
    batches[5] = ("die", "")
    with executor_for(None, 2) as crew, pytest.raises(CannotRead) as raised:
        list(in_order(crew, odd_batches.work, batches))
    assert str(raised.value) == (
        "第6批交出3次，计算它的进程每次都中止了；请检查内存是否够用，减少同时计算的进程后重新执行。"
    )


@pytest.mark.parametrize("processes", [1, 2])
def test_what_the_work_raises_is_raised_in_its_turn(odd_batches: Any, processes: int) -> None:
    batches = [("say", "0"), ("raise", "坏了"), ("say", "2")]
    with executor_for(None, processes) as crew:
        coming = in_order(crew, odd_batches.work, batches)
        assert next(coming) == odd_batches.work(("say", "0"))
        with pytest.raises(ValueError, match=r"^坏了$"):
            next(coming)
        assert list(coming) == []


def test_a_job_that_nobody_waits_for_leaves_the_crew_to_the_next(odd_batches: Any) -> None:
    batches = iter([("say", str(n)) for n in range(20)])
    with executor_for(None, 2) as crew:
        job = in_order(crew, odd_batches.work, batches)
        next(job)
        job.close()  # type: ignore[attr-defined]
        assert next(batches) == ("say", "4")
        assert list(in_order(crew, odd_batches.work, [("say", "一"), ("say", "二")])) == [
            odd_batches.work(("say", "一")),
            odd_batches.work(("say", "二")),
        ]


_SCRIPT = """\
from pathlib import Path
from taizhang.desk.spreading.executor import executor_for
from taizhang.desk.spreading.in_order import in_order
import odd_batches, sys
print("begun", flush=True)
with executor_for(None, 2) as crew:
    print(list(in_order(crew, getattr(odd_batches, sys.argv[1]), sys.argv[2:])), flush=True)
"""


def script(tmp_path: Path, *words: str) -> subprocess.Popen[str]:
    """A program that does its work at once, without looking whether it is the main one."""
    (tmp_path / "script.py").write_text(_SCRIPT, encoding="utf-8")
    path = os.pathsep.join(filter(None, [str(HERE), os.environ.get("PYTHONPATH", "")]))
    return subprocess.Popen(
        [sys.executable, str(tmp_path / "script.py"), *words],
        env=os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_the_main_module_is_not_run_again(tmp_path: Path) -> None:
    with script(tmp_path, "say_who", "a", "b") as program:
        said, _ = program.communicate(timeout=60)
    begun, who = said.splitlines()
    assert (begun, len(json.loads(who)), program.returncode) == ("begun", 2, 0)


def test_workers_end_with_a_parent_that_was_killed(tmp_path: Path) -> None:
    folder = tmp_path / "who"
    folder.mkdir()
    with script(tmp_path, "write_who_and_wait", str(folder), str(folder)) as program:
        assert _soon(lambda: len(list(folder.iterdir())) == 2)
        program.send_signal(signal.SIGKILL)
    workers = [int(path.name) for path in folder.iterdir()]
    assert _soon(lambda: not any(map(psutil.pid_exists, workers)))


def _soon(come_true: Any) -> bool:
    end = time.monotonic() + 20
    while not come_true() and time.monotonic() < end:
        time.sleep(0.05)
    return bool(come_true())
