"""The bounds of intake: of a mail, of a package of files, of one file; and how often an address is answered."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NamedTuple

from taizhang.desk.files import read_file
from taizhang.desk.workers.limits import Limits
from taizhang.errors import CannotRead
from taizhang.model.bundle_limits import BundleLimits
from taizhang.model.file_limits import FileLimits
from taizhang.model.mail_limits import MailLimits

_MB = 1024 * 1024
MAIL_BYTES = 100 * _MB  # of a mail that is parsed at all (INTAKE 6)


def _mails() -> Limits:
    """The standard parser takes up to ten times the mail's own size, and half a minute for the largest on a busy PC."""
    return Limits(file_bytes=MAIL_BYTES, seconds=60, cpu_seconds=60, resident_mb=1536, address_space_mb=3072)


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """Safe defaults; an office may set others in a file."""

    files: Limits = field(default_factory=Limits)  # of a worker that reads a workbook
    books: FileLimits = field(default_factory=FileLimits)  # of what a workbook holds
    mails: Limits = field(default_factory=_mails)  # of a worker that takes a mail or a package apart
    letters: MailLimits = field(default_factory=MailLimits)  # of what a mail holds
    bundles: BundleLimits = field(default_factory=BundleLimits)  # of what a package holds
    answers_a_day: int = 5  # to one address
    patience: int = 10  # seconds that others wait for a mail, which is opened behind them if it takes longer

    @property
    def mails_in_turn(self) -> Limits:
        """Of a mail as long as others wait for it (INTAKE 5)."""
        seconds = min(self.mails.seconds, self.patience)
        return replace(self.mails, seconds=seconds, cpu_seconds=min(self.mails.cpu_seconds, self.patience))


class _Setting(NamedTuple):
    """What a number in the file sets: fields by their path in the limits, each times a factor; and its bounds."""

    of: str  # what it is the most of
    sets: Mapping[str, int]
    least: int
    most: int


_SETTINGS: dict[str, _Setting] = {
    "附件兆字节": _Setting("一个附件或文件的大小", {"files.file_bytes": _MB}, 1, 500),
    "读取秒数": _Setting("读一个工作簿的时间", {"files.seconds": 1, "files.cpu_seconds": 1}, 1, 600),
    "读取内存兆字节": _Setting(
        "读一个工作簿时占用的内存", {"files.resident_mb": 1, "files.address_space_mb": 2}, 64, 16_384
    ),
    "工作簿单件兆字节": _Setting("工作簿内部一个部分解压后的大小", {"books.part": _MB}, 1, 2_000),
    "工作簿合计兆字节": _Setting("工作簿全部内容解压后的大小", {"books.total": _MB}, 1, 4_000),
    "工作簿内部文件数": _Setting("工作簿内部的文件", {"books.entries": 1}, 10, 60_000),
    "工作簿单元格数": _Setting("一个工作簿的单元格，以及共用的文字", {"books.cells": 1}, 100, 10_000_000),
    "工作簿行数": _Setting("一个工作簿有内容的行", {"books.rows": 1}, 10, 10_000_000),
    "工作簿工作表数": _Setting("一个工作簿的工作表", {"books.sheets": 1}, 1, 60_000),
    "工作表合并单元格数": _Setting("一张工作表的合并单元格（xlsx）", {"books.merges": 1}, 10, 10_000_000),
    "内部记录数": _Setting("xls、xlsb 内部的记录", {"books.records": 1}, 1_000, 100_000_000),
    "内部元素数": _Setting(
        "逐个读取的部分（工作表等）内部的元素", {"books.xml.stream": 1}, 1_000, 100_000_000
    ),
    "内部目录元素数": _Setting(
        "整体读取的部分（目录等）内部的元素", {"books.xml.tree": 1}, 1_000, 10_000_000
    ),
    "元素属性数": _Setting("内部一个元素的属性", {"books.xml.attributes": 1}, 50, 10_000),
    "膨胀提示倍数": _Setting(
        "解压后是原大小的多少倍时提示，只提示，不拒收",
        {"books.ratio_warning": 1, "bundles.ratio_warning": 1},
        1,
        1_000_000,
    ),
    "邮件兆字节": _Setting("一封邮件的大小", {"mails.file_bytes": _MB}, 1, 500),
    "邮件拆开秒数": _Setting(
        "拆开一封邮件或一个压缩包的时间", {"mails.seconds": 1, "mails.cpu_seconds": 1}, 1, 600
    ),
    "邮件拆开内存兆字节": _Setting(
        "拆开一封邮件或一个压缩包时占用的内存",
        {"mails.resident_mb": 1, "mails.address_space_mb": 2},
        64,
        16_384,
    ),
    "邮件排队秒数": _Setting("其他邮件等候一封邮件的时间，超过的排到最后再拆", {"patience": 1}, 1, 600),
    "邮件层数": _Setting("邮件套邮件的层数", {"letters.messages": 1}, 1, 30),
    "邮件部分数": _Setting("一封邮件的各个部分", {"letters.parts": 1}, 10, 100_000),
    "邮件信头字符数": _Setting("一封邮件全部信头的字符", {"letters.headers": 1}, 10_000, 10_000_000),
    "邮件嵌套倍数": _Setting("嵌套的邮件合计是邮件本身的多少倍", {"letters.times_opened": 1}, 1, 30),
    "压缩包单件兆字节": _Setting("压缩包里一个文件解压后的大小", {"bundles.part_bytes": _MB}, 1, 2_000),
    "压缩包合计兆字节": _Setting("压缩包全部内容解压后的大小", {"bundles.total_bytes": _MB}, 1, 4_000),
    "压缩包留存兆字节": _Setting(
        "一封邮件的压缩包里取出留存的文件合计", {"bundles.kept_bytes": _MB}, 1, 4_000
    ),
    "压缩包条目数": _Setting("压缩包里列出的条目，含文件夹", {"bundles.entries": 1}, 1, 100_000),
    "压缩包件数": _Setting("压缩包里的文件", {"bundles.members": 1}, 1, 10_000),
    "压缩包层数": _Setting("压缩包里的压缩包再拆几层", {"bundles.depth": 1}, 0, 2),
    "每日答复数": _Setting("一天答复同一个地址的次数", {"answers_a_day": 1}, 1, 1_000),
}


