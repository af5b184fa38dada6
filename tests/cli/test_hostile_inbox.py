"""An inbox as an enemy would fill it: every item has its sentence, and the honest one behind them is taken."""

from __future__ import annotations

import base64
import json
import os
import socket
import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest

from taizhang.archive import open_archive
from taizhang.books.fill_cells import fill_cells
from taizhang.desk.files import read_file, shown_name
from taizhang.desk.intake.sources import LeftThere, arrivals
from taizhang.errors import CannotRead
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of

AS_OF = ("--as-of", "2022-10-04")
posix = pytest.mark.skipif(os.name == "nt", reason="Windows 没有这类文件")


def filled(ledger: Path) -> bytes:
    rows = range(FIRST_ROW, FIRST_ROW + 40)
    return fill_cells(ledger.read_bytes(), TABLE, {(row, column_of("status")): "未启动" for row in rows})


def with_part_changed(content: bytes, change: Callable[[bytes], bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(old.read(name)))
    return target.getvalue()


def mail_with(content: bytes | None, *headers: bytes, sender: bytes = b"a@b.cn") -> bytes:
    head = [b"From: " + sender, b"Date: Mon, 3 Oct 2022 10:00:00 +0800", *headers]
    if content is None:
        return b"\r\n".join([*head, b"Content-Type: text/plain", b"", "见附件".encode()])
    kind = b'Content-Type: application/octet-stream; name="t.xlsx"'
    return b"\r\n".join([*head, kind, b"Content-Transfer-Encoding: base64", b"", base64.encodebytes(content)])


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    (tmp_path / "来件").mkdir()
    return tmp_path / "来件"


@pytest.fixture
def collect(call, office, inbox: Path) -> Callable[[], tuple[int, list[dict[str, object]]]]:
    def collect() -> tuple[int, list[dict[str, object]]]:
        said = call("collect", inbox, "--archive", office.archive, *AS_OF, "--json")
        assert said.err == ""
        return said.code, json.loads(said.out)

    return collect


@posix
def test_what_is_no_plain_file_is_named_and_the_others_are_taken(office, inbox: Path, collect) -> None:
    os.mkfifo(inbox / "a管道.xlsx")
    os.symlink("/dev/zero", inbox / "b设备.xlsx")
    os.symlink("/nowhere", inbox / "c悬空.xlsx")
    os.symlink("d自指.xlsx", inbox / "d自指.xlsx")
    os.symlink(office.plan, inbox / "e别处.xlsx")
    with socket.socket(socket.AF_UNIX) as listening:
        os.chdir(inbox)  # the address of such a socket must be short
        listening.bind("f接口.xlsx")
        os.chdir(office.plan.parent)
    (inbox / "z.xlsx").write_bytes(filled(office.ledger("990101")))
    code, taken = collect()
    assert code == 3
    link = "这是指向别处的链接，没有收取。请把文件本身放进文件夹后重新收取"
    pipe = "这是管道或设备，不是普通文件，没有收取。请把它移出文件夹"
    assert [(one["source"], one["number"], one["reason"]) for one in taken] == [
        ("a管道.xlsx", 0, pipe),
        ("b设备.xlsx", 0, link),
        ("c悬空.xlsx", 0, link),
        ("d自指.xlsx", 0, link),
        ("e别处.xlsx", 0, link),
        ("f接口.xlsx", 0, pipe),
        ("z.xlsx", 1, "校验通过"),
    ]


@posix
def test_a_pipe_that_is_named_outright_does_not_keep_anybody_waiting(office, call, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "管道.xlsx")
    said = call("check", tmp_path / "管道.xlsx", "--archive", office.archive, *AS_OF)
    assert (said.code, said.out) == (3, "")
    assert "不是普通文件" in said.err
    with pytest.raises(CannotRead, match="不是普通文件"):
        read_file(Path("/dev/zero"))


def test_a_file_that_vanished_meanwhile_is_named(tmp_path: Path, office) -> None:
    from datetime import UTC, datetime

    (left,) = arrivals(tmp_path / "没了.xlsx", now=datetime(2022, 10, 4, tzinfo=UTC))
    assert left == LeftThere(
        "没了.xlsx",
        "文件读不出来（路径不存在），没有收取。请检查它是否还在原处、是否需要权限，然后重新收取",
    )


@posix
def test_what_may_not_be_read_is_named_and_the_others_are_taken(office, inbox: Path, collect) -> None:
    (inbox / "a.xlsx").write_bytes(b"x")
    (inbox / "a.xlsx").chmod(0)
    if os.access(inbox / "a.xlsx", os.R_OK):
        pytest.skip("管理员什么都能读")
    (inbox / "b").mkdir(mode=0)
    (inbox / "z.xlsx").write_bytes(filled(office.ledger("990101")))
    code, taken = collect()
    assert code == 3
    assert [(one["source"], one["number"]) for one in taken] == [("a.xlsx", 0), ("b", 0), ("z.xlsx", 1)]
    assert all("没有权限" in str(one["reason"]) for one in taken if not one["number"])
    (inbox / "b").chmod(0o700)


@posix
def test_a_file_too_large_to_keep_stays_where_it_is(office, inbox: Path, collect) -> None:
    with (inbox / "a.xlsx").open("wb") as file:
        file.truncate(3_000_000_000)
    (inbox / "z.xlsx").write_bytes(filled(office.ledger("990101")))
    code, (large, taken) = collect()
    assert (code, large["number"], taken["number"]) == (3, 0, 1)
    assert large["reason"] == "文件超过512兆字节，没有收取，仍在原处。请让对方删除多余内容后重新报送"


def test_the_archive_itself_is_no_submission(office, call) -> None:
    folder = office.archive.parent
    said = call("collect", folder, "--archive", office.archive, *AS_OF, "--json")
    assert office.archive.name not in {one["source"] for one in json.loads(said.out)}


@posix
def test_names_are_shown_without_what_would_move_the_cursor(office, call, inbox: Path) -> None:
    content = filled(office.ledger("990101"))
    (inbox / "a\x1b[31m\n\u202e.xlsx").write_bytes(content)
    (inbox / os.fsdecode("台账.xlsx".encode("gbk"))).write_bytes(content + bytes(2))
    said = call("collect", inbox, "--archive", office.archive, *AS_OF)
    assert said.code == 1
    assert "a[31m.xlsx" in said.out
    assert "台账.xlsx" in said.out
    assert not set("\x1b\u202e") & set(said.out)
    assert shown_name(Path("CON.xlsx")) == "_CON.xlsx"


@pytest.mark.parametrize("period", ["0001Q1", "0000Q1", "9999Q4", "2100Q1", "1999-12"])
def test_a_stamp_from_outside_the_calendar_is_no_stamp(office, inbox: Path, collect, period: str) -> None:
    content = with_part_changed(
        filled(office.ledger("990101")),
        lambda part: part.replace(b"2022Q3", period.encode()),
    )
    (inbox / "a.xlsx").write_bytes(content)
    (inbox / "z.xlsx").write_bytes(filled(office.ledger("990102")))
    code, (odd, honest) = collect()
    assert (code, odd["verdict"], honest["verdict"]) == (3, "not-a-ledger", "accepted")
    assert "没有原下发台账的标记" in odd["reason"]


def test_every_mail_has_its_line_and_its_reason(office, inbox: Path, collect) -> None:
    mails = {
        "a空.eml": b"",
        "b无附件.eml": mail_with(None),
        "c长信头.eml": b"X-A: " + b"a" * 1_100_000 + b"\r\n" + mail_with(None),
        "d.eml": mail_with(filled(office.ledger("990101"))),
    }
    for name, raw in mails.items():
        (inbox / name).write_bytes(raw)
    code, taken = collect()
    assert code == 3
    assert [(one["source"], one["number"], one["known"], one["reason"]) for one in taken[:3]] == [
        ("a空.eml", 1, False, "邮件是空的，请对方重新发送"),
        (
            "b无附件.eml",
            2,
            False,
            "正文提到了附件，邮件里却没有，可能是忘了添加，请来信单位把台账作为附件重新发送",
        ),
        (
            "c长信头.eml",
            3,
            False,
            "邮件不完整，没有找到附件，原邮件已存入档案库，请来信单位重新发送；邮件的信头超过1000000个字符，其余没有读取，请人工查看原邮件",
        ),
    ]
    assert [one["known"] for one in collect()[1]] == [True] * 4
    with open_archive(office.archive) as archive:
        assert len(archive.outcomes()) == len(archive.submissions()) == 4
        assert archive.verify() == ()


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (b"Auto-Submitted: auto-replied", "邮件是自动回复、退信或群发，不能当作报送，请人工核对后再定"),
        (b"Return-Path: <>", "邮件是自动回复、退信或群发，不能当作报送，请人工核对后再定"),
        (b"X-Loop: taizhang", "邮件带有本系统自己的标记，可能是退回件被原样转回，请人工核对后再定"),
    ],
)
def test_r55_r56_what_comes_back_by_itself_waits_for_a_person(
    office, inbox: Path, collect, header: bytes, reason: str
) -> None:
    (inbox / "a.eml").write_bytes(mail_with(filled(office.ledger("990101")), header))
    code, (taken,) = collect()
    assert (code, taken["verdict"], taken["reason"]) == (1, "quarantined", reason)


