"""W141: a telephone number has seven to twelve digits, by whatever signs they are parted.

联系电话：0311-85678901

联系电话：[8567]

联系电话：[见备注]

联系电话：138 0000 0000转801
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from taizhang.model.ledger import Ledger
from taizhang_validators.rulebook import Given, Hit, hit, rule

_EXTENSION = re.compile(r"(?:转|分机|-)\D{0,2}\d{1,5}$")


@rule(
    "W141",
    title="联系电话不像电话号码",
    says="表头的联系电话填的是“{phone}”，不像电话号码",
    fix="请核对联系电话，写区号加号码或手机号。",
    source="填报说明：表头",
)
def telephone_can_be_called(ledger: Ledger, _given: Given) -> Iterator[Hit]:
    """Several numbers in one cell are fine where one of them can be called."""
    phone = unicodedata.normalize("NFKC", ledger.head.phone).strip()
    if not phone:
        return
    parts = re.split(r"[、,;/或]|\s{2,}", phone)
    if not any(_can_be_called(part) for part in parts):
        yield hit(phone=ledger.head.phone.strip())


def _can_be_called(text: str) -> bool:
    """With or without the digits behind 转."""
    return any(7 <= len(re.sub(r"\D", "", one)) <= 12 for one in (text, _EXTENSION.sub("", text)))
