"""What the command line says: lines for people, JSON for machines, a progress bar on long work."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from taizhang.cli.chinese import ChineseOption

if TYPE_CHECKING:
    from pathlib import Path


class FilePath(click.ParamType[Any]):
    """A path; pathlib is loaded when there is one, since it would cost a tenth of the help page."""

    name = "路径"

    def convert(self, value: Any, _param: click.Parameter | None, _ctx: click.Context | None) -> Path:
        from pathlib import Path

        return Path(value)


class ArchivePlace(FilePath):
    """Where the archive is: a file, or the address of a database."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        return value if "://" in str(value) else super().convert(value, param, ctx)


as_json = click.option(
    "--json", "machine", is_flag=True, cls=ChineseOption, help="输出 JSON，供其他程序读取。"
)


def option(*names: str, **settings: Any) -> Callable[[Any], Any]:
    """An option whose help line is Chinese throughout."""
    return click.option(*names, cls=ChineseOption, **settings)


archive_option = option(
    "--archive", metavar="档案.db", type=ArchivePlace(), required=True,
    help="档案库文件，或数据库地址（postgresql://用户@服务器/库）。",
)  # fmt: skip
period_option = option("--period", metavar="报告期", required=True, help="如 2022Q3、2022-09、2022H1、2022。")
executor_option = option(
    "--executor", metavar="地址",
    help="在哪里计算：dask://主机:端口 是集群的调度器；不写则由本机的多个进程计算。",
)  # fmt: skip
rules_option = option(
    "--rules",
    "rules_folder",
    metavar="文件夹",
    type=FilePath(),
    help="本地规则文件夹，与自带规则一并核对；其中的程序会照样执行，只可用本单位自己的，不可用收来的。",
)


def say(text: str = "") -> None:
    click.echo(text)


def say_json(facts: object) -> None:
    click.echo(json.dumps(facts, ensure_ascii=False, indent=1))


def say_table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns padded to the width that a terminal gives Chinese characters."""
    lines = [tuple(header), *(tuple(row) for row in rows)]
    widths = [max(shown_width(line[i]) for line in lines) for i in range(len(header))]
    for line in lines:
        say(
            "  ".join(
                cell + " " * (width - shown_width(cell)) for cell, width in zip(line, widths, strict=True)
            ).rstrip()
        )


def shown_width(text: str) -> int:
    """How many terminal columns the text takes; a Chinese character takes two."""
    from unicodedata import east_asian_width

    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


@contextmanager
def progress_bar(title: str, *, quiet: bool = False) -> Iterator[Callable[[int, int], None]]:
    """A bar on the terminal's error stream; nothing where there is no terminal."""
    if quiet or not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bars:
        bar = bars.add_task(title, total=None)
        yield lambda done, total: bars.update(bar, completed=done, total=total)
