"""Edits as a person does them in a spreadsheet program: LibreOffice moves names, formulas and formats along.

Loaded by `clients/office_seat.py`, so it imports nothing of ours. Each edit finds its place by looking, as it may come
after another one; where there is nothing to edit it raises NotHereError.
"""

import uno
from com.sun.star.table import CellRangeAddress

EDITS = {}
_TITLES = {
    "id": ("行标识",), "version": ("行版本",), "number": ("序号",), "task": ("重点任务", "主要任务"),
    "measure": ("工作举措", "具体措施"), "indicator": ("量化指标", "指标名称"), "target": ("目标值", "年度目标"), "unit": ("计量单位",),
    "duties": ("责任单位（分工）",), "lead": ("牵头单位", "主办单位"), "support": ("配合单位", "协办单位"),
    "person": ("责任人及联系电话",), "deadline": ("完成时限", "办结时限"), "numerator": ("分子",), "denominator": ("分母",),
    "previous": ("上期累计",), "actual": ("累计完成值",), "rate": ("完成率",), "status": ("完成状态",),
    "progress": ("进展情况", "办理情况"), "problems": ("存在问题",), "next_steps": ("下一步打算", "下一步计划"),
    "evidence": ("佐证材料",), "needs_leader": ("是否需领导协调",), "clearing": ("销号",), "remarks": ("备注",),
    "changes": ("较上期变化",), "check": ("校验提示",), "to_mend": ("待改任务",),
}  # fmt: skip
_DEEPEST = 30  # rows in which a header may stand
_EVERYTHING = 1023
_VALUES = 1 | 2 | 4 | 16  # numbers, dates, texts, formulas


class NotHereError(Exception):
    """There is nothing in the workbook to which the edit could be done."""


def edit_book(name):
    """Enter what is done to an open workbook."""

    def enter(function):
        EDITS[name] = function
        return function

    return enter


def edit(name):
    """Enter what is done to the workbook's Table."""

    def enter(function):
        EDITS[name] = lambda book: function(Table(book))
        return function

    return enter


class Table:
    """The ledger's table, found by what stands in it; rows and columns from 0."""

    def __init__(self, book):
        self.book = book
        self.sheet, self.header = _header_of(book)
        self.last_column = _used(self.sheet).EndColumn
        self.numbers = self._column_of("number")
        if self.numbers is None:
            raise NotHereError("没有序号一列")
        self.rows = self._rows()
        if len(self.rows) < 6:
            raise NotHereError("没有数据行")

    @property
    def first(self):
        return self.rows[0]

    @property
    def last(self):
        return self.rows[-1]

    @property
    def keys(self):
        """The row of field names; None where it is gone."""
        for row in range(self.header, self.first):
            if self.text(row, 0) == "id" or "actual" in [
                self.text(row, at) for at in range(self.last_column + 1)
            ]:
                return row
        return None

    def column(self, field):
        found = self._column_of(field)
        if found is None:
            raise NotHereError(f"没有{_TITLES[field][0]}一列")
        return found

    def _column_of(self, field):
        for row in (self.header, self.header - 1, self.header + 1):
            for at in range(self.last_column + 1):
                if row >= 0 and "".join(self.text(row, at).split()) in _TITLES[field]:
                    return at
        for row in range(self.header, self.header + 4):
            for at in range(self.last_column + 1):
                if self.text(row, at) == field:
                    return at
        return None

    def _rows(self):
        """The rows below the header whose 序号 is a number or that have a task."""
        task = self._column_of("task")
        found = []
        for row in range(self.header + 1, _used(self.sheet).EndRow + 1):
            numbered = self.text(row, self.numbers).isdigit()
            if numbered and (task is None or self.text(row, task) != ""):
                found.append(row)
        return found

    def text(self, row, column):
        return _text(self.sheet.getCellByPosition(column, row))

    def cell(self, row, field):
        return self.sheet.getCellByPosition(self.column(field), row)

    def header_cell(self, field):
        """The cell that shows the column's title, upmost of a merged box."""
        at = self.column(field)
        for row in (self.header, self.header - 1, self.header + 1):
            if row >= 0 and "".join(self.text(row, at).split()) in _TITLES[field]:
                return self.sheet.getCellByPosition(at, row)
        raise NotHereError(f"{field}没有表头")

    def span(self, left, top, right, bottom):
        return self.sheet.getCellRangeByPosition(left, top, right, bottom)

    def row_where(self, fits, skip=0):
        for row in self.rows:
            if fits(row):
                if not skip:
                    return row
                skip -= 1
        raise NotHereError("没有这样的行")

    def numbered_row(self, skip=0):
        """A row in which a count was written as a number."""
        at, unit = self.column("actual"), self.column("unit")
        ratio = self.column("denominator")
        return self.row_where(
            lambda row: self.sheet.getCellByPosition(at, row).Value != 0
            and self.text(row, ratio) == "" and self.text(row, unit) not in ("", "%"), skip
        )  # fmt: skip

    def ratio_row(self):
        ratio = self.column("denominator")
        return self.row_where(lambda row: self.sheet.getCellByPosition(ratio, row).Value != 0)


