import subprocess
import sys

import pytest

from taizhang_addin import decorators, ledger_buttons
from taizhang_addin.decorators import Button, DeclaredTwice, arg, button, buttons, func, functions, ret


@pytest.fixture(autouse=True)
def _own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(decorators, "_BUTTONS", dict(decorators._BUTTONS))
    monkeypatch.setattr(decorators, "_FUNCTIONS", dict(decorators._FUNCTIONS))


def test_the_ribbon_has_three_buttons_in_order() -> None:
    assert [(one.group, one.label, one.name) for one in buttons()] == [
        ("任务台账", "生成台账", "taizhang_addin.ledger_buttons.populate_ledger"),
        ("任务台账", "校验", "taizhang_addin.ledger_buttons.validate_submission"),
        ("任务台账", "汇总", "taizhang_addin.ledger_buttons.consolidate"),
    ]
    assert all(one.supertip.endswith("。") for one in buttons())
    assert all(callable(getattr(ledger_buttons, one.function)) for one in buttons())


def test_a_button_leaves_its_function_as_it_is() -> None:
    def act() -> str:
        return "做"

    declared = button(label="试", group="试组", supertip="试一试。")(act)
    assert declared is act
    assert buttons()[-1] == Button("试", "试组", "试一试。", act.__module__, "act")


def test_a_label_stands_once_in_its_group() -> None:
    def one() -> None: ...
    def other() -> None: ...

    button(label="试", group="甲", supertip="")(one)
    button(label="试", group="乙", supertip="")(other)
    with pytest.raises(DeclaredTwice, match="甲/试"):
        button(label="试", group="甲", supertip="")(other)
    with pytest.raises(DeclaredTwice, match=r"\.one"):
        button(label="又", group="甲", supertip="")(one)


def test_a_sheet_function_is_remembered_with_its_options() -> None:
    @func(category="taizhang")
    @arg("cells", ndim=2)
    @arg("sign", default=1)
    @ret(expand="table")
    def tz_sum(cells: list[list[float]], sign: int = 1) -> float:
        return sign * sum(map(sum, cells))

    (declared,) = [one for one in functions() if one.function == "tz_sum"]
    assert declared.options == {"category": "taizhang"}
    assert declared.arguments == {"cells": {"ndim": 2}, "sign": {"default": 1}}
    assert list(declared.arguments) == ["cells", "sign"]
    assert declared.result == {"expand": "table"}
    assert tz_sum([[1, 2], [3, 4]], -1) == -10


def test_sheet_functions_are_known_by_their_bare_names_in_ascii() -> None:
    def tz_one() -> None: ...
    def 求和() -> None: ...  # noqa: N802 - what must not pass

    func()(tz_one)
    with pytest.raises(DeclaredTwice, match="tz_one"):
        func()(tz_one)
    with pytest.raises(ValueError, match="求和"):
        func()(求和)


def test_declaring_buttons_loads_neither_xlwings_nor_a_workbook_library() -> None:
    script = (
        "import sys, taizhang_addin.ledger_buttons;"
        "print(sorted({'xlwings', 'openpyxl', 'pandas', 'platformdirs', 'taizhang.desk'} & set(sys.modules)))"
    )
    printed = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    ).stdout
    assert printed == "[]\n"
