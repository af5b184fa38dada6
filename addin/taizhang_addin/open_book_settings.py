"""台账设置: how an open workbook says what it is to be checked against, for whom and for when."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from taizhang.errors import BadUsage
from taizhang.model.grid import shown
from taizhang_addin.grids import cell_value
from taizhang_addin.house_sheets import SETTINGS_SHEET

if TYPE_CHECKING:
    import xlwings as xw

# What to write beside each item, in the order in which the sheet lists them.
ITEMS = {
    "计划文件": "计划文件的完整路径，如 D:\\医改\\计划.json",
    "填报单位": "填报单位的代码或名称，如 130102",
    "报告期": "报告期，如 2022Q3、2022-09、2022H1 或 2022",
    "档案库": "档案库文件的完整路径，如 D:\\医改\\档案.db",
    "汇总文件": "汇总结果要存成的文件，如 D:\\医改\\汇总.xlsx",
    "通讯录": "通讯录文件的完整路径，如 D:\\医改\\通讯录.xlsx",
    "截止日期": "按哪一天判断是否逾期，如 2022-10-05",
}


@dataclass(frozen=True, slots=True)
class Settings:
    """The items that were written, as text, and the row each stands in; `next_row` is the first free one."""

    texts: Mapping[str, str]
    lines: Mapping[str, int]
    next_row: int
    folder: Path | None  # of the saved workbook; relative paths start there

    def text(self, item: str) -> str:
        """What is written beside the item.

        Raises:
            BadUsage: nothing is, or the item is missing; says which cell to write into.
        """
        if self.texts.get(item):
            return self.texts[item]
        if item in self.lines:
            raise BadUsage(
                f"工作表“{SETTINGS_SHEET}”的 B{self.lines[item]} 没有填写“{item}”，请填写{ITEMS[item]}。"
            )
        raise BadUsage(
            f"工作表“{SETTINGS_SHEET}”缺少“{item}”一项，请在 A{self.next_row} 写“{item}”，"
            f"在 B{self.next_row} 填写{ITEMS[item]}。"
        )

    def path(self, item: str) -> Path:
        path = Path(self.text(item))
        return self.folder / path if self.folder else path

    def optional_path(self, item: str) -> Path | None:
        return self.path(item) if self.texts.get(item) else None

    def day(self, item: str) -> date | None:
        """The day written beside the item; None where none is.

        Raises:
            BadUsage: what is written is no day.
        """
        written = self.texts.get(item)
        if not written:
            return None
        try:
            return date.fromisoformat(written)
        except ValueError:
            raise BadUsage(
                f"工作表“{SETTINGS_SHEET}”的 B{self.lines[item]} 中“{written}”不是日期，请写成 2022-10-05 的样子。"
            ) from None


def read_settings(book: xw.Book) -> Settings:
    """What the sheet 台账设置 says, read in one block.

    Raises:
        BadUsage: the workbook has no such sheet.
    """
    sheet = next((sheet for sheet in book.sheets if sheet.name == SETTINGS_SHEET), None)
    if sheet is None:
        raise BadUsage(
            f"工作簿中没有工作表“{SETTINGS_SHEET}”，请新建这张表，"
            f"在 A 列写项目（{'、'.join(ITEMS)}），在 B 列写内容。"
        )
    last = sheet.used_range.last_cell.row
    block = sheet.range((1, 1), (last, 2)).options(ndim=2).value
    rows = {_written(key): (row, value) for row, (key, value) in enumerate(block, 1) if _written(key)}
    return Settings(
        texts={item: _item_text(item, value) for item, (_, value) in rows.items()},
        lines={item: row for item, (row, _) in rows.items()},
        next_row=max((row for row, _ in rows.values()), default=0) + 1,
        folder=_folder(book),
    )


def _written(value: object) -> str:
    return shown(cell_value(value)).strip()


def _item_text(item: str, value: object) -> str:
    """Excel makes a day of 2022-09; beside 报告期 it is a month."""
    if item == "报告期" and isinstance(value, datetime):
        return f"{value:%Y-%m}"
    return _written(value)


def _folder(book: xw.Book) -> Path | None:
    path = Path(book.fullname)
    return path.parent if path.is_absolute() else None
