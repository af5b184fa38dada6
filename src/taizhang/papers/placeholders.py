"""A placeholder is a Chinese name under which a Word template asks for something of the notice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from taizhang.papers.placed import Places
from taizhang.rollups.notice import Notice

Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Signed:
    """What a paper says of whoever signs it."""

    issuer: str = ""  # 发文机关
    number: str = ""  # 发文字号


@dataclass(frozen=True, slots=True)
class Asked:
    """What a placeholder's value is made from."""

    notice: Notice
    places: Places  # numbers become bookmarks through these
    signed: Signed


@dataclass(frozen=True, slots=True)
class Placeholder:
    """One name, what it is, and how its value comes about; a list has columns, and is repeated by {% for … in … %}."""

    name: str
    says: str
    fact: Callable[[Asked], Any]
    columns: Mapping[str, str] = field(default_factory=dict)  # what each is; "" where the name says it
