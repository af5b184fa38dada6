"""Who sent it and what it holds, over real mails: each reporter's state is the one an official would give."""

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from taizhang import desk
from taizhang.books.fill_cells import fill_cells
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.mail import Attachment, write_mail

NOW = datetime(2022, 10, 4, 9, tzinfo=timezone(timedelta(hours=8)))
SHARED_CLERK = "liangdi@yunling.example"

Send = Callable[[str, str, bytes], None]


@pytest.fixture
def archive(tmp_path: Path, sample_document: Path, sample_roster: Path) -> Path:
    roster = tmp_path / "通讯录.csv"
    text = sample_roster.read_text(encoding="utf-8")
    roster.write_text(
        text.replace("gudu@yunling.example", SHARED_CLERK).replace("gaoxin@yunling.example", SHARED_CLERK),
        encoding="utf-8",
    )
    plan, where = tmp_path / "计划.json", tmp_path / "档案.db"
    desk.write_plan(desk.compile_document(sample_document), plan)
    desk.init_archive(where, [plan], roster, at=NOW)
    desk.issue_ledgers(plan, "2022Q2", tmp_path / "上期", roster_file=roster)
    desk.issue_ledgers(plan, "2022Q3", tmp_path / "本期", archive=where)
    return where


def ledger(folder: Path, code: str) -> bytes:
    """An accepted ledger: nothing has been started yet."""
    (path,) = folder.glob(f"{code}_*")
    rows = range(FIRST_ROW, FIRST_ROW + 40)
    return fill_cells(path.read_bytes(), TABLE, {(row, column_of("status")): "未启动" for row in rows})


@pytest.fixture
def send(tmp_path: Path) -> Send:
    (tmp_path / "来件").mkdir()

    def send(sender: str, name: str, content: bytes) -> None:
        raw = write_mail(
            sender, "office@yigai.example", "报送", "请查收。", [Attachment(name, content)],
            date=NOW - timedelta(hours=1), message_id=f"<{sender}.{name.encode().hex()}>",
        )  # fmt: skip
        count = len(list((tmp_path / "来件").iterdir()))
        (tmp_path / "来件" / f"{count}.eml").write_bytes(raw)

    return send


def states(archive: Path, tmp_path: Path) -> dict[str, str]:
    desk.collect_sources([tmp_path / "来件"], archive, now=NOW)
    (report,) = desk.report_status(archive, "2022Q3", as_of=NOW.date())
    return {one.line.name: one.state.value for one in report.states}


def test_each_sender_has_the_state_of_what_it_sent(archive: Path, send: Send, tmp_path: Path) -> None:
    send("bitan@yunling.example", "碧潭县.xlsx", ledger(tmp_path / "本期", "990101"))
    send("songbei@yunling.example", "误发.xlsx", ledger(tmp_path / "本期", "990101"))
    send("baijiao@yunling.example", "上期.xlsx", ledger(tmp_path / "上期", "990103"))
    send("qingchuan@yunling.example", "损坏.xlsx", ledger(tmp_path / "本期", "990104")[:4000])
    assert states(archive, tmp_path) == {
        "碧潭县": "及时",
        "松陂县": "待定",
        "白礁县": "退回未改",
        "晴川区": "退回未改",
        "南榆区": "待定",
        "双槐市": "待定",
        "古渡县": "待定",
        "高新区": "待定",
    }


def test_one_clerk_may_serve_two_counties(archive: Path, send: Send, tmp_path: Path) -> None:
    send(SHARED_CLERK, "古渡县.xlsx", ledger(tmp_path / "本期", "990107"))
    send(SHARED_CLERK, "高新区.xlsx", ledger(tmp_path / "本期", "990108"))
    found = states(archive, tmp_path)
    assert (found["古渡县"], found["高新区"]) == ("及时", "及时")


def test_an_unknown_sender_is_left_to_a_person(archive: Path, send: Send, tmp_path: Path) -> None:
    send("stranger@elsewhere.example", "碧潭县.xlsx", ledger(tmp_path / "本期", "990101"))
    (taken,) = desk.collect_sources([tmp_path / "来件"], archive, now=NOW)
    assert (taken.word, taken.reason) == (
        "待人工核定",
        "发件地址 stranger@elsewhere.example 不在通讯录中，请核实是否为碧潭县所发",
    )


@pytest.mark.parametrize(
    "written",
    [
        b"bitan@yunling.example, s@elsewhere.example",
        b"bitan@yunling.example\r\nFrom: s@elsewhere.example",
        b"",
        None,
    ],
)
def test_a_mail_that_does_not_say_clearly_who_sent_it_is_left_to_a_person(
    archive: Path, tmp_path: Path, written: bytes | None
) -> None:
    book = Attachment("碧潭县.xlsx", ledger(tmp_path / "本期", "990101"))
    said = NOW - timedelta(hours=1)
    raw = write_mail(
        "bitan@yunling.example", "o@yigai.example", "报送", "请查收。", [book], date=said, message_id="<1@x>"
    )
    line = b"From: bitan@yunling.example\r\n"
    (tmp_path / "1.eml").write_bytes(
        raw.replace(line, b"" if written is None else b"From: " + written + b"\r\n")
    )
    (taken,) = desk.collect_sources([tmp_path / "1.eml"], archive, now=NOW)
    assert (taken.word, taken.sender) == ("待人工核定", "")
    assert taken.reason.partition("；")[0] == "邮件没有写清是谁发来的，请人工核实后再定"
