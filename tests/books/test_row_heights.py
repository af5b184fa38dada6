from __future__ import annotations

import pytest

from taizhang.books.writing.row_heights import capacity_of, lines_needed, row_height, text_width


@pytest.mark.parametrize(("text", "width"), [("", 0), ("ab1", 3), ("台账", 4), ("９０％", 6), ("≥40%", 5)])
def test_a_chinese_character_takes_two_columns(text: str, width: int) -> None:
    assert text_width(text) == width


@pytest.mark.parametrize(
    ("text", "capacity", "lines"),
    [
        ("", 8, 1),
        ("重点任务", 8, 1),
        ("重点任务书", 8, 2),
        ("重点任务。", 8, 2),  # the full stop takes a character along
        ("重点\n任务", 8, 2),
        ("2022年底前", 8, 2),
        ("0311-88886666", 8, 3),  # longer than the line, so it breaks; its digits are given room
        ("填报0311-888", 8, 2),  # a number is kept whole
        ("一二三四五六七八九十", 8, 3),
    ],
)
def test_lines_break_where_a_program_breaks_them(text: str, capacity: int, lines: int) -> None:
    assert lines_needed(text, capacity) == lines


def test_a_smaller_font_holds_more() -> None:
    assert [capacity_of(16, size) for size in (10.5, 8, 21)] == [16, 21, 8]


def test_the_longest_cell_decides_the_height() -> None:
    assert row_height([("短", 16), ("一二三四五六七八九", 16)], 10.5, 1.4) == 34
    assert row_height([], 10.5, 1.4) == 19
