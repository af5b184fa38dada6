"""Bad input: one clear Chinese sentence, the right exit code, nothing lost, no traceback."""

import io
import os
import signal
import sqlite3
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile
from openpyxl import Workbook
from pypdf import PdfWriter

from taizhang.archive import open_archive
from taizhang.books.fill_cells import fill_cells
from taizhang.ledgers.sheet_layout import HEAD_CELLS, HEAD_ROW, TABLE, column_of
from taizhang_validators.rulebook import rules

AS_OF = ("--as-of", "2022-10-04")


def a_workbook() -> bytes:
    book, stream = Workbook(), io.BytesIO()
    book.active["A1"] = "通讯簿"
    book.save(stream)
    return stream.getvalue()


def encrypted(content: bytes) -> bytes:
    stream = io.BytesIO()
    OOXMLFile(io.BytesIO(content)).encrypt("123456", stream)
    return stream.getvalue()


def a_zip() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("照片.txt", "不是表格")
    return stream.getvalue()


def a_scan() -> bytes:
    writer, stream = PdfWriter(), io.BytesIO()
    writer.add_blank_page(200, 200)
    writer.write(stream)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        (
            "闲话.txt",
            "今天天气很好。".encode(),
            "这份材料里没有读出编号的工作任务，请确认它是重点工作任务或实施方案的正文，再重新编制。\n",
        ),
        ("扫描件.pdf", a_scan(), "扫描件.pdf是扫描件，里面没有文字，请先识别成文字再编制。\n"),
    ],
)
def test_documents_that_are_no_plan(call, tmp_path: Path, name: str, content: bytes, says: str) -> None:
    (tmp_path / name).write_bytes(content)
    said = call("plan", "compile", tmp_path / name, "-o", tmp_path / "计划.json")
    assert (said.code, said.out, said.err) == (3, "", says)
    assert not (tmp_path / "计划.json").exists()


@pytest.mark.parametrize(
    ("content", "word"),
    [
        (
            a_workbook(),
            "不是任务台账（文件里没有任务台账的表格。请报送原下发的任务台账工作簿，不要改动表头）",
        ),
        (
            encrypted(a_workbook()),
            "另行存放（文件有密码，读不出内容。请取消密码后重新报送，或者另行告知密码）",
        ),
        (a_zip(), "另行存放（这是压缩文件，不是工作簿。请报送任务台账的工作簿）"),
    ],
)
def test_files_that_are_no_ledger(office, call, tmp_path: Path, content: bytes, word: str) -> None:
    path = tmp_path / "来件.xlsx"
    path.write_bytes(content)
    said = call("check", path, "--archive", office.archive, *AS_OF)
    assert (said.code, said.out, said.err) == (3, f"来件.xlsx：{word}\n", "")
    said = call("collect", path, "--archive", office.archive, *AS_OF)
    assert said.code == 3
    assert word.partition("（")[0] in said.out


def test_last_quarters_file(office, call, tmp_path: Path) -> None:
    call("issue", office.plan, "--period", "2022Q2", "--out", tmp_path / "二季度", "--roster", office.roster)
    (path,) = (tmp_path / "二季度").glob("990101_*")
    said = call("check", path, "--archive", office.archive, *AS_OF)
    assert said.code == 1
    assert "E003 本表是2022年第二季度的台账，本次应报2022年第三季度。" in said.out
    assert said.out.count("[必须修改]") == 1


@pytest.mark.parametrize("written", ["松陂县", "松陂县医改办"])
def test_a_neighbours_file_with_the_name_retyped(office, call, written: str, tmp_path: Path) -> None:
    head = next(value for field, _label, _column, value in HEAD_CELLS if field == "reporter_name")
    content = fill_cells(
        office.ledger("990101").read_bytes(), TABLE, {(HEAD_ROW, column_of(head[0])): written}
    )
    (tmp_path / "松陂县.xlsx").write_bytes(content)
    said = call("check", tmp_path / "松陂县.xlsx", "--archive", office.archive, *AS_OF)
    assert said.code == 1
    assert "E002 本表是发给碧潭县的台账，不是松陂县的台账。请用发给松陂县的台账填写后重新报送。" in said.out
    assert said.out.count("[必须修改]") == 1


