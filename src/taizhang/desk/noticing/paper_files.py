"""Papers on disk: never written over what somebody may have edited, and as PDF beside the Word file where that can be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from taizhang.desk.files import read_file, write_file
from taizhang.desk.office import office_at_hand
from taizhang.errors import CannotWrite

if TYPE_CHECKING:
    from taizhang.desk.noticing.grounds import Grounds

NO_OFFICE = "本机没有找到 LibreOffice，没有写出 PDF，请打开 Word 文件后另存为 PDF。"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper that was written."""

    path: Path
    title: str
    numbers: int = 0  # under a bookmark
    rollup: Path | None = None  # the workbook that they stand in
    pdf: Path | None = None

    def as_json(self) -> dict[str, Any]:
        return {
            "file": str(self.path),
            "title": self.title,
            "numbers": self.numbers,
            "rollup": str(self.rollup) if self.rollup else None,
            "pdf": str(self.pdf) if self.pdf else None,
        }


def paper_of(grounds: Grounds, content: bytes) -> Paper:
    """The paper that was written of these grounds."""
    from taizhang.papers.number_sources import read_sources

    numbers = len(read_sources(content, grounds.path.name).numbers)
    return Paper(grounds.path, grounds.notice.title, numbers, grounds.workbook)


def with_pdfs(papers: Sequence[Paper]) -> list[Paper]:
    """The papers, each with its PDF where LibreOffice is installed."""
    pdfs = write_pdfs([one.path for one in papers])
    return [replace(one, pdf=pdfs.get(one.path)) for one in papers]


def refuse_edited(path: Path, content: bytes, *, overwrite: bool) -> None:
    """What stands under the name and says something else may have been edited by hand.

    Raises:
        CannotWrite: it does, and nobody said that it may go.
    """
    if overwrite or not path.exists() or read_file(path) == content:
        return
    raise CannotWrite(
        f"“{path}”已存在，内容与本次要写的不同，可能改过，为免覆盖没有写；请换一个文件名，确需覆盖的请加 --overwrite。"
    )


def write_pdfs(paths: Sequence[Path]) -> dict[Path, Path]:
    """The PDF beside each Word file; none where LibreOffice is not installed.

    Raises:
        CannotWrite: LibreOffice fails on one.
    """
    written: dict[Path, Path] = {}
    with office_at_hand() as office:
        if office is None:
            return written
        from taizhang.papers.to_pdf import turn_into_pdf

        for path in paths:
            content = turn_into_pdf(read_file(path), path.name, office)
            written[path] = write_file(path.with_suffix(".pdf"), content)
    return written
