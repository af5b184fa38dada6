import pytest

from taizhang_addin.row_heights import row_height, runs


@pytest.mark.parametrize(
    ("texts", "height"),
    [
        ({}, 15), ({1: "四个汉字"}, 15), ({1: "这里有六个字"}, 30), ({1: "ten digits"}, 30), ({1: "甲\n乙\n丙"}, 45),
        ({1: "甲", 2: "字" * 40}, 60), ({9: "没有宽度的列" * 9}, 15), ({1: "字" * 999}, 409),
    ],
)  # fmt: skip
def test_a_row_is_as_high_as_its_longest_text(texts: dict[int, str], height: float) -> None:
    assert row_height(texts, {1: 10, 2: 21}) == height


def test_rows_of_one_height_are_set_together() -> None:
    assert runs([15, 15, 30, 15], 6) == [(6, 7, 15), (8, 8, 30), (9, 9, 15)]
