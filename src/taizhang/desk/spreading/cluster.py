"""A crew of workers on many machines, behind a dask scheduler."""

from __future__ import annotations

import logging
import pickle
import time
import warnings
from collections.abc import Callable, Mapping
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, Any, TypeVar

from taizhang.desk.spreading.crew import Crew
from taizhang.desk.spreading.greeting import greets
from taizhang.desk.spreading.versions import Versions, difference, versions_here
from taizhang.errors import BadUsage, CannotRead

if TYPE_CHECKING:
    from distributed import Client

Result = TypeVar("Result")

_CONNECT_SECONDS = 5  # for a scheduler to greet, to answer, and to be found again
_FIRST_WORKER_SECONDS = 2  # for one that is just being started
_WORKER_SECONDS = 60  # without any worker; one that was killed and is started again takes a few
_INSTALL = "请在各台机器装成同样的版本后重试。"
_COUNTED_SECONDS = 5  # for which the number of workers is remembered


class Cluster(Crew):
    """Twice as many batches are in flight as the workers have threads.

    dask itself hands a batch to another worker when one is killed, and gives it up after the fourth.
    """

    def __init__(self, host: str, port: int) -> None:
        """The scheduler's place.

        Raises:
            CannotRead: no scheduler answers there, or it has no workers.
            BadUsage: the scheduler or a worker stands on something else than this program.
        """
        from distributed.scheduler import KilledWorker, NoValidWorkerError

        self.lost = (KilledWorker, NoValidWorkerError, CancelledError)
        self._address = f"[{host}]:{port}" if ":" in host else f"{host}:{port}"
        if not greets(host, port, _CONNECT_SECONDS):
            raise _not_there(self._address)
        self._client = _connected(self._address)
        self._executor = self._client.get_executor(pure=False)
        self._here = versions_here()
        self._counted, self._threads = 0.0, 0
        self._none_since: float | None = None
        try:
            self._check_versions()
        except BaseException:
            self._client.close()
            raise

    def at_once(self) -> int:
        if time.monotonic() - self._counted > _COUNTED_SECONDS:
            self._count()
        return 2 * max(self._threads, 1)

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        """The batch travels as bytes, so that the scheduler need not unpack and pack it.

        Raises:
            CannotRead: the scheduler is gone.
        """
        packed = pickle.dumps((fn, args, kwargs))
        try:
            future: Future[Result] = self._executor.submit(_work_off, self._here, packed)
        except Exception as trouble:
            if self._client.status == "running":
                raise
            raise self._gone() from trouble
        return future

    def look_after(self) -> None:
        """Wait for the scheduler to come back, and see that it has workers.

        Raises:
            CannotRead: the scheduler is gone, or has had no worker for too long.
        """
        while self._client.status == "connecting":
            time.sleep(0.05)
        self._count()
        now = time.monotonic()
        self._none_since = None if self._threads else self._none_since or now
        if self._none_since is not None and now - self._none_since > _WORKER_SECONDS:
            raise _no_workers(self._address)

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:  # noqa: ARG002 - dask cancels
        if self._client.status == "running":
            self._executor.shutdown(wait=False)
        self._client.close()

    def _count(self) -> None:
        """How many threads the workers have now."""
        if self._client.status != "running":
            raise self._gone()
        try:
            self._threads = sum(self._client.nthreads().values())
        except (OSError, TypeError, ValueError, RuntimeError) as trouble:
            raise self._gone() from trouble
        self._counted = time.monotonic()

    def _gone(self) -> CannotRead:
        return CannotRead(f"与调度器{self._address}的连接断了，没有算完；请检查网络和调度器后重新执行。")

    def _check_versions(self) -> None:
        """Of the scheduler too, which looks into what it hands on."""
        self._check({f"调度器{self._address}": _versions_of_scheduler(self._client)})
        self._wait_for_a_worker()
        workers = self._client.run(versions_here, on_error="return")
        self._check({f"工作进程{worker}": there for worker, there in sorted(workers.items())})

    def _wait_for_a_worker(self) -> None:
        end = time.monotonic() + _FIRST_WORKER_SECONDS
        self._count()
        while not self._threads:
            if time.monotonic() > end:
                raise _no_workers(self._address)
            time.sleep(0.1)
            self._count()

    def _check(self, machines: Mapping[str, Versions | Exception]) -> None:
        found = ((machine, difference(there, self._here)) for machine, there in machines.items())
        if differences := [f"{machine}上{what}" for machine, what in found if what]:
            raise BadUsage(f"{'；'.join(differences)}。{_INSTALL}")


def _versions_of_scheduler(client: Client) -> Versions | Exception:
    try:
        versions: Versions = client.run_on_scheduler(versions_here)
    except Exception as trouble:  # what it says when there is no such program is up to its version
        return trouble
    return versions


def _connected(address: str) -> Client:
    from distributed import Client
    from distributed.versions import VersionMismatchWarning

    logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it says, we say in Chinese
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", VersionMismatchWarning)  # the workers are asked below
        try:
            return Client(f"tcp://{address}", timeout=_CONNECT_SECONDS, set_as_default=False)
        except (OSError, TimeoutError, ValueError) as trouble:
            raise _not_there(address) from trouble


def _not_there(address: str) -> CannotRead:
    return CannotRead(f"连接不上{address}的调度器；请检查地址，并确认调度器已经启动、网络可以到达。")


def _no_workers(address: str) -> CannotRead:
    return CannotRead(f"调度器{address}上没有工作进程；请在各台机器启动工作进程后重新执行。")


def _work_off(wanted: Versions, packed: bytes) -> Any:
    """On the worker: one that came later was not asked yet."""
    if what := difference(versions_here(), wanted):
        from distributed import get_worker

        raise BadUsage(f"工作进程{get_worker().address}上{what}。{_INSTALL}")
    work, args, kwargs = pickle.loads(packed)
    return work(*args, **kwargs)
