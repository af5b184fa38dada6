"""The command line speaks Chinese, and its exit codes say what happened."""

import re
from collections.abc import Sequence

import pytest

from taizhang.cli.run import run

COMMANDS = [
    [],
    ["plan"],
    ["plan", "compile"],
    ["plan", "outline"],
    ["plan", "review"],
    ["plan", "accept"],
    ["plan", "amend"],
    ["plan", "align"],
    ["plan", "diff"],
    ["archive"],
    ["archive", "init"],
    ["archive", "expire"],
    ["archive", "export"],
    ["issue"],
    ["check"],
    ["collect"],
    ["mailbox"],
    ["mailbox", "password"],
    ["quarantine"],
    ["quarantine", "list"],
    ["quarantine", "accept"],
    ["quarantine", "refuse"],
    ["quarantine", "undo"],
    ["status"],
    ["diff"],
    ["return"],
    ["clear"],
    ["clear", "list"],
    ["clear", "request"],
    ["clear", "approve"],
    ["clear", "refuse"],
    ["clear", "reopen"],
    ["verify"],
    ["backup"],
    ["restore"],
    ["consolidate"],
    ["submit"],
    ["trace"],
    ["score"],
    ["notice"],
    ["slips"],
    ["brief"],
    ["waive"],
    ["waive", "list"],
    ["waive", "withdraw"],
    ["rules"],
    ["rules", "list"],
    ["rules", "try"],
    ["rules", "book"],
    ["rules", "test"],
    ["demo"],
]

# What may stand in Latin letters on a help page: commands, options, formats and the forms of periods.
LATIN = re.compile(r"[A-Za-z][A-Za-z-]*")
TERMS = {
    "leader", "taizhang", "plan", "archive", "issue", "check", "collect", "status", "consolidate", "nation", "submit", "trace", "score", "notice", "slips", "brief", "docx", "LibreOffice", "PDF", "demo", "compile",
    "outline", "review", "accept", "amend", "align", "diff", "init", "expire", "export", "mailbox", "password", "quarantine", "refuse", "undo", "return", "verify", "backup",
    "clear", "request", "approve", "reopen", "dask",
    "restore", "postgresql", "imap", "smtp", "INBOX", "Ctrl-C", "msg", "mbox", "Maildir", "winmail", "dat", "toml", "waive", "withdraw", "list", "rules", "try", "book", "test", "T", "M", "I", "json", "xlsx", "csv", "db", "eml", "JSON", "Q", "H", "city", "county", "province", "unit", "own", "h", "o",
}  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: " ".join(words) or "taizhang")
def test_help_pages_are_chinese(words: Sequence[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*words, "--help"]) == 0
    page = re.sub(r"--[a-z-]+|TAIZHANG_[A-Z]+", "", capsys.readouterr().out)
    assert page.startswith("用法：taizhang")
    assert sorted({word for word in LATIN.findall(page) if word not in TERMS}) == []


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["看看"], "没有命令 看看；请执行 taizhang --help 查看用法。\n"),
        (["check"], "缺少参数 文件...；请执行 taizhang check --help 查看用法。\n"),
        (
            ["issue", "计划.json", "--out", "x"],
            "缺少参数 --period；请执行 taizhang issue --help 查看用法。\n",
        ),
        (["issue", "--nope"], "没有选项 --nope；请执行 taizhang issue --help 查看用法。\n"),
        (
            ["check", "a.xlsx"],
            "请在 --plan 和 --archive 中给出一个，且只给一个；请执行 taizhang check --help 查看用法。\n",
        ),
        (
            ["consolidate", "--archive", "a", "--period", "2022Q3", "-o", "b", "--level", "moon"],
            "参数 --level 的值不能使用（不在可用的范围内）；请执行 taizhang consolidate --help 查看用法。\n",
        ),
    ],
)
def test_wrong_calls_are_told_in_one_sentence(
    words: Sequence[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(words) == 2
    assert capsys.readouterr().err == says
