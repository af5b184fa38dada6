"""What stops the opening of a bundle or of one member, in the words of this room."""

from __future__ import annotations

from taizhang.model.refusal import Refusal as Refusal
from taizhang.model.verdict import FileClass, Flag


def dangerous(note: str) -> Refusal:
    return Refusal(FileClass.DANGEROUS, note)


def over_limit(note: str) -> Refusal:
    return Refusal(FileClass.DANGEROUS, note, Flag.OVER_LIMIT)


def corrupt(note: str) -> Refusal:
    return Refusal(FileClass.CORRUPT, note)


def damaged() -> Refusal:
    return corrupt("压缩包不完整，打不开。请重新打包后报送")


def damaged_member() -> Refusal:
    return corrupt("文件在压缩包里已经损坏，内容与校验码不符。请重新打包后报送")


def unsupported(note: str) -> Refusal:
    return Refusal(FileClass.UNSUPPORTED, note)


def odd_method() -> Refusal:
    return unsupported("压缩包用了少见的压缩方法，读不出内容。请改用 zip 的通常方法重新打包后报送")


def locked(title: str) -> Refusal:
    note = f"这是有密码的{title}，读不出内容。请取消密码，并直接报送里面的任务台账"
    return Refusal(FileClass.ENCRYPTED, note)


def nothing_inside() -> Refusal:
    return Refusal(FileClass.NOT_A_WORKBOOK, "压缩包里没有可以登记的文件。请放入任务台账，重新打包后报送")
