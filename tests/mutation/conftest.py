"""The corpus and a LibreOffice that knows its edits, once for the session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from clients.office import Office, office_lacks

from mutation.corpus import Case, cases
from mutation.run import IN_OFFICE


@pytest.fixture(scope="session")
def editing_office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    if lacks := office_lacks():
        pytest.skip(lacks)
    running = Office(tmp_path_factory.mktemp("editing"), seats=2, edits=IN_OFFICE)
    yield running
    running.close()


@pytest.fixture(scope="session")
def corpus(
    sample_document: Path,
    sample_roster: Path,
    editing_office: Office,
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Case, ...]:
    return cases(sample_document, sample_roster, editing_office, tmp_path_factory.mktemp("corpus"))
