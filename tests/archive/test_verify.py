"""Whatever is changed in an archive behind its back is found, and named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from datetime import date, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from clients.postgres import PostgresServer
from sqlalchemy import BigInteger, Boolean, Connection, Integer, LargeBinary, String, Table, text

from taizhang.archive import (
    Archive,
    Decision,
    MailboxUid,
    NewAnswer,
    NewReceipt,
    NewRollup,
    NewSubmission,
    Outcome,
    create_archive,
    open_archive,
)
from taizhang.archive.chain import chain_has
from taizhang.archive.row_hash import line_hash, row_hash
from taizhang.archive.schema import CHAINED, NEVER_CHANGED, metadata
from taizhang.archive.structure import broken_structure
from taizhang.archive.verify import broken_contents
from taizhang.model.clearing import ClearingStep
from taizhang.model.period import Period
from taizhang.model.region import Level
from taizhang.model.reporter import Reporter, Roster, RosterLine
from taizhang.model.verdict import Choice, DeliveryState, ReceiptState, Verdict
from taizhang.model.waiver import Waiver
from taizhang.model.words.status import Clearing

Broken = Callable[..., list[str]]
Rows = Callable[[str], list[Any]]

ADVICE = "，请停止使用，并用备份核对。"
NOON = datetime(2022, 10, 3, 12, 0, tzinfo=timezone(timedelta(hours=8)))
Q3 = Period.parse("2022Q3")
HERE, THERE = Reporter("990101"), Reporter("990102")
INBOX = "imap://city@mail.example.cn/INBOX"
MAILS = (b"mail one", b"mail two")


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


@pytest.fixture(scope="module", params=["file", "server"])
def full(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    """An archive with two rows in every table, which every test leaves as it was."""
    place = tmp_path_factory.mktemp("archive") / "台账档案.db"
    where = str(place) if request.param == "file" else new_database(request.getfixturevalue("postgres"))
    with create_archive(where) as archive:
        fill(archive)
        assert archive.verify() == ()
        yield archive


def new_database(server: PostgresServer) -> str:
    return server.url(server.new_database())


def fill(archive: Archive) -> None:
    lines = (
        RosterLine(one, "清河县", Level.COUNTY, "990100", ("a@x.cn",), "甲", "1", "乙")
        for one in (HERE, THERE)
    )
    archive.add_plan("{}", "yunling-2022", "v1", b"plan text", Roster(tuple(lines)), NOON)
    archive.add_plan("{}", "old-2020", "v1", None, Roster(()), NOON)
    for at, raw in enumerate(MAILS, 1):
        archive.open_round("yunling-2022", f"2022Q{at}", date(2022, 9, 1))
        archive.receive([(NewReceipt("mail", f"{at}.eml", NOON, MailboxUid(INBOX, 7, at)), raw)], at=NOON)
        told = Outcome(
            digest(raw), ReceiptState.TAKEN, "", NOON, "a@x.cn", "台账", NOON, f"<{at}>", attachments=1
        )
        archive.conclude(told, [(entry((HERE, THERE)[at - 1], "yunling-2022"), b"book %d" % at)])
        archive.add_waiver(
            "yunling-2022", Waiver("E305", HERE, Q3, "", "李某", f"属实{at}", date(2022, 12, 31)), NOON
        )
        archive.withdraw_waiver(at, "李某", "批错了", NOON)
        step = ClearingStep("yunling-2022", HERE, f"T0{at}", Clearing.CLEARED, "", "李某", "属实", NOON)
        archive.add_clearings([step], at - 1)
        archive.decide(Decision(at, Choice.ACCEPT, None, None, "李某", "已核实", NOON))
        archive.keep_answer(NewAnswer(at, "a@x.cn", f"<{at}@city>", NOON), b"answer %d" % at)
        archive.note_delivery(at, DeliveryState.SENT, NOON, "250 OK")
        archive.note_bounce(at, digest(raw), "退信", NOON)
        book = b"rollup %d" % at
        made = NewRollup("yunling-2022", Q3, "990100", sha256(book).hexdigest(), (at,), NOON)
        archive.hand_in(made, book, f"上报{at}.xlsx", who="李某", why="")
    for at in (3, 4):
        archive.register(entry(HERE, f"old-202{at}"), b"old %d" % at)
        archive.purge([f"old-202{at}"], 2020 + at, who="李某", why="保存期满", at=NOON)
    archive.open_round("yunling-2022", "2022Q3", date(2022, 9, 1))


def entry(reporter: Reporter, plan: str) -> NewSubmission:
    return NewSubmission(
        NOON, "a@x.cn", "清河县台账.xlsx", Verdict.ACCEPTED, plan, reporter, Q3, record=b"{}"
    )


@pytest.fixture
def broken(full: Archive) -> Callable[..., list[str]]:
    """What a look at the archive finds after these statements, which are taken back."""

    def look(*statements: str, **values: Any) -> list[str]:
        with taken_back(full) as connection:
            change_all(connection, statements, values)
            return list(broken_contents(connection))

    return look


@contextmanager
def taken_back(archive: Archive) -> Iterator[Connection]:
    """A transaction of which nothing stays."""
    with archive._engine.connect() as connection:
        connection.execution_options(taizhang_writes=True)
        transaction = connection.begin()
        yield connection
        transaction.rollback()


def change_all(connection: Connection, statements: Sequence[str], values: dict[str, Any]) -> None:
    """As somebody would who has the right to and takes care that every protection stands again."""
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql("SET LOCAL session_replication_role = replica")
        with_values(connection, statements, values)
        return
    connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
    triggers = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").all()
    for name, _ in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    with_values(connection, statements, values)
    for _, sql in triggers:
        connection.exec_driver_sql(sql)


def with_values(connection: Connection, statements: Sequence[str], values: dict[str, Any]) -> None:
    for statement in statements:
        asked = {name: value for name, value in values.items() if f":{name}" in statement}
        assert connection.execute(text(statement), asked).rowcount, statement


@pytest.fixture
def rows_of(full: Archive) -> Callable[[str], list[Any]]:
    def read(statement: str) -> list[Any]:
        with full._reading() as connection:
            return list(connection.execute(text(statement)).mappings())

    return read


NAMES = {
    "plan": ("计划第1号", "计划第2号"),
    "roster": ("通讯录第1号", "通讯录第2号"),
    "roster_line": ("通讯录第1号第1行", "通讯录第1号第2行"),
    "round": ("报告期第1号", "报告期第2号"),
    "receipt": tuple(f"指纹为{one[:12]}的收件" for one in sorted(map(digest, MAILS))),
    "mailbox_uid": (
        "邮箱“imap://city@mail.example.cn/INBOX”的第1封邮件",
        "邮箱“imap://city@mail.example.cn/INBOX”的第2封邮件",
    ),
    "outcome": tuple(f"指纹为{one[:12]}的收件结果" for one in sorted(map(digest, MAILS))),
    "submission": ("登记簿第1号", "登记簿第2号"),
    "outcome_line": tuple(f"指纹为{one[:12]}的收件的第1个附件" for one in sorted(map(digest, MAILS))),
    "waiver": ("豁免第1号", "豁免第2号"),
    "waiver_withdrawal": ("撤回豁免第1号", "撤回豁免第2号"),
    "clearing": ("销号记录第1号", "销号记录第2号"),
    "decision": ("核定决定第1号", "核定决定第2号"),
    "answer": ("答复第1号", "答复第2号"),
    "delivery": ("发送记录第1号", "发送记录第2号"),
    "bounce": ("退信第1号", "退信第2号"),
    "rollup": ("汇总第1号", "汇总第2号"),
    "submitted": ("上报记录第1号", "上报记录第2号"),
    "purge": ("到期清除第1号", "到期清除第2号"),
    "purged": ("清除明细第1号", "清除明细第2号"),
}  # fmt: skip
TABLES = {table.name: table for table in CHAINED}
OF_ORIGINALS = [("submission", "sha256"), ("answer", "sha256"), ("submitted", "sha256"), ("plan", "source")]
ORIGINALS = {
    "submission": "登记簿第1号的附件“清河县台账.xlsx”", "answer": "答复第1号的邮件", "submitted": "上报记录第1号的汇总表",
}  # fmt: skip
OF_PURGES = [("purged", "table"), ("purged", "key"), ("purged", "row_hash")]
COLUMNS = [
    (table.name, column.name) for table in CHAINED for column in table.columns if not column.primary_key
]


def key_of(table: Table, row: Any) -> str:
    """A condition that this row meets alone."""
    return " AND ".join(f"\"{column.name}\" = '{row[column.name]}'" for column in table.primary_key.columns)


def row_at(rows_of: Rows, name: str, place: int) -> tuple[str, Any]:
    """The table's first or second row: its condition, and itself."""
    keys = ", ".join(f'"{column.name}"' for column in TABLES[name].primary_key.columns)
    row = rows_of(f'SELECT * FROM "{name}" ORDER BY {keys}')[place]
    return key_of(TABLES[name], row), row


