"""A Word file as PDF, by LibreOffice, with free fonts where those of official papers are not installed."""

from __future__ import annotations

from pathlib import Path

from taizhang.errors import CannotWrite
from taizhang.papers.office_program import OfficeFailure, OfficeProgram, TooSlow, turned
from taizhang.papers.stand_in_fonts import fonts_conf

_SAVE_AS = "请打开 Word 文件后另存为 PDF。"
_ENV = Path("/usr/bin/env")
_SYSTEM_FONTS = Path("/etc/fonts/fonts.conf")


def turn_into_pdf(word: bytes, name: str, office: OfficeProgram) -> bytes:
    """The PDF's bytes.

    Raises:
        CannotWrite: LibreOffice fails on it.
    """
    try:
        return turned(word, ".docx", "pdf", office, _with_fonts(office.folder))
    except TooSlow as failure:
        raise CannotWrite(f"“{name}”用 LibreOffice 转了{failure}还没转完，{_SAVE_AS}") from None
    except OfficeFailure as failure:
        raise CannotWrite(f"“{name}”没有转成 PDF（LibreOffice {failure}），{_SAVE_AS}") from failure


def _with_fonts(folder: Path) -> tuple[str, ...]:
    """Words before the command that tell fontconfig who stands in for whom; none where there is no fontconfig."""
    if not (_ENV.is_file() and _SYSTEM_FONTS.is_file()):
        return ()
    settings = folder / "fonts.conf"
    settings.write_text(fonts_conf(str(_SYSTEM_FONTS)), encoding="utf-8")
    return (str(_ENV), f"FONTCONFIG_FILE={settings}")
