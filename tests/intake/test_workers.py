"""INTAKE 1 to 5: what workers are allowed, and what becomes of the file that one of them was lost over."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
import xlsxwriter
from hostile.work import work

from taizhang.desk.examine import Known, examine_all
from taizhang.desk.workers import pool as pool_module
from taizhang.desk.workers.limits import Limits
from taizhang.desk.workers.pool import Loss, WorkerPool
from taizhang.desk.workers.worker_words import NoWords, unpacked

posix = pytest.mark.skipif(os.name == "nt", reason="Windows 没有这些限制和信号")
SHORT = Limits(seconds=2, cpu_seconds=60, resident_mb=200, address_space_mb=600)
GOOD = [("say", "1"), ("say", "2"), ("say", "3")]
SAID = ["say 1", "say 2", "say 3"]
ENDED = Loss("", "读取时程序意外中止，文件内容可能有损坏。请在表格软件中另存为新文件后重新报送")
ODD = Loss("", "读取时程序出现意外情况，文件内容可能有损坏。请在表格软件中另存为新文件后重新报送")
LATE = Loss("seconds", "读取超过2秒的上限，未读取。请删除多余内容后重新报送")
LARGE = Loss("memory", "读取时内存超过200兆字节的上限，未读取。请删除多余内容后重新报送")


def answers(order: str, argument: str = "", *, limits: Limits = SHORT, jobs: int = 1) -> list[object]:
    """What comes of the order between good ones."""
    with WorkerPool(jobs, limits=limits) as pool:
        return list(pool.examine([GOOD[0], (order, argument), *GOOD[1:]], work))


def test_r01_the_limits_are_those_of_the_requirement() -> None:
    limits = Limits()
    assert (limits.seconds, limits.cpu_seconds) == (20, 20)
    assert (limits.resident_mb, limits.address_space_mb) == (512, 1024)
    assert (limits.file_bytes, limits.retries) == (50 * 1024 * 1024, 1)


@posix
@pytest.mark.parametrize(
    ("order", "argument", "limits", "lost"),
    [
        ("sleep", "", SHORT, LATE),
        ("swell", "", SHORT, LARGE),
        ("ask for space", "700000000", SHORT, LARGE),
        ("ask for space", "1100000000", Limits(), Loss("memory", LARGE.why.replace("200", "512"))),
        (
            "spin",
            "",
            Limits(seconds=30, cpu_seconds=1),
            Loss("cpu", "读取占用处理器超过1秒的上限，未读取。请删除多余内容后重新报送"),
        ),
    ],
    ids=["time", "resident memory", "address space", "address space as it is set", "processor"],
)
def test_r01_every_limit_holds_and_is_said_with_its_figure(
    order: str, argument: str, limits: Limits, lost: Loss
) -> None:
    assert answers(order, argument, limits=limits) == [SAID[0], lost, *SAID[1:]]


def test_r01_the_parent_parses_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import csv
    import zipfile

    from lxml import etree

    def parsed(*_: object, **__: object) -> None:
        raise AssertionError("the parent parsed a file")

    contents = [("一.xlsx", workbook_bytes()), ("二.csv", "甲,乙\n1,2\n".encode()), ("三.xlsx", b"PK\3\4x")]
    monkeypatch.setattr(zipfile.ZipFile, "__init__", parsed)
    monkeypatch.setattr(etree, "fromstring", parsed)
    monkeypatch.setattr(etree, "iterparse", parsed)
    monkeypatch.setattr(csv, "reader", parsed)
    found = list(examine_all(contents, Known()))
    assert [one.file_class.value for one in found] == ["readable", "readable", "corrupt"]


def test_r01_a_worker_is_used_again(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[object] = []
    start = WorkerPool._start
    monkeypatch.setattr(WorkerPool, "_start", lambda pool: started.append(pool) or start(pool))
    with WorkerPool(1, limits=SHORT) as pool:
        assert list(pool.examine(GOOD * 10, work)) == SAID * 10
        assert list(pool.examine(GOOD, work)) == SAID
    assert len(started) == 1


@posix
@pytest.mark.parametrize(
    ("order", "lost"),
    [
        ("abort", ENDED), ("segmentation", ENDED), ("bus", ENDED), ("exit", ENDED), ("leave", ODD), ("stop", LATE),
    ],
)  # fmt: skip
def test_r02_a_child_that_ends_or_falls_silent_is_a_verdict(order: str, lost: Loss) -> None:
    assert answers(order) == [SAID[0], lost, *SAID[1:]]


@posix
def test_r02_a_child_that_stops_in_the_middle_of_its_answer_keeps_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pool_module, "_STALLED_SECONDS", 1)
    started = time.monotonic()
    assert answers("stop in the middle", limits=Limits(seconds=60, retries=0)) == [SAID[0], ENDED, *SAID[1:]]
    assert time.monotonic() - started < 20


@posix
def test_r02_a_child_that_stopped_before_its_next_item_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool_module, "_STALLED_SECONDS", 1)
    with WorkerPool(1, limits=SHORT) as pool:
        assert list(pool.examine(GOOD, work)) == SAID
        (worker,) = pool._workers
        os.kill(worker.process.pid or 0, signal.SIGSTOP)
        large = ("say", "x" * 3_000_000)
        assert list(pool.examine([large, *GOOD], work)) == ["say " + large[1], *SAID]
        os.kill(pool._workers[0].process.pid or 0, signal.SIGKILL)
        assert list(pool.examine(GOOD, work)) == SAID


@posix
def test_r02_an_item_is_tried_twice_at_most(tmp_path: Path) -> None:
    with WorkerPool(1, limits=SHORT) as pool:
        batch = pool.examine([("abort", "")], work)
        tries: list[int] = []
        lose = pool._lose
        pool._lose = lambda worker, items: (tries.append(items.tries[0]), lose(worker, items))  # type: ignore[method-assign,assignment]
        assert list(batch) == [ENDED]
    assert tries == [1, 2]


@posix
@pytest.mark.parametrize("order", ["panic", "interrupt", "leave"])
def test_r03_what_is_no_exception_is_caught_too(order: str) -> None:
    assert answers(order) == [SAID[0], ODD, *SAID[1:]]


@posix
@pytest.mark.parametrize(
    "order",
    ["socket", "ask a name", "start", "shell", "fork", "kill", "write", "append", "create", "folder", "link"],
)
def test_r04_a_worker_that_reaches_out_loses_its_file(order: str, tmp_path: Path) -> None:
    target = tmp_path / "written"
    argument = str(os.getpid()) if order == "kill" else str(target)
    assert answers(order, argument) == [SAID[0], ODD, *SAID[1:]]
    assert list(tmp_path.iterdir()) == []


@posix
@pytest.mark.parametrize("order", ["remove", "rename", "unpack"])
def test_r04_a_worker_leaves_what_is_there_as_it_is(order: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.zip"
    content = workbook_bytes()
    kept.write_bytes(content)
    assert answers(order, str(kept)) == [SAID[0], ODD, *SAID[1:]]
    assert [path.name for path in tmp_path.iterdir()] == ["kept.zip"]
    assert kept.read_bytes() == content


@pytest.fixture
def listening() -> Iterator[int]:
    """The port of somebody who would take any call on this computer."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@posix