def otherwise(table: Table, column: str) -> str:
    """Another value for the column."""
    match table.c[column].type:
        case Integer() | BigInteger():
            return f'coalesce("{column}", 0) + 20'
        case Boolean():
            return f'NOT "{column}"'
        case LargeBinary():
            return ":content"
        case String(length=64):
            return f"'{'0' * 64}'"
    return f"coalesce(\"{column}\", '') || '。'"


def test_every_table_is_in_the_chain_or_named_here() -> None:
    assert set(NAMES) == set(TABLES)
    beside = {"meta", "blob", "chain"}  # where the chain ends; what is named by its bytes; the chain itself
    assert {table.name for table in metadata.sorted_tables} - set(TABLES) == beside
    assert {table.name for table in NEVER_CHANGED} == set(TABLES) | {"blob", "chain"}


@pytest.mark.parametrize(
    ("name", "column"), [one for one in COLUMNS if one not in (*OF_ORIGINALS, *OF_PURGES)]
)
def test_a_changed_column_is_found(broken: Broken, rows_of: Rows, name: str, column: str) -> None:
    where, _ = row_at(rows_of, name, 0)
    other = otherwise(TABLES[name], column)
    says = [f"{NAMES[name][0]}被改动过，内容与指纹不符"]
    assert broken(f'UPDATE "{name}" SET "{column}" = {other} WHERE {where}', content=b"\0") == says


