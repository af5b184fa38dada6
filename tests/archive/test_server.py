"""An archive on a PostgreSQL server: how it is named, and what is said when it cannot be used."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from time import monotonic

import psycopg
import pytest
from clients.postgres import LOCKED, PASSWORD, PostgresServer

from taizhang.archive import Archive, NewSubmission, create_archive, has_archive, open_archive
from taizhang.archive.location import location_of
from taizhang.archive.on_server import server_trouble
from taizhang.errors import BadUsage, CannotRead, CannotWrite, Trouble

Entry = Callable[..., NewSubmission]
CUT_OFF = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'taizhang'"


@pytest.fixture
def stands(postgres: PostgresServer, database: str) -> str:
    """The name of a database with an archive in it."""
    create_archive(database).close()
    return database.rpartition("/")[2]


def test_it_is_named_without_anything_secret() -> None:
    told = "postgresql://city@db.example.cn:5433/taizhang?sslmode=require&sslkey=/k"
    assert str(location_of(told)) == "postgresql://city@db.example.cn:5433/taizhang"
    assert str(location_of("档案.db")) == str(location_of(Path("档案.db"))) == "档案.db"


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://city:s3cret@db.example.cn/taizhang",
        "postgresql://city:@db.example.cn/taizhang",
        "postgresql://city@db.example.cn/taizhang?password=s3cret",
        "postgresql://city@db.example.cn/taizhang?sslpassword=s3cret",
    ],
)
@pytest.mark.parametrize("use", [open_archive, create_archive, has_archive])
def test_a_password_in_the_address_is_refused_and_not_repeated(
    use: Callable[[str], object], url: str
) -> None:
    with pytest.raises(BadUsage) as caught:
        use(url)
    assert str(caught.value) == (
        "档案库地址里写了密码，会留在命令记录里，请去掉密码，改用环境变量PGPASSWORD或密码文件.pgpass。"
    )


@pytest.mark.parametrize(
    "url",
    [
        "mysql://city:s3cret@db.example.cn/taizhang", "postgresql://city@db.example.cn", "postgresql+psycopg2://db/x",
        "postgresql://city:s3cret@db.example.cn:port/taizhang", "://", "https://city:s3cret@example.cn/a.db",
    ],
)  # fmt: skip
def test_another_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(BadUsage) as caught:
        open_archive(url)
    assert str(caught.value) == "档案库的地址看不懂，请写成文件名，或写成postgresql://用户@主机:端口/数据库。"
    assert "s3cret" not in "".join(traceback.format_exception(caught.value))


def test_without_the_driver_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadUsage) as caught:
        open_archive("postgresql://city@127.0.0.1/taizhang")
    assert str(caught.value) == (
        "档案库在 PostgreSQL 服务器上，本机还没有连接程序，请先安装taizhang[postgresql]。"
    )


def test_a_server_that_does_not_answer(postgres: PostgresServer) -> None:
    where = "postgresql://city@127.0.0.1:1/taizhang"
    for use in (open_archive, create_archive, has_archive):
        with pytest.raises(CannotRead) as caught:
            use(where)
        assert str(caught.value) == f"连不上档案库“{where}”，请检查地址、端口和网络，数据库服务器是否已启动。"


def test_a_database_that_is_not_there(postgres: PostgresServer) -> None:
    where = postgres.url("nowhere")
    with pytest.raises(CannotRead) as caught:
        open_archive(where)
    assert str(caught.value) == f"档案库“{where}”在服务器上不存在，请核对数据库名，或请数据库管理员先建好。"


@pytest.mark.parametrize("told", ["wrong", None])
def test_a_wrong_or_missing_password(
    postgres: PostgresServer, stands: str, monkeypatch: pytest.MonkeyPatch, told: str | None
) -> None:
    monkeypatch.setenv("PGPASSWORD", told) if told else monkeypatch.delenv("PGPASSWORD", raising=False)
    where = postgres.url(stands, LOCKED)
    with pytest.raises(CannotRead) as caught:
        open_archive(where)
    assert str(caught.value) == f"档案库“{where}”的用户名或密码不对，请核对用户名，并检查密码是否已设置。"


def test_a_user_that_is_not_there(postgres: PostgresServer, stands: str) -> None:
    with pytest.raises(CannotRead, match="的用户名或密码不对"):
        open_archive(postgres.url(stands, "nobody"))


def test_the_password_of_the_environment_is_used_and_never_shown(
    postgres: PostgresServer, stands: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    where = postgres.url(stands, LOCKED)
    with pytest.raises(CannotWrite) as caught:
        open_archive(where)
    assert str(caught.value) == f"档案库“{where}”的用户没有足够的权限，请找数据库管理员授权。"
    assert PASSWORD not in "".join(traceback.format_exception(caught.value))
    postgres.run(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {LOCKED}", database=stands)
    with open_archive(where) as archive:
        assert archive.where == where
        assert archive.verify() == ()
        with pytest.raises(CannotWrite, match="没有足够的权限"):
            archive.open_round("one", "2022Q3", date(2022, 9, 1))


def test_a_user_who_may_not_use_the_database(
    postgres: PostgresServer, stands: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PGPASSWORD", PASSWORD)
    postgres.run(f"REVOKE CONNECT ON DATABASE {stands} FROM PUBLIC")
    where = postgres.url(stands, LOCKED)
    with pytest.raises(CannotRead) as caught:
        open_archive(where)
    assert str(caught.value) == f"档案库“{where}”的用户没有足够的权限，请找数据库管理员授权。"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("FATAL:  the database system is starting up", "暂时不接受连接，请稍后再试。"),
        ("FATAL:  sorry, too many clients already", "暂时不接受连接，请稍后再试。"),
        (
            '致命错误:  用户 "city" Password 认证失败',
            "的用户名或密码不对，请核对用户名，并检查密码是否已设置。",
        ),
        ('致命错误:  数据库 "taizhang" 不存在', "在服务器上不存在，请核对数据库名，或请数据库管理员先建好。"),
        ('FATAL:  no pg_hba.conf entry for host "10.0.0.1"', "不许从这台电脑登录，请找数据库管理员授权。"),
    ],
)
def test_why_a_server_lets_nobody_in_is_said_in_chinese(text: str, says: str) -> None:
    where = "postgresql://city@db.example.cn/taizhang"
    found = server_trouble(location_of(where), psycopg.OperationalError(text))
    assert (type(found), str(found)) == (CannotRead, f"档案库“{where}”{says}")


@pytest.mark.parametrize("where", ["server"], indirect=True)
def test_r45_a_commit_is_on_disk_whatever_the_servers_settings(archive: Archive) -> None:
    with archive._reading() as connection:
        assert connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "off"
    with archive._adding() as additions:
        assert additions.connection.exec_driver_sql("SHOW synchronous_commit").scalar() == "on"


def test_a_database_without_an_archive(postgres: PostgresServer, database: str) -> None:
    assert not has_archive(database)
    with pytest.raises(CannotRead) as caught:
        open_archive(database)
    assert str(caught.value) == f"“{database}”不是台账档案库，请核对文件名。"


def test_an_archive_is_not_made_among_other_tables(postgres: PostgresServer, database: str) -> None:
    name = database.rpartition("/")[2]
    postgres.run("CREATE TABLE other (number integer)", database=name)
    with pytest.raises(CannotWrite) as caught:
        create_archive(database)
    assert str(caught.value) == f"数据库“{database}”里已经有内容，为免混淆没有新建，请换一个空的数据库。"


def test_an_archive_is_never_written_over(postgres: PostgresServer, stands: str) -> None:
    assert has_archive(postgres.url(stands))
    with pytest.raises(CannotWrite, match="里已经有内容，为免混淆没有新建"):
        create_archive(postgres.url(stands))


def test_a_database_that_has_no_room_for_chinese(postgres: PostgresServer) -> None:
    postgres.run(
        "CREATE DATABASE ascii TEMPLATE template0 ENCODING 'SQL_ASCII' LOCALE_PROVIDER libc LC_COLLATE 'C' LC_CTYPE 'C'"
    )
    with pytest.raises(CannotWrite, match="的编码存不下全部汉字，请换一个编码为UTF8的数据库。"):
        create_archive(postgres.url("ascii"))


def test_an_archive_of_a_newer_program(postgres: PostgresServer, stands: str) -> None:
    postgres.run("UPDATE meta SET value = '9' WHERE key = 'schema_version'", database=stands)
    with pytest.raises(CannotRead, match="结构第9版，本程序只认到第4版），请升级程序后再打开。"):
        open_archive(postgres.url(stands))


@pytest.fixture
def other_writer(kept_archive: str, where: str) -> Iterator[psycopg.Connection]:
    """Another program that is writing to the archive just now."""
    with psycopg.connect(kept_archive) as other:
        other.execute(f"SELECT pg_advisory_xact_lock({0x7461697A68616E67})")
        yield other


@pytest.mark.parametrize("where", ["server"], indirect=True)
def test_a_busy_archive_can_be_read_and_says_that_it_is_busy(
    where: str, other_writer: psycopg.Connection, entry: Entry
) -> None:
    with open_archive(where, wait=0.2) as archive:
        begun = monotonic()
        with pytest.raises(CannotWrite) as caught:
            archive.register(entry(), b"1")
        assert str(caught.value) == f"档案库“{where}”正被另一个程序占用，请等它结束后再试。"
        assert monotonic() - begun < 5
        assert archive.submissions() == ()
        other_writer.rollback()
        assert archive.register(entry(), b"1").new


@pytest.mark.parametrize("where", ["server"], indirect=True)
def test_a_connection_that_was_cut_is_made_again(archive: Archive, where: str, entry: Entry) -> None:
    archive.register(entry(), b"1")
    with psycopg.connect(where) as other:
        other.execute(CUT_OFF)
    assert archive.register(entry(), b"2").submission.number == 2
    assert archive.verify() == ()


@pytest.mark.parametrize("where", ["server"], indirect=True)
def test_a_connection_that_is_cut_while_it_is_used(archive: Archive, where: str) -> None:
    def cut_off() -> None:
        with archive._adding() as additions:
            with psycopg.connect(where) as other:
                other.execute(CUT_OFF)
            additions.keep_blob(b"1")

    with pytest.raises(CannotWrite) as caught:
        cut_off()
    assert str(caught.value) == f"档案库“{where}”连接中断，请检查数据库服务器和网络，然后再试。"


@pytest.mark.parametrize(
    ("state", "trouble", "says"),
    [
        ("53100", CannotWrite, "写不进去，请检查数据库服务器的磁盘是否已满、内存和连接数是否够用。"),
        ("53300", CannotWrite, "写不进去，请检查数据库服务器的磁盘是否已满、内存和连接数是否够用。"),
        ("58030", CannotWrite, "写不进去，请检查数据库服务器的磁盘是否已满、内存和连接数是否够用。"),
        ("25006", CannotWrite, "的用户没有足够的权限，请找数据库管理员授权。"),
        ("40P01", CannotWrite, "正被另一个程序占用，请等它结束后再试。"),
        ("57P01", CannotWrite, "连接中断，请检查数据库服务器和网络，然后再试。"),
        ("XX001", CannotRead, "已损坏，请用备份恢复。"),
    ],
)
def test_what_a_server_reports_is_said_in_chinese(state: str, trouble: type[Trouble], says: str) -> None:
    where = "postgresql://city@db.example.cn/taizhang"
    found = server_trouble(location_of(where), psycopg.errors.lookup(state)())
    assert (type(found), str(found)) == (trouble, f"档案库“{where}”{says}")


def test_a_fault_of_ours_is_not_dressed_up() -> None:
    location = location_of("postgresql://city@db.example.cn/taizhang")
    assert server_trouble(location, psycopg.errors.lookup("23505")()) is None
    assert server_trouble(location, ValueError()) is None


def test_an_archive_in_a_schema_of_its_own(postgres: PostgresServer, database: str, entry: Entry) -> None:
    postgres.run("CREATE SCHEMA own", database=database.rpartition("/")[2])
    with create_archive(f"{database}?options=-csearch_path%3Down") as archive:
        archive.register(entry(), b"1")
        assert archive.where == database
        assert archive.verify() == ()
    assert not has_archive(database)


def test_order_is_by_bytes_whatever_the_servers_language(archive: Archive) -> None:
    plans = ["乙", "甲", "a", "B", "丙", "-1", "_"]
    for plan in plans:
        archive.open_round(plan, "2022Q3", date(2022, 9, 1))
    assert [one.plan for one in archive.rounds()] == sorted(plans)
