"""W011: our formulas come back as they went out; a whole column of them is told once.

下发的公式：完成率
| 任务编号 | 完成值 | 完成率  | 完成率的公式 |
| T01     | 92   | 0.92   | 原样       |
| T02     | 81   | [1]    | 改动       |
| T03     | 81   | [0.81] | 没有       |

下发的公式：校验提示
| 任务编号 | 校验提示     | 校验提示的公式 |
| T01     | [√]      | 没有      |
| T02     | 已向省局说明情况 | 没有      |

下发的公式：完成率
| 任务编号 | 重点任务 | 残留的行标识 | 完成值 | 完成率  | 完成率的公式 |
| T01     | 培训  | T02       | 92   | 0.92 | 改动       |
| T02     | 建站  |           | 81   | [1]  | 改动       |

下发的公式：无
| 任务编号 | 完成值 | 完成率 | 完成率的公式 |
| T01     | 92   | 0.92  | 改动       |
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import COLUMN_TITLES, Ledger, LedgerRow, Noticed, ledger_columns
from taizhang.model.place import Place, parse_cell_name
from taizhang_validators.answers import COMPUTED_FIELDS
from taizhang_validators.grouping import said_once
from taizhang_validators.our_words import words_of_another
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "W011",
    title="公式被改动",
    says="{column}的公式被改动或被数值覆盖",
    fix="请从原下发的台账中恢复这一格的公式，数字以累计完成值为准。",
    source="填报说明：表格格式",
    after=("E010",),
)
def formula_is_unaltered(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """A row that was deleted is another rule's, and so are words in the formula's place; a missing value is none's.

    A column that was deleted, or moved in part, changes the formulas that named it, and is another rule's as well.
    """
    if _lacks_columns(ledger) or any(one.what is Noticed.COLUMN_SHIFTED for one in ledger.notices):
        return
    odd = {key for key, sent in given.prints.items() if key[0] and ledger.formulas.get(key) != sent}
    for field in sorted(COMPUTED_FIELDS) if odd else ():
        altered = [row for row in ledger.rows if (row.id, field) in odd and _was_written_over(row, field)]
        told, many = said_once(altered)
        for row in told:
            cells = f"共{len(altered)}格" if many else ""
            yield hit(row, field, column=f"“{COLUMN_TITLES[field]}”{cells}")
    yield from _beside_the_table(ledger, given)


def _beside_the_table(ledger: Ledger, given: Given) -> Iterator[Hit]:
    """The other sheets' formulas are named by their cells; one finding a sheet."""
    altered: dict[str, list[Place]] = {}
    for row_id, name in given.prints:
        if not row_id:
            sheet, row, column = parse_cell_name(name)
            altered.setdefault(sheet, []).append(Place(ledger.file, sheet, row, column))
    for sheet, places in altered.items():
        yield hit(places[0], column=f"“{sheet}”{f'共{len(places)}格' if len(places) > 1 else ''}")


def _lacks_columns(ledger: Ledger) -> bool:
    sheet = ledger.rows[0].sheet if ledger.rows else None
    return sheet is not None and any(column.field not in sheet.columns for column in ledger_columns())


def _was_written_over(row: LedgerRow, field: str) -> bool:
    """The sheet has the column, no words stand in it, and the row is still where its hidden id is."""
    return row.at(field) is not None and not words_of_another(row, field) and not row.left_id