@pytest.mark.parametrize(("name", "column"), OF_ORIGINALS)
def test_a_row_that_names_another_original_is_found(
    broken: Broken, rows_of: Rows, name: str, column: str
) -> None:
    where, row = row_at(rows_of, name, 0)
    assert broken(f"UPDATE \"{name}\" SET {column} = '{'0' * 64}' WHERE {where}") == [
        f"{NAMES[name][0]}被改动过，内容与指纹不符",
        f"{ORIGINALS.get(name, '指纹为000000000000的原件')}不在档案库里",
        f"指纹为{row[column][:12]}的原件没有经本程序登记",
    ]


@pytest.mark.parametrize("change", ["\"table\" = 'plan'", "key = '9'", f"row_hash = '{'0' * 64}'"])
def test_a_purge_that_speaks_of_something_else_is_found(broken: Broken, change: str) -> None:
    assert broken(f"UPDATE purged SET {change} WHERE number = 1") == [
        "登记簿第3号被改动过，内容与指纹不符",
        "清除明细第1号被改动过，内容与指纹不符",
    ]


@pytest.mark.parametrize(
    "change",
    [
        "errors = 'many'", "errors = 2.5", "nothing_to_report = 2", "reason = x'ff'", "reason = CAST(x'ff' AS TEXT)",
        "plan = CAST(plan AS BLOB)", "record = CAST(record AS TEXT)", "record = NULL",
    ],
)  # fmt: skip
@pytest.mark.parametrize("full", ["file"], indirect=True)  # a server refuses such values
def test_a_value_of_another_kind_is_found(broken: Broken, change: str) -> None:
    assert broken(f"UPDATE submission SET {change} WHERE number = 1") == [
        "登记簿第1号被改动过，内容与指纹不符"
    ]


@pytest.mark.parametrize("name", NAMES)
def test_a_row_taken_out_is_missed(broken: Broken, rows_of: Rows, name: str) -> None:
    where, row = row_at(rows_of, name, 1)
    says = [f"档案库缺少{NAMES[name][1]}"]
    if name in ("submission", "answer", "receipt", "submitted"):
        says.append(f"指纹为{row['sha256'][:12]}的原件没有经本程序登记")
    if name == "purged":
        says.append("登记簿第3号的附件“”被改动过，内容与指纹不符")
    assert broken(f'DELETE FROM "{name}" WHERE {where}') == says


