"""Mails of every nasty make are read; `make growth` measures what they cost."""

from __future__ import annotations

import pytest

from taizhang.mail import Mail, read_mail

from .mails import MAILS

SIZE = 5_000  # bytes; `make growth` takes 100 000 and ten times as many


@pytest.mark.parametrize("name", MAILS)
def test_r53_every_mail_is_read(name: str) -> None:
    raw = MAILS[name](SIZE)
    assert 0.9 * SIZE < len(raw) < 1.5 * SIZE
    assert isinstance(read_mail(raw), Mail)
