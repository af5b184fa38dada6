"""N040: the file's name says what its content is; the content is read all the same.

文件名：台账.xlsx

文件名：台账.xlsx
文件内容：旧版工作簿（.xls）
文件情况：[文件名与内容不符]
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from taizhang.model.ledger import Ledger
from taizhang.model.verdict import Flag
from taizhang_validators.file_words import FORMAT_TITLES
from taizhang_validators.rulebook import Given, Hit, hit, rule


@rule(
    "N040",
    title="文件名与内容不符",
    says="文件名以“{ending}”结尾，内容却是{found}，已按内容读取",
    fix="请在表格软件中另存为新版工作簿，不要直接改文件名。",
    source="填报说明：报送文件",
)
def name_says_what_the_file_is(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    if Flag.EXTENSION_DIFFERS in ledger.file_flags:
        found = FORMAT_TITLES.get(ledger.file_format, ledger.file_format)
        yield hit(ending=PurePosixPath(ledger.file_name).suffix, found=found)