NOBODY = "0" * 64
PUT_IN: dict[str, tuple[dict[str, object], list[str]]] = {
    "plan": ({"number": 9}, ["计划第9号"]),
    "roster": ({"number": 9}, ["通讯录第9号"]),
    "roster_line": ({"position": 9}, ["通讯录第1号第10行"]),
    "round": ({"number": 9}, ["报告期第9号"]),
    "receipt": ({"sha256": NOBODY, "number": 9}, ["指纹为000000000000的收件"]),
    "mailbox_uid": ({"uid": 9}, ["邮箱“imap://city@mail.example.cn/INBOX”的第9封邮件"]),
    "outcome": ({"receipt": NOBODY}, ["指纹为000000000000的收件结果"]),
    "submission": ({"number": 9, "sender": "b@x.cn"}, ["登记簿第9号"]),
    "outcome_line": ({"receipt": NOBODY}, ["指纹为000000000000的收件的第1个附件"]),
    "waiver": ({"number": 9}, ["豁免第9号"]),
    "waiver_withdrawal": ({"number": 9}, ["撤回豁免第9号"]),
    "clearing": ({"number": 9}, ["销号记录第9号"]),
    "decision": ({"number": 9}, ["核定决定第9号"]),
    "answer": ({"number": 9, "submission": 9}, ["答复第9号"]),
    "delivery": ({"number": 9}, ["发送记录第9号"]),
    "bounce": ({"number": 9, "answer": 9}, ["退信第9号"]),
    "rollup": ({"number": 9}, ["汇总第9号"]),
    "submitted": ({"number": 9}, ["上报记录第9号"]),
    "purge": ({"number": 9}, ["到期清除第9号"]),
    "purged": ({"number": 9}, ["清除明细第9号"]),
}


@pytest.mark.parametrize("name", NAMES)
def test_a_row_put_in_is_found(broken: Broken, rows_of: Rows, name: str) -> None:
    where, _ = row_at(rows_of, name, 0)
    told, (called,) = PUT_IN[name]
    names = ", ".join(f'"{column.name}"' for column in TABLES[name].columns)
    taken = ", ".join(
        repr(told.get(column.name)) if column.name in told else f'"{column.name}"'
        for column in TABLES[name].columns
    )
    says = [f"{called}没有经本程序登记"]
    if name == "receipt":
        says.append("指纹为000000000000的邮件不在档案库里")
    assert broken(f'INSERT INTO "{name}" ({names}) SELECT {taken} FROM "{name}" WHERE {where}') == says


@pytest.mark.parametrize(
    "name", [name for name, table in TABLES.items() if table.primary_key.columns.keys() == ["number"]]
)
def test_two_rows_that_changed_places_are_found(broken: Broken, name: str) -> None:
    moves = [
        f'UPDATE "{name}" SET number = {to} WHERE number = {of}' for of, to in ((1, 99), (2, 1), (99, 2))
    ]
    assert broken(*moves) == [f"{called}被改动过，内容与指纹不符" for called in NAMES[name]]


def test_a_changed_line_of_the_chain_is_found(broken: Broken) -> None:
    assert broken(f"UPDATE chain SET hash = '{NOBODY}' WHERE number = 5") == [
        "指纹链第5号被改动过，内容与指纹不符",
        "指纹链第6号与前一号接不上",
    ]


def test_a_line_of_the_chain_that_says_something_else_of_its_row_is_found(broken: Broken) -> None:
    assert broken(f"UPDATE chain SET row_hash = '{NOBODY}' WHERE number = 1") == [
        "指纹链第1号被改动过，内容与指纹不符",
        "计划第1号被改动过，内容与指纹不符",
    ]


def test_a_line_taken_out_of_the_chain_is_missed(broken: Broken) -> None:
    assert broken("DELETE FROM chain WHERE number = 1") == [
        "指纹链缺少第1号至第1号",
        "计划第1号没有经本程序登记",
    ]


def test_a_row_said_twice_in_the_chain_is_found(broken: Broken, full: Archive) -> None:
    end, last = full.chain_end()
    again = line_hash(end + 1, "plan", "1", NOBODY, last)
    put = f"INSERT INTO chain VALUES ({end + 1}, 'plan', '1', '{NOBODY}', '{last}', '{again}')"
    assert broken(put, f"UPDATE meta SET value = '{end + 1} {again}' WHERE key = 'chain_end'") == [
        f"指纹链第{end + 1}号又一次登记了计划第1号"
    ]


