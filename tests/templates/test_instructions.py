from __future__ import annotations

from taizhang.model.ledger import Filler
from taizhang.model.words.status import Status
from taizhang_templates import instruction_texts


def test_every_status_has_its_meaning_in_the_order_of_the_list() -> None:
    assert list(instruction_texts().status_meanings) == [status.value for status in Status]


def test_every_filler_has_its_words() -> None:
    words = instruction_texts().column_words
    assert set(words) == {name for filler in Filler for name in (filler.value, f"{filler.value}_hint")}


def test_hints_fit_the_box_that_shows_them() -> None:
    assert max(map(len, instruction_texts().hints.values())) < 100
