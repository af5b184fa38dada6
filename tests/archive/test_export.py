from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import datetime
from hashlib import sha256
from io import StringIO

import pytest

from taizhang.archive import Archive, Decision, NewSubmission
from taizhang.archive.schema import CHAINED, chain
from taizhang.model.reporter import Reporter, Roster
from taizhang.model.verdict import Choice, Verdict

Entry = Callable[..., NewSubmission]


def digest(content: bytes) -> str:
    return sha256(content).hexdigest()


def table(content: bytes) -> list[dict[str, str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(StringIO(content.decode("utf-8-sig"), newline="")))


def test_every_table_every_ledger_and_every_original_is_a_file(
    archive: Archive, entry: Entry, noon: datetime
) -> None:
    archive.add_plan("{}", "yunling-2022", "v1", b"plan text", Roster(()), noon)
    archive.register(entry(), b"book")
    archive.register(entry(record=None, verdict=Verdict.SET_ASIDE), b"")
    files = dict(archive.export())
    csvs = [name for name in files if name.endswith(".csv")]
    assert len(csvs) == len(CHAINED) + len([chain])
    assert {name: content for name, content in files.items() if name not in csvs} == {
        "台账/1.json": b"{}",
        f"原件/{digest(b'plan text')}": b"plan text",
        f"原件/{digest(b'book')}": b"book",
        f"原件/{digest(b'')}": b"",
    }
    assert [(row["编号"], row["原文指纹"]) for row in table(files["计划.csv"])] == [
        ("yunling-2022", digest(b"plan text"))
    ]
    assert len(table(files["指纹链.csv"])) == archive.chain_end()[0]


def test_the_register_says_what_is_in_effect_and_what_was_judged(
    archive: Archive, entry: Entry, noon: datetime
) -> None:
    archive.register(entry(verdict=Verdict.QUARANTINED), b"book")
    archive.decide(Decision(1, Choice.ACCEPT, None, Reporter("990102"), "李某", "已核实", noon))
    (row,) = table(dict(archive.export())["登记簿.csv"])
    told = {
        name: row[name]
        for name in (
            "号",
            "处理结果",
            "自动处理结果",
            "填报单位",
            "自动判定填报单位",
            "指纹",
            "字节数",
            "零报告",
        )
    }
    assert told == {
        "号": "1", "处理结果": "accepted", "自动处理结果": "quarantined", "填报单位": "990102", "自动判定填报单位": "990101",
        "指纹": digest(b"book"), "字节数": "4", "零报告": "False",
    }  # fmt: skip


def test_every_column_has_a_name_in_words(archive: Archive) -> None:
    heads = {
        name
        for found, content in archive.export()
        if found.endswith(".csv")
        for name in content.decode("utf-8-sig").strip().split(",")
    }
    assert [name for name in heads if name.isascii()] == []


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("＝1", "'＝1"), ("＋1", "'＋1"),
        ("－1", "'－1"), ("＠1", "'＠1"), ("−1", "'−1"), ("  =1", "'  =1"), ("\u3000=1", "'\u3000=1"), ('"=1', "'\"=1"),
        ("“=1”", "'“=1”"), ("'=1", "''=1"), ("清河县=1", "清河县=1"), ("1-2", "1-2"), ("", ""),
    ],
)  # fmt: skip
@pytest.mark.parametrize("where", ["file"], indirect=True)
def test_r40_no_cell_is_a_formula(archive: Archive, entry: Entry, text: str, cell: str) -> None:
    archive.register(entry(file_name=text), b"book")
    (row,) = table(dict(archive.export())["登记簿.csv"])
    assert row["文件名"] == cell


@pytest.mark.parametrize("text", ["\t=1", "\r1", "\n1", "\u200b=1", "\u00a0@1", "\ufeff=1"])
@pytest.mark.parametrize("where", ["file"], indirect=True)
def test_r40_nor_one_that_hides_behind_what_is_not_seen(archive: Archive, noon: datetime, text: str) -> None:
    """In a column that is kept as it was said: who decided."""
    archive.add_plan("{}", "one", "v1", None, Roster(()), noon)
    archive.purge(["one"], 2022, who=text, why="保存期满", at=noon)
    (row,) = table(dict(archive.export())["到期清除.csv"])
    assert row["决定人"] == f"'{text}"


def test_what_was_cleared_is_no_file(archive: Archive, entry: Entry, noon: datetime) -> None:
    archive.register(entry(), b"book")
    archive.purge(["yunling-2022"], 2022, who="档案员", why="保存期满", at=noon)
    assert [name for name in dict(archive.export()) if not name.endswith(".csv")] == []