def read_limits(path: Path) -> IntakeLimits:
    """The limits that a TOML file sets, by the names above; all others are the defaults.

    Raises:
        CannotRead: the file is no TOML, or sets something unknown or out of bounds.
    """
    try:
        told = tomllib.loads(read_file(path).decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise CannotRead(
            f'“{path}”不是可用的限额文件，请每行写一项，名称加引号，如 "附件兆字节" = 50。'
        ) from None
    limits = IntakeLimits()
    for name, value in told.items():
        limits = _with_setting(limits, name, value, path)
    return limits


def _with_setting(limits: IntakeLimits, name: str, value: Any, path: Path) -> IntakeLimits:
    setting = _SETTINGS.get(name)
    if setting is None:
        raise CannotRead(f"“{path}”中没有“{name}”这一项限额，可用的有：{'、'.join(_SETTINGS)}，请核对。")
    if isinstance(value, bool) or not isinstance(value, int) or not setting.least <= value <= setting.most:
        raise CannotRead(
            f"“{path}”中“{name}”应是 {setting.least} 到 {setting.most} 的整数，现在是“{value}”，请改正。"
        )
    for at, factor in setting.sets.items():
        limits = _with_field(limits, at.split("."), value * factor)
    return limits


def _with_field(limits: Any, path: list[str], value: int) -> Any:
    """The same limits but for the field that the path leads to."""
    name, *rest = path
    return replace(limits, **{name: _with_field(getattr(limits, name), rest, value) if rest else value})


def settings() -> Iterator[tuple[str, str, int, int, int]]:
    """Of each setting its name in the file, what it bounds, the number where none is set, the least and the most."""
    for name, setting in _SETTINGS.items():
        yield name, setting.of, _default(setting), setting.least, setting.most


def _default(setting: _Setting) -> int:
    at, factor = next(iter(setting.sets.items()))
    value: Any = IntakeLimits()
    for name in at.split("."):
        value = getattr(value, name)
    return int(value) // factor
