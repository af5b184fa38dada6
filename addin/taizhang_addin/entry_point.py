"""The outermost layer of every button: nothing escapes; the user is told in Chinese, and a log has the rest."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from taizhang.errors import CannotWrite, Trouble

if TYPE_CHECKING:
    import xlwings as xw

TITLE = "台账"


class Verb(Protocol):
    """What a button does with the open workbook; the text to show comes back."""

    __name__: str

    def __call__(self, book: xw.Book, desk: Any) -> str: ...


class EntryPoint(Protocol):
    """A verb made safe: True when it was done, False when the reason why not was shown."""

    __name__: str
    __module__: str

    def __call__(self, book: xw.Book, *, desk: Any = None, log_folder: Path | None = None) -> bool: ...


def entry_point(verb: Verb) -> EntryPoint:
    """Show what the verb says, or why it could not be done; a crash also goes into the log.

    `desk` stands in for taizhang.desk, `log_folder` for the user's folder of logs.
    """

    @wraps(verb)
    def run(book: xw.Book, *, desk: Any = None, log_folder: Path | None = None) -> bool:
        try:
            said = verb(book, desk or _real_desk())
        except Trouble as trouble:
            if trouble.__cause__:
                log_crash(verb.__name__, log_folder)
            return _show(book, str(trouble), done=False)
        except Exception:
            path = log_crash(verb.__name__, log_folder)
            return _show(book, _crashed(path), done=False)
        return _show(book, said, done=True)

    return run


@contextmanager
def writing() -> Iterator[None]:
    """Everything is computed by now; whatever fails from here on leaves the workbook half written.

    Raises:
        CannotWrite: says what to do about the workbook.
    """
    try:
        yield
    except Exception as problem:
        raise CannotWrite(
            "写入工作簿时中断，可能只写了一部分，请不要保存，关闭后重新打开再试；工作簿受保护的，请先取消保护。"
        ) from problem


def log_crash(doing: str, folder: Path | None = None) -> Path | None:
    """Append the current exception to the log; None where no folder could be written."""
    entry = f"{datetime.now().astimezone().isoformat()} {doing}\n{traceback.format_exc()}\n"
    for place in [folder] if folder else _log_folders():
        with suppress(OSError):
            place.mkdir(parents=True, exist_ok=True)
            with (place / "taizhang-addin.log").open("a", encoding="utf-8") as log:
                log.write(entry)
            return place / "taizhang-addin.log"
    return None


def _real_desk() -> Any:
    from taizhang import desk

    return desk


def _crashed(log: Path | None) -> str:
    where = (
        f"详细情况已记入 {log}，请把该文件发给技术支持人员"
        if log
        else "日志文件夹不能写入，请告知技术支持人员"
    )
    return f"没有完成，工作簿没有改动；{where}。"


def _show(book: xw.Book, text: str, *, done: bool) -> bool:
    """A message that cannot be shown is no reason to fail: the work itself is done or not done."""
    try:
        book.app.alert(text, title=TITLE, mode="info" if done else "critical")
    except Exception:
        log_crash("alert")
    return done


def _log_folders() -> Iterator[Path]:
    import tempfile

    import platformdirs

    yield Path(platformdirs.user_log_dir("taizhang", appauthor=False))
    yield Path(tempfile.gettempdir())
