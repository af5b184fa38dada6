"""Crews of every kind, and the batches that they are given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent


@pytest.fixture
def odd_batches(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module, importable by its name here and in the workers."""
    monkeypatch.syspath_prepend(str(HERE))
    import odd_batches  # type: ignore[import-not-found]

    return odd_batches
