"""One call of the program, from its words to its exit code (MODEL: exit codes)."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from taizhang.cli.chinese import complaint
from taizhang.cli.commands import taizhang
from taizhang.errors import BadUsage, CannotWrite, Trouble

INTERRUPTED = 130


def run(words: Sequence[str]) -> int:
    """The exit code of a call: 0 clean, 1 findings, 2 usage, 3 unreadable, 4 unwritable or busy, 130 interrupted."""
    _speak_utf8()
    try:
        return taizhang.main(list(words), prog_name="taizhang", standalone_mode=False) or 0
    except click.UsageError as error:
        return _refuse(complaint(error), BadUsage.exit_code)
    except Trouble as trouble:
        return _refuse(str(trouble), trouble.exit_code)
    except (click.Abort, KeyboardInterrupt):
        return _refuse(
            "已中断。此前收下的材料都已保存，没有写完的一批台账已撤回，请重新执行同一命令。", INTERRUPTED
        )
    except BrokenPipeError:
        return 0
    except OSError as error:
        return _refuse(_about_files(error), CannotWrite.exit_code)
    except Exception:
        return _refuse(_logged(words), CannotWrite.exit_code)


def _speak_utf8() -> None:
    """A Chinese console of Windows may speak GBK; a sign that it lacks must not stop the program."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")


def _refuse(sentence: str, exit_code: int) -> int:
    click.echo(sentence, err=True)
    return exit_code


def _about_files(error: OSError) -> str:
    named = f"“{error.filename}”" if error.filename else "磁盘"
    if isinstance(error, PermissionError):
        return f"没有权限读写{named}，请换一个文件夹，或请管理员开放权限后重试。"
    if isinstance(error, FileNotFoundError):
        return f"找不到{named}，请检查路径后重试。"
    return f"读写{named}没有成功（系统代码 {error.errno}），请检查磁盘空间和文件是否被占用后重试。"


def _logged(words: Sequence[str]) -> str:
    """Write the traceback to the log; the user gets one sentence that names it."""
    from taizhang.cli.log import log_crash

    return f"程序遇到了没有预料到的情况，已收下的材料没有丢失。请把日志“{log_crash(words)}”发给维护人员。"
