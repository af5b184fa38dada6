"""Where the work is done: in processes of this computer, or on a cluster."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from taizhang.desk.spreading.crew import Crew
from taizhang.desk.spreading.here import Here
from taizhang.desk.spreading.processes import Processes
from taizhang.errors import BadUsage


@contextmanager
def executor_for(where: str | None, processes: int | None) -> Iterator[Crew]:
    """The executor that an operator names: None for processes here, dask://host:port for a cluster.

    Without a number there are as many processes as processors, eight at the most; with one, none is started.

    Raises:
        BadUsage: the address or the number is none, what a cluster needs is not installed, or a worker there stands
            on other versions.
        CannotRead: no scheduler answers at the address, or it has no workers.
    """
    crew = _processes(processes) if where is None else _cluster(where)
    try:
        yield crew
    finally:
        crew.shutdown(cancel_futures=True)


def _processes(count: int | None) -> Crew:
    if count is None:
        count = min(os.cpu_count() or 1, 8)
    if count < 1:
        raise BadUsage(f"进程数“{count}”不够，请写1以上的整数。")
    return Here() if count == 1 else Processes(count)


def _cluster(where: str) -> Crew:
    host, port = _host_and_port(where)
    try:
        import distributed  # noqa: F401 - whether it is there
    except ImportError:
        raise BadUsage(
            f"没有安装在多台机器上计算的组件，请先执行{' pip install taizhang[cluster] '}安装。"
        ) from None
    from taizhang.desk.spreading.cluster import Cluster

    return Cluster(host, port)


def _host_and_port(where: str) -> tuple[str, int]:
    """Those of dask://host:port."""
    try:
        parts = urlsplit(where)
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not port or where.lower() not in (f"dask://{host}:{port}", f"dask://[{host}]:{port}"):
        raise BadUsage(f"执行方式“{where}”看不懂，请写成{'dask://主机:端口'}；不写则由本机的多个进程计算。")
    return host, port
