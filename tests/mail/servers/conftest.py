"""Mail servers of this computer that tests start for themselves."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from clients.dovecot import Dovecot, dovecot_lacks


@pytest.fixture(scope="session")
def dovecot_is_here() -> None:
    if lacks := dovecot_lacks():
        pytest.skip(lacks)


@pytest.fixture
def dovecot(dovecot_is_here: None, tmp_path: Path) -> Iterator[Dovecot]:
    """A server with an empty INBOX."""
    with Dovecot(tmp_path) as server:
        yield server
