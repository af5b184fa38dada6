"""Declarations (`<!DOCTYPE`, `<!--`, `<![CDATA[`) in the bytes of a part, found in a fraction of the time of a plain search."""

from __future__ import annotations

_FEW = 1_000  # exclamation marks that are looked at one by one


def declares(xml: bytes, mark: bytes) -> bool:
    """Whether `mark`, which begins with <!, stands in it.

    One byte is found many times faster than several; where a part holds that one often, nothing is gained.
    """
    at = 0
    for _ in range(_FEW):
        at = xml.find(b"!", at + 1)
        if at < 0:
            return False
        if xml.startswith(mark, at - 1):
            return True
    return mark in xml[at:]
