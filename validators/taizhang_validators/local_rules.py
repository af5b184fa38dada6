"""A place's own rules: files of the same kind as the shipped ones, read from its folder and never entered in the book.

A local code has four digits behind its letter, so that no shipped code, now or later, can meet it; the first digit is
the family as ever. The file is the operator's own and is run as it is.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from traceback import extract_tb
from types import ModuleType

from taizhang.errors import CannotRead
from taizhang_validators.rule_docs import FAMILIES
from taizhang_validators.rulebook import Rule, Rulebook, rules_aside

_CODE = re.compile(r"[EWN]\d{4}")
_HOME = "taizhang_local_rules"


def book_of(shipped: Rulebook, files: Iterable[tuple[str, bytes]]) -> Rulebook:
    """The shipped rules, and behind them those of the files, given as (name, content).

    Raises:
        CannotRead: a file is no rule, or its code is taken or stands before one that it comes after.
    """
    local: dict[str, tuple[Rule, str]] = {}
    for name, content in files:
        entry = _rule_of(name, content)
        if entry.number in local:
            _refuse(name, f"编号{entry.code}与“{local[entry.number][1]}”的相同", "请另取一个编号")
        local[entry.number] = (entry, name)
    ordered = [local[number] for number in sorted(local)]
    known = {entry.code for entry in shipped.rules}
    for entry, name in ordered:
        if unknown := sorted(set(entry.after) - known):
            _refuse(name, f"所接的规则{'、'.join(unknown)}不在它之前", "请核对编号")
        known.add(entry.code)
    return Rulebook((*shipped.rules, *(entry for entry, _ in ordered)))


def is_local(entry: Rule) -> bool:
    return bool(_CODE.fullmatch(entry.code))


def _rule_of(name: str, content: bytes) -> Rule:
    """The one rule of a file."""
    with rules_aside() as declared:
        _run(name, content)
    if len(declared) != 1:
        _refuse(name, f"声明了{len(declared)}条规则", "请每个文件只写一条")
    (entry,) = declared
    for says, advice in _misfits(name, entry):
        _refuse(name, says, advice)
    return replace(entry, module=f"{_HOME}.{name.removesuffix('.py')}")


def _misfits(name: str, entry: Rule) -> Iterator[tuple[str, str]]:
    if not _CODE.fullmatch(entry.code):
        yield f"编号“{entry.code}”不是本地编号", "请用字母E、W或N加四位数字，首位是类别"
    elif entry.number[0] not in FAMILIES:
        yield f"编号“{entry.code}”的首位不是类别", f"请用{'、'.join(FAMILIES)}中的一个"
    if not name.lower().startswith(entry.code.lower()):
        yield f"文件名与编号{entry.code}不一致", f"请让文件名以{entry.code.lower()}开头"


def _run(name: str, content: bytes) -> None:
    """Run the file once as a module that nobody can import; nothing compiled is left in the folder."""
    module = ModuleType(f"{_HOME}.{name.removesuffix('.py')}")
    sys.modules[module.__name__] = module  # dataclasses look themselves up there while they are made
    try:
        exec(compile(content, name, "exec", dont_inherit=True), module.__dict__)
    except SyntaxError as error:
        _refuse(name, f"第{error.lineno or 1}行不合语法（{error.msg}）", "请改好后再试", error)
    except Exception as error:
        line = next((at.lineno for at in reversed(extract_tb(error.__traceback__)) if at.filename == name), 1)
        _refuse(name, f"第{line}行执行不下去（{type(error).__name__}：{error}）", "请改好后再试", error)
    finally:
        del sys.modules[module.__name__]


def _refuse(name: str, says: str, advice: str, cause: Exception | None = None) -> None:
    raise CannotRead(f"本地规则文件“{name}”{says}，{advice}。") from cause
