"""Files on disk: read whole, written whole or not at all."""

from __future__ import annotations

import errno
import os
import stat
import tempfile
import unicodedata
from pathlib import Path

from taizhang.errors import CannotRead, CannotWrite
from taizhang.model.plan import Plan
from taizhang.model.words.device_names import beside_devices

# A pipe that nobody writes to must not keep us waiting at its opening.
_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_file(path: Path) -> bytes:
    """The file's bytes; what never ends, like a pipe or a device, is not opened for reading.

    Raises:
        CannotRead: there is no such file, it is a folder or no plain file, or it may not be read.
    """
    try:
        with os.fdopen(os.open(path, _READ), "rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                raise CannotRead(f"“{path}”是管道或设备，不是普通文件，请改用要收取的文件本身。")
            return file.read()
    except FileNotFoundError:
        raise CannotRead(f"找不到文件“{path}”，请检查路径后重试。") from None
    except IsADirectoryError:
        raise CannotRead(f"“{path}”是文件夹，这里需要一个文件，请改用其中的文件。") from None
    except OSError as error:
        raise CannotRead(f"文件“{path}”读不出来（{cause(error)}），请检查它是否被占用或需要权限。") from error


def read_password(path: Path) -> str:
    """The first line of the file, whichever way Windows saved it.

    Raises:
        CannotRead: the file is not there, or its first line is empty.
    """
    content = read_file(path)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("gb18030", "replace")
    password = text.split("\n", 1)[0].rstrip("\r")
    if not password:
        raise CannotRead(f"“{path}”的第一行是空的，请把密码写在第一行后重试。")
    return password


def write_file(path: Path, content: bytes) -> Path:
    """Write the file so that nothing half-written ever stands under its name; the path comes back.

    Raises:
        CannotWrite: the folder is read-only, missing rights, or the disk is full.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(draft, 0o644)
            os.replace(draft, path)
        except BaseException:
            os.unlink(draft)
            raise
    except OSError as error:
        raise CannotWrite(
            f"文件“{path}”写不进去（{cause(error)}），请换一个能写的文件夹，或先关闭打开着的同名文件。"
        ) from error
    return path


def write_text(path: Path, text: str) -> Path:
    """Write a text file in UTF-8; the path comes back."""
    return write_file(path, text.encode("utf-8"))


def read_plan(path: Path) -> Plan:
    """The compiled plan in a file.

    Raises:
        CannotRead: the file is no plan.
    """
    from taizhang.plans import plan_from_json

    try:
        return plan_from_json(read_file(path).decode("utf-8-sig"), f"“{path}”")
    except UnicodeDecodeError:
        raise CannotRead(f"“{path}”不是编好的计划文件，请先用 taizhang plan compile 编制计划。") from None


def write_plan(plan: Plan, path: Path) -> Path:
    """Write a plan file; its path comes back."""
    from taizhang.plans import plan_to_json

    return write_text(path, plan_to_json(plan))


_CAUSES = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "文件夹是只读的",
    errno.ENOSPC: "磁盘已满",
    errno.EDQUOT: "磁盘配额已用完",
    errno.ENOENT: "路径不存在",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EEXIST: "同名的是文件，不是文件夹",
    errno.EISDIR: "同名的是文件夹",
    errno.EBUSY: "正被其他程序占用",
    errno.ETXTBSY: "正被其他程序占用",
    errno.ENAMETOOLONG: "文件名太长",
    errno.EIO: "磁盘读写失败",
}


def cause(error: OSError) -> str:
    """Why the system refused, in Chinese; its number where we have no words for it."""
    return _CAUSES.get(error.errno or 0, f"系统代码 {error.errno}")


def shown_name(path: Path) -> str:
    """The file's name as it may be shown and kept; one written in GBK on another system is read as such."""
    from taizhang.mail.attachment_names import shown_name as without_harm

    name = path.name
    if any("\udc80" <= character <= "\udcff" for character in name):
        name = os.fsencode(name).decode("gb18030", "replace")
    return without_harm(name) or "未命名"


_MOST_CHARACTERS, _MOST_BYTES = 80, 240  # of 255 bytes that systems allow; the rest is for the ending


def safe_name(name: str, characters: int = _MOST_CHARACTERS, size: int = _MOST_BYTES) -> str:
    """A name fit for a file on any system: no path signs, nothing reserved or unseen, cut to `characters` and `size` bytes."""
    kept = "".join("_" if _is_unfit(character) else character for character in name)
    cut = kept.strip(" .")[: max(characters, 0)].encode("utf-8")[: max(size, 0)]
    return beside_devices(cut.decode("utf-8", "ignore").strip(" .") or "未命名")


def _is_unfit(character: str) -> bool:
    return character in '\\/:*?"<>|' or unicodedata.category(character) in ("Cc", "Cf", "Cs")
