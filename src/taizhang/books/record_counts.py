"""How many records the binary forms may have, empty ones too: each costs time, and the packed form holds very many."""

from __future__ import annotations

from taizhang.books.refusal import too_many


def refuse_many_records(count: int, most: int) -> None:
    """Nothing, where there are no more so far.

    Raises:
        Refusal: there are.
    """
    if count > most:
        raise too_many("文件内部的记录", most, "条")
