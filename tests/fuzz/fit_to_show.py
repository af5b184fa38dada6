"""What goes into findings, mails and pages: one line that turns nothing round, and can be written."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass

from taizhang.model.words.unseen import UNSEEN

_UNSEEN = re.compile(f"(?!\ufffd)[{UNSEEN}]")  # a sign for what could not be read may be seen
_LONGEST = 120


def fits_to_be_shown(name: str) -> None:
    assert name
    assert len(name) <= _LONGEST, f"a name of {len(name)} characters"
    says_one_line(name)


def says_one_line(text: str) -> None:
    assert _UNSEEN.search(text) is None, ascii(text[:200])
    assert "\n" not in text and "\t" not in text, ascii(text[:200])  # noqa: PT018 - one idea


def asks_for_something(note: str) -> None:
    """A refusal's sentence: one line, and what to do."""
    says_one_line(note)
    assert "请" in note, note
    assert "内存" not in note, f"an input this small swelled: {note}"


def can_be_written(value: object) -> None:
    """No half of a surrogate pair anywhere in it: neither a database nor a terminal takes one."""
    match value:
        case str():
            value.encode()
        case dict():
            can_be_written(list(value.items()))
        case list() | tuple() | set() | frozenset():
            for one in value:
                can_be_written(one)
        case _ if is_dataclass(value) and not isinstance(value, type):
            can_be_written([getattr(value, field.name) for field in fields(value)])
