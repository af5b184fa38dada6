"""属实说明: what counts as one, and what reason is read in it."""

import pytest

from taizhang.model.words.affirmations import Affirmation, affirmations


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("属实说明：机构改革撤并两家卫生院", "机构改革撤并两家卫生院"),
        ("属实说明:机构改革撤并两家卫生院。", "机构改革撤并两家卫生院"),
        ("情况属实，上年数含已停办机构", "上年数含已停办机构"),
        ("属实，上年数含已停办机构", "上年数含已停办机构"),
        ("经核实属实：上期误报了全年数", "上期误报了全年数"),
        ("经核实，情况属实：上期误报了全年数", None),
        ("数据属实。上期误报了全年数", "上期误报了全年数"),
        ("确属实——上期误报了全年数", "上期误报了全年数"),
        ("注：属实说明：上期误报了全年数", "上期误报了全年数"),
        ("2．属实说明：上期误报了全年数", "上期误报了全年数"),
        ("说明：情况属实，上期误报了全年数", "上期误报了全年数"),
        ("另附名册。属实说明：上期误报了全年数", "上期误报了全年数"),
        ("另附名册\n  属实说明：上期误报了全年数\n联系人另告", "上期误报了全年数"),
        ("属实，已核实，机构撤并", "已核实，机构撤并"),
        ("", None),
        ("属实", None),
        ("属实说明", None),
        ("属实说明：", None),
        ("情况属实。", None),
        ("属实，情况属实", None),
        ("属实说明：数据真实准确，已核对无误", None),
        ("属实说明：无", None),
        ("属实说明：撤并", None),
        ("属实性有待核查：上期误报了全年数", None),
        ("不属实：上期误报了全年数", None),
        ("以上属实：上期误报了全年数", None),
        ("已按要求核对，属实说明：上期误报了全年数", None),
    ],
)
def test_an_explanation_begins_with_its_words_and_gives_a_reason(written: str, reason: str | None) -> None:
    assert affirmations(written) == ((Affirmation(reason),) if reason else ())


@pytest.mark.parametrize(
    ("written", "codes"),
    [
        ("属实说明（W405）：上期误报了全年数", ("W405",)),
        ("属实说明(W405、W2001)：上期误报了全年数", ("W405", "W2001")),
        ("属实（W405，W306），上期误报了全年数", ("W405", "W306")),
    ],
)
def test_it_may_name_the_rules_it_answers(written: str, codes: tuple[str, ...]) -> None:
    assert affirmations(written) == (Affirmation("上期误报了全年数", codes),)


def test_each_line_may_hold_one() -> None:
    told = affirmations("属实说明（W405）：上期误报了全年数\n属实说明（W306）：设备提前到货")
    assert [(one.reason, one.speaks_of("W405"), one.speaks_of("W306")) for one in told] == [
        ("上期误报了全年数", True, False),
        ("设备提前到货", False, True),
    ]
    assert affirmations("属实，上期误报了全年数")[0].speaks_of("W306")