def test_a_rule_that_breaks_lets_nothing_pass(
    office, call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def break_down(_ledger: object, _given: object) -> list[object]:
        raise ZeroDivisionError

    broken = replace(rules()[0], search=break_down)
    monkeypatch.setattr("taizhang_validators.rulebook.rules", lambda: (broken,))
    said = call("check", office.ledger("990101"), "--archive", office.archive, *AS_OF)
    assert said.out.startswith(
        "990101_碧潭县_2022Q3_任务台账.xlsx：待人工核定（有规则未能执行，请人工核对后再定）\n"
    )


def test_another_plans_file(office, call, tmp_path: Path, sample_document: Path) -> None:
    text = sample_document.read_text(encoding="utf-8").replace("2022年", "2023年")
    (tmp_path / "明年.txt").write_text(text, encoding="utf-8")
    call("plan", "compile", tmp_path / "明年.txt", "-o", tmp_path / "明年.json")
    said = call(
        "check", office.ledger("990101"), "--plan", tmp_path / "明年.json", "--roster", office.roster, *AS_OF
    )
    assert said.code == 3
    assert "这份台账属于另一个计划" in said.out


def test_a_folder_that_cannot_be_written(office, call, tmp_path: Path) -> None:
    (tmp_path / "挡路").write_text("这是文件", encoding="utf-8")
    said = call(
        "issue", office.plan, "--period", "2022Q3", "--out", tmp_path / "挡路", "--roster", office.roster
    )
    assert said.code == 4
    assert "（同名的是文件，不是文件夹），请换一个能写的文件夹" in said.err
    assert said.err.count("\n") == 1


def test_ledgers_already_issued_are_not_overwritten(office, call) -> None:
    said = call("issue", office.plan, "--period", "2022Q3", "--out", office.issued, "--roster", office.roster)
    assert said.code == 4
    assert "里已有 8 份同名台账" in said.err


def test_a_locked_archive(office, call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(open_archive.__kwdefaults__, "wait", 0.2)
    holder = sqlite3.connect(office.archive, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    said = call("collect", office.ledger("990101"), "--archive", office.archive, *AS_OF)
    holder.rollback()
    holder.close()
    assert said.code == 4
    assert "正被另一个程序占用" in said.err
    assert said.err.count("\n") == 1


def test_ctrl_c_half_way_loses_nothing(office, call, tmp_path: Path) -> None:
    """The first files are in the register when the interrupt comes; the rest are taken by the next call."""
    inbox = tmp_path / "来件"
    inbox.mkdir()
    content = office.ledger("990101").read_bytes()
    for number in range(150):
        # Different bytes each time: the end comment of the zip says which copy this is.
        comment = str(number).encode()
        changed = content[:-2] + len(comment).to_bytes(2, "little") + comment
        (inbox / f"{number:03}.xlsx").write_bytes(changed)
    words = ["collect", str(inbox), "--archive", str(office.archive), *AS_OF]
    script = "import sys; from taizhang.cli import main; main()"
    child = subprocess.Popen(
        [sys.executable, "-c", script, *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        preexec_fn=listen_to_ctrl_c,
    )
    wait_for_lines(office.archive, 5)
    os.kill(child.pid, signal.SIGINT)
    _, err = child.communicate(timeout=60)
    assert (child.returncode, err) == (
        130,
        "\n已中断。此前收下的材料都已保存，没有写完的一批台账已撤回，请重新执行同一命令。\n",
    )
    kept = lines_in(office.archive)
    assert 5 <= kept < 150
    call(*words)
    assert lines_in(office.archive) == 150


def listen_to_ctrl_c() -> None:
    """A shell's background job ignores the key, and so would its children."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def lines_in(archive: Path) -> int:
    with sqlite3.connect(archive) as connection:
        (count,) = connection.execute("SELECT count(*) FROM submission").fetchone()
    connection.close()
    return int(count)


def wait_for_lines(archive: Path, wanted: int) -> None:
    deadline = time.monotonic() + 60
    while lines_in(archive) < wanted:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_the_unforeseen_goes_to_the_log(call, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("platformdirs.user_log_dir", lambda *_names, **_options: str(tmp_path))

    def break_down(*_words: object, **_options: object) -> None:
        raise ZeroDivisionError("测试用的意外")

    monkeypatch.setattr("taizhang.desk.standing.status.report_status", break_down)
    said = call("status", "--archive", "甲.db", "--period", "2022Q3")
    log = tmp_path / "taizhang.log"
    assert said.code == 4
    assert said.err == f"程序遇到了没有预料到的情况，已收下的材料没有丢失。请把日志“{log}”发给维护人员。\n"
    assert "ZeroDivisionError: 测试用的意外" in log.read_text(encoding="utf-8")
