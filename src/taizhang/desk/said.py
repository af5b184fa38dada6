"""Who decides and why: told outright, or nothing is written down."""

from __future__ import annotations

from taizhang.errors import BadUsage


def said(text: str, what: str) -> str:
    """The text in one line; `what` names it in Chinese.

    Raises:
        BadUsage: it is blank.
    """
    told = " ".join(text.split())
    if not told:
        raise BadUsage(f"{what}没有写，请写明后再登记。")
    return told
