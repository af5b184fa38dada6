"""What many files have in common is worked out once: a function that remembers its answers to what is short."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, TypeVar, cast

_Function = TypeVar("_Function", bound=Callable[..., Any])


def remembered(*, longest: int, most: int) -> Callable[[_Function], _Function]:
    """Makes a function of a text, or of bytes, remember `most` answers, each to at most `longest` characters.

    The answer must be one that nobody changes. Longer texts are worked out every time: a file may hold endless ones,
    and nothing like them will come again.
    """

    def decorate(work: _Function) -> _Function:
        known = lru_cache(maxsize=most)(work)

        @wraps(work)
        def answer(text: Any, *more: Any) -> object:
            return (known if len(text) <= longest else work)(text, *more)

        return cast(_Function, answer)

    return decorate
