"""A new archive in a folder of its own, and submissions to put into it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest

from taizhang.archive import Archive, NewSubmission, create_archive
from taizhang.model.period import Period
from taizhang.model.reporter import Reporter
from taizhang.model.verdict import Verdict

BEIJING = timezone(timedelta(hours=8))


@pytest.fixture
def where(tmp_path: Path) -> Path:
    return tmp_path / "台账档案.db"


@pytest.fixture
def archive(where: Path) -> Iterator[Archive]:
    with create_archive(where) as made:
        yield made


@pytest.fixture
def noon() -> datetime:
    return datetime(2022, 10, 3, 12, 0, tzinfo=BEIJING)


@pytest.fixture
def entry(noon: datetime) -> Callable[..., NewSubmission]:
    """An accepted submission of 990101 for the third quarter, but for what is said otherwise."""

    def make(**otherwise: Any) -> NewSubmission:
        told: dict[str, Any] = {
            "received": noon,
            "sender": "qinghe@example.cn",
            "file_name": "清河县台账.xlsx",
            "verdict": Verdict.ACCEPTED,
            "plan": "yunling-2022",
            "reporter": Reporter("990101"),
            "period": Period.parse("2022Q3"),
            "record": b"{}",
        }
        return NewSubmission(**(told | otherwise))

    return make