def _text(cell):
    """What was typed: the key row shows other signs than it holds."""
    return cell.Formula.lstrip("'") if cell.Type.value == "TEXT" else cell.String


def _header_of(book):
    """The sheet and the lowest row in which most of the titles stand."""
    best = (0, None, None)
    titles = {title for known in _TITLES.values() for title in known}
    for name in book.Sheets.ElementNames:
        sheet = book.Sheets.getByName(name)
        if name in ("填报自检", "填报说明", "选项", "_taizhang") or not sheet.IsVisible:
            continue
        for row in range(min(_DEEPEST, _used(sheet).EndRow + 1)):
            words = [
                sheet.getCellByPosition(at, row).String for at in range(min(60, _used(sheet).EndColumn + 1))
            ]
            count = sum("".join(word.split()) in titles for word in words)
            if count > best[0]:
                best = (count, sheet, row)
    if best[0] < 6:
        raise NotHereError("没有表头")
    return best[1], best[2]


def _used(sheet):
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    return cursor.RangeAddress


def _address(sheet, left, top, right, bottom):
    address = CellRangeAddress()
    address.Sheet = sheet.RangeAddress.Sheet
    address.StartColumn, address.StartRow, address.EndColumn, address.EndRow = left, top, right, bottom
    return address


def _move(table, source, column, row):
    table.sheet.moveRange(table.sheet.getCellByPosition(column, row).CellAddress, source)


def _sort(table, columns, by, descending=False):
    """The rows between the first and the last by one column; `columns` are moved along, the others stay."""
    cells = table.span(columns[0], table.first, columns[1], table.last)
    field = uno.createUnoStruct("com.sun.star.table.TableSortField")
    field.Field, field.IsAscending = by - columns[0], not descending
    told = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    told.Name, told.Value = "SortFields", uno.Any("[]com.sun.star.table.TableSortField", (field,))
    uno.invoke(cells, "sort", (uno.Any("[]com.sun.star.beans.PropertyValue", (told,)),))


def _merge_down(table, field, top, bottom):
    at = table.column(field)
    table.span(at, top, at, bottom).merge(True)


def _unprotect(table):
    if table.sheet.isProtected():
        table.sheet.unprotect("")


# Rows


@edit("标题上方插入一空行")
def _(table):
    table.sheet.Rows.insertByIndex(0, 1)


@edit("标题上方插入一行并写附件号")
def _(table):
    table.sheet.Rows.insertByIndex(0, 1)
    table.sheet.getCellByPosition(2, 0).String = "附件1"


@edit("表头上方插入一空行")
def _(table):
    table.sheet.Rows.insertByIndex(max(0, table.header - 1), 1)


@edit("表头下方插入一空行")
def _(table):
    table.sheet.Rows.insertByIndex(table.first, 1)


