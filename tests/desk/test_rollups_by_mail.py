"""A city mails its rollup workbook up: it is registered, checked, answered, and rolled up by the province."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

import openpyxl
import pytest
from province_office import AS_OF, CITIES, PLAN, QUARTER, ROSTER, Call, Office, figures, open_office

from taizhang import desk
from taizhang.archive import open_archive
from taizhang.cli.run import run
from taizhang.mail import Attachment, write_mail

TITLE = "云岭省深化医药卫生体制改革2022年重点工作任务"
FILE = f"云岭市_2022Q3_{TITLE}_上报汇总.xlsx"
BEIJING = timezone(timedelta(hours=8))
ANSWERS = desk.Office("office@sheng.example", "云岭省医改办")
CLOUD, SEA = CITIES["云岭市"], CITIES["海川市"]
WITH_ADDRESSES = "\n".join(
    f"{line},{address}"
    for line, address in zip(
        ROSTER.splitlines(),
        ("邮箱", "", "yunling@shi.example", "haichuan@shi.example", "", "", "", "", "", "gudu@xian.example"),
        strict=True,
    )
)


@pytest.fixture
def province(tmp_path: Path, call: Call) -> Office:
    return open_office(tmp_path / "省", call, PLAN, WITH_ADDRESSES)


@pytest.fixture
def cloud(tmp_path: Path, call: Call) -> Office:
    office = open_office(tmp_path / "云岭", call)
    office.send(CLOUD)
    return office


@pytest.fixture
def sent_up(cloud: Office) -> Path:
    """The workbook that the city hands in."""
    return submit(cloud)


def submit(office: Office, *words: object) -> Path:
    command = ("submit", *office.archive, *QUARTER, *AS_OF, "--place", "990100", "--who", "李某", *words)
    (made,) = json.loads(office.call(*command, "-o", office.folder / "上报", "--json"))
    return Path(made["file"])


def collected(province: Office, *sources: object) -> list[dict[str, Any]]:
    """What the command says of what it took in; its exit code stands beside it."""
    return cast(
        "list[dict[str, Any]]",
        json.loads(province.call("collect", *sources, *province.archive, *AS_OF, "--json")),
    )


def letter(
    content: bytes, sender: str = "yunling@shi.example", name: str = FILE, at: datetime | None = None
) -> bytes:
    return write_mail(
        sender, ANSWERS.address, "上报汇总", "请查收。", [Attachment(name, content)],
        date=at or datetime(2022, 10, 4, 8, tzinfo=BEIJING), message_id=f"<{sender[:5]}{at}@shi.example>",
    )  # fmt: skip


def mailed(province: Office, *letters: bytes) -> list[dict[str, Any]]:
    folder = province.folder / "邮件"
    folder.mkdir(exist_ok=True)
    for raw in letters:
        (folder / f"{len(list(folder.iterdir()))}.eml").write_bytes(raw)
    words = ["collect", str(folder), "--archive", str(province.archive[1]), *AS_OF, "--json"]
    return run_json(words)


def run_json(words: list[str]) -> list[dict[str, Any]]:
    from contextlib import redirect_stdout
    from io import StringIO

    with redirect_stdout(StringIO()) as said:
        run(words)
    return cast("list[dict[str, Any]]", json.loads(said.getvalue()))


def rolled_up(province: Office, *words: object) -> tuple[dict[str, Any], Path]:
    out = province.folder / "省汇总.xlsx"
    command = ("consolidate", *province.archive, *words, *QUARTER, *AS_OF, "--json", "-o", out)
    (made,) = json.loads(province.call(*command))
    return made, out


def values(book: Path) -> dict[str, object]:
    return {row: figure["汇总值"] for row, figure in figures(book).items()}


def changed(book: Path, sheet: str, cell: str, value: object) -> bytes:
    opened = openpyxl.load_workbook(book)
    opened[sheet][cell] = value
    out = book.with_name("改动.xlsx")
    opened.save(out)
    return out.read_bytes()


def answers(province: Office) -> list[tuple[str, str]]:
    """Subject and text of each, in the register's order."""
    made = desk.return_submissions(
        province.archive[1], "2022Q3", province.folder / "答复", office=ANSWERS,
        now=datetime(2022, 10, 4, 9, tzinfo=BEIJING),
    )  # fmt: skip
    mails = [
        cast("EmailMessage", message_from_bytes(one.path.read_bytes(), policy=default))
        for one in made
        if one.path
    ]
    return [(str(mail["Subject"]), text_of(mail)) for mail in mails]


