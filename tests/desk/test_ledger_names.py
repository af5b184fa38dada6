"""Names of issued ledgers: on any disk, with code, period and 任务台账, each once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from taizhang.desk.files import safe_name
from taizhang.desk.ledger_names import ledger_file_name, ledger_file_names
from taizhang.model.period import Period
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, RosterLine

PERIOD = Period.parse("2022Q3")


def line(name: str, code: str = "990101", unit: str = "") -> RosterLine:
    return RosterLine(Reporter(code, unit), name, Level.COUNTY, "990100")


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("长安区", "990101_长安区_2022Q3_任务台账.xlsx"),
        ("甲/乙:丙", "990101_甲_乙_丙_2022Q3_任务台账.xlsx"),
        ("..\\..\\丙?", "990101__.._丙__2022Q3_任务台账.xlsx"),
        ("长安\u202e区\n", "990101_长安_区__2022Q3_任务台账.xlsx"),
        ("长安\ud800区", "990101_长安_区_2022Q3_任务台账.xlsx"),
        (" . ", "990101_未命名_2022Q3_任务台账.xlsx"),
        ("区" * 255, f"990101_{'区' * 61}_2022Q3_任务台账.xlsx"),  # 80 characters before the ending
        (
            "𠮷" * 255,
            f"990101_{'𠮷' * 55}_2022Q3_任务台账.xlsx",
        ),  # at most 255 bytes, four for each character
    ],
)
def test_only_the_place_is_cut(name: str, expected: str) -> None:
    assert ledger_file_name(line(name), PERIOD) == expected
    assert len(expected.encode("utf-8")) <= 255


def test_what_would_be_the_same_somewhere_is_numbered() -> None:
    names = ("甲/乙局", "甲:乙局", "甲_乙局", "ABC局", "abc局", "𠮷" * 200, "𠮷" * 201)
    assert ledger_file_names([line(name) for name in names], PERIOD) == (
        "990101_甲_乙局_2022Q3_任务台账.xlsx",
        "990101_甲_乙局（2）_2022Q3_任务台账.xlsx",
        "990101_甲_乙局（3）_2022Q3_任务台账.xlsx",
        "990101_ABC局_2022Q3_任务台账.xlsx",
        "990101_abc局（2）_2022Q3_任务台账.xlsx",
        f"990101_{'𠮷' * 55}_2022Q3_任务台账.xlsx",
        f"990101_{'𠮷' * 54}（2）_2022Q3_任务台账.xlsx",
    )


@given(st.lists(st.text(max_size=300), max_size=6))
def test_every_batch_fits_and_tells_its_ledgers_apart(names: list[str]) -> None:
    files = ledger_file_names([line(name) for name in names], PERIOD)
    assert len({name.casefold() for name in files}) == len(names)
    for file in files:
        assert len(file.encode("utf-8")) <= 255
        assert file.startswith("990101_")
        assert file.endswith("_2022Q3_任务台账.xlsx")
        assert not set('\\/:*?"<>|\0\n') & set(file)


def test_other_names_leave_room_for_their_ending() -> None:
    assert len(safe_name("𠮷" * 100).encode("utf-8")) == 240
    assert safe_name("区" * 100) == "区" * 80
