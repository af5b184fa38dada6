"""`make docs`: the README's pictures, made from the sample's own workbooks through LibreOffice."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from datetime import date
from io import BytesIO
from pathlib import Path
from random import Random
from zipfile import ZIP_DEFLATED, ZipFile

from taizhang.books import read_workbook
from taizhang.books.fill_cells import fill_cells
from taizhang.desk.check import check_files
from taizhang.desk.compile import compile_document
from taizhang.desk.demo.clerk import fill_in
from taizhang.desk.demo.fates import Fate
from taizhang.desk.demo.filling import fill_workbook, typed_cells
from taizhang.desk.demo.loop import run_demo
from taizhang.desk.demo.mistakes import FORM_MISTAKES, NUMBER_MISTAKES, TEXT_MISTAKES, make_mistakes
from taizhang.desk.demo.sample import DOCUMENT, sample_folder
from taizhang.desk.files import write_plan
from taizhang.desk.issue import parse_period, write_blank_ledger
from taizhang.desk.returns import return_copies
from taizhang.desk.review import review_plan
from taizhang.desk.roster import direct_reporters, roster_of
from taizhang.ledgers import Reading, read_back
from taizhang.ledgers.draw_row import field_value
from taizhang.ledgers.sheet_layout import FIRST_ROW, TABLE, column_of
from taizhang.model.plan import Answer

PICTURES = Path(__file__).parent / "pictures"
ROSTER = Path(__file__).parent.parent / "samples" / "通讯录.csv"
REVIEWED_ON = date(2022, 4, 1)
CHECKED_ON = date(2022, 10, 8)
ODD_NUMBERS = ("１２", "约30", "3个", "二十五", "1.2万")
RESOLUTION = 110  # dots per inch


def main() -> None:
    """Run the demonstration and draw the first page of each kind of workbook; needs soffice and pdftoppm."""
    missing = [program for program in ("soffice", "pdftoppm") if shutil.which(program) is None]
    if missing:
        print(f"没有 {'、'.join(missing)}，图片保持原样。")
        return
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        demo = Path(folder) / "demo"
        run_demo(None, demo, tell=lambda _line: None)
        draw(sorted((demo / "下发").iterdir())[0], "ledger", 1, Path(folder))
        for name, content in filled_in().items():
            path = Path(folder) / f"{name}.xlsx"
            path.write_bytes(with_all_columns(content))
            draw(path, f"{name}-table", 1, Path(folder))
            draw(path, f"{name}-check", page_of(path, "填报自检", Path(folder)), Path(folder))
        draw_returned(Path(folder))
        review_plan(demo / "计划.json", demo / "审核.xlsx", roster_file=ROSTER, today=REVIEWED_ON)
        draw(demo / "审核.xlsx", "review", 1, Path(folder))
        draw(demo / "汇总.xlsx", "rollup", 1, Path(folder))
        draw(demo / "汇总.xlsx", "progress", 3, Path(folder))


def filled_in() -> dict[str, bytes]:
    """One county's ledger as a clerk first filled it in, and mended as the sheet asks."""
    plan = compile_document(sample_folder() / DOCUMENT)
    roster = roster_of(plan, ROSTER)
    line, period = direct_reporters(plan, roster)[1], parse_period("2022Q3")
    ledger, blank = write_blank_ledger(plan, line, period, roster=roster)
    wrong, mended = (
        fill_workbook(ledger, blank, line, fate, Random(3)).content for fate in (Fate.NUMBERS, Fate.CLEAN)
    )
    return {"wrong": wrong, "mended": retyped(mended, read_back(read_workbook(mended, ""), lambda _: ledger))}


def retyped(content: bytes, reading: Reading) -> bytes:
    """What the reader understood, typed as the sheet asks: numbers as numbers, words of the lists."""
    assert reading.ledger is not None
    cells = {
        (row.line, column_of(field)): field_value(field, row)
        for row in reading.ledger.rows
        for field in ("numerator", "denominator", "actual", "status")
        if getattr(row, field) is not None and row.concerns
    }
    return fill_cells(content, TABLE, cells)


def with_all_columns(content: bytes) -> bytes:
    """The workbook as it looks on the screen: 校验提示 is not printed otherwise."""
    target = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(target, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/workbook.xml":
                part = re.sub(rb"<definedName[^>]*Print_Area[^<]*</definedName>", b"", part)
            new.writestr(name, part)
    return target.getvalue()


def page_of(workbook: Path, title: str, folder: Path) -> int:
    """The page with the title in its first line."""
    pdf = folder / f"{workbook.stem}.pdf"
    pages = (
        subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True)
        .stdout.decode()
        .split("\f")
    )
    return 1 + next(number for number, page in enumerate(pages) if title in page.strip().partition("\n")[0])


def draw_returned(folder: Path) -> None:
    """The table and the list of what is to be mended of the worst ledger that a clerk of ours can fill in."""
    path = folder / "returned.xlsx"
    path.write_bytes(with_all_columns(worst_returned(folder)))
    draw(path, "returned", 1, folder)
    draw(path, "returned-list", page_of(path, "校验结果", folder), folder)


def worst_returned(folder: Path) -> bytes:
    """Every mistake in one ledger, one of them over many rows, and numbers in other writing; checked and sent back."""
    plan = compile_document(sample_folder() / DOCUMENT)
    plan_file = write_plan(plan, folder / "worst.json")
    line = direct_reporters(plan, roster_of(plan, ROSTER))[0]
    ledger, blank = write_blank_ledger(plan, line, parse_period("2022Q3"))
    random = Random(7)
    answers = fill_in(ledger, random)
    list(make_mistakes(NUMBER_MISTAKES + TEXT_MISTAKES + FORM_MISTAKES, answers, ledger, random))
    cells = typed_cells(ledger, line, answers)
    numbers = [
        at for at, row in enumerate(ledger.rows, FIRST_ROW) if row.answer is Answer.NUMBER and row.concerns
    ]
    cells |= {(row, column_of("actual")): said for row, said in zip(numbers[2:], ODD_NUMBERS, strict=False)}
    cells |= {(row, column_of("status")): "差不多" for row in range(FIRST_ROW + 10, FIRST_ROW + 16)}
    sent = folder / f"{line.name}.xlsx"
    sent.write_bytes(fill_cells(blank, TABLE, cells))
    checked = check_files([sent], plan_file=plan_file, roster_file=ROSTER, as_of=CHECKED_ON)
    (copy,) = return_copies(checked, folder / "worst", on=CHECKED_ON).values()
    return copy.read_bytes()


def draw(workbook: Path, name: str, page: int, folder: Path) -> None:
    """One page of a workbook as docs/pictures/NAME.png."""
    profile = f"-env:UserInstallation=file://{folder}/profile"
    convert = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(workbook),
    ]
    subprocess.run(convert, check=True, capture_output=True)
    pdf = folder / f"{workbook.stem}.pdf"
    picture = ["pdftoppm", "-r", str(RESOLUTION), "-f", str(page), "-l", str(page), "-singlefile", "-png"]
    subprocess.run([*picture, str(pdf), str(PICTURES / name)], check=True)
    print(f"已画 {name}.png")


if __name__ == "__main__":
    main()
