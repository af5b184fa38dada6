"""Parts of a paper: paragraphs whose headings run on into the text, and tables that fit the page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from taizhang.papers.blank_paper import TEXT_WIDTH
from taizhang.papers.paper_styles import GRID_LINES, STYLE_IDS, SUBTITLE, W

_W = f"{{{W}}}"


def add_text(document: Any, style: str, text: str, heading: str = "") -> Any:
    """A paragraph; the heading, where there is one, stands at its beginning in 楷体."""
    paragraph = in_style(document.add_paragraph(), style)
    if heading:
        paragraph.add_run(heading, style=SUBTITLE)
    paragraph.add_run(text)
    return paragraph


def in_style(paragraph: Any, style: str) -> Any:
    """The paragraph in one of our styles; python-docx would search all of them for the name, which takes half the time."""
    paragraph._p.style = STYLE_IDS[style]
    return paragraph


_ROW_HEIGHT = 400  # twips, at least


def add_table(document: Any, widths: Sequence[int], lines: str = GRID_LINES) -> Any:
    """An empty table as wide as the text; the columns share the width as the numbers say."""
    table = document.add_table(rows=0, cols=len(widths), style=lines)
    table.autofit = False
    shares = shared(widths, TEXT_WIDTH)
    for column, share in zip(table._tbl.tblGrid.iter(f"{_W}gridCol"), shares, strict=True):
        column.set(f"{_W}w", str(share))
    return table


def shared(widths: Sequence[int], width: int) -> list[int]:
    """The widths as they are to one another, together exactly as wide."""
    total = sum(widths)
    ends = [width * sum(widths[: number + 1]) // total for number in range(len(widths))]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def add_row(table: Any, texts: Iterable[str], styles: Sequence[str] | str, *, header: bool = False) -> Any:
    """A row that no page break cuts; a header stands again on each page."""
    row = table.add_row()
    facts = row._tr.get_or_add_trPr()
    facts.append(facts.makeelement(f"{_W}cantSplit"))
    facts.append(facts.makeelement(f"{_W}trHeight", {f"{_W}val": str(_ROW_HEIGHT), f"{_W}hRule": "atLeast"}))
    if header:
        facts.append(facts.makeelement(f"{_W}tblHeader"))
    widths = [int(column.get(f"{_W}w")) for column in table._tbl.tblGrid.iter(f"{_W}gridCol")]
    texts = list(texts)
    chosen = [styles] * len(texts) if isinstance(styles, str) else styles
    for cell, text, style, width in zip(row.cells, texts, chosen, widths, strict=True):
        write_cell(cell, text, style, width)
    return row


def write_cell(cell: Any, text: str, style: str, width: int) -> None:
    """One paragraph in the middle of the cell's height."""
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
    from docx.shared import Twips

    cell.width = Twips(width)
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    in_style(cell.paragraphs[0], style).add_run(text)


def tint_cell(cell: Any, colour: str) -> None:
    """A pale colour behind the cell's text, which says the same in a word."""
    facts = cell._tc.get_or_add_tcPr()
    shade = facts.makeelement(f"{_W}shd", {f"{_W}val": "clear", f"{_W}color": "auto", f"{_W}fill": colour})
    align = facts.find(f"{_W}vAlign")
    facts.append(shade) if align is None else align.addprevious(shade)
