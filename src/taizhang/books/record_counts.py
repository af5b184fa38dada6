"""How many records the binary forms may have, empty ones too: each costs time, and the packed form holds very many."""

from __future__ import annotations

from taizhang.books.refusal import dangerous
from taizhang.model.verdict import Flag


def refuse_many_records(count: int, most: int) -> None:
    """Nothing, where there are no more so far.

    Raises:
        Refusal: there are.
    """
    if count > most:
        raise dangerous(
            f"文件内部的记录多于{most}条，未读取。请在表格软件中另存为新文件后再报送", Flag.OVER_LIMIT
        )
