"""What several rules ask of one ledger is worked out once."""

from __future__ import annotations

from collections.abc import Iterator

from taizhang_validators.once import once


def test_it_is_worked_out_again_for_another_ledger_even_an_equal_one() -> None:
    looked: list[list[int]] = []

    @once
    def doubled(ledger: list[int]) -> Iterator[int]:
        looked.append(ledger)
        for row in ledger:
            yield row * 2

    first, equal = [1, 2], [1, 2]
    assert doubled(first) == doubled(first) == doubled(equal) == doubled(first) == (2, 4)
    assert list(map(id, looked)) == [id(first), id(equal), id(first)]


def test_everything_that_is_given_counts() -> None:
    @once
    def together(one: str, other: str) -> Iterator[str]:
        yield one + other

    assert [together("a", "b"), together("a", "c"), together("a", "b")] == [("ab",), ("ac",), ("ab",)]
