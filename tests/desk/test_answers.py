"""Answers to what counties mailed: one each, in the thread, to registered people alone, never to a machine."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest

from taizhang import desk
from taizhang.archive import open_archive
from taizhang.books import read_workbook
from taizhang.books.fill_cells import fill_cells
from taizhang.desk.intake.intake_limits import IntakeLimits
from taizhang.errors import BadUsage
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.mail import Attachment, write_mail

BEIJING = timezone(timedelta(hours=8))
NOW = datetime(2022, 10, 4, 9, tzinfo=BEIJING)
OFFICE = desk.Office("office@yigai.example", "云岭市医改办")

Send = Callable[..., bytes]
Collect = Callable[..., None]
Answer = Callable[..., list[EmailMessage]]


@pytest.fixture
def ledger(archive: Path, tmp_path: Path) -> Callable[..., bytes]:
    def ledger(code: str, status: str = "未启动") -> bytes:
        (path,) = (tmp_path / "本期").glob(f"{code}_*")
        rows = range(FIRST_ROW, FIRST_ROW + 40)
        cells = {(row, column_of("status")): "未启动" for row in rows}
        return fill_cells(path.read_bytes(), TABLE, {**cells, (FIRST_ROW, column_of("status")): status})

    return ledger


@pytest.fixture
def collect(archive: Path, tmp_path: Path) -> Collect:
    def collect(*mails: bytes, now: datetime = NOW) -> None:
        folder = tmp_path / "来件"
        folder.mkdir(exist_ok=True)
        for raw in mails:
            (folder / f"{len(list(folder.iterdir()))}.eml").write_bytes(raw)
        desk.collect_sources([folder], archive, now=now)

    return collect


def letter(sender: str, *files: tuple[str, bytes], extra: bytes = b"", subject: str = "报送台账") -> bytes:
    name = sender.partition("@")[0]
    raw = write_mail(
        sender, OFFICE.address, subject, "请查收。", [Attachment(*file) for file in files],
        date=NOW - timedelta(hours=1), message_id=f"<{name}.{subject.encode().hex()[:20]}@county.example>",
    )  # fmt: skip
    return extra + raw


@pytest.fixture
def answer(archive: Path, tmp_path: Path) -> Answer:
    """The answers that one call writes, in the register's order."""

    def answer(*, now: datetime = NOW, limits: IntakeLimits | None = None) -> list[EmailMessage]:
        out = tmp_path / f"答复{now:%d%H}"
        made = desk.return_submissions(archive, "2022Q3", out, office=OFFICE, limits=limits, now=now)
        written = [one.path.read_bytes() for one in made if one.path]
        return [cast("EmailMessage", message_from_bytes(raw, policy=default)) for raw in written]

    return answer


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_r57_a_returned_ledger_comes_back_marked_in_its_thread(
    archive: Path, collect: Collect, answer: Answer, ledger: Callable[..., bytes]
) -> None:
    collect(letter("bitan@yunling.example", ("碧潭县.xlsx", ledger("990101", status="不知道"))))
    (mail,) = answer()
    sent = "<bitan.e68aa5e98081e58fb0e8@county.example>"
    assert {name: mail[name] for name in ("From", "To", "Subject", "In-Reply-To", "References")} == {
        "From": "云岭市医改办 <office@yigai.example>",
        "To": "bitan@yunling.example",
        "Subject": "【退回修改】回复：报送台账",
        "In-Reply-To": sent,
        "References": sent,
    }
    assert (mail["Auto-Submitted"], mail["X-Loop"]) == ("auto-replied", "taizhang")
    (attached,) = mail.iter_attachments()
    assert attached.get_filename() == "碧潭县_退回修改.xlsx"
    book = read_workbook(attached.get_content(), "碧潭县_退回修改.xlsx")
    assert "校验结果" in [grid.sheet for grid in book.grids]
    told = text(mail)
    assert told.startswith(
        "碧潭县：\n你单位2022年10月04日 08:00发来的“碧潭县.xlsx”已收到，登记为第1号，结论：退回修改。\n\n"
    )
    assert "校验结果：必须修改 1 处，请确认 3 处。" in told
    assert "一、必须修改\n1. 任务台账!" in told


