"""What stops the reading of one file, in the words of this room."""

from __future__ import annotations

from taizhang.model.refusal import Refusal as Refusal
from taizhang.model.verdict import FileClass, Flag


def dangerous(note: str, *flags: Flag) -> Refusal:
    return Refusal(FileClass.DANGEROUS, note, *flags)


def too_many(what: str, most: int, unit: str) -> Refusal:
    """There are more than `most` of `what`, counted by a measure word; a program that saves anew leaves out the needless."""
    return dangerous(f"{what}多于{most}{unit}，未读取。请在表格软件中另存为新文件后再报送", Flag.OVER_LIMIT)


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
