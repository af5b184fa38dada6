"""A dask scheduler and its workers, real programs on free ports of this computer, gone when the tests end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from clients.ports import free_ports

_BEFORE_GIVING_UP = 30  # seconds
_ALONE = {
    # One death is enough for dask to give a batch up, so that it comes back to us each time.
    "DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES": "0",
    "PYTHONWARNINGS": "ignore",
}


@dataclass
class Machines:
    """A scheduler, and whoever was started for it."""

    port: int
    scheduler: subprocess.Popen[bytes]
    folder: Path  # where they leave what they say
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    @property
    def where(self) -> str:
        return f"dask://127.0.0.1:{self.port}"

    def start_worker(self, *options: str, imports: Sequence[Path] = ()) -> subprocess.Popen[bytes]:
        """`imports` are folders that its modules come from before all others."""
        address = f"tcp://127.0.0.1:{self.port}"
        words = ("worker", address, "--host", "127.0.0.1", "--nthreads", "1", "--death-timeout", "20")
        here = ("--local-directory", str(self.folder))
        worker = _started(self.folder, *words, *here, *options, imports=imports)
        self.workers.append(worker)
        return worker

    def wait_for_workers(self, count: int) -> None:
        from distributed import Client

        with Client(
            f"tcp://127.0.0.1:{self.port}", timeout=_BEFORE_GIVING_UP, set_as_default=False
        ) as client:
            end = time.monotonic() + _BEFORE_GIVING_UP
            while len(client.nthreads()) != count:
                assert time.monotonic() < end, "工作进程没有按时启动"
                time.sleep(0.05)


@contextmanager
def running_machines(folder: Path, workers: int, imports: Sequence[Path] = ()) -> Iterator[Machines]:
    """A scheduler with so many workers, each under a nanny that starts it again when it was killed."""
    (port,) = free_ports(1)
    words = ("scheduler", "--host", "127.0.0.1", "--port", str(port), "--idle-timeout", "120")
    machines = Machines(port, _started(folder, *words, "--no-jupyter", imports=imports), folder)
    try:
        for _ in range(workers):
            machines.start_worker(imports=imports)
        machines.wait_for_workers(workers)
        yield machines
    finally:
        for program in (*machines.workers, machines.scheduler):
            program.terminate()
        for program in (*machines.workers, machines.scheduler):
            _end(program)


def _started(folder: Path, *words: str, imports: Sequence[Path] = ()) -> subprocess.Popen[bytes]:
    path = [*map(str, imports), os.environ.get("PYTHONPATH", "")]
    with open(folder / "said", "ab") as said:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *words, "--no-dashboard"],
            env=os.environ | _ALONE | {"PYTHONPATH": os.pathsep.join(filter(None, path))},
            stdout=said,
            stderr=said,
            cwd=folder,
        )


def _end(program: subprocess.Popen[bytes]) -> None:
    try:
        program.wait(timeout=1)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait()
