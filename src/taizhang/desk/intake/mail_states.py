"""What a mail is as a whole, and the sentence that says so (INTAKE 47, 51, 52, 55, 58)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from taizhang.model.verdict import Machine, ReceiptState
from taizhang.model.words.sizes import megabytes

if TYPE_CHECKING:
    from taizhang.mail import Mail

# What nobody is to be answered for, and nothing is to be registered of.
SILENT = frozenset(
    {
        ReceiptState.BOUNCE, ReceiptState.READ_RECEIPT, ReceiptState.AUTO_REPLY, ReceiptState.BULK,
        ReceiptState.OURS,
    }
)  # fmt: skip
# What says nothing about the sender's report: a logo under a few words of thanks is a picture too.
NO_REPORT = frozenset({ReceiptState.NO_ATTACHMENT, ReceiptState.EMPTY, ReceiptState.PICTURES_ONLY})

_BY_MACHINE = {
    Machine.BOUNCE: (ReceiptState.BOUNCE, "这是退信，不是报送"),
    Machine.READ_RECEIPT: (ReceiptState.READ_RECEIPT, "这是已读或送达回执，不是报送"),
    Machine.AUTO_REPLY: (ReceiptState.AUTO_REPLY, "这是自动回复，不是报送"),
    Machine.BULK: (ReceiptState.BULK, "这是群发或邮件列表的邮件，没有附件，不是报送"),
}
_OUR_OWN = (ReceiptState.OURS, "这是本系统发出的邮件，没有附件，不是报送")
_TABLE = (
    ReceiptState.TABLE_IN_BODY,
    "表格贴在邮件正文里，没有附件，无法校验，请来信单位把台账文件作为附件重新发送",
)
_PICTURES = (
    ReceiptState.PICTURES_ONLY,
    "邮件里只有图片，读不出数字，请来信单位把台账的电子表格作为附件重新发送",
)
_FORGOTTEN = (
    ReceiptState.NO_ATTACHMENT,
    "正文提到了附件，邮件里却没有，可能是忘了添加，请来信单位把台账作为附件重新发送",
)
_NOTHING = (ReceiptState.NO_ATTACHMENT, "邮件里没有附件，请来信单位把台账作为附件重新发送")
_LINKS_SHOWN = 3


def state_without_parts(mail: Mail, content: bytes) -> tuple[ReceiptState, str]:
    """The state of a mail in which no attachment was found, and why; damage is never called a forgotten attachment."""
    if not content.strip(b" \t\r\n\0"):
        return ReceiptState.EMPTY, "邮件是空的，请对方重新发送"
    if mail.machine in (Machine.BOUNCE, Machine.READ_RECEIPT):
        return _BY_MACHINE[mail.machine]
    if mail.from_us:
        return _OUR_OWN
    if mail.machine is not Machine.NONE:
        return _BY_MACHINE[mail.machine]
    if mail.incomplete:
        return ReceiptState.INCOMPLETE, "邮件不完整，没有找到附件，原邮件已存入档案库，请来信单位重新发送"
    return _state_of_body(mail)


def too_large(most: int, *, left_on_server: bool) -> tuple[ReceiptState, str]:
    """`most` in bytes."""
    where = "邮件仍在邮箱中" if left_on_server else "原邮件已存入档案库"
    return (
        ReceiptState.TOO_LARGE,
        f"邮件超过{megabytes(most)}的上限，没有拆开，{where}，请来信单位去掉多余内容或分开后重新发送",
    )


def unreadable(why: str) -> tuple[ReceiptState, str]:
    """`why` names the limit that the worker passed; "" where it died by itself."""
    limit = f"（{why.split('，')[0]}）" if why else ""
    return (
        ReceiptState.UNREADABLE,
        f"邮件拆不开{limit}，原邮件已存入档案库，请来信单位把台账作为普通附件重新发送，否则请人工查看",
    )


def _state_of_body(mail: Mail) -> tuple[ReceiptState, str]:
    if mail.links:
        shown = "、".join(f"{link.site}“{link.name}”" for link in mail.links[:_LINKS_SHOWN])
        more = f"等{len(mail.links)}个" if len(mail.links) > _LINKS_SHOWN else ""
        return (
            ReceiptState.LINK_ONLY,
            f"邮件里只有网盘链接（{shown}{more}），没有真正的附件，链接没有打开，请来信单位把台账作为普通附件重新发送",
        )
    if mail.tables:
        return _TABLE
    if mail.pictures:
        return _PICTURES
    return _FORGOTTEN if mail.promises else _NOTHING
