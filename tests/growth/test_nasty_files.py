"""Files of every nasty make are read, or said to be unreadable; `make growth` measures what they cost."""

from __future__ import annotations

import pytest
from fuzz.bounds import Seen, try_one
from fuzz.subjects import subjects

from .files import FILES

SIZE = 5_000  # bytes, about; `make growth` takes 100 000 and ten times as many


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_read_or_said_to_be_unreadable(name: str) -> None:
    seen = Seen()
    try_one(subjects()["documents"], FILES[name](SIZE), seen, timed=False)
    assert seen.inputs == 1
