"""Mails and attachments over a limit are kept and named with it, under whoever sent them, and keep nobody waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random

import pytest

from taizhang import desk
from taizhang.archive import Filed, Outcome, open_archive
from taizhang.books.fill_cells import fill_cells
from taizhang.desk.intake.intake_limits import IntakeLimits
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.mail import Attachment, write_mail
from taizhang.model.verdict import Machine, ReceiptState, Verdict

MB = 1024 * 1024
NOW = datetime(2022, 10, 4, 1, tzinfo=UTC)
LIMITS = IntakeLimits()
SMALL = replace(LIMITS, mails=replace(LIMITS.mails, file_bytes=MB))
SEND_AGAIN = "没有拆开，原邮件已存入档案库，请来信单位去掉多余内容或分开后重新发送"

Sent = tuple[Outcome, tuple[Filed, ...]]


@pytest.fixture
def letter(quarter_ledgers: Callable[[str], bytes]) -> Callable[..., bytes]:
    """A mail of a county with its ledger, or with other files."""

    def letter(place: str, code: str, *files: Attachment, sender: str = "") -> bytes:
        held = files or (Attachment(f"{place}.xlsx", quarter_ledgers(code)),)
        sender = sender or f"{place}@yunling.example"
        sent = NOW - timedelta(hours=1)
        return write_mail(
            sender, "o@yigai.example", "报送台账", "请查收。", held, date=sent, message_id=f"<{place}@x>"
        )

    return letter


@pytest.fixture(scope="module")
def issued(sample_document: Path, sample_roster: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with its plan, and beside it the blank ledgers of the quarter."""
    folder = tmp_path_factory.mktemp("issued")
    plan = desk.write_plan(desk.compile_document(sample_document), folder / "计划.json")
    desk.init_archive(folder / "档案.db", [plan], sample_roster, at=NOW)
    desk.issue_ledgers(plan, "2022Q3", folder / "下发", archive=folder / "档案.db")
    return folder


@pytest.fixture(scope="module")
def quarter_ledgers(issued: Path) -> Callable[[str], bytes]:
    """An accepted ledger by its county's code."""

    def ledger(code: str) -> bytes:
        (path,) = (issued / "下发").glob(f"{code}_*")
        rows = range(FIRST_ROW, FIRST_ROW + 40)
        return fill_cells(path.read_bytes(), TABLE, {(row, column_of("status")): "未启动" for row in rows})

    return ledger


@pytest.fixture
def collect(issued: Path, tmp_path: Path) -> Callable[..., list[Sent]]:
    """What became of mails that are collected together, each with its lines, in their order."""
    archive = tmp_path / "档案.db"
    archive.write_bytes((issued / "档案.db").read_bytes())
    folder = tmp_path / "来件"
    folder.mkdir()

    def collect(*mails: bytes, limits: IntakeLimits = LIMITS) -> list[Sent]:
        for at, raw in enumerate(mails):
            (folder / f"{at}.eml").write_bytes(raw)
        desk.collect_sources([folder], archive, limits=limits, now=NOW)
        with open_archive(archive) as store:
            names = {one.sha256: one.name for one in store.receipts()}
            outcomes = sorted(store.outcomes(), key=lambda one: names[one.receipt])
            assert [names[one.receipt] for one in outcomes] == [f"{at}.eml" for at in range(len(mails))]
            assert store.verify() == ()
            return [(one, store.submissions_in(one.receipt)) for one in outcomes]

    return collect


def told(lines: tuple[Filed, ...]) -> list[tuple[str, Verdict, str | None, str]]:
    return [
        (one.file_name, one.judged, one.reporter and str(one.reporter), str(one.period or ""))
        for one in lines
    ]


def accepted(name: str, code: str) -> list[tuple[str, Verdict, str | None, str]]:
    return [(name, Verdict.ACCEPTED, code, "2022Q3")]


def test_r06_the_limits_are_those_of_the_requirement() -> None:
    assert (LIMITS.mails.file_bytes, LIMITS.files.file_bytes) == (100 * MB, 50 * MB)