@edit("数据中间插入空行")
def _(table):
    table.sheet.Rows.insertByIndex(table.rows[len(table.rows) // 2], 2)


@edit("数据中间插入小标题行")
def _(table):
    row = table.rows[len(table.rows) // 3]
    table.sheet.Rows.insertByIndex(row, 1)
    table.sheet.getCellByPosition(table.column("task"), row).String = "一、重点改革任务"


@edit("末尾加一行县里自设的任务")
def _(table):
    row = table.last + 1
    table.sheet.Rows.insertByIndex(row, 1)
    for field, text in (("task", "县里自设任务"), ("progress", "已完成前期论证。"), ("status", "序时推进")):
        table.cell(row, field).String = text
    table.cell(row, "actual").Value = 3


@edit("删去一个任务行")
def _(table):
    table.sheet.Rows.removeByIndex(table.rows[len(table.rows) // 2], 1)


@edit("删去五个任务行")
def _(table):
    for row in sorted(table.rows[3:13:2], reverse=True):
        table.sheet.Rows.removeByIndex(row, 1)


@edit("删去合计行")
def _(table):
    task = table.column("task")
    for row in range(table.last + 1, table.last + 4):
        if table.text(row, task) == "合计":
            table.sheet.Rows.removeByIndex(row, 1)
            return
    raise NotHereError("没有合计行")


@edit("删去表尾各行")
def _(table):
    end = _used(table.sheet).EndRow
    if end <= table.last:
        raise NotHereError("没有表尾")
    table.sheet.Rows.removeByIndex(table.last + 1, end - table.last)


@edit("删去标题行")
def _(table):
    if table.header < 2:
        raise NotHereError("没有标题行")
    table.sheet.Rows.removeByIndex(0, 1)


@edit("删去填报单位一行")
def _(table):
    for row in range(table.header):
        if any("填报单位" in table.text(row, at) for at in range(table.last_column + 1)):
            table.sheet.Rows.removeByIndex(row, 1)
            return
    raise NotHereError("没有填报单位一行")


@edit("删去栏次行")
def _(table):
    if table.keys is None:
        raise NotHereError("没有栏次行")
    table.sheet.Rows.removeByIndex(table.keys, 1)


@edit("复制一行插在下面")
def _(table):
    row = table.numbered_row()
    table.sheet.Rows.insertByIndex(row + 1, 1)
    source = _address(table.sheet, 0, row, table.last_column, row)
    table.sheet.copyRange(table.sheet.getCellByPosition(0, row + 1).CellAddress, source)


@edit("复制一行改成县里自设的任务")
def _(table):
    row = table.numbered_row()
    table.sheet.Rows.insertByIndex(table.last + 1, 1)
    source, end = _address(table.sheet, 0, row, table.last_column, row), table.last + 1
    table.sheet.copyRange(table.sheet.getCellByPosition(0, end).CellAddress, source)
    table.cell(end, "task").String = "县里自设任务"
    table.cell(end, "measure").String = "新建县域检验中心。"
    table.cell(end, "indicator").String = "检验中心"
    table.cell(end, "actual").Value = 77


@edit("整行剪切移到最后")
def _(table):
    moved, end = table.rows[2], table.last + 1
    table.sheet.Rows.insertByIndex(end, 1)
    _move(table, _address(table.sheet, 0, moved, table.last_column, moved), 0, end)
    table.sheet.Rows.removeByIndex(moved, 1)


@edit("整表按完成状态排序")
def _(table):
    _sort(table, (0, table.last_column), table.column("status"))


@edit("整表按任务倒序排序")
def _(table):
    _sort(table, (0, table.last_column), table.column("number"), descending=True)


@edit("只排可见各列")
def _(table):
    _sort(table, (table.numbers, table.column("remarks")), table.column("status"))


@edit("筛选后隐藏部分行")
def _(table):
    for row in table.rows[1::3]:
        table.sheet.Rows.getByIndex(row).IsVisible = False


@edit("每个任务后插入小计行")
def _(table):
    at, actual = table.column("task"), table.column("actual")
    ends = [
        row
        for row, after in zip(table.rows, table.rows[1:], strict=False)
        if table.text(row, at) != table.text(after, at)
    ]
    for row in sorted(ends[:5], reverse=True):
        table.sheet.Rows.insertByIndex(row + 1, 1)
        table.sheet.getCellByPosition(at, row + 1).String = "小计"
        table.sheet.getCellByPosition(actual, row + 1).Value = 12


@edit("序号重新编过")
def _(table):
    at, number = table.column("task"), 0
    for position, row in enumerate(table.rows):
        same = position and table.text(row, at) == table.text(table.rows[position - 1], at)
        number = number + 1 if same else 1
        table.sheet.getCellByPosition(table.numbers, row).Value = number


# Columns


@edit("最左插入一空列")
def _(table):
    table.sheet.Columns.insertByIndex(0, 1)


@edit("中间插入一空列")
def _(table):
    table.sheet.Columns.insertByIndex(table.column("status"), 1)


@edit("中间插入一列自定内容")
def _(table):
    at = table.column("unit")
    table.sheet.Columns.insertByIndex(at, 1)
    table.sheet.getCellByPosition(at, table.header).String = "本地口径"
    for row in table.rows[:8]:
        table.sheet.getCellByPosition(at, row).String = "按机构数"


@edit("插入一列也叫完成情况")
def _(table):
    at = table.column("target")
    table.sheet.Columns.insertByIndex(at, 1)
    table.sheet.getCellByPosition(at, table.header).String = "完成情况"
    for row in table.rows[:8]:
        table.sheet.getCellByPosition(at, row).String = "见右"


@edit("把完成状态一列移到最前")
def _(table):
    _move_column(table, "status", "number")


@edit("把累计完成值一列移到最后")
def _(table):
    source = table.column("actual")
    table.sheet.Columns.insertByIndex(table.column("remarks") + 1, 1)
    end = _used(table.sheet).EndRow
    _move(
        table,
        _address(table.sheet, source, table.header, source, end),
        table.column("remarks") + 1,
        table.header,
    )


def _move_column(table, field, before):
    top = max(0, table.header - 1)
    target = table.column(before)
    table.sheet.Columns.insertByIndex(target, 1)
    source = table.column(field)
    end = table.last
    _move(table, _address(table.sheet, source, top, source, end), target, top)
    table.sheet.Columns.removeByIndex(source, 1)


@edit("两列连表头互换位置")
def _(table):
    _swap(table, "problems", "next_steps", table.header - 1)


@edit("两列只换内容不换表头")
def _(table):
    _swap(table, "numerator", "denominator", table.first)


@edit("两列只换表头不换内容")
def _(table):
    one, two = table.header_cell("problems"), table.header_cell("progress")
    one.String, two.String = two.String, one.String


def _swap(table, one, two, top):
    left, right, end = table.column(one), table.column(two), table.last
    top = max(top, 0)
    free = _used(table.sheet).EndColumn + 3
    for source, target in ((left, free), (right, left), (free, right)):
        _move(table, _address(table.sheet, source, top, source, end), target, top)


@edit("删去配合单位一列")
def _(table):
    table.sheet.Columns.removeByIndex(table.column("support"), 1)


@edit("删去行标识一列")
def _(table):
    table.sheet.Columns.removeByIndex(table.column("id"), 1)


@edit("删去两个隐藏列")
def _(table):
    table.sheet.Columns.removeByIndex(table.column("version"), 1)
    table.sheet.Columns.removeByIndex(table.column("id"), 1)


@edit("删去序号一列")
def _(table):
    table.sheet.Columns.removeByIndex(table.numbers, 1)


@edit("删去进展情况一列")
def _(table):
    table.sheet.Columns.removeByIndex(table.column("progress"), 1)


@edit("删去累计完成值一列")
def _(table):
    table.sheet.Columns.removeByIndex(table.column("actual"), 1)


@edit("删去校验提示等列")
def _(table):
    for field in ("to_mend", "check", "changes"):
        table.sheet.Columns.removeByIndex(table.column(field), 1)


@edit("隐藏填报各列")
def _(table):
    for field in ("actual", "problems", "support"):
        table.sheet.Columns.getByIndex(table.column(field)).IsVisible = False


@edit("取消全部隐藏")
def _(table):
    table.sheet.Columns.IsVisible = True
    table.sheet.Rows.IsVisible = True
    for name in table.book.Sheets.ElementNames:
        table.book.Sheets.getByName(name).IsVisible = True


@edit("右边再贴一列累计完成值")
def _(table):
    """The copy holds other numbers under the same title: whose they are nobody can tell."""
    at = table.column("actual")
    free = table.column("remarks") + 1
    table.sheet.Columns.insertByIndex(free, 1)
    source = _address(table.sheet, at, max(0, table.header - 1), at, table.last)
    table.sheet.copyRange(table.sheet.getCellByPosition(free, max(0, table.header - 1)).CellAddress, source)
    for row in table.rows:
        cell = table.sheet.getCellByPosition(free, row)
        if cell.Value:
            cell.Value = cell.Value + 5


# Headers


@edit("表头改成同义词")
def _(table):
    for field, text in (
        ("progress", "办理情况"),
        ("task", "主要任务"),
        ("next_steps", "下一步计划"),
        ("deadline", "办结时限"),
    ):
        table.header_cell(field).String = text


@edit("表头加空格和换行")
def _(table):
    for field, text in (
        ("progress", "进展\n情况"),
        ("problems", "存 在 问 题"),
        ("actual", "累计\n完成值"),
        ("unit", "计量　单位"),
    ):
        table.header_cell(field).String = text


@edit("表头加括号说明")
def _(table):
    table.header_cell("actual").String = "累计完成值（1—9月）"
    table.header_cell("progress").String = "进展情况（200字以内）"


@edit("表头改成自己的话")
def _(table):
    table.header_cell("progress").String = "本季度干了什么"
    table.header_cell("actual").String = "截止目前数字"


@edit("表头改成自己的话又删去栏次行")
def _(table):
    table.header_cell("progress").String = "本季度干了什么"
    table.header_cell("actual").String = "截止目前数字"
    if table.keys is None:
        raise NotHereError("没有栏次行")
    table.sheet.Rows.removeByIndex(table.keys, 1)


@edit("表头上加一层大标题")
def _(table):
    _add_header_row(table, (("number", "unit", "计划内容"), ("status", "remarks", "县级填报")))


@edit("表头上加两层大标题")
def _(table):
    _add_header_row(table, (("number", "unit", "计划内容"), ("status", "remarks", "县级填报")))
    _add_header_row(Table(table.book), (("number", "remarks", "全市重点任务"),))


@edit("表头合成一层")
def _(table):
    """The upper row goes, its titles move down: 分子 and 分母 stand alone."""
    top, low = table.header, table.header + 1
    if not _is_header_row(table, low):
        raise NotHereError("表头只有一层")
    table.span(0, top, table.last_column, low).merge(False)
    for at in range(table.last_column + 1):
        upper, lower = (table.sheet.getCellByPosition(at, row) for row in (top, low))
        if not lower.String:
            lower.String = upper.String
    table.sheet.Rows.removeByIndex(top, 1)


def _add_header_row(table, groups):
    """A row above the header, in which each text stands merged over the columns from one field's to another's."""
    top = max(0, table.header - 1)
    table.sheet.Rows.insertByIndex(top, 1)
    for left, right, text in groups:
        first, last = sorted((table.column(left), table.column(right)))
        table.sheet.getCellByPosition(first, top).String = text
        table.span(first, top, last, top).merge(True)


def _is_header_row(table, row):
    known = {title for titles in _TITLES.values() for title in titles}
    return any("".join(table.text(row, at).split()) in known for at in range(table.last_column + 1))


@edit("清空整个表头")
def _(table):
    keys = table.keys
    for row in range(max(0, table.header - 1), table.first):
        if row != keys:
            table.span(0, row, table.last_column, row).clearContents(_VALUES)


# Merged cells


@edit("同一任务的单元格合并")
def _(table):
    at = table.column("task")
    begin = 0
    for position in range(1, len(table.rows) + 1):
        ended = position == len(table.rows) or table.text(table.rows[position], at) != table.text(
            table.rows[begin], at
        )
        if ended:
            if position - begin > 1:
                table.span(at, table.rows[begin], at, table.rows[position - 1]).merge(True)
            begin = position


@edit("三行的进展情况合并")
def _(table):
    at, rows = table.column("progress"), table.rows[4:7]
    for row in rows[1:]:
        table.sheet.getCellByPosition(at, row).clearContents(_VALUES)
    table.span(at, rows[0], at, rows[-1]).merge(True)


@edit("三行的完成状态合并")
def _(table):
    at, rows = table.column("status"), table.rows[4:7]
    for row in rows[1:]:
        table.sheet.getCellByPosition(at, row).clearContents(_VALUES)
    table.span(at, rows[0], at, rows[-1]).merge(True)


@edit("两行的累计完成值合并")
def _(table):
    row = table.numbered_row()
    at = table.column("actual")
    table.sheet.getCellByPosition(at, row + 1).clearContents(_VALUES)
    table.span(at, row, at, row + 1).merge(True)


@edit("同一行的进展和问题合并")
def _(table):
    row = table.rows[5]
    table.cell(row, "problems").clearContents(_VALUES)
    left, right = table.column("progress"), table.column("problems")
    if right != left + 1:
        raise NotHereError("两列不相邻")
    table.span(left, row, right, row).merge(True)


@edit("取消全部合并")
def _(table):
    end = _used(table.sheet)
    table.span(0, 0, end.EndColumn, end.EndRow).merge(False)


# Sheets


@edit("工作表改名")
def _(table):
    table.sheet.Name = "2022年三季度台账（报市局）"


@edit("工作表移到最后")
def _(table):
    table.book.Sheets.moveByName(table.sheet.Name, table.book.Sheets.Count)


@edit_book("加一张说明表")
def _(book):
    book.Sheets.insertNewByName("县里说明", 0)
    sheet = book.Sheets.getByName("县里说明")
    sheet.getCellByPosition(0, 0).String = "以上数据截至9月底"
    sheet.getCellByPosition(1, 4).Value = 20


@edit("把台账复制一份留底")
def _(table):
    table.book.Sheets.copyByName(table.sheet.Name, "留底", table.book.Sheets.Count)


@edit("复制一份并改了副本")
def _(table):
    table.book.Sheets.copyByName(table.sheet.Name, "上季度", table.book.Sheets.Count)
    copy = table.book.Sheets.getByName("上季度")
    if copy.isProtected():
        copy.unprotect("")
    copy.getCellByPosition(table.column("actual"), table.numbered_row()).Value = 4321


@edit("数据填在复制的表里原表留空")
def _(table):
    """The copy is filled; the sheet that went out is blank again."""
    table.book.Sheets.copyByName(table.sheet.Name, "Sheet1", table.book.Sheets.Count)
    for field in ("person", "numerator", "denominator", "actual", "status", "progress", "problems", "next_steps",
                  "evidence", "needs_leader", "clearing", "remarks"):  # fmt: skip
        at = table.column(field)
        table.span(at, table.first, at, table.last).clearContents(_VALUES)


@edit("删去其他工作表")
def _(table):
    for name in list(table.book.Sheets.ElementNames):
        if name != table.sheet.Name and name != "_taizhang":
            table.book.Sheets.removeByName(name)


@edit_book("删去隐藏的标记表")
def _(book):
    if not book.Sheets.hasByName("_taizhang"):
        raise NotHereError("没有标记表")
    book.Sheets.removeByName("_taizhang")


@edit("后半部分移到另一张表")
def _(table):
    table.book.Sheets.insertNewByName("续表", table.book.Sheets.Count)
    other = table.book.Sheets.getByName("续表")
    half = table.rows[len(table.rows) // 2]
    other.copyRange(other.getCellByPosition(0, 0).CellAddress,
                    _address(table.sheet, 0, half, table.last_column, table.last))  # fmt: skip
    table.sheet.Rows.removeByIndex(half, table.last - half + 1)


@edit("后半部分连表头移到另一张表")
def _(table):
    table.book.Sheets.insertNewByName("续表", table.book.Sheets.Count)
    other = table.book.Sheets.getByName("续表")
    half = table.rows[len(table.rows) // 2]
    top = max(0, table.header - 1)
    other.copyRange(other.getCellByPosition(0, 0).CellAddress,
                    _address(table.sheet, 0, top, table.last_column, table.first - 1))  # fmt: skip
    other.copyRange(other.getCellByPosition(0, table.first - top).CellAddress,
                    _address(table.sheet, 0, half, table.last_column, table.last))  # fmt: skip
    table.sheet.Rows.removeByIndex(half, table.last - half + 1)


@edit("表下面再贴一遍上季度的表")
def _(table):
    end = _used(table.sheet).EndRow + 3
    top = max(0, table.header - 1)
    table.sheet.copyRange(table.sheet.getCellByPosition(0, end).CellAddress,
                          _address(table.sheet, 0, top, table.last_column, table.last))  # fmt: skip
    at = table.column("actual")
    for row in range(end, _used(table.sheet).EndRow + 1):
        cell = table.sheet.getCellByPosition(at, row)
        if cell.Value:
            cell.Value = cell.Value + 7


@edit("表右边再贴一遍上季度的表")
def _(table):
    right = table.last_column + 2
    top = max(0, table.header - 1)
    table.sheet.copyRange(table.sheet.getCellByPosition(right, top).CellAddress,
                          _address(table.sheet, 0, top, table.last_column, table.last))  # fmt: skip
    at = right + table.column("actual")
    for row in table.rows:
        cell = table.sheet.getCellByPosition(at, row)
        if cell.Value:
            cell.Value = cell.Value + 7


# Cells


@edit("数字写成文本")
def _(table):
    for _ in range(3):
        row = table.numbered_row()
        cell = table.cell(row, "actual")
        cell.String = str(int(cell.Value)) if cell.Value == int(cell.Value) else str(cell.Value)


@edit("数字后带单位")
def _(table):
    row = table.numbered_row()
    cell = table.cell(row, "actual")
    cell.String = f"{cell.Value:g}{table.text(row, table.column('unit'))}"


@edit("数字写成全角")
def _(table):
    row = table.numbered_row()
    cell = table.cell(row, "actual")
    cell.String = "".join(chr(ord(c) + 0xFEE0) if c.isdigit() else c for c in f"{cell.Value:g}")


@edit("数字用算式填")
def _(table):
    cell = table.cell(table.numbered_row(), "actual")
    cell.Formula = f"={cell.Value - 1:g}+1"


@edit("算式引用别的单元格")
def _(table):
    row = table.numbered_row()
    cell, free = table.cell(row, "actual"), table.sheet.getCellByPosition(table.last_column + 2, row)
    free.Value = cell.Value
    cell.Formula = "=" + free.AbsoluteName.split(".")[-1].replace("$", "")


@edit("算式出错")
def _(table):
    table.cell(table.numbered_row(), "actual").Formula = "=1/0"


@edit("完成值写成同上")
def _(table):
    table.cell(table.numbered_row(), "actual").String = "同上"


@edit("完成值写成约数")
def _(table):
    cell = table.cell(table.numbered_row(), "actual")
    cell.String = f"约{cell.Value:g}"


@edit("完成值写成几个数")
def _(table):
    table.cell(table.numbered_row(), "actual").String = "上半年3个，下半年5个"


@edit("完成值被变成日期")
def _(table):
    table.cell(table.numbered_row(), "actual").FormulaLocal = "9-30"


@edit("百分数写成小数")
def _(table):
    """85 % as 0.85: which is meant must be asked, unless numerator and denominator tell."""
    cell = table.cell(table.ratio_row(), "actual")
    cell.Value = cell.Value / 100


@edit("不填的格写斜杠")
def _(table):
    at, unit = table.column("actual"), table.column("denominator")
    for row in table.rows:
        for column in (at, unit, table.column("evidence"), table.column("remarks")):
            cell = table.sheet.getCellByPosition(column, row)
            if cell.String == "":
                cell.String = "/"


@edit("完成状态用自己的词")
def _(table):
    own = {"序时推进": "正常推进", "已完成": "已办结", "滞后": "进度滞后"}
    for row in table.rows:
        cell = table.cell(row, "status")
        if cell.String in own:
            cell.String = own[cell.String]


@edit("完成状态写了认不出的词")
def _(table):
    table.cell(table.rows[7], "status").String = "差不多了"


@edit("改了目标值")
def _(table):
    _unprotect(table)
    row = table.row_where(lambda row: table.cell(row, "target").String not in ("", "是", "不涉及"))
    table.cell(row, "target").String = "2"


@edit("改了计量单位")
def _(table):
    _unprotect(table)
    table.cell(table.numbered_row(), "unit").String = "万元"


@edit("改了举措的字")
def _(table):
    _unprotect(table)
    cell = table.cell(table.rows[3], "measure")
    cell.String = cell.String.replace("。", "，力争提前完成。")


@edit("全表替换标点")
def _(table):
    _unprotect(table)
    for row in table.rows:
        cell = table.cell(row, "measure")
        cell.String = cell.String.replace("、", "，").replace("。", "")


@edit("清空一行的行标识")
def _(table):
    _unprotect(table)
    table.cell(table.rows[6], "id").String = ""


@edit("两行的行标识对调")
def _(table):
    _unprotect(table)
    one, two = table.cell(table.rows[2], "id"), table.cell(table.rows[9], "id")
    one.String, two.String = two.String, one.String


@edit("在校验提示里写了话")
def _(table):
    _unprotect(table)
    table.cell(table.rows[4], "check").String = "已向省局说明情况"


@edit("在较上期变化里写了话")
def _(table):
    _unprotect(table)
    table.cell(table.rows[5], "changes").String = "本季度没有变化"


@edit("表外右边写了字")
def _(table):
    table.sheet.getCellByPosition(table.last_column + 3, table.rows[4]).String = "此项由卫健局负责解释"


@edit("表下加注")
def _(table):
    table.sheet.getCellByPosition(
        table.numbers, _used(table.sheet).EndRow + 2
    ).String = "注：以上数据截至9月30日。"


@edit("填报日期是真日期")
def _(table):
    for row in range(table.header):
        for at in range(table.last_column):
            if table.text(row, at).startswith("填报日期"):
                table.sheet.getCellByPosition(at + 1, row).FormulaLocal = "2022-10-08"
                return
    raise NotHereError("没有填报日期")


@edit("加批注和底色")
def _(table):
    cell = table.cell(table.rows[5], "progress")
    table.sheet.Annotations.insertNew(cell.CellAddress, "请领导核定")
    cell.CellBackColor = 0xFFFF00


@edit("清除数据有效性和条件格式")
def _(table):
    cells = table.span(0, table.first, table.last_column, table.last)
    validation = cells.Validation
    validation.Type = uno.Enum("com.sun.star.sheet.ValidationType", "ANY")
    cells.Validation = validation
    cells.ConditionalFormat = None


@edit("用空格补齐名称")
def _(table):
    for row in range(table.header):
        for at in range(table.last_column):
            if table.text(row, at).startswith("填报单位"):
                cell = table.sheet.getCellByPosition(at + 1, row)
                cell.String = " ".join(cell.String)
                return
    raise NotHereError("没有填报单位")


@edit("首列写了完成勾")
def _(table):
    """A tick before every row, in a column of its own without a title."""
    table.sheet.Columns.insertByIndex(table.numbers, 1)
    for row in table.rows[:10]:
        table.sheet.getCellByPosition(table.numbers, row).String = "√"


@edit("在任务栏里接着写进展")
def _(table):
    """The filler writes into the plan's own cell."""
    _unprotect(table)
    cell = table.cell(table.rows[8], "measure")
    cell.String = cell.String + "已完成培训两期。"


@edit("进展写在下一行")
def _(table):
    """A new row below holds the rest of the progress text, and nothing else."""
    row = table.rows[8] + 1
    table.sheet.Rows.insertByIndex(row, 1)
    table.cell(row, "progress").String = "（续上行）已完成培训两期。"


@edit("拆成两行填报")
def _(table):
    """The row is split: plan cells merged down over both, a number in each."""
    row = table.numbered_row()
    table.sheet.Rows.insertByIndex(row + 1, 1)
    for field in ("number", "task", "measure", "indicator", "target", "unit"):
        _merge_down(table, field, row, row + 1)
    table.cell(row + 1, "actual").Value = 8
    table.cell(row + 1, "progress").String = "另有一处正在建设。"


def _move_rest(table, field, start, by):
    """The cells of one column, from a row on, some rows further: each answer is another row's now, the last nobody's."""
    at, row = table.column(field), table.rows[start]
    _move(table, _address(table.sheet, at, row, at, table.last), at, row + by)


@edit("删去一格累计完成值而下方上移")
def _(table):
    _move_rest(table, "actual", 4, -1)


@edit("删去一格完成状态而下方上移")
def _(table):
    _move_rest(table, "status", 4, -1)


@edit("插入一格进展情况而下方下移")
def _(table):
    _move_rest(table, "progress", 4, 1)


@edit("分子分母整列贴错一行")
def _(table):
    """Values pasted one row too low: nothing but their place tells."""
    for field in ("numerator", "denominator"):
        at = table.column(field)
        values = [table.sheet.getCellByPosition(at, row) for row in table.rows]
        kept = [(cell.Value, cell.String) for cell in values]
        for cell, (value, text) in zip(values[1:], kept[:-1], strict=True):
            if text == "":
                cell.String = ""
            else:
                cell.Value = value
        values[0].String = ""


@edit("累计完成值整列贴错一行")
def _(table):
    at = table.column("actual")
    cells = [table.sheet.getCellByPosition(at, row) for row in table.rows]
    kept = [(cell.Type.value, cell.Value, cell.String) for cell in cells]
    for cell, (kind, value, text) in zip(cells[1:], kept[:-1], strict=True):
        if kind == "VALUE":
            cell.Value = value
        else:
            cell.String = text
    cells[0].String = ""


@edit("每十行重复一次表头")
def _(table):
    top = table.header
    height = table.first - top
    for row in sorted(table.rows[10::10], reverse=True):
        table.sheet.Rows.insertByIndex(row, height)
        source = _address(table.sheet, 0, top, table.last_column, table.first - 1)
        table.sheet.copyRange(table.sheet.getCellByPosition(0, row).CellAddress, source)


@edit_book("在填报说明里写了话")
def _(book):
    """Below the last line, beside a line, and between two lines."""
    if not book.Sheets.hasByName("填报说明"):
        raise NotHereError("没有填报说明")
    sheet = book.Sheets.getByName("填报说明")
    below = _used(sheet).EndRow + 2
    sheet.getCellByPosition(0, below).String = "我县另有两项工作正在对接，数字下月补报。"
    sheet.getCellByPosition(7, 3).String = "已阅"
    sheet.Rows.insertByIndex(4, 1)
    sheet.getCellByPosition(0, 4).String = "联系人下月起改为县医改办。"
