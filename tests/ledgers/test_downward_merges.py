"""Which cell a line under a merged one belongs to, however tall the merge is."""

from __future__ import annotations

from taizhang.ledgers.read_rows import _downward_merges
from taizhang.model.grid import Box


def test_lines_under_a_merge_know_the_row_it_begins_in() -> None:
    merges = [Box(8, 4, 10, 4), Box(8, 5, 8, 7), Box(9, 6, 1_048_576, 6), Box(2, 4, 3, 4)]
    assert _downward_merges(merges, [8, 9, 10, 11, 9_000]) == {
        4: {9: 8, 10: 8},
        6: {10: 9, 11: 9, 9_000: 9},
    }
