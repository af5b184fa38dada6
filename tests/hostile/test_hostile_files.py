"""Every hostile file comes out as MODEL and INTAKE say, in little memory and little time, and harms none beside it."""

from __future__ import annotations

import os

import pytest

from hostile.files import hostile_files
from hostile.judge import Round, collected, differences
from taizhang.model.verdict import Verdict

ALL = hostile_files()
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows 没有这些限制，也不说每个文件用了多少内存")


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Round:
    return collected(tuple(ALL.values()), tmp_path_factory.mktemp("hostile"))


@pytest.mark.parametrize("name", ALL)
def test_r01_r39_a_hostile_file_has_its_verdict_and_keeps_within_the_limits(name: str, held: Round) -> None:
    assert differences(ALL[name], held.found[ALL[name].file_name]) == []


def test_r05_the_honest_ledger_behind_all_of_them_is_taken(held: Round) -> None:
    assert held.honest.checked is not None
    assert (held.honest.checked.verdict, held.honest.reason) == (Verdict.ACCEPTED, "校验通过")


def test_r47_every_one_of_them_is_in_one_state_and_nothing_is_lost_or_doubled(held: Round) -> None:
    assert held.differs == ()
    assert len(held.found) == len(ALL)


def test_there_are_many_of_them_and_no_two_are_alike(held: Round) -> None:
    assert len({one.sha256 for one in held.found.values()}) == len(ALL) >= 150
