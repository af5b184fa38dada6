"""Tasks are paired by what they speak of, in either language and any order; the doubtful stay alone."""

from __future__ import annotations

import pytest

from taizhang.plans.aligning import align

from .conftest import TRUE_PAIRS, ordinals, shuffled


def test_a_city_that_tells_the_same_in_its_own_words(province, city):
    found = align(province, city)
    assert ordinals(found) == TRUE_PAIRS
    assert [task.ordinal for task in found.pairing.upper_alone] == [6]
    assert [task.ordinal for task in found.pairing.lower_alone] == [7]


def test_a_province_in_translation(province_in_english, city):
    assert ordinals(align(province_in_english, city)) == TRUE_PAIRS


def test_both_in_translation(province_in_english):
    assert ordinals(align(province_in_english, province_in_english)) == {(n, n) for n in range(1, 8)}


def test_a_plan_against_itself(province):
    assert ordinals(align(province, province)) == {(n, n) for n in range(1, 8)}


def test_the_other_way_round(province, city):
    assert ordinals(align(city, province)) == {(lower, upper) for upper, lower in TRUE_PAIRS}


@pytest.mark.parametrize("seed", range(5))
def test_order_decides_nothing(province, city, seed):
    mixed = align(shuffled(province, seed), shuffled(city, seed + 100))
    plain = align(province, city)
    assert ordinals(mixed) == TRUE_PAIRS
    assert {(f.verdict, f.says) for f in mixed.findings} == {(f.verdict, f.says) for f in plain.findings}


@pytest.mark.shared
def test_the_real_pair(real_pair):
    assert ordinals(align(*real_pair)) == {(n, n) for n in range(1, 16)}


@pytest.mark.shared
@pytest.mark.parametrize("seed", range(4))
def test_the_real_pair_shuffled(real_pair, seed):
    upper, lower = real_pair
    assert ordinals(align(upper, shuffled(lower, seed))) == {(n, n) for n in range(1, 16)}
    assert ordinals(align(shuffled(upper, seed), lower)) == {(n, n) for n in range(1, 16)}


def test_every_pair_says_why(province, city):
    shared = {pair.upper.ordinal: pair.shared for pair in align(province, city).pairing.pairs}
    assert shared[1][0] == "县域医共体"
    assert "短缺药" in shared[7]
    assert all(shared.values())
