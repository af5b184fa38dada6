"""Reminders as mails in a folder: one for each reporter that is open, none sent."""

from __future__ import annotations

import email
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from email.policy import default
from pathlib import Path
from typing import Any

import pytest

from taizhang import desk
from taizhang.errors import BadUsage

NOW = datetime(2022, 10, 15, 9, tzinfo=timezone(timedelta(hours=8)))


@pytest.fixture
def reports(demo_run: Any) -> tuple[desk.StatusReport, ...]:
    return desk.report_status(demo_run.folder / "档案.db", "2022Q3", as_of=date(2022, 10, 15))


def test_a_mail_for_each_reporter_that_is_open(
    reports: tuple[desk.StatusReport, ...], tmp_path: Path
) -> None:
    out = tmp_path / "发件箱"
    mails = desk.write_reminders(
        reports, out, address="yigaiban@yunling.example", name="云岭市医改办", now=NOW
    )
    assert [(one.name, one.state, one.to, one.path) for one in mails] == [
        ("南榆区", "未报", "nanyu@yunling.example", out / "2022Q3_990105_南榆区_催报.eml")
    ]
    raw = (out / "2022Q3_990105_南榆区_催报.eml").read_bytes()
    mail = email.message_from_bytes(raw, policy=default)
    assert {name: mail[name] for name in ("From", "To", "Subject", "X-Unsent", "Auto-Submitted")} == {
        "From": "云岭市医改办 <yigaiban@yunling.example>",
        "To": "nanyu@yunling.example",
        "Subject": "【催报】南榆区2022年第三季度任务台账（未报）",
        "X-Unsent": "1",
        "Auto-Submitted": None,
    }
    (reminder,) = desk.remind_each(reports[0])
    assert mail.get_content().split("\r\n") == [reminder.text, "", "云岭市医改办", ""]
    desk.write_reminders(reports, out, address="yigaiban@yunling.example", name="云岭市医改办", now=NOW)
    assert (out / "2022Q3_990105_南榆区_催报.eml").read_bytes() == raw


def test_whoever_has_no_address_is_named(archive: Path, tmp_path: Path) -> None:
    (report,) = desk.report_status(archive, "2022Q3", as_of=date(2022, 10, 15))
    bare = replace(
        report,
        now=replace(
            report.now,
            states=tuple(replace(one, line=replace(one.line, addresses=())) for one in report.states),
        ),
    )
    mails = desk.write_reminders((bare,), tmp_path / "发件箱", address="a@b.cn", now=NOW)
    assert {(one.to, one.path) for one in mails} == {("", None)}
    assert len(mails) == 8


def test_the_offices_own_address_is_needed(reports: tuple[desk.StatusReport, ...], tmp_path: Path) -> None:
    with pytest.raises(BadUsage, match="不是邮箱地址，请用 --from 写明催报用的邮箱"):
        desk.write_reminders(reports, tmp_path, address="", now=NOW)
