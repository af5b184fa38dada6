"""A whole round by mail, over real servers: out of a mailbox, into the archive, answered, bounced; in a file and on PostgreSQL."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import cast

import pytest
from clients.dovecot import PASSWORD, Dovecot, dovecot_lacks
from clients.postgres import PostgresServer
from clients.smtp import MailServer

from taizhang.archive import open_archive
from taizhang.books.fill_cells import fill_cells
from taizhang.cli.run import run
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.mail import Attachment, write_mail
from taizhang.model.verdict import DeliveryState, ReceiptState

AS_OF = ("--as-of", "2022-10-04")
NOON = datetime(2022, 10, 3, 4, 0, tzinfo=UTC)

Call = Callable[..., tuple[int, str]]


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Call:
    """The exit code of a command, and all that it said."""

    def call(*words: object) -> tuple[int, str]:
        code = run([str(word) for word in words])
        said = capsys.readouterr()
        return code, said.out + said.err

    return call


@pytest.fixture(params=["file", "server"])
def archive(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "file":
        return str(tmp_path / "档案.db")
    server: PostgresServer = request.getfixturevalue("postgres")
    return server.url(server.new_database())


@pytest.fixture
def issued(archive: str, call: Call, sample_document: Path, sample_roster: Path, tmp_path: Path) -> Path:
    """The blank ledgers of the quarter, from an archive that stands."""
    plan = tmp_path / "计划.json"
    assert call("plan", "compile", sample_document, "-o", plan)[0] == 0
    assert call("archive", "init", archive, "--plan", plan, "--roster", sample_roster)[0] == 0
    said = call("issue", plan, "--period", "2022Q3", "--out", tmp_path / "下发", "--archive", archive)
    assert said[0] == 0
    return tmp_path / "下发"


@pytest.fixture
def mailbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Dovecot]:
    if lacks := dovecot_lacks():
        pytest.skip(lacks)
    monkeypatch.setenv("TAIZHANG_IMAP_PASSWORD", PASSWORD)
    with Dovecot(tmp_path) as server:
        yield server


@pytest.fixture
def post(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with MailServer(tmp_path) as server:
        monkeypatch.setenv("TAIZHANG_SMTP_PASSWORD", server.password)
        yield server


def letter(sender: str, name: str, content: bytes) -> bytes:
    return write_mail(
        sender, "office@yigai.example", "报送台账", "请查收。", [Attachment(name, content)],
        date=NOON, message_id=f"<{sender}>",
    )  # fmt: skip


def filled(issued: Path, code: str, status: str = "未启动") -> bytes:
    (path,) = issued.glob(f"{code}_*")
    cells = {(row, column_of("status")): "未启动" for row in range(FIRST_ROW, FIRST_ROW + 40)}
    return fill_cells(path.read_bytes(), TABLE, {**cells, (FIRST_ROW, column_of("status")): status})


def bounce(answer: bytes) -> bytes:
    """A delivery report as Postfix writes it, with our answer in it."""
    head = (
        "From: MAILER-DAEMON@mx.example",
        "To: office@yigai.example",
        "Subject: Undelivered Mail Returned to Sender",
        "Auto-Submitted: auto-replied",
        "Message-ID: <bounce@mx.example>",
        "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        "",
        "--b",
        "Content-Type: text/plain",
        "",
        "The mail system could not deliver your message.",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "Reporting-MTA: dns; mx.example",
        "",
        "Final-Recipient: rfc822; bitan@yunling.example",
        "Action: failed",
        "Status: 5.1.1",
        "",
        "--b",
        "Content-Type: message/rfc822",
        "",
        "",
    )
    return "\r\n".join(head).encode() + answer + b"\r\n--b--\r\n"


def test_r45_r46_r57_r58_a_round_by_mail_from_the_mailbox_to_the_bounce(
    archive: str, issued: Path, mailbox: Dovecot, post: MailServer, call: Call, tmp_path: Path
) -> None:
    mailbox.deliver(
        letter("bitan@yunling.example", "碧潭县.xlsx", filled(issued, "990101", status="不知道")),
        letter("songbei@yunling.example", "松陂县.xlsx", filled(issued, "990102")),
        letter("stranger@elsewhere.example", "白礁县.xlsx", filled(issued, "990103")),
        internaldate=NOON,
    )
    code, said = call("collect", mailbox.url(), "--archive", archive, *AS_OF, "--json")
    assert code == 1
    assert [(one["number"], one["verdict"]) for one in json.loads(said)] == [
        (1, "returned"), (2, "accepted"), (3, "quarantined"),
    ]  # fmt: skip
    assert call("collect", mailbox.url(), "--archive", archive, *AS_OF, "--json") == (0, "[]\n")
    assert mailbox.flags() == {1: (), 2: (), 3: ()}

    answer = (
        "return", "--archive", archive, "--period", "2022Q3", "--out", tmp_path / "答复", "--from",
        "office@yigai.example", "--name", "云岭市医改办", "--send", post.url(), *AS_OF,
    )  # fmt: skip
    assert call(*answer)[0] == 0
    assert [(one.envelope_sender, one.recipient) for one in post.delivered] == [
        ("<>", "bitan@yunling.example"),
        ("<>", "songbei@yunling.example"),
    ]
    assert call(*answer)[0] == 0
    assert len(post.delivered) == 2

    mailbox.deliver(bounce(post.delivered[0].raw))
    code, said = call("collect", mailbox.url(), "--archive", archive, *AS_OF, "--json")
    assert (code, [(one["number"], one["state"]) for one in json.loads(said)]) == (0, [(0, "bounce")])
    assert call(*answer)[0] == 0
    assert len(post.delivered) == 2
    assert call("verify", "--archive", archive)[0] == 0
    with open_archive(archive) as store:
        assert [(one.answer, one.why) for one in store.bounces()] == [
            (1, "Undelivered Mail Returned to Sender")
        ]
        assert [one.state for one in store.outcomes()] == [ReceiptState.TAKEN] * 3 + [ReceiptState.BOUNCE]
        assert [one.state for one in store.deliveries()] == [DeliveryState.TRYING, DeliveryState.SENT] * 2
        assert store.sums().agree
    sent = cast("EmailMessage", message_from_bytes(post.delivered[0].raw, policy=default))
    assert (sent["In-Reply-To"], sent["Auto-Submitted"]) == ("<bitan@yunling.example>", "auto-replied")


def test_a_server_that_refuses_for_now_is_asked_again_and_for_good_is_not(
    issued: Path, archive: str, call: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, code in (("a.eml", "990101"), ("b.eml", "990102")):
        sender = {"990101": "bitan@yunling.example", "990102": "songbei@yunling.example"}[code]
        (tmp_path / name).write_bytes(letter(sender, f"{code}.xlsx", filled(issued, code)))
    call("collect", tmp_path / "a.eml", tmp_path / "b.eml", "--archive", archive, *AS_OF)
    answer = (
        "return", "--archive", archive, "--period", "2022Q3", "--out", tmp_path / "答复", "--from",
        "office@yigai.example", *AS_OF, "--json",
    )  # fmt: skip
    refusals = {
        "bitan@yunling.example": "451 4.7.1 greylisted",
        "songbei@yunling.example": "550 5.1.1 unknown",
    }
    (tmp_path / "一").mkdir()
    (tmp_path / "二").mkdir()
    with MailServer(tmp_path / "一", refusals=refusals.items()) as server:
        monkeypatch.setenv("TAIZHANG_SMTP_PASSWORD", server.password)
        code, said = call(*answer, "--send", server.url())
        assert (code, [one["state"] for one in json.loads(said)["sent"]]) == (1, ["put-off", "refused"])
    with MailServer(tmp_path / "二") as server:
        code, said = call(*answer, "--send", server.url())
        assert (code, [(one["to"], one["state"]) for one in json.loads(said)["sent"]]) == (
            0, [("bitan@yunling.example", "sent")],
        )  # fmt: skip
