"""A crew of this process alone: nothing is started, and a batch is done when it is handed out."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from taizhang.desk.spreading.crew import Crew

Result = TypeVar("Result")


class Here(Crew):
    """For one process, and for one batch."""

    def submit(self, fn: Callable[..., Result], /, *args: Any, **kwargs: Any) -> Future[Result]:
        future: Future[Result] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as trouble:
            future.set_exception(trouble)
        return future