def test_r06_a_mail_over_the_limit_is_kept_and_has_one_line_under_its_sender(collect, letter) -> None:
    large = letter("songbei", "990102", Attachment("录像.mp4", Random(1).randbytes(MB)))
    (small_one, small_lines), (outcome, lines) = collect(letter("bitan", "990101"), large, limits=SMALL)
    assert (small_one.state, told(small_lines)) == (ReceiptState.TAKEN, accepted("bitan.xlsx", "990101"))
    assert (outcome.state, outcome.reason) == (ReceiptState.TOO_LARGE, f"邮件超过1兆字节的上限，{SEND_AGAIN}")
    assert (outcome.sender, outcome.subject, outcome.message_id, outcome.attachments) == (
        "songbei@yunling.example",
        "报送台账",
        "<songbei@x>",
        0,
    )
    assert told(lines) == [("1.eml", Verdict.SET_ASIDE, "990102", "2022Q3")]
    assert (lines[0].reason, lines[0].size) == (outcome.reason, len(large))


def test_r06_a_large_mail_of_a_stranger_or_of_nobody_is_no_countys(collect, letter) -> None:
    content = Attachment("录像.mp4", Random(1).randbytes(MB))
    stranger = letter("x", "990101", content, sender="stranger@elsewhere.example")
    spoof = letter("bitan", "990101", content).replace(
        b"From: bitan@yunling.example", b"From: bitan@yunling.example, s@elsewhere.example"
    )
    assert b", s@elsewhere" in spoof
    (_, of_stranger), (nobody, of_nobody) = collect(stranger, spoof, limits=SMALL)
    assert told(of_stranger) == [("0.eml", Verdict.SET_ASIDE, None, "")]
    assert told(of_nobody) == [("1.eml", Verdict.SET_ASIDE, None, "")]
    assert (nobody.sender, nobody.reason) == (
        "",
        f"邮件超过1兆字节的上限，{SEND_AGAIN}；邮件的发件人写作“bitan@yunling.example, s@elsewhere.example”，认不准是谁发来的，请人工核对原邮件",
    )


def test_r55_a_large_mail_of_a_machine_is_known_for_one(collect, letter) -> None:
    raw = b"Auto-Submitted: auto-generated\r\n" + letter("bitan", "990101", Attachment("x.bin", bytes(MB)))
    ((outcome, _),) = collect(raw, limits=SMALL)
    assert (outcome.state, outcome.machine) == (ReceiptState.TOO_LARGE, Machine.AUTO_REPLY)


def test_r46_a_large_mail_collected_again_adds_nothing(collect, letter) -> None:
    large = letter("songbei", "990102", Attachment("录像.mp4", bytes(MB)))
    assert collect(large, limits=SMALL) == collect(large, limits=SMALL)


def test_r06_an_attachment_over_the_limit_is_named_with_it_and_the_others_are_judged(
    collect, letter, quarter_ledgers
) -> None:
    ledger, large = quarter_ledgers("990101"), Random(1).randbytes(MB + 1)
    raw = letter("bitan", "990101", Attachment("大.xlsx", large), Attachment("碧潭县.xlsx", ledger))
    ((outcome, lines),) = collect(raw, limits=replace(LIMITS, files=replace(LIMITS.files, file_bytes=MB)))
    assert outcome.state is ReceiptState.TAKEN
    assert sorted(told(lines)) == [
        ("大.xlsx", Verdict.SET_ASIDE, "990101", "2022Q3"),
        ("碧潭县.xlsx", Verdict.ACCEPTED, "990101", "2022Q3"),
    ]
    reasons = {one.file_name: one.reason for one in lines}
    assert reasons["大.xlsx"] == "文件超过1兆字节的上限，未读取。请删除图片等多余内容后重新报送"


