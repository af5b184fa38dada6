"""What waits for a person, and what an official decides: who, when, why; and back again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest

from taizhang import desk
from taizhang.archive import open_archive
from taizhang.books.fill_cells import fill_cells
from taizhang.errors import BadUsage
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.mail import Attachment, write_mail
from taizhang.model.verdict import Verdict

NOW = datetime(2022, 10, 4, 9, tzinfo=timezone(timedelta(hours=8)))
AFTER = NOW + timedelta(days=1)

Send = Callable[..., None]


@pytest.fixture
def send(archive: Path, tmp_path: Path) -> Send:
    """Mail the accepted ledger of a county from an address, and collect it."""

    def send(sender: str, code: str, status: str = "未启动", remark: str = "") -> None:
        (path,) = (tmp_path / "本期").glob(f"{code}_*")
        rows = range(FIRST_ROW, FIRST_ROW + 40)
        cells = {(row, column_of("status")): status for row in rows}
        cells |= {(FIRST_ROW, column_of("remarks")): remark} if remark else {}
        content = fill_cells(path.read_bytes(), TABLE, cells)
        raw = write_mail(
            sender, "office@yigai.example", "报送", "请查收。", [Attachment("台账.xlsx", content)],
            date=NOW - timedelta(hours=1), message_id=f"<{sender}.{code}>",
        )  # fmt: skip
        (tmp_path / "来件.eml").write_bytes(raw)
        desk.collect_sources([tmp_path / "来件.eml"], archive, now=NOW)

    return send


def state(archive: Path, name: str) -> str:
    (report,) = desk.report_status(archive, "2022Q3", as_of=NOW.date())
    return next(one.state.value for one in report.states if one.line.name == name)


def counting(archive: Path) -> list[str]:
    with open_archive(archive) as store:
        ((plan, _, _),) = store.plans()
        (round_,) = store.rounds()
        return [str(one.submission.reporter) for one in store.counting(plan, round_.period)]


def test_a_stranger_waits_and_counts_once_it_is_accepted(archive: Path, send: Send) -> None:
    send("stranger@elsewhere.example", "990101")
    (waiting,) = desk.list_quarantine(archive)
    assert (waiting.filed.number, waiting.whose_name, waiting.sender_name) == (1, "碧潭县", "")
    assert (state(archive, "碧潭县"), counting(archive)) == ("待定", [])

    taken = desk.accept_submission(archive, 1, who="值班员", why="电话核实", at=AFTER)
    assert taken.standing == "准予登记（已接收）"
    assert (state(archive, "碧潭县"), counting(archive)) == ("及时", ["990101"])
    assert desk.list_quarantine(archive) == ()
    (told,) = desk.list_quarantine(archive, decided=True)
    assert told.decided is not None
    assert (told.decided.who, told.decided.why, told.decided.at) == ("值班员", "电话核实", AFTER)


def test_what_has_faults_is_returned_when_it_is_accepted(archive: Path, send: Send) -> None:
    send("stranger@elsewhere.example", "990101", status="不知道")
    taken = desk.accept_submission(archive, 1, who="值班员", why="电话核实", at=AFTER)
    assert taken.filed.verdict is Verdict.RETURNED
    assert (state(archive, "碧潭县"), counting(archive)) == ("退回未改", [])


def test_a_decision_can_be_taken_back(archive: Path, send: Send) -> None:
    send("stranger@elsewhere.example", "990101")
    desk.accept_submission(archive, 1, who="值班员", why="电话核实", at=AFTER)
    undone = desk.undo_decision(archive, 1, who="科长", why="核实有误", at=AFTER)
    assert undone.standing == "待人工核定"
    assert (state(archive, "碧潭县"), counting(archive)) == ("待定", [])
    with pytest.raises(BadUsage, match="没有可撤回的决定"):
        desk.undo_decision(archive, 1, who="科长", why="再撤一次", at=AFTER)


def test_another_countys_ledger_counts_only_where_the_official_says_whose_it_is(
    archive: Path, send: Send
) -> None:
    send("songbei@yunling.example", "990101")
    with pytest.raises(BadUsage, match="请核实后用 --for 990101 写明"):
        desk.accept_submission(archive, 1, who="值班员", why="代报", at=AFTER)
    with pytest.raises(BadUsage, match="不能算作“松陂县”的"):
        desk.accept_submission(archive, 1, whose="松陂县", who="值班员", why="代报", at=AFTER)
    desk.accept_submission(archive, 1, whose="碧潭县", who="值班员", why="代报", at=AFTER)
    assert counting(archive) == ["990101"]
    assert (state(archive, "碧潭县"), state(archive, "松陂县")) == ("及时", "待定")


def test_a_refused_one_leaves_the_stranger_out_and_the_sender_owing(archive: Path, send: Send) -> None:
    send("stranger@elsewhere.example", "990101")
    send("songbei@yunling.example", "990101")
    assert desk.refuse_submission(archive, 1, who="值班员", why="冒名", at=AFTER).standing == "不予登记"
    desk.refuse_submission(archive, 2, who="值班员", why="发错了", at=AFTER)
    assert (state(archive, "碧潭县"), state(archive, "松陂县")) == ("待定", "退回未改")
    assert counting(archive) == []


def test_an_accepted_one_can_be_set_aside_so_that_the_one_before_counts(
    archive: Path, send: Send, tmp_path: Path
) -> None:
    send("bitan@yunling.example", "990101")
    send("bitan@yunling.example", "990101", remark="更正")
    with open_archive(archive) as store:
        assert [line.verdict for line in store.submissions()] == [Verdict.ACCEPTED] * 2
        ((plan, _, _),) = store.plans()
        (round_,) = store.rounds()
        assert [one.submission.number for one in store.counting(plan, round_.period)] == [2]
    desk.refuse_submission(archive, 2, who="科长", why="以上一份为准", at=AFTER)
    with open_archive(archive) as store:
        assert [one.submission.number for one in store.counting(plan, round_.period)] == [1]
        assert store.verify() == ()


@pytest.mark.parametrize(("who", "why"), [("", "电话核实"), ("值班员", "  ")])
def test_nothing_is_decided_without_who_and_why(archive: Path, send: Send, who: str, why: str) -> None:
    send("stranger@elsewhere.example", "990101")
    with pytest.raises(BadUsage, match="没有写"):
        desk.accept_submission(archive, 1, who=who, why=why, at=AFTER)


def test_what_is_not_in_doubt_is_not_accepted_again(archive: Path, send: Send) -> None:
    send("bitan@yunling.example", "990101")
    with pytest.raises(BadUsage, match="不在待核定之列"):
        desk.accept_submission(archive, 1, who="值班员", why="电话核实", at=AFTER)
    with pytest.raises(BadUsage, match="登记簿里没有第9号"):
        desk.accept_submission(archive, 9, who="值班员", why="电话核实", at=AFTER)
