"""LibreOffice, kept running for a whole test session, that recalculates workbooks."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from functools import cache
from pathlib import Path
from queue import Empty, SimpleQueue
from threading import Thread

from clients.jobs import Answer, Failed, Job, Value

_SEAT = Path(__file__).with_name("office_seat.py")
_PYTHONS = (sys.executable, "/usr/bin/python3", "/usr/lib/libreoffice/program/python")


class OfficeError(Exception):
    """What LibreOffice could not do."""


class Office:
    """As many LibreOffices as there are seats, each with its own profile in `folder`, started when first needed.

    `edits` is a file of functions over the open workbook, for jobs that name them. A seat that dies, or does not answer within `patience` seconds, is started again, once for a job.
    """

    def __init__(
        self, folder: Path, *, seats: int = 1, patience: float = 120, edits: Path | None = None
    ) -> None:
        self._seats = [_Seat(folder / f"seat{number}", patience, edits) for number in range(seats)]

    def recalculated(self, jobs: Sequence[Job]) -> list[Answer]:
        """The answers in the jobs' order.

        Raises: OfficeError where a workbook cannot be opened or changed so.
        """
        answers = self.tried(jobs)
        for answer in answers:
            if isinstance(answer, OfficeError):
                raise answer
        return answers

    def tried(self, jobs: Sequence[Job]) -> list[Answer | OfficeError]:
        """The same; what cannot be opened or changed so has its error in the answer's place."""
        free: SimpleQueue[_Seat] = SimpleQueue()
        for seat in self._seats:
            free.put(seat)

        def done(job: Job) -> Answer | OfficeError:
            seat = free.get()
            try:
                return seat.done(job)
            except OfficeError as trouble:
                return trouble
            finally:
                free.put(seat)

        with ThreadPoolExecutor(len(self._seats)) as threads:
            return list(threads.map(done, jobs))

    def groups(self) -> list[int]:
        """The process groups that run now."""
        return [seat.group for seat in self._seats if seat.group]

    def close(self) -> None:
        for seat in self._seats:
            seat.close()


def office_lacks() -> str:
    """Why no LibreOffice can be driven here; "" where one can."""
    if shutil.which("soffice") is None:
        return "没有安装 LibreOffice（soffice）"
    return "" if python_with_uno() else "没有安装 python3-uno，不能操作 LibreOffice"


@cache
def python_with_uno() -> str | None:
    for python in filter(shutil.which, _PYTHONS):
        if subprocess.run([python, "-c", "import uno"], capture_output=True).returncode == 0:
            return python
    return None


class _Seat:
    """One LibreOffice and the Python that drives it, in one process group."""

    def __init__(self, profile: Path, patience: float, edits: Path | None) -> None:
        self._profile, self._patience, self._edits = profile, patience, edits
        self._driver: subprocess.Popen[str] | None = None
        self._lines: SimpleQueue[str] = SimpleQueue()

    @property
    def group(self) -> int | None:
        return self._driver and self._driver.pid

    def done(self, job: Job) -> Answer:
        asked = json.dumps(_asked(job), ensure_ascii=False)
        line = self._answer(asked)
        if line is None or "uno.RuntimeException" in line:  # its bridge now and then loses an object
            self.close(patience=0)
            line = self._answer(asked)
        if line is None:
            raise OfficeError(f"{job.path.name}: LibreOffice died twice or took too long")
        told = json.loads(line)
        if "trouble" in told:
            raise OfficeError(f"{job.path.name}: {told['trouble']}")
        return Answer({name: dict(_cells(cells)) for name, cells in told["sheets"].items()})

    def _answer(self, asked: str) -> str | None:
        """None where the program died or took too long; then it is gone."""
        driver = self._driver or self._start()
        try:
            driver.stdin.write(asked + "\n")
            driver.stdin.flush()
            line = self._lines.get(timeout=self._patience)
        except (BrokenPipeError, Empty):
            line = ""
        if not line:
            self.close(patience=0)
            return None
        return line

    def _start(self) -> subprocess.Popen[str]:
        command = [python_with_uno(), str(_SEAT), shutil.which("soffice"), str(self._profile)]
        command += [str(self._edits)] if self._edits else []
        plain = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        plain["PYTHONUTF8"] = "1"
        self._driver = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            encoding="utf-8", env=plain, start_new_session=True,
        )  # fmt: skip
        self._lines = SimpleQueue()
        Thread(target=_listen, args=(self._driver.stdout, self._lines), daemon=True).start()
        return self._driver

    def close(self, patience: float = 20) -> None:
        """Ask it to end, and end what is left after `patience` seconds."""
        if self._driver is None:
            return
        driver, self._driver = self._driver, None
        with suppress(BrokenPipeError, subprocess.TimeoutExpired):
            driver.stdin.close()
            driver.wait(patience)
        _end_group(driver.pid)
        driver.wait()


def _asked(job: Job) -> dict[str, object]:
    return {
        "path": str(job.path.resolve()),
        "changes": [[type(change).__name__, *asdict(change).values()] for change in job.changes],
        "read": job.read,
        "save_to": job.save_to and str(job.save_to.resolve()),
        "password": job.password,
        "options": job.options,
    }


def _cells(told: list[list]) -> Iterator[tuple[tuple[int, int], Value]]:
    for row, column, value in told:
        yield (row, column), Failed(value[0]) if isinstance(value, list) else value


def _listen(stream, lines: SimpleQueue[str]) -> None:
    """Each line as it comes, then "" where the program has ended."""
    with stream:
        for line in stream:
            lines.put(line)
    lines.put("")


def _end_group(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)