def test_a_row_hashed_anew_does_not_fit_the_next_line(broken: Broken, rows_of: Rows) -> None:
    row = rows_of("SELECT * FROM round WHERE number = 1")[0]
    (line,) = rows_of("SELECT * FROM chain WHERE \"table\" = 'round' AND key = '1'")
    hashed = row_hash({**row, "opened_on": "2022-01-01"})
    digest_ = line_hash(line["number"], "round", "1", hashed, line["previous_hash"])
    assert broken(
        "UPDATE round SET opened_on = '2022-01-01' WHERE number = 1",
        f"UPDATE chain SET row_hash = '{hashed}', hash = '{digest_}' WHERE number = {line['number']}",
    ) == [f"指纹链第{line['number'] + 1}号与前一号接不上"]


CUT = ("DELETE FROM chain WHERE number = :end", "DELETE FROM round WHERE number = 3")


def test_lines_cut_off_the_end_are_missed(broken: Broken, full: Archive) -> None:
    end, _ = full.chain_end()
    assert broken(*CUT, end=end) == [f"指纹链的末尾不对，记录应到第{end}号，现在到第{end - 1}号"]


def test_only_a_witness_elsewhere_misses_an_end_that_was_cut_off_with_care(
    full: Archive, rows_of: Rows
) -> None:
    end, digest_ = full.chain_end()
    before = rows_of(f"SELECT hash FROM chain WHERE number = {end - 1}")[0]["hash"]
    forged = f"UPDATE meta SET value = '{end - 1} {before}' WHERE key = 'chain_end'"
    with taken_back(full) as connection:
        change_all(connection, (*CUT, forged), {"end": end})
        assert list(broken_contents(connection)) == []
        assert not chain_has(connection, end, digest_)
        assert chain_has(connection, end - 1, before)


@pytest.mark.parametrize("end", ["''", "'many 0'", "'9'"])
def test_an_end_that_is_none_is_found(broken: Broken, full: Archive, end: str) -> None:
    told = 9 if "9" in end else 0
    assert broken(f"UPDATE meta SET value = {end} WHERE key = 'chain_end'") == [
        f"指纹链的末尾不对，记录应到第{told}号，现在到第{full.chain_end()[0]}号"
    ]


@pytest.mark.parametrize(
    ("content", "called"),
    [
        (b"book 1", "登记簿第1号的附件“清河县台账.xlsx”"),
        (b"mail one", f"指纹为{digest(b'mail one')[:12]}的邮件"),
        (b"answer 2", "答复第2号的邮件"),
        (b"plan text", f"指纹为{digest(b'plan text')[:12]}的原件"),
    ],
)
def test_an_original_that_was_changed_or_taken_out_is_named(
    broken: Broken, content: bytes, called: str
) -> None:
    where = f"WHERE sha256 = '{digest(content)}'"
    assert broken(f"UPDATE blob SET content = :other {where}", other=content + b".") == [
        f"{called}被改动过，内容与指纹不符"
    ]
    assert broken(f"UPDATE blob SET content = :other {where}", other=b"") == [
        f"{called}被改动过，内容与指纹不符"
    ]
    assert broken(f"UPDATE blob SET size = 1 {where}") == [f"{called}被改动过，内容与指纹不符"]
    assert broken(f"DELETE FROM blob {where}") == [f"{called}不在档案库里"]


def test_an_original_put_in_is_found(broken: Broken) -> None:
    other = {"digest": digest(b"other"), "content": b"other"}
    assert broken("INSERT INTO blob VALUES (:digest, 5, :content)", **other) == [
        f"指纹为{digest(b'other')[:12]}的原件没有经本程序登记"
    ]


def test_what_was_cleared_is_no_fault_and_must_stay_so(full: Archive, broken: Broken) -> None:
    why = "已到期清除（2022-10-03，李某：保存期满）。"
    assert full.cleared() == (
        f"登记簿第3号{why}", f"指纹为{digest(b'old 3')[:12]}的原件{why}",
        f"登记簿第4号{why}", f"指纹为{digest(b'old 4')[:12]}的原件{why}",
    )  # fmt: skip
    back = "UPDATE blob SET content = :content WHERE sha256 = :digest"
    assert broken(back, content=b"old 3", digest=digest(b"old 3")) == [
        "登记簿第3号的附件“”已到期清除，却又有内容"
    ]
    assert broken("UPDATE submission SET sender = 'a@x.cn' WHERE number = 4") == [
        "登记簿第4号被改动过，内容与指纹不符"
    ]


