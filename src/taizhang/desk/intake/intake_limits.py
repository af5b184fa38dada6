"""The bounds of intake: of a mail, of a package of files, of one file; and how often an address is answered."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import read_file
from taizhang.desk.workers.limits import Limits
from taizhang.errors import CannotRead

if TYPE_CHECKING:
    from taizhang.bundles import BundleLimits

_MB = 1024 * 1024
MAIL_BYTES = 100 * _MB  # of a mail that is parsed at all (INTAKE 6)


def _mails() -> Limits:
    """The standard parser takes up to ten times the mail's own size, and half a minute for the largest on a busy PC."""
    return Limits(file_bytes=MAIL_BYTES, seconds=60, cpu_seconds=60, resident_mb=1536, address_space_mb=3072)


def _bundles() -> BundleLimits:
    from taizhang.bundles import BundleLimits

    return BundleLimits()


@dataclass(frozen=True, slots=True)
class IntakeLimits:
    """Safe defaults; an office may set others in a file."""

    files: Limits = field(default_factory=Limits)
    mails: Limits = field(default_factory=_mails)
    bundles: BundleLimits = field(default_factory=_bundles)
    answers_a_day: int = 5  # to one address
    patience: int = 10  # seconds that others wait for a mail, which is opened behind them if it takes longer

    @property
    def mails_in_turn(self) -> Limits:
        """Of a mail as long as others wait for it (INTAKE 5)."""
        seconds = min(self.mails.seconds, self.patience)
        return replace(self.mails, seconds=seconds, cpu_seconds=min(self.mails.cpu_seconds, self.patience))


# Name in the file: (part of the limits, field, factor, least, most).
_SETTINGS: dict[str, tuple[str, str, int, int, int]] = {
    "附件兆字节": ("files", "file_bytes", _MB, 1, 500),
    "读取秒数": ("files", "seconds", 1, 1, 600),
    "读取内存兆字节": ("files", "resident_mb", 1, 64, 16_384),
    "邮件兆字节": ("mails", "file_bytes", _MB, 1, 500),
    "压缩包单件兆字节": ("bundles", "part_bytes", _MB, 1, 2_000),
    "压缩包合计兆字节": ("bundles", "total_bytes", _MB, 1, 4_000),
    "压缩包件数": ("bundles", "members", 1, 1, 10_000),
    "压缩包层数": ("bundles", "depth", 1, 0, 2),
    "每日答复数": ("", "answers_a_day", 1, 1, 1_000),
    "邮件排队秒数": ("", "patience", 1, 1, 600),
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
    if name not in _SETTINGS:
        raise CannotRead(f"“{path}”中没有“{name}”这一项限额，可用的有：{'、'.join(_SETTINGS)}，请核对。")
    part, attribute, factor, least, most = _SETTINGS[name]
    if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
        raise CannotRead(f"“{path}”中“{name}”应是 {least} 到 {most} 的整数，现在是“{value}”，请改正。")
    if not part:
        whole: dict[str, Any] = {attribute: value}
        return replace(limits, **whole)
    changes: dict[str, Any] = {attribute: value * factor}
    changes |= {"address_space_mb": value * 2} if attribute == "resident_mb" else {}
    changes |= {"cpu_seconds": value} if attribute == "seconds" else {}
    changed: dict[str, Any] = {part: replace(getattr(limits, part), **changes)}
    return replace(limits, **changed)