def test_r04_a_worker_calls_nobody(listening: int) -> None:
    with socket.create_connection(("127.0.0.1", listening), timeout=5):
        pass  # it can be reached from here
    assert answers("connect", str(listening)) == [SAID[0], ODD, *SAID[1:]]


@posix
def test_r60_the_most_memory_is_that_of_each_item_alone() -> None:
    with WorkerPool(1, limits=Limits()) as pool:
        before, large, after = pool.examine([("peak", "1"), ("peak", "150000000"), ("peak", "1")], work)
    assert large > 140 + before  # type: ignore[operator]
    assert after < 50 + before  # type: ignore[operator]


IN_A_CHILD = """
import socket, sys
from taizhang.desk.workers.network import leave_network
left = leave_network()
try:
    socket.create_connection(("127.0.0.1", int(sys.argv[1])), timeout=5)
    print(left, "reached")
except OSError:
    print(left, "cut off")
"""


@posix
def test_r04_in_a_network_of_its_own_not_even_this_computer_is_reached(listening: int) -> None:
    """Without the audit hook, which would stop it first."""
    run = subprocess.run(
        [sys.executable, "-c", IN_A_CHILD, str(listening)], capture_output=True, text=True, check=True
    )
    if run.stdout == "False reached\n":
        pytest.skip("本机不允许程序建立自己的网络空间")
    assert run.stdout == "True cut off\n"


