"""Corrected and late mails, and the limits that an office sets itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from bundles.rar_files import new_rar

from taizhang import desk
from taizhang.archive import open_archive
from taizhang.books.fill_cells import fill_cells
from taizhang.desk.workers.limits import Limits
from taizhang.errors import CannotRead
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.mail import Attachment, write_mail
from taizhang.model.verdict import Verdict

NOW = datetime(2022, 10, 4, 9, tzinfo=timezone(timedelta(hours=8)))
ROWS = range(FIRST_ROW, FIRST_ROW + 40)


@pytest.fixture
def mail(office, tmp_path: Path) -> Callable[..., Path]:
    """A mail of 碧潭县 with its accepted ledger, sent so many hours before now."""

    def mail(name: str, remark: str, hours: int) -> Path:
        cells = {(row, column_of("status")): "未启动" for row in ROWS}
        cells |= {(FIRST_ROW, column_of("remarks")): remark}
        content = fill_cells(office.ledger("990101"), TABLE, cells)
        raw = write_mail(
            "bitan@yunling.example", "office@yigai.example", "报送", "请查收。", [Attachment("碧潭县.xlsx", content)],
            date=NOW - timedelta(hours=hours), message_id=f"<{hours}@bitan>",
        )  # fmt: skip
        (tmp_path / name).write_bytes(raw)
        return tmp_path / name

    return mail


def counting(archive: Path) -> list[int]:
    with open_archive(archive) as store:
        ((plan, _, _),) = store.plans()
        (round_,) = store.rounds()
        return [one.submission.number for one in store.counting(plan, round_.period)]


def test_r54_the_newest_counts_and_both_versions_are_kept(office, mail: Callable[..., Path]) -> None:
    desk.collect_sources([mail("早.eml", "第一稿", 5)], office.archive, now=NOW)
    assert counting(office.archive) == [1]
    desk.collect_sources([mail("晚.eml", "第二稿", 1)], office.archive, now=NOW)
    assert counting(office.archive) == [2]
    with open_archive(office.archive) as store:
        first, second = store.submissions()
        assert first.sha256 != second.sha256
        assert {store.blob(one.sha256)[:2] for one in (first, second)} == {b"PK"}
    compared = desk.diff_submissions(office.archive, 1, 2)
    assert not compared.equal


def test_r54_an_older_mail_that_comes_later_replaces_nothing(office, mail: Callable[..., Path]) -> None:
    desk.collect_sources([mail("晚.eml", "第二稿", 1)], office.archive, now=NOW)
    desk.collect_sources([mail("早.eml", "第一稿", 5)], office.archive, now=NOW)
    assert counting(office.archive) == [1]


def test_r46_the_same_mail_is_taken_once_whatever_it_is_called(
    office, mail: Callable[..., Path], tmp_path: Path
) -> None:
    first = mail("a.eml", "第一稿", 5)
    (tmp_path / "b.eml").write_bytes(first.read_bytes())
    taken = desk.collect_sources([first, tmp_path / "b.eml"], office.archive, now=NOW)
    assert [(one.number, one.known) for one in taken] == [(1, False), (1, True)]
    again = desk.collect_sources([tmp_path / "b.eml"], office.archive, now=NOW)
    assert [(one.number, one.known, one.reason) for one in again] == [
        (1, True, "此前已登记为第1号，没有重复登记")
    ]
    assert [(one.exit_code, one.reporter_name) for one in (*taken, *again)] == [(1, "碧潭县")] * 3
    assert (again[0].as_json()["verdict"], again[0].as_json()["reporter"]) == ("accepted", "990101")
    with open_archive(office.archive) as store:
        assert (len(store.receipts()), len(store.outcomes()), len(store.submissions())) == (1, 1, 1)


def test_r07_what_was_kept_and_not_judged_is_taken_up_again(
    office, mail: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As after a power cut between the first and the last of the three steps."""
    from taizhang.archive import NewReceipt

    path = mail("a.eml", "第一稿", 5)
    with open_archive(office.archive) as store:
        assert store.receive([(NewReceipt("mail", "a.eml", NOW), path.read_bytes())], at=NOW) == (True,)
        assert len(store.unfinished()) == 1
    path.unlink()
    (taken,) = desk.collect_sources([], office.archive, now=NOW)
    assert (taken.number, taken.word, taken.source) == (1, "已接收", "a.eml")
    with open_archive(office.archive) as store:
        assert (store.unfinished(), store.sums().agree) == ((), True)


def test_r09_limits_are_settings_and_the_verdict_prints_them(
    office, mail: Callable[..., Path], tmp_path: Path
) -> None:
    settings = tmp_path / "限额.toml"
    settings.write_text(
        '"附件兆字节" = 1\n"邮件兆字节" = 2\n"每日答复数" = 9\n"邮件排队秒数" = 3\n', encoding="utf-8"
    )
    limits = desk.read_limits(settings)
    assert (limits.files.file_bytes, limits.mails.file_bytes, limits.answers_a_day) == (1 << 20, 2 << 20, 9)
    assert limits.files.seconds == Limits().seconds
    assert (limits.patience, limits.mails_in_turn.seconds, limits.mails.seconds) == (3, 3, 60)
    (tmp_path / "大.xlsx").write_bytes(b"a,b\n" * (1 << 19))
    (tmp_path / "大.eml").write_bytes(b"From: bitan@yunling.example\r\n\r\n" + b"x" * (2 << 20))
    taken = desk.collect_sources(
        [tmp_path / "大.xlsx", tmp_path / "大.eml"], office.archive, limits=limits, now=NOW
    )
    assert [(one.word, one.reason) for one in taken] == [
        (Verdict.SET_ASIDE.word, "文件超过1兆字节的上限，未读取。请删除图片等多余内容后重新报送"),
        (
            "邮件过大",
            "邮件超过2兆字节的上限，没有拆开，原邮件已存入档案库，请来信单位去掉多余内容或分开后重新发送",
        ),
    ]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('"附件大小" = 1', "没有“附件大小”这一项限额"),
        ('"附件兆字节" = 0', "应是 1 到 500 的整数，现在是“0”"),
        ('"附件兆字节" = "大"', "应是 1 到 500 的整数，现在是“大”"),
        ('"附件兆字节" = true', "应是 1 到 500 的整数"),
        ("附件兆字节 = 1", "不是可用的限额文件"),
    ],
)
def test_what_is_no_limit_is_told(tmp_path: Path, text: str, says: str) -> None:
    (tmp_path / "限额.toml").write_text(text, encoding="utf-8")
    with pytest.raises(CannotRead, match=says):
        desk.read_limits(tmp_path / "限额.toml")


def test_r08_a_package_that_calls_itself_another_is_opened_and_noted(office, tmp_path: Path) -> None:
    (tmp_path / "台账.zip").write_bytes(new_rar({"甲.csv": b"a,b\n1,2\n"}))
    (taken,) = desk.collect_sources([tmp_path / "台账.zip"], office.archive, now=NOW)
    assert (taken.file_name, taken.word) == ("甲.csv", Verdict.NOT_A_LEDGER.word)
    with open_archive(office.archive) as store:
        (outcome,) = store.outcomes()
    assert outcome.reason == "不是任务台账 1 件；“台账.zip”的扩展名与内容不符，实际是rar压缩包"