def test_r60_the_receipt_names_file_fingerprint_time_and_verdict(
    archive: Path, collect: Collect, answer: Answer, ledger: Callable[..., bytes]
) -> None:
    collect(letter("bitan@yunling.example", ("碧潭县.xlsx", ledger("990101"))))
    (mail,) = answer()
    assert [one.get_filename() for one in mail.iter_attachments()] == ["碧潭县_已接收.xlsx"]
    with open_archive(archive) as store:
        (line,) = store.submissions()
    receipt = text(mail).partition("收件回执\n")[2].splitlines()
    assert receipt[:5] == [
        "文件：碧潭县.xlsx",
        f"大小：{line.size} 字节",
        f"SHA-256：{line.sha256}",
        "收到时间：2022-10-04 08:00:00",
        "结论：已接收",
    ]


def test_r59_an_answer_says_what_where_and_what_to_do_in_plain_chinese(
    archive: Path, collect: Collect, answer: Answer, ledger: Callable[..., bytes]
) -> None:
    broken = ledger("990102")[:9000]
    collect(
        letter("bitan@yunling.example", ("碧潭县.xlsx", ledger("990101", status="不知道"))),
        letter("songbei@yunling.example", ("松陂县.xlsx", broken)),
    )
    told = [text(mail) for mail in answer()]
    assert "1. 任务台账!S6：完成状态填的是“不知道”" in told[0]
    for body in told:
        receipt = body.index("收件回执")
        names = re.compile(r"SHA-256|xlsx|[A-Z]{1,2}[0-9]+(?::[A-Z]{1,2}[0-9]+)?|[0-9a-f]{64}")
        assert re.findall(r"[A-Za-z_/\\]{2,}", names.sub("", body)) == []
        assert "请" in body[:receipt]


def test_each_submission_is_answered_once(
    archive: Path, collect: Collect, answer: Answer, ledger: Callable[..., bytes]
) -> None:
    both = (("碧潭县.xlsx", ledger("990101", status="不知道")), ("说明.txt", b"\xe8\xaf\xb4\xe6\x98\x8e"))
    collect(
        letter("bitan@yunling.example", *both), letter("songbei@yunling.example", ("a.xlsx", b"PK\3\4broken"))
    )
    first, second = answer()
    assert (first["To"], second["To"]) == ("bitan@yunling.example", "songbei@yunling.example")
    assert "同时收到：说明.txt（" in text(first)
    assert "结论：另行存放" in text(second)
    assert answer(now=NOW + timedelta(days=1)) == []


def test_what_was_mended_is_counted_against_the_round_before(
    archive: Path, collect: Collect, answer: Answer, ledger: Callable[..., bytes]
) -> None:
    collect(letter("bitan@yunling.example", ("碧潭县.xlsx", ledger("990101", status="不知道"))))
    answer()
    again = letter(
        "bitan@yunling.example", ("碧潭县.xlsx", ledger("990101", status="也不知道")), subject="改后"
    )
    collect(again, now=NOW + timedelta(hours=3))
    (mail,) = answer(now=NOW + timedelta(hours=4))
    assert "与上次相比：上次4处：已改0处，仍有4处，新出现0处。" in text(mail)


def test_an_answer_that_comes_after_the_mended_ledger_asks_for_nothing_more(
    archive: Path, collect: Collect, answer: Answer, ledger: Callable[..., bytes]
) -> None:
    collect(letter("bitan@yunling.example", ("初稿.xlsx", ledger("990101", status="不知道"))))
    collect(letter("bitan@yunling.example", ("改稿.xlsx", ledger("990101")), subject="改后"))
    first, second = answer()
    assert "此后发来的“改稿.xlsx”（第2号）已接收，以后来的为准，这一件不必再改。" in text(first)
    assert "不必再改" not in text(second)


