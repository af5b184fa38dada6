"""A locked ledger is checked with a password that stands in a file or in the environment, never among the words."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from msoffcrypto.format.ooxml import OOXMLFile

PASSWORD = "口令Ab1"
ASKED = "另行存放（文件有密码，读不出内容。请取消密码后重新报送，或者另行告知密码）"
REFUSED = "另行存放（给出的密码打不开这个文件。请向填报单位核对密码，或请其取消密码后重新报送）"


@pytest.fixture
def check(office, call, tmp_path: Path):
    target = BytesIO()
    OOXMLFile(BytesIO(office.ledger("990101").read_bytes())).encrypt(PASSWORD, target)
    locked = tmp_path / "有密码.xlsx"
    locked.write_bytes(target.getvalue())

    def check(*words: str | Path):
        return call("check", locked, "--archive", office.archive, "--as-of", "2022-10-08", *words)

    return check


@pytest.mark.parametrize(
    "content",
    [f"{PASSWORD}\r\n备注".encode("utf-8-sig"), PASSWORD.encode("gb18030"), f"{PASSWORD}\n".encode()],
)
def test_the_first_line_of_a_file(check, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "密码.txt").write_bytes(content)
    said = check("--password-file", tmp_path / "密码.txt")
    assert said.code == 1
    assert (
        "[提示] N043 文件有密码，已打开读取，退回件没有密码，只保留数值。下期请取消密码后报送。" in said.out
    )


def test_the_environment(check, monkeypatch: pytest.MonkeyPatch) -> None:
    said = check()
    assert (said.code, said.out) == (3, f"有密码.xlsx：{ASKED}\n")
    monkeypatch.setenv("TAIZHANG_PASSWORD", "别的")
    said = check()
    assert (said.code, said.out) == (3, f"有密码.xlsx：{REFUSED}\n")
    monkeypatch.setenv("TAIZHANG_PASSWORD", PASSWORD)
    assert check().code == 1


def test_a_file_without_a_first_line(check, tmp_path: Path) -> None:
    path = tmp_path / "密码.txt"
    path.write_bytes(b"\n")
    said = check("--password-file", path)
    assert (said.code, said.out) == (3, "")
    assert said.err == f"“{path}”的第一行是空的，请把密码写在第一行后重试。\n"
