"""Where an operator says that the work is to be done."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import click
import pytest
from click.testing import CliRunner

from taizhang.cli.chinese import ChineseHelp
from taizhang.cli.say import executor_option
from taizhang.desk.spreading.executor import executor_for
from taizhang.desk.spreading.here import Here
from taizhang.desk.spreading.processes import Processes
from taizhang.errors import BadUsage


@pytest.mark.parametrize(
    "where",
    ["", "dask", "dask://", "dask://127.0.0.1", "dask://:8786", "dask://127.0.0.1:0", "dask://127.0.0.1:99999",
     "dask://127.0.0.1:端口", "dask+tls://127.0.0.1:8786", "tcp://127.0.0.1:8786", "127.0.0.1:8786",
     "dask://user@127.0.0.1:8786", "dask://127.0.0.1:8786/x", "dask://[::1:8786"],
)  # fmt: skip
def test_an_address_that_is_none_is_said_to_be_so(where: str) -> None:
    with pytest.raises(BadUsage) as raised, executor_for(where, None):
        pass
    assert str(raised.value) == (
        f"执行方式“{where}”看不懂，请写成dask://主机:端口；不写则由本机的多个进程计算。"
    )


@pytest.mark.parametrize("processes", [0, -1])
def test_a_number_of_processes_that_is_none_is_said_to_be_so(processes: int) -> None:
    with pytest.raises(BadUsage) as raised, executor_for(None, processes):
        pass
    assert str(raised.value) == f"进程数“{processes}”不够，请写1以上的整数。"


def test_what_a_cluster_needs_is_named_where_it_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(BadUsage) as raised, executor_for("dask://127.0.0.1:8786", None):
        pass
    assert str(raised.value) == (
        "没有安装在多台机器上计算的组件，请先执行 pip install taizhang[cluster] 安装。"
    )


def test_without_an_address_the_work_is_done_here() -> None:
    kinds = []
    for processes in (1, 2, 100):
        with executor_for(None, processes) as crew:
            kinds.append((type(crew), crew.at_once()))
    assert kinds == [(Here, 1), (Processes, 4), (Processes, 122)]


def test_nothing_of_a_cluster_is_loaded_before_it_is_asked_for() -> None:
    script = (
        "import sys\n"
        "from taizhang.desk.spreading.executor import executor_for\n"
        "from taizhang.desk.spreading.in_order import in_order\n"
        "with executor_for(None, 2) as crew: assert list(in_order(crew, abs, [-1])) == [1]\n"
        "print(*sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True).stdout
    assert [name for name in ("dask", "distributed", "tornado") if name in out.split()] == []


@click.command(cls=ChineseHelp)
@executor_option
def told(executor: str | None) -> None:
    click.echo(repr(executor))


@pytest.mark.parametrize(("words", "said"), [([], "None\n"), (["--executor", "dask://主机:8786"], "'dask://主机:8786'\n")])  # fmt: skip
def test_the_option_gives_the_address_as_it_was_typed(words: list[str], said: Any) -> None:
    assert CliRunner().invoke(told, words).output == said


def test_the_option_is_told_in_chinese() -> None:
    shown = CliRunner().invoke(told, ["--help"]).output
    assert " ".join(shown.split()) == (
        "用法：told [选项] 选项: --executor 地址 在哪里计算：dask://主机:端口 是集群的调度器；不写则由本机的多个进程计算。 "
        "--help 显示本说明。"
    )