HEAVY = (
    b"From: songbei@yunling.example\r\nSubject: heavy\r\nMessage-ID: <heavy@x>\r\nDate: Tue, 04 Oct 2022 08:00:00 +0800\r\n"
    b'Content-Type: multipart/mixed; boundary="b"\r\n\r\n'
)
SLOW = HEAVY + b"--b\r\n\r\n" * 600_000  # its parts are made one by one
LARGE = HEAVY + b"--b\r\n\r\n" + (b"QUJD" * 18 + b"\r\n") * 400_000


@pytest.mark.parametrize(
    ("raw", "changes", "limit"),
    [
        (SLOW, {"seconds": 3.0}, "读取超过3秒的上限"),
        (SLOW, {"cpu_seconds": 1}, "读取占用处理器超过1秒的上限"),
        (LARGE, {"resident_mb": 150}, "读取时内存超过150兆字节的上限"),
    ],
    ids=["hangs", "is killed by the system", "takes memory"],
)  # fmt: skip
def test_r05_a_mail_that_costs_its_worker_its_life_delays_no_other_and_is_told_under_its_sender(
    collect, letter, raw: bytes, changes: dict[str, float], limit: str
) -> None:
    limits = replace(LIMITS, mails=replace(LIMITS.mails, **changes))
    started = time.monotonic()
    found = collect(letter("bitan", "990101"), raw, letter("baijiao", "990103"), limits=limits)
    assert time.monotonic() - started < 30
    (_, first), (outcome, lines), (_, last) = found
    assert (told(first), told(last)) == (accepted("bitan.xlsx", "990101"), accepted("baijiao.xlsx", "990103"))
    assert (outcome.state, outcome.reason) == (
        ReceiptState.UNREADABLE,
        f"邮件拆不开（{limit}），原邮件已存入档案库，请来信单位把台账作为普通附件重新发送，否则请人工查看",
    )
    assert (outcome.sender, outcome.subject) == ("songbei@yunling.example", "heavy")
    assert told(lines) == [("1.eml", Verdict.SET_ASIDE, "990102", "2022Q3")]
    assert max(one.number for one in (*first, *last)) < lines[0].number


def test_r07_what_a_caller_stops_taking_is_taken_up_by_the_next_call(issued, letter, tmp_path) -> None:
    archive, folder = tmp_path / "档案.db", tmp_path / "来件"
    archive.write_bytes((issued / "档案.db").read_bytes())
    folder.mkdir()
    for code, place in (("990101", "bitan"), ("990102", "songbei"), ("990103", "baijiao")):
        (folder / f"{code}.eml").write_bytes(letter(place, code))
    each = desk.collect_each([folder], archive, now=NOW)
    first = next(each)
    each.close()
    with open_archive(archive) as store:
        assert [one.number for one in store.submissions()] == [first.number] == [1]
        assert len(store.unfinished()) == 2
    rest = desk.collect_sources([folder], archive, now=NOW)
    with open_archive(archive) as store:
        assert [str(one.reporter) for one in store.submissions()] == ["990101", "990102", "990103"]
        assert (store.unfinished(), store.sums().agree, store.verify()) == ((), True, ())
    assert [(one.number, one.known) for one in rest] == [
        (2, False),
        (3, False),
        (1, True),
        (2, True),
        (3, True),
    ]


def test_r05_a_mail_that_takes_long_is_opened_behind_all_others_with_all_its_time(collect, letter) -> None:
    raw = HEAVY + b"--b\r\n\r\n" * 300_000
    limits = replace(LIMITS, patience=1)
    found = collect(letter("bitan", "990101"), raw, letter("baijiao", "990103"), limits=limits)
    (_, first), (outcome, lines), (_, last) = found
    assert (told(first), told(last)) == (accepted("bitan.xlsx", "990101"), accepted("baijiao.xlsx", "990103"))
    assert (outcome.state, outcome.sender) == (ReceiptState.INCOMPLETE, "songbei@yunling.example")
    assert told(lines) == [("1.eml", Verdict.SET_ASIDE, "990102", "2022Q3")]
    assert max(one.number for one in (*first, *last)) < lines[0].number
