"""Crews of every kind, and the batches that they are given."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from clients.dask import Machines, running_machines

HERE = Path(__file__).parent


@pytest.fixture
def odd_batches(monkeypatch: pytest.MonkeyPatch) -> Any:
    """The module, importable by its name here and in the workers."""
    monkeypatch.syspath_prepend(str(HERE))
    import odd_batches  # type: ignore[import-not-found]

    return odd_batches


@pytest.fixture(scope="module")  # left idle too long, a scheduler ends
def machines(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Machines]:
    """A scheduler and two workers, which import what lies in this folder."""
    with running_machines(tmp_path_factory.mktemp("dask"), workers=2, imports=[HERE]) as running:
        yield running