def test_a_rotten_file_is_found(tmp_path: Path) -> None:
    """A page that nothing refers to any more is no row of any table."""
    file = tmp_path / "台账档案.db"
    with create_archive(file) as archive:
        fill(archive)
    content = bytearray(file.read_bytes())
    content[36:40] = (len(content)).to_bytes(4, "big")  # how many pages are free, in the file's head
    file.write_bytes(content)
    with open_archive(file) as archive:
        assert archive.verify() == (f"档案库文件本身有损坏{ADVICE}",)


@pytest.mark.parametrize(
    ("statements", "name"),
    [
        (["DROP TRIGGER submission_refuses_update"], "submission_refuses_update"),
        (
            ["DROP VIEW counting_submission", "CREATE VIEW counting_submission AS SELECT * FROM submission"],
            "counting_submission",
        ),
        (["DROP INDEX submission_of"], "submission_of"),
        (["CREATE TABLE other (number INTEGER)"], "other"),
        (["CREATE TRIGGER other AFTER INSERT ON round BEGIN SELECT 1; END"], "other"),
        (["ALTER TABLE chain ADD COLUMN other TEXT"], "chain"),
    ],
)
def test_a_changed_structure_of_a_file_is_found(file: Path, statements: list[str], name: str) -> None:
    with create_archive(file) as archive:
        with closing(sqlite3.connect(file)) as plain, plain:
            for statement in statements:
                plain.execute(statement)
        assert archive.verify() == (f"档案库的结构被改动过（{name}）{ADVICE}",)


@pytest.mark.parametrize(
    ("statement", "names"),
    [
        ("DROP TRIGGER submission_refuses_changes ON submission", ["submission_refuses_changes"]),
        ("ALTER TABLE submission DISABLE TRIGGER submission_refuses_changes", ["submission_refuses_changes"]),
        ("ALTER TABLE bounce DISABLE TRIGGER ALL", ["bounce", "bounce_refuses_changes"]),
        (
            "CREATE OR REPLACE VIEW counting_submission AS SELECT * FROM judged_submission",
            ["counting_submission"],
        ),
        (
            "CREATE OR REPLACE FUNCTION refuse_changes() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
            ["refuse_changes"],
        ),
        ("ALTER TABLE submission DROP CONSTRAINT taken_in_once", ["taken_in_once"]),
        ("ALTER TABLE answer DROP CONSTRAINT answer_sha256_fkey", ["answer", "answer_sha256_fkey", "blob"]),
        ("DROP INDEX submission_of", ["submission_of"]),
        ("ALTER TABLE waiver ALTER COLUMN why DROP NOT NULL", ["waiver"]),
        ("ALTER TABLE waiver ALTER COLUMN why SET DEFAULT '属实'", ["waiver"]),
        ("ALTER TABLE waiver ALTER COLUMN why TYPE varchar(99)", ["waiver"]),
        ("ALTER TABLE waiver ENABLE ROW LEVEL SECURITY", ["waiver"]),
        ("CREATE RULE other AS ON INSERT TO waiver DO INSTEAD NOTHING", ["other"]),
        ("CREATE TABLE other (number integer)", ["other"]),
        (
            "CREATE TRIGGER other BEFORE INSERT ON waiver FOR EACH ROW EXECUTE FUNCTION refuse_changes()",
            ["other"],
        ),
    ],
)
@pytest.mark.parametrize("full", ["server"], indirect=True)
def test_a_changed_structure_on_a_server_is_found(full: Archive, statement: str, names: list[str]) -> None:
    with taken_back(full) as connection:
        connection.exec_driver_sql(statement)
        assert list(broken_structure(connection)) == [f"档案库的结构被改动过（{name}）" for name in names]


@pytest.mark.parametrize("full", ["server"], indirect=True)
def test_a_lost_function_of_a_server_is_found(full: Archive) -> None:
    lost = sorted(["refuse_changes", *(f"{table.name}_refuses_changes" for table in NEVER_CHANGED)])
    with taken_back(full) as connection:
        connection.exec_driver_sql("DROP FUNCTION refuse_changes() CASCADE")
        assert list(broken_structure(connection)) == [f"档案库的结构被改动过（{name}）" for name in lost]


def test_a_look_at_a_server_leaves_nothing_there(database: str) -> None:
    with create_archive(database) as archive:
        with archive._reading() as connection:
            counted = connection.exec_driver_sql("SELECT count(*) FROM pg_class").scalar()
        assert archive.verify() == archive.verify() == ()
        with archive._reading() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM pg_class").scalar() == counted
