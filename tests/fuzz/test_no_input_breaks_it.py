"""Some thousand inputs of every subject by chance, always the same ones; `make fuzz` looks for others."""

from __future__ import annotations

import pytest

from fuzz.bounds import Seen, try_one
from fuzz.child import Say, in_a_child
from fuzz.subjects import Subject, subjects

_CHILDREN = 3  # that share the inputs of a subject
SHARES = [(one.name, first) for one in subjects().values() if one.inputs for first in range(_CHILDREN)]


def _try(subject: Subject, numbers: range, say: Say) -> None:
    seen = Seen()
    for number in numbers:
        say(f"PYTHONPATH=tests python -m fuzz again {subject.name!r} {number}")
        try_one(subject, subject.input(number), seen, timed=False)
    say(f"{seen.inputs} inputs")


@pytest.mark.parametrize(("name", "first"), SHARES)
def test_every_input_is_read_or_said_to_be_unreadable(name: str, first: int) -> None:
    subject = subjects()[name]
    subject.wholes()
    numbers = range(first, subject.inputs, _CHILDREN)
    assert in_a_child(lambda say: _try(subject, numbers, say))[-1] == f"{len(numbers)} inputs"
