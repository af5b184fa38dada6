"""What many files have in common is worked out once: a function that remembers its answers to what is short."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from inspect import signature
from typing import Any, TypeVar, cast

_Function = TypeVar("_Function", bound=Callable[..., Any])


def remembered(*, longest: int, most: int) -> Callable[[_Function], _Function]:
    """Makes a function of a text, or of bytes, remember `most` answers, each to at most `longest` characters.

    The answer must be one that nobody changes. Longer texts are worked out every time: a file may hold endless ones,
    and nothing like them will come again.
    """

    def decorate(work: _Function) -> _Function:
        if len(signature(work).parameters) == 1:
            return cast(_Function, _Answers(work, longest, most).__getitem__)
        known = lru_cache(maxsize=most)(work)

        @wraps(work)
        def answer(text: Any, *more: Any) -> object:
            return (known if len(text) <= longest else work)(text, *more)

        return cast(_Function, answer)

    return decorate


class _Answers(dict[Any, Any]):
    """Answers by what was asked, looked up without a call of Python's; all are forgotten to make room."""

    def __init__(self, work: Callable[[Any], object], longest: int, most: int) -> None:
        self._work = work
        self._longest = longest
        self._most = most

    def __missing__(self, text: Any) -> object:
        answer = self._work(text)
        if len(text) <= self._longest:
            if len(self) >= self._most:
                self.clear()
            self[text] = answer
        return answer
