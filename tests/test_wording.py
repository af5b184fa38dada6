"""Every Chinese sentence of the product reads as the house style asks (docs/decisions/0003)."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TypeGuard

ROOT = Path(__file__).parents[1]
PACKAGES = ("src/taizhang", "addin/taizhang_addin", "validators/taizhang_validators")
CHINESE = re.compile(r"[\u4e00-\u9fff]")
BARE = re.compile(r"错误|非法|无效")
ENGLISH = re.compile(r"[A-Za-z][A-Za-z-]+")

# Names that a user meets as they are: commands, options, files, formats, and what statistical offices write in Latin.
NAMES = {
    "waive", "list", "rules", "reporter", "row", "until", "py", "local-rules", "md",
    "taizhang", "plan", "compile", "outline", "archive", "init", "issue", "check", "collect", "status", "consolidate",
    "notice", "write-template", "notice-template", "docs", "rollup", "overwrite", "period", "if",
    "accept-unresolved", "trace", "demo", "plan compile", "review", "accept", "amend", "diff", "basis", "by", "on", "help", "out", "roster", "level", "draft", "document", "city", "province", "nation", "why", "json",
    "JSON", "xlsx", "xlsm", "xlsb", "xls", "xltx", "ods", "et", "ett", "csv", "txt", "html", "docx", "doc", "pdf", "PDF",
    "rtf", "odt", "mht", "wps", "WPS", "Word", "Excel", "LibreOffice", "zip", "rar", "eml", "GBK", "GB", "UTF-", "SHA-", "DOCTYPE", "DDE",
    "quarantine", "clear", "request", "approve", "all-requested", "reopen", "evidence", "yes", "from", "for", "refuse", "imap", "smtp", "mailbox", "password", "yigaiban", "example", "cn",
    "CRC", "PostgreSQL", "SQLite", "BIFF", "OLE", "XML", "XLM", "Python", "MB", "GB-", "Q",
}  # fmt: skip


def is_instruction(node: ast.AST) -> TypeGuard[ast.Constant]:
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return False
    return "请" in node.value and len(CHINESE.findall(node.value)) > 4


@cache
def sentences() -> tuple[tuple[str, str], ...]:
    """Each string with an instruction in it: where it stands, and its text, f-strings with their gaps left out."""
    return tuple(_sentences())


def _sentences() -> Iterator[tuple[str, str]]:
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            docstrings = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
            for node in ast.walk(tree):
                if id(node) not in docstrings and is_instruction(node):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node.value


def test_there_are_sentences_to_read() -> None:
    assert len(sentences()) > 150


def test_no_sentence_scolds() -> None:
    assert [(where, text) for where, text in sentences() if BARE.search(text)] == []


def test_no_sentence_speaks_english() -> None:
    words = [
        (where, word)
        for where, text in sentences()
        for word in ENGLISH.findall(re.sub(r"\{[^}]*\}", "", text))
        if word not in NAMES
    ]
    assert words == []