def text_of(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_rollup_workbook_in_a_folder_has_its_line_and_its_bytes_are_kept(
    province: Office, sent_up: Path
) -> None:
    (taken,) = collected(province, sent_up.parent)
    assert {name: taken[name] for name in ("verdict", "class", "plan", "period", "reporter", "reason")} == {
        "verdict": "not-a-ledger", "class": "readable", "plan": taken["rollup"]["plan"], "period": "2022Q3",
        "reporter": None,
        "reason": f"收到云岭市2022年第三季度《{TITLE}》汇总表，附台账3份，按台账重新核算与所示数字一致，汇总时自动汇入",
    }  # fmt: skip
    assert taken["rollup"] == {
        "place": "990100", "plan": taken["plan"], "ledgers": 3, "missing": [], "differences": [],
        "altered": None, "used": True,
    }  # fmt: skip
    with open_archive(province.archive[1]) as store:
        (line,) = store.submissions()
        assert store.blob(line.sha256) == sent_up.read_bytes()
        assert (store.sums().agree, store.verify()) == (True, ())
    assert [one["known"] for one in collected(province, sent_up.parent)] == [True]


def test_the_command_calls_it_by_its_own_word(province: Office, sent_up: Path) -> None:
    said = province.call("collect", sent_up, *province.archive, *AS_OF)
    (line,) = [line for line in said.splitlines() if line.startswith("1 ")]
    assert [word in line for word in ("云岭市", "下级汇总表", "附台账3份")] == [True] * 3


def test_a_city_that_mails_its_rollup_is_told_what_arrived(province: Office, sent_up: Path) -> None:
    mailed(province, letter(sent_up.read_bytes()))
    ((subject, text),) = answers(province)
    assert subject == "【汇总表已收到】回复：上报汇总"
    assert text.startswith(
        f"云岭市：\n你单位2022年10月04日 08:00发来的“{FILE}”已收到，登记为第1号，结论：汇总表已收到。"
        f"收到云岭市2022年第三季度《{TITLE}》汇总表，附台账3份，按台账重新核算与所示数字一致，汇总时自动汇入。\n\n"
        f"收件回执\n文件：{FILE}\n"
    )


def test_a_cell_changed_by_hand_is_named_to_the_city_and_to_the_province(
    province: Office, sent_up: Path
) -> None:
    _, honest = rolled_up(province, "--rollup", sent_up)
    was = values(honest)
    (taken,) = mailed(province, letter(changed(sent_up, "指标汇总", "F5", 9999)))
    (told,) = taken["rollup"]["differences"]
    assert told.startswith(f"“{FILE}”的指标汇总!F5显示“9999”，据所附台账应为")
    ((subject, text),) = answers(province)
    assert subject == "【汇总表与台账不符】回复：上报汇总"
    assert f"一、与所附台账不符的数字\n1. {told}\n\n数字有误的，请先更正台账，" in text
    made, book = rolled_up(province)
    assert made["remarks"][1:] == [told]
    assert values(book) == was


def records_row(book: Path, kind: str) -> int:
    rows = openpyxl.load_workbook(book)["台账记录"].iter_rows(min_row=2, max_col=1, values_only=True)
    return next(row for row, (told,) in enumerate(rows, 2) if told == kind)


def test_a_workbook_whose_records_were_changed_is_not_used_and_its_sender_is_told(
    province: Office, sent_up: Path
) -> None:
    row = records_row(sent_up, "台账")
    (taken,) = mailed(province, letter(changed(sent_up, "台账记录", f"C{row}", "改过")))
    why = f"“{FILE}”的“台账记录”表第{row}行被改动过，读不出来，请向报送单位索取原汇总表"
    assert (taken["rollup"]["altered"], taken["rollup"]["used"]) == (why, False)
    ((subject, text),) = answers(province)
    assert subject == "【汇总表需重报】回复：上报汇总"
    assert "请不要改动汇总表里的任何内容，把上报时写出的原文件作为附件" in text
    made, _ = rolled_up(province)
    assert (made["reported"], made["remarks"]) == (
        0,
        [f"云岭市报来的汇总表“{FILE}”（登记第1号）台账记录被改动过，没有汇入，请该单位把原汇总表重新发来。"],
    )


def test_a_workbook_without_its_hidden_records_is_known_by_its_index(province: Office, sent_up: Path) -> None:
    opened = openpyxl.load_workbook(sent_up)
    del opened["台账记录"]
    opened.save(sent_up.with_name("删表.xlsx"))
    (taken,) = mailed(province, letter(sent_up.with_name("删表.xlsx").read_bytes()))
    assert (taken["verdict"], taken["reason"]) == (
        "not-a-ledger",
        "这是汇总表，但它没有完整的“台账记录”表，不能汇入，请把上报时写出的汇总表原文件重新发来",
    )
    assert [subject for subject, _ in answers(province)] == ["【汇总表需重报】回复：上报汇总"]


def test_a_newer_workbook_takes_the_place_of_the_older_and_both_stay(
    province: Office, cloud: Office, sent_up: Path
) -> None:
    first = sent_up.read_bytes()
    cloud.send([CLOUD[0]], seed=5)
    second = submit(cloud, "--why", "碧潭县更正").read_bytes()
    hours = [datetime(2022, 10, 4, hour, tzinfo=BEIJING) for hour in (7, 8)]
    mailed(province, letter(second, at=hours[1]), letter(first, at=hours[0], name="旧.xlsx"))
    made, _ = rolled_up(province)
    assert made["remarks"] == [
        f"云岭市的台账取自其报来的汇总表“{FILE}”（登记第1号，2022-10-04 08:00收到，台账3份）。"
    ]
    with open_archive(province.archive[1]) as store:
        assert [line.file_name for line in store.submissions()] == [FILE, "旧.xlsx"]
    (_, _), (_, old) = answers(province)
    assert f"此后发来的“{FILE}”（第1号）已收到，以后来的为准，这一件不必再改。" in old


def test_what_arrived_and_the_own_ledgers_give_what_one_archive_would(
    province: Office, sent_up: Path, tmp_path: Path, call: Call
) -> None:
    whole = open_office(tmp_path / "一本账", call)
    whole.send([*CLOUD, *SEA, "999001"])
    _, expected = rolled_up(whole)
    province.send([*SEA, "999001"])
    mailed(province, letter(sent_up.read_bytes()))
    made, book = rolled_up(province)
    assert (made["place"], made["expected"], made["reported"], made["missing"]) == ("云岭省", 6, 6, [])
    assert values(book) == values(expected)


def test_a_strangers_workbook_waits_for_a_person(province: Office, sent_up: Path) -> None:
    (taken,) = mailed(province, letter(sent_up.read_bytes(), "haichuan@shi.example"))
    assert (taken["verdict"], taken["reason"]) == (
        "quarantined",
        "发件地址 haichuan@shi.example 不是该单位登记的地址，请核实是否为云岭市所发；核实前不汇入",
    )
    made, _ = rolled_up(province)
    waits = f"云岭市报来的汇总表“{FILE}”（登记第1号）还没有核定，没有汇入，请用 taizhang quarantine 核定。"
    assert (made["reported"], made["remarks"]) == (0, [waits])
    by = ("--who", "王某", "--why", "电话核实")
    province.call("quarantine", "accept", "1", *province.archive, *by)
    assert rolled_up(province)[0]["reported"] == 3
    province.call("quarantine", "refuse", "1", *province.archive, *by)
    assert rolled_up(province)[0]["reported"] == 0


def test_status_counts_the_counties_of_a_workbook(province: Office, sent_up: Path) -> None:
    province.send(["999001"])
    mailed(province, letter(sent_up.read_bytes()))
    (told,) = json.loads(province.call("status", *province.archive, *QUARTER, *AS_OF, "--json"))
    assert {one["name"]: (one["state"], one["number"]) for one in told["states"]} == {
        "云岭市 碧潭县": ("及时", None), "云岭市 松陂县": ("及时", None), "云岭市 白礁区": ("及时", None),
        "海川市 东岬区": ("待定", None), "海川市 沙洲县": ("待定", None), "古渡县": ("及时", 1),
    }  # fmt: skip
    assert (told["rates"]["expected"], told["rates"]["reported"]) == (6, 4)


def test_a_workbook_from_nobody_below_is_not_used(
    cloud: Office, sent_up: Path, tmp_path: Path, call: Call
) -> None:
    roster = ROSTER.replace("990100,云岭市", "990300,青川市").replace("9901", "9903")
    other = open_office(
        tmp_path / "别省", call, PLAN.replace("云岭省", "远山省"), roster.replace("云岭省", "远山省")
    )
    (taken,) = mailed(other, letter(sent_up.read_bytes()))
    assert taken["reason"] == (
        f"这是云岭市2022年第三季度《{TITLE}》汇总表，但它不是本档案库任何计划的下级上报的，不会汇入，请核对是否发错"
    )
    assert (taken["rollup"]["used"], rolled_up(other)[0]["remarks"]) == (False, [])
