"""Whatever is rolled up over a place, as far as its head goes."""

from __future__ import annotations

from datetime import date
from typing import Protocol

from taizhang.model.period import Period
from taizhang.model.plan import Plan
from taizhang.model.region import Region


class Headed(Protocol):
    """A rollup or a wide rollup: of which place, period and plan, and up to which day."""

    @property
    def place(self) -> Region: ...

    @property
    def period(self) -> Period: ...

    @property
    def as_of(self) -> date: ...

    @property
    def plan(self) -> Plan: ...
