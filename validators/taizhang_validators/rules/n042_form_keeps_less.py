"""N042: a text table or a web page keeps no merged or hidden cells and no formats; what was lost cannot be told.

文件内容：工作簿（.xlsx）

文件内容：旧版工作簿（.xls）

文件内容：[文本表格（.csv）]

文件内容：[网页表格（.html）]
"""

from __future__ import annotations

from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.file_words import FORMAT_TITLES
from taizhang_validators.rulebook import Given, Hit, hit, rule

_LOST = {
    "csv": "合并单元格只有第一格有内容，其余各格按空白读取",
    "html": "隐藏的行和列没有保存下来，数字按显示的位数读取",
}


@rule(
    "N042",
    title="文件格式不能保存全部内容",
    says="本表是{form}，{lost}",
    fix="请核对各行内容；下期请报送原下发的工作簿。",
    source="填报说明：报送文件",
)
def form_keeps_everything(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    lost = _LOST.get(ledger.file_format)
    if lost:
        yield hit(form=FORMAT_TITLES[ledger.file_format], lost=lost)