@pytest.mark.parametrize(
    ("sender", "extra"),
    [
        ("bitan@yunling.example", b"Auto-Submitted: auto-replied\r\n"),
        ("bitan@yunling.example", b"Precedence: bulk\r\n"),
        ("bitan@yunling.example", b"List-Id: <list.example>\r\n"),
        ("bitan@yunling.example", b"Return-Path: <>\r\n"),
        ("bitan@yunling.example", b"X-Loop: taizhang\r\n"),
        ("stranger@elsewhere.example", b""),
        ("office@yigai.example", b""),
    ],
)
def test_r55_machines_strangers_and_ourselves_get_no_answer(
    archive: Path, collect: Collect, answer: Answer, ledger: Callable[..., bytes], sender: str, extra: bytes
) -> None:
    collect(
        letter(sender, ("说明.txt", b"text"), extra=extra),
        letter(sender, ("碧潭县.xlsx", ledger("990101")), extra=extra, subject="台账"),
        letter(sender, extra=extra, subject="见附件"),
    )
    assert answer() == []


def test_r57_an_address_gets_no_more_than_its_share_of_a_day(
    archive: Path, collect: Collect, answer: Answer
) -> None:
    for count in range(3):
        collect(
            letter("bitan@yunling.example", ("a.xlsx", f"PK\3\4{count}".encode()), subject=f"第{count}次")
        )
    limits = IntakeLimits(answers_a_day=2)
    assert len(answer(limits=limits)) == 2
    assert answer(limits=limits, now=NOW + timedelta(hours=2)) == []
    assert len(answer(limits=limits, now=NOW + timedelta(days=1))) == 1


def test_a_forgotten_attachment_and_a_link_are_asked_for(
    archive: Path, collect: Collect, answer: Answer
) -> None:
    collect(letter("bitan@yunling.example", subject="报送"))
    (mail,) = answer()
    assert mail["Subject"] == "【不是任务台账】回复：报送"
    assert "没有附件，请来信单位把台账作为附件重新发送。" in text(mail)
    assert mail["To"] == "bitan@yunling.example"


def test_r41_a_hostile_subject_brings_no_header_in(
    archive: Path, collect: Collect, answer: Answer, tmp_path: Path
) -> None:
    raw = letter("bitan@yunling.example", ("a.xlsx", b"PK\3\4"))
    subject = b"Subject: =?utf-8?B?5oql6YCBDQpCY2M6IHZpY3RpbUB4LmV4YW1wbGU=?="  # a line break and Bcc
    collect(raw.replace(raw[raw.index(b"Subject:") : raw.index(b"\r\n", raw.index(b"Subject:"))], subject))
    (mail,) = answer()
    assert mail["Bcc"] is None
    assert mail.get_all("To") == ["bitan@yunling.example"]
    assert mail["Subject"] == "【另行存放】回复：报送 Bcc: victim@x.example"


def test_what_waits_for_a_decision_is_answered_once_it_is_decided(
    archive: Path, collect: Collect, answer: Answer, ledger: Callable[..., bytes]
) -> None:
    collect(letter("songbei@yunling.example", ("误发.xlsx", ledger("990101"))))
    assert answer() == []
    desk.refuse_submission(archive, 1, who="值班员", why="发错了", at=NOW)
    (mail,) = answer(now=NOW + timedelta(hours=1))
    assert (mail["To"], "结论：另行存放" in text(mail)) == ("songbei@yunling.example", True)


def test_the_office_needs_an_address(archive: Path, tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="不是邮箱地址"):
        desk.return_submissions(
            archive, "2022Q3", tmp_path / "答复", office=desk.Office("a@b\r\nBcc: c@d"), now=NOW
        )
