"""A Refusal stops the reading of one file: the class it falls into and one Chinese sentence that says why."""

from __future__ import annotations

from taizhang.model.verdict import FileClass, Flag


class Refusal(Exception):  # noqa: N818 - not an error of ours: a verdict on the file
    """Raised inside this room only; `read_workbook` turns it into a Workbook without grids."""

    def __init__(self, file_class: FileClass, note: str, *flags: Flag) -> None:
        super().__init__(note)
        self.file_class = file_class
        self.note = note
        self.flags = flags


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
