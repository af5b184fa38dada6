"""What stops the reading of one file, in the words of this room."""

from __future__ import annotations

from taizhang.model.refusal import Refusal as Refusal
from taizhang.model.verdict import FileClass, Flag


def dangerous(note: str, *flags: Flag) -> Refusal:
    return Refusal(FileClass.DANGEROUS, note, *flags)


def corrupt(note: str, *flags: Flag) -> Refusal:
    return Refusal(FileClass.CORRUPT, note, *flags)


def not_a_workbook(note: str) -> Refusal:
    return Refusal(FileClass.NOT_A_WORKBOOK, note)


def unsupported(note: str, *flags: Flag) -> Refusal:
    return Refusal(FileClass.UNSUPPORTED, note, *flags)


def locked() -> Refusal:
    return encrypted("文件有密码，读不出内容。请取消密码后重新报送，或者另行告知密码")


def encrypted(note: str) -> Refusal:
    return Refusal(FileClass.ENCRYPTED, note)
