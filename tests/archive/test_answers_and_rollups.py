from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from hashlib import sha256

import pytest
from sqlalchemy.exc import IntegrityError

from taizhang.archive import (
    Answer,
    Archive,
    Bounce,
    Delivery,
    HandedIn,
    KeptRollup,
    NewAnswer,
    NewReceipt,
    NewRollup,
    NewSubmission,
)
from taizhang.errors import CannotRead
from taizhang.model.period import Period
from taizhang.model.verdict import DeliveryState

Entry = Callable[..., NewSubmission]


def test_r57_a_submission_is_answered_once(archive: Archive, entry: Entry, noon: datetime) -> None:
    archive.register(entry(), b"book")
    told = NewAnswer(1, " QingHe@Example.cn", "<1@city>", noon)
    kept = archive.keep_answer(told, b"mail")
    digest = sha256(b"mail").hexdigest()
    assert (kept, kept.new) == (Answer(1, 1, "QingHe@Example.cn", "<1@city>", digest, noon), True)
    again = archive.keep_answer(
        replace(told, message_id="<2@city>", at=noon + timedelta(days=1)), b"mail two"
    )
    assert (again, again.new) == (kept, False)
    assert archive.answers() == (kept,)
    assert archive.blob(digest) == b"mail"
    with pytest.raises(CannotRead):
        archive.blob(sha256(b"mail two").hexdigest())
    assert archive.verify() == ()


def test_an_answer_to_nothing_is_refused(archive: Archive, noon: datetime) -> None:
    with pytest.raises(IntegrityError):
        archive.keep_answer(NewAnswer(1, "a@x.cn", "<1@city>", noon), b"mail")


def test_r57_answers_of_a_day_are_counted(archive: Archive, entry: Entry, noon: datetime) -> None:
    moments = (noon, noon.replace(hour=0), noon.replace(hour=23), noon + timedelta(days=1))
    for number, at in enumerate(moments, 1):
        archive.register(entry(), b"%d" % number)
        archive.keep_answer(
            NewAnswer(number, "A@x.cn" if number % 2 else "a@X.cn", f"<{number}@city>", at), b"%d" % -number
        )
    archive.register(entry(), b"5")
    archive.keep_answer(NewAnswer(5, "b@x.cn", "<5@city>", noon), b"-5")
    days = [date(2022, 10, day) for day in (2, 3, 4)]
    assert [archive.answers_on("a@x.cn", day) for day in days] == [0, 3, 1]
    assert archive.answers_on("b@x.cn", days[1]) == 1


def test_r58_deliveries_and_bounces_in_their_order(archive: Archive, entry: Entry, noon: datetime) -> None:
    archive.register(entry(), b"book")
    archive.keep_answer(NewAnswer(1, "a@x.cn", "<1@city>", noon), b"mail")
    steps = (
        Delivery(1, DeliveryState.TRYING, noon, ""),
        Delivery(1, DeliveryState.SENT, noon + timedelta(seconds=1), r"250 OK\r\n"),
    )
    archive.note_delivery(1, DeliveryState.TRYING, noon, "")
    archive.note_delivery(1, DeliveryState.SENT, noon + timedelta(seconds=1), "250 OK\r\n")
    assert archive.deliveries() == steps
    archive.receive([(NewReceipt("mail", "退信.eml", noon), b"bounce")], at=noon)
    digest = sha256(b"bounce").hexdigest()
    for _ in range(2):
        archive.note_bounce(1, digest, "查无此人", noon)
    assert archive.bounces() == (Bounce(1, digest, "查无此人", noon),)
    assert archive.verify() == ()


def test_a_rollup_remembers_what_it_was_made_of(archive: Archive, noon: datetime) -> None:
    made = NewRollup("yunling-2022", Period.parse("2022Q3"), "990100", "f" * 64, (3, 1, 2), noon)
    assert [archive.add_rollup(one) for one in (made, replace(made, submissions=()))] == [1, 2]
    first, second = archive.rollups()
    assert first == KeptRollup("yunling-2022", Period.parse("2022Q3"), "990100", "f" * 64, (3, 1, 2), noon, 1)
    assert (second.number, second.submissions) == (2, ())
    assert archive.verify() == ()


def test_a_rollup_is_handed_in_with_its_workbook(archive: Archive, noon: datetime) -> None:
    quarter = Period.parse("2022Q3")
    digests = [sha256(content).hexdigest() for content in (b"first", b"second")]
    made = [NewRollup("yunling-2022", quarter, "990100", digest, (3, 1), noon) for digest in digests]
    first = archive.hand_in(made[0], b"first", "上报.xlsx", who="李某", why="")
    second = archive.hand_in(made[1], b"second", "上报.xlsx", who="王某", why="补入一县")
    whose = ("yunling-2022", quarter, "990100")
    assert first == HandedIn(1, *whose, digests[0], "上报.xlsx", "李某", "", noon)
    assert second == HandedIn(2, *whose, digests[1], "上报.xlsx", "王某", "补入一县", noon)
    assert archive.handed_in() == (first, second)
    assert archive.blob(digests[1]) == b"second"
    assert archive.verify() == ()