@posix
def test_r04_every_worker_is_in_such_a_network() -> None:
    ours = os.readlink("/proc/self/ns/net") if sys.platform == "linux" else ""
    with WorkerPool(1, limits=SHORT) as pool:
        ((network, interfaces, routes),) = pool.examine([("networks", "")], work)  # type: ignore[misc]
    if network == ours:
        pytest.skip("本机不允许程序建立自己的网络空间")
    assert set(interfaces) <= {
        "lo",
        "tunl0",
        "sit0",
        "ip6tnl0",
        "gre0",
        "gretap0",
        "erspan0",
        "ip_vti0",
        "ip6_vti0",
        "ip6gre0",
    }
    assert routes == []


@posix
def test_r04_a_worker_starts_where_no_such_network_is_permitted(monkeypatch: pytest.MonkeyPatch) -> None:
    import ctypes

    from taizhang.desk.workers.network import leave_network

    class Refusing:
        def unshare(self, _how: int) -> int:
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda _name: Refusing())
    assert leave_network() is False
    monkeypatch.setattr(ctypes, "CDLL", lambda _name: object())
    assert leave_network() is False


@posix
def test_r04_the_system_itself_refuses_a_worker_every_byte_in_a_file(tmp_path: Path) -> None:
    """As a library in C would write, past Python's own doors."""
    code = (
        "import os, sys\n"
        "from taizhang.desk.workers.limits import Limits\n"
        "from taizhang.desk.workers.worker import _limit\n"
        "file = os.open(sys.argv[1], os.O_WRONLY | os.O_CREAT)\n"
        "_limit(Limits())\n"
        "os.write(file, b'x')\n"
    )
    target = tmp_path / "written"
    run = subprocess.run(
        [sys.executable, "-c", code, str(target)], capture_output=True, text=True, check=False
    )
    assert run.returncode == 1
    assert run.stderr.splitlines()[-1] == "OSError: [Errno 27] File too large"
    assert target.read_bytes() == b""


def test_r04_an_answer_runs_nothing_in_the_parent(tmp_path: Path) -> None:
    target = tmp_path / "written"
    assert answers("payload", str(target)) == [SAID[0], ODD, *SAID[1:]]
    assert not target.exists()


def test_r04_answers_are_made_of_plain_values_and_our_own_nouns() -> None:
    import pickle
    from datetime import date
    from decimal import Decimal
    from pathlib import PurePosixPath

    from taizhang.model.verdict import Flag

    for answer in (
        "甲",
        b"x",
        {"a": [1, (2.5, None)]},
        {Flag.MACRO},
        SHORT,
        date(2022, 9, 1),
        Decimal("1.5"),
    ):
        assert unpacked(pickle.dumps(answer)) == answer
    for words in (
        pickle.dumps(PurePosixPath("a")),
        pickle.dumps(os.getcwd),
        pickle.dumps(work),
        b"",
        b"\x80",
    ):
        with pytest.raises(NoWords):
            unpacked(words)


def workbook_bytes(cell: str = "A1") -> bytes:
    content = BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    book.add_worksheet("任务台账").write(cell, 1)
    book.close()
    return content.getvalue()


def finished(orders: list[tuple[str, str]], *, jobs: int) -> list[tuple[object, float]]:
    """Each answer with the second at which it was there, within the limits as they are set."""
    found = []
    with WorkerPool(jobs) as pool:
        started = time.monotonic()
        found.extend((answer, time.monotonic() - started) for answer in pool.examine(orders, work))
    return found


@posix
def test_r05_the_others_are_finished_within_thirty_seconds_beside_one_that_hangs() -> None:
    """One worker for all of them, and the limits as they are set."""
    found = finished([GOOD[0], ("sleep", "600"), *GOOD[1:]], jobs=1)
    late = Loss("seconds", "读取超过20秒的上限，未读取。请删除多余内容后重新报送")
    assert [answer for answer, _ in found] == [SAID[0], late, *SAID[1:]]
    assert found[1][1] >= 20
    assert found[-1][1] < 30


@posix
def test_r05_those_beside_it_do_not_wait_at_all() -> None:
    """Two workers: while the one hangs, the other does all the rest."""
    with WorkerPool(2, limits=Limits(seconds=6)) as pool:
        batch = pool.examine([*GOOD, ("sleep", "600"), *[("say", "4")] * 20], work)
        started = time.monotonic()
        assert [next(batch) for _ in GOOD] == SAID
        assert time.monotonic() - started < 3
        assert isinstance(next(batch), Loss)
        waited = time.monotonic()
        assert list(batch) == ["say 4"] * 20
        assert time.monotonic() - waited < 1  # all of them were there already
