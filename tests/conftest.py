"""What tests of several rooms share: the sample city, and the real plans where they are at hand."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SAMPLES = HERE.parent / "samples"
SHARED = HERE.parents[1] / "shared"


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
