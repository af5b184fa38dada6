"""`make docs`: the README's pictures, made from the sample's own workbooks through LibreOffice."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from datetime import date
from pathlib import Path

from taizhang.desk.demo.loop import run_demo
from taizhang.desk.review import review_plan

PICTURES = Path(__file__).parent / "pictures"
ROSTER = Path(__file__).parent.parent / "samples" / "通讯录.csv"
REVIEWED_ON = date(2022, 4, 1)
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
        draw(returned_for_numbers(demo), "returned", 1, Path(folder))
        review_plan(demo / "计划.json", demo / "审核.xlsx", roster_file=ROSTER, today=REVIEWED_ON)
        draw(demo / "审核.xlsx", "review", 1, Path(folder))
        draw(demo / "汇总.xlsx", "rollup", 1, Path(folder))
        draw(demo / "汇总.xlsx", "progress", 3, Path(folder))


def returned_for_numbers(demo: Path) -> Path:
    """The returned copy with most to mend, which shows most."""
    return max((demo / "退回件").iterdir(), key=lambda path: path.stat().st_size)


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
