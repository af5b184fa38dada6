"""An office with an archive, and what lies in its inbox: forty mails and files, or the bag of all kinds of mails."""

from __future__ import annotations

import base64
import shutil
from contextlib import redirect_stdout
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

from postbag import COLLECTED, Case, PostOffice, lay_out, make

from taizhang.books.fill_cells import fill_cells
from taizhang.cli.run import run
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of

SAMPLES = Path(__file__).parents[2] / "samples"
ROWS = range(FIRST_ROW, FIRST_ROW + 40)


@dataclass(frozen=True)
class Batch:
    """What is collected, and the archive as it is before anything of it was."""

    folder: Path
    sources: tuple[Path, ...]
    untouched: Path
    as_of: str = "2022-10-08"
    cases: tuple[Case, ...] = ()  # what must become of each mail, where that is known

    def fresh(self, name: str) -> Path:
        """A copy of the untouched archive."""
        return shutil.copyfile(self.untouched, self.folder / name)

    def arrived(self) -> frozenset[str]:
        """What lies in the folders, by its bytes."""
        paths = (path for source in self.sources for path in source.iterdir())
        return frozenset(sha256(path.read_bytes()).hexdigest() for path in paths)


def bag_of(folder: Path, count: int, seed: int) -> Batch:
    """So many mails of every kind, as `postbag` makes them."""
    office = PostOffice(folder, next(SAMPLES.glob("*.txt")))
    cases = make(office, count, seed)
    laid = lay_out(cases, folder)
    return Batch(folder, laid.sources, office.open_archive(), f"{COLLECTED:%Y-%m-%d}", tuple(cases))


def small_batch(folder: Path) -> Batch:
    """Some forty mails and files, most of them ledgers of the sample's eight counties."""
    plan, archive, issued = folder / "计划.json", folder / "档案.db", folder / "下发"
    _run("plan", "compile", SAMPLES / "云岭市2022年重点工作任务.txt", "-o", plan)
    _run("archive", "init", archive, "--plan", plan, "--roster", SAMPLES / "通讯录.csv")
    _run("issue", plan, "--period", "2022Q3", "--out", issued, "--archive", archive)
    inbox = folder / "来件"
    inbox.mkdir()
    ledgers = [_filled(path, "") for path in sorted(issued.iterdir())]
    corrected = [_filled(path, "已更正") for path in sorted(issued.iterdir())[:4]]
    for name, content in _contents(ledgers, corrected).items():
        (inbox / name).write_bytes(content)
    return Batch(folder, (inbox,), archive)


def _run(*words: str | Path) -> None:
    with redirect_stdout(StringIO()):
        code = run([str(word) for word in words])
    if code:
        raise RuntimeError(words)


def _filled(path: Path, remark: str) -> bytes:
    answers: dict[tuple[int, int], str] = {(row, column_of("status")): "未启动" for row in ROWS}
    answers[FIRST_ROW, column_of("remarks")] = remark or path.stem
    return fill_cells(path.read_bytes(), TABLE, answers)


def _contents(ledgers: list[bytes], corrected: list[bytes]) -> dict[str, bytes]:
    mails = {f"{at:02}.eml": _mail(at, ("台账.xlsx", content)) for at, content in enumerate(ledgers)}
    mails |= {f"{at:02}.eml": _mail(at, ("台账.xlsx", content)) for at, content in enumerate(corrected, 10)}
    mails |= {
        f"{at}.eml": _mail(at, ("台账.xlsx", ledgers[at % 8]), ("扫描件.pdf", f"%PDF-1.7 {at}".encode()))
        for at in range(14, 20)
    }
    mails |= {f"{at}.eml": _mail(at) for at in range(20, 24)}
    mails["24.eml"] = mails["00.eml"]  # the same mail twice
    mails["25.eml"] = b""
    files = {f"{at}.xlsx": content for at, content in enumerate(ledgers[:4], 30)}
    files |= {f"{at}.zip": _zip(ledgers[at % 8], corrected[at % 4]) for at in range(34, 37)}
    others = {
        "37.csv": b"a,b\n1,2\n",
        "38.pdf": b"%PDF-1.7",
        "39.xlsx": ledgers[0][:5_000],
        "40.xlsx": b"",
        "41.docx": b"PK\3\4",
    }
    return mails | files | others


def _mail(number: int, *attachments: tuple[str, bytes]) -> bytes:
    head = f"From: {number}@yunling.example\r\nMessage-ID: <{number}@yunling.example>\r\nDate: Mon, 3 Oct 2022 10:{number:02}:00 +0800\r\n"
    kind = 'Content-Type: multipart/mixed; boundary="="\r\n\r\n'
    text = "--=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n请查收\r\n"
    pieces = [
        f'--=\r\nContent-Type: application/octet-stream; name="{name}"\r\nContent-Transfer-Encoding: base64\r\n\r\n'.encode()
        + base64.encodebytes(content)
        for name, content in attachments
    ]
    return (head + kind + text).encode() + b"".join(pieces) + b"--=--\r\n"


def _zip(*ledgers: bytes) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w") as package:
        for at, ledger in enumerate(ledgers):
            package.writestr(f"{at}.xlsx", ledger)
    return content.getvalue()
