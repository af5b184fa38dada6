"""What tests of several rooms share: the sample city, the real plans where they are at hand, real client programs."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from clients.gnumeric import gnumeric_lacks, recalculated
from clients.jobs import Answer
from clients.office import Office, office_lacks
from clients.postgres import PostgresServer, postgres_lacks, running_postgres
from hypothesis import HealthCheck, settings

from taizhang_validators.example_ledgers import Case, build_case
from taizhang_validators.examples import Example, read_examples

# A seeded sample, the same in every run; with --hypothesis-profile=large, thousands of examples made up anew.
settings.register_profile(
    "seeded", derandomize=True, database=None, deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
settings.register_profile(
    "large", max_examples=3000, derandomize=False, database=None, print_blob=True, deadline=None,
    suppress_health_check=list(HealthCheck),
)  # fmt: skip
settings.load_profile("seeded")

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
SHARED = HERE.parents[1] / "shared"


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Bytes are no name: a package holds the time it was made at, and no two processes would name a test alike."""
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def sample_document() -> Path:
    return SAMPLES / "云岭市2022年重点工作任务.txt"


@pytest.fixture(scope="session")
def sample_roster() -> Path:
    return SAMPLES / "通讯录.csv"


@pytest.fixture(scope="session")
def real_plans() -> Path:
    """The folder of the real plan documents."""
    if not (SHARED / "plans").is_dir():
        pytest.skip("真实计划文件（shared/plans）不在仓库旁边")
    return SHARED / "plans"


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice, started once: `libreoffice.recalculated([Job(path, changes, read)])`."""
    if lacks := office_lacks():
        pytest.skip(lacks)
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    running = Office(tmp_path_factory.mktemp("libreoffice"), seats=2 if alone else 1)
    yield running
    running.close()


@pytest.fixture(scope="session")
def gnumeric() -> Callable[..., list[Answer]]:
    """The same with gnumeric: `gnumeric(paths, read, as_arrays=False)`."""
    if lacks := gnumeric_lacks():
        pytest.skip(lacks)
    return recalculated


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    """A PostgreSQL server, started once."""
    if lacks := postgres_lacks():
        pytest.skip(lacks)
    with running_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def case_of() -> Callable[[Example], Case]:
    """The ledger that a rule's example table says."""
    return build_case


@pytest.fixture(scope="session")
def example_of() -> Callable[[str], Example]:
    """The one example of a text."""

    def of(text: str) -> Example:
        (example,) = read_examples(text)
        return example

    return of


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test that asks for a client program is marked so."""
    for item in items:
        if {"libreoffice", "gnumeric"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.client)