def test_a_damaged_mail_says_so_beside_the_verdict(office, inbox: Path, collect) -> None:
    raw = mail_with(b"%PDF-1.7").replace(b"Mon, 3 Oct 2022 10:00:00 +0800", b"yesterday")
    (inbox / "a.eml").write_bytes(raw)
    _, (taken,) = collect()
    assert taken["reason"] == (
        "这是PDF文件，不是工作簿。请报送任务台账的工作簿；邮件没有可读的日期（yesterday），以收到时间为准"
    )


def test_r08_a_workbook_named_like_a_mail_is_a_workbook(office, inbox: Path, collect) -> None:
    (inbox / "a.eml").write_bytes(filled(office.ledger("990101")))
    code, (taken,) = collect()
    assert (code, taken["verdict"]) == (1, "accepted")


def test_a_ledger_that_confounds_the_checks_goes_to_a_person_and_the_next_is_taken(
    office, inbox: Path, collect, monkeypatch: pytest.MonkeyPatch
) -> None:
    from taizhang.desk import check

    def confounded(checked: check.Checked, *given: object, **more: object) -> check.Checked:
        if checked.name == "a.xlsx":
            raise OverflowError
        return judge(checked, *given, **more)  # type: ignore[arg-type]

    judge = check.judge
    monkeypatch.setattr(check, "judge", confounded)
    for name, code in (("a.xlsx", "990101"), ("z.xlsx", "990102")):
        (inbox / name).write_bytes(filled(office.ledger(code)))
    code, taken = collect()
    assert (code, [one["number"] for one in taken]) == (1, [1, 2])
    assert [(one["verdict"], one["reason"]) for one in taken] == [
        ("quarantined", "校验没能做完，请人工核对这份文件，并告知维护人员"),
        ("accepted", "校验通过"),
    ]


def test_the_log_takes_a_name_that_is_no_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from taizhang.cli.log import log_crash

    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert "collect \\udcff.xlsx" in log_crash(["collect", "\udcff.xlsx"]).read_text(encoding="utf-8")
