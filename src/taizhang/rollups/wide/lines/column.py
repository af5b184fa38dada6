"""The columns of a long sheet, and the names that every line of one begins with."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from taizhang.model.picture import Look

Cell = str | Decimal | None
Line = tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Column:
    title: str
    width: float
    look: Look = Look.TEXT


WHOSE = (Column("省", 10), Column("市", 12), Column("填报单位", 13))


def two_names(path: tuple[str, ...]) -> tuple[str, str]:
    """The place right below the whole, and what lies between it and who fills in."""
    return (path[0] if path else "", "".join(path[1:]))
