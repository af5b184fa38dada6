"""Documents turned into another format by an office program on this computer: old ones into .docx, papers into PDF."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
from dataclasses import dataclass
from pathlib import Path

from taizhang.errors import CannotRead

# A profile of its own, in which nothing of a document runs and nothing is fetched.
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableActiveContent" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>0</value></prop></item>
<item oor:path="/org.openoffice.Setup/Office"><prop oor:name="FirstStartWizardCompleted" oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""
_SAVE_AS = "请用文字处理软件另存为 .docx 后再编制。"


@dataclass(frozen=True, slots=True)
class OfficeProgram:
    """LibreOffice where it is installed, with an empty folder that it may write to."""

    program: Path
    folder: Path
    seconds: float = 90.0


class OfficeFailure(Exception):  # noqa: N818 - what the program could not do
    """What LibreOffice could not do: its text is a clause in Chinese, for whoever asked to finish."""


class NotStarted(OfficeFailure):
    """The program is there and does not run."""


class TooSlow(OfficeFailure):
    """It was stopped."""


def turn_into_word(data: bytes, suffix: str, name: str, office: OfficeProgram) -> bytes:
    """The bytes of a .docx with the document's text; `suffix` says what it is, as .doc.

    Raises:
        CannotRead: the program cannot open it, or takes too long.
    """
    try:
        return turned(data, suffix, "docx", office)
    except NotStarted as failure:
        raise CannotRead(f"{name}要靠本机的 LibreOffice 读取，但它{failure}，{_SAVE_AS}") from failure
    except TooSlow as failure:
        raise CannotRead(f"{name}用 LibreOffice 读了{failure}还没读完，{_SAVE_AS}") from None
    except OfficeFailure as failure:
        raise CannotRead(f"{name}{failure}，{_SAVE_AS}") from failure


def turned(data: bytes, suffix: str, into: str, office: OfficeProgram, fonts: tuple[str, ...] = ()) -> bytes:
    """The document in another format, written by LibreOffice; `fonts` are words put before the command's.

    Raises:
        OfficeFailure: it cannot be started, cannot open the document, or takes too long.
    """
    source = office.folder / f"document{suffix}"
    source.write_bytes(data)
    profile = office.folder / "profile" / "user"
    if not profile.exists():
        profile.mkdir(parents=True)
        (profile / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
    written = office.folder / "written"
    _run([*fonts, *_command(office, source, written, into)], office.seconds)
    result = written / f"document.{into}"
    if not result.is_file():
        raise OfficeFailure("打不开，可能设有密码或已损坏")
    content = result.read_bytes()
    result.unlink()
    return content


def _command(office: OfficeProgram, source: Path, written: Path, into: str) -> list[str]:
    return [
        str(office.program), f"-env:UserInstallation={(office.folder / 'profile').as_uri()}",
        "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nofirststartwizard",
        "--convert-to", into, "--outdir", str(written), str(source),
    ]  # fmt: skip


def _run(command: list[str], seconds: float) -> None:
    """Run to the end, or stop it with everything it started."""
    quiet = subprocess.DEVNULL
    try:
        running = subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as fault:
        raise NotStarted("启动不了") from fault
    try:
        running.wait(seconds)
    except subprocess.TimeoutExpired:
        _stop(running)
        raise TooSlow(f"{seconds:.0f}秒") from None


def _stop(running: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            os.killpg(running.pid, signal.SIGKILL)
        else:
            running.kill()
    running.wait()
