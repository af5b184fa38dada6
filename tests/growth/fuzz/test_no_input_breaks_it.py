"""Three hundred texts and files by chance, always the same ones; `make fuzz` looks for others."""

from __future__ import annotations

from random import Random

import pytest

from .bounds import Seen, check_file, compile_text
from .inputs import make_file, make_text


@pytest.mark.parametrize("number", range(15))
def test_every_text_is_read_or_said_to_be_unreadable(number: int) -> None:
    seen = Seen()
    for one in range(10):
        compile_text(make_text(Random(f"text {number} {one}")), seen)
    assert seen.texts == 10


@pytest.mark.parametrize("number", range(15))
def test_every_file_is_read_or_said_to_be_unreadable(number: int) -> None:
    seen = Seen()
    for one in range(10):
        check_file(make_file(Random(f"file {number} {one}")), seen)
    assert seen.files == 10


@pytest.mark.parametrize(
    "text",
    [
        "云栖市2031年工作任务\n任务3：",
        "Key work tasks of Yunling City in 2031\n① Build the system. (The Municipal Health Commission is responsible)",
        "云栖市2031年工作任务\n一、",
        "Key work tasks of Yunling City in 2031\n"
        + "1. Build.\n" * 3000
        + "(The Municipal Health Commission is responsible)",
        "云栖市2031年工作任务\n一、建机制。（）（市医保局负责）（",
    ],
)
def test_what_once_broke_it(text: str) -> None:
    compile_text(text, Seen())
