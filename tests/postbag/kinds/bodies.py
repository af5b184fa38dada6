"""Mails without a file: links, pasted tables, pictures, a forgotten attachment, nothing at all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from postbag import papers
from postbag.nouns import Truth
from postbag.post import Draft, Post, kind
from postbag.programs import FOXMAIL, NETEASE, OUTLOOK, QQ, THUNDERBIRD, File, Letter, Program
from taizhang.model.reporter import RosterLine
from taizhang.model.verdict import ReceiptState

_QQ_LINK = (
    '<div class="mail_attach"><div>从QQ邮箱发来的超大附件</div><div><a href="{url}">{name}</a> '
    '<span>({size}M, 2022年11月07日 9:30 到期)</span> <a href="{url}">进入下载页面</a></div></div>'
)
_NETEASE_LINK = (
    '<div id="divNeteaseBigAttach"><div><b>从网易163邮箱发来的云附件</b></div><div><a href="{url}" download="{url}">{name}</a>'
    "<span>({size}M, 2022年10月23日 10:02 到期)</span></div></div>"
)
_TEXT_LINK = "通过网盘分享的文件：{name}\n链接: {url} 提取码: yl22"


@kind("link only", variants=4)
def link_only(post: Post) -> Iterator[Draft]:
    """超大附件 and 云附件: the file lies on somebody's server."""
    line = post.county()
    letter, program = _linked(post, line)
    yield post.simple(letter, state=ReceiptState.LINK_ONLY, program=program)


@kind("link beside a ledger")
def link_beside(post: Post) -> Iterator[Draft]:
    """Evidence by link, the ledger as a file."""
    line = post.county()
    file, expected = post.ledger(line)
    letter, program = _linked(post, line)
    yield post.simple(replace(letter, files=(file,)), expected, program=program)


def _linked(post: Post, line: RosterLine) -> tuple[Letter, Program]:
    key = f"{post.random.getrandbits(96):x}"
    url, layout, program = post.pick(
        (f"https://mail.qq.com/cgi-bin/ftnExs_download?k={key}&t=exs_ftn_download&code=ab12", _QQ_LINK, QQ),
        (f"https://mail.163.com/large-attachment-download/index.html?p=X-NETEASE-HUGE-ATTACHMENT&file={key}", _NETEASE_LINK, NETEASE),
        (f"https://wx.mail.qq.com/ftn/download?func=3&key={key}&code=cd34&k={key}", _QQ_LINK, QQ),
        (f"https://pan.baidu.com/s/1{key[:20]}?pwd=yl22", _TEXT_LINK, FOXMAIL),
    )  # fmt: skip
    said = layout.format(url=url, name=f"{line.name}台账及佐证材料.zip", size=post.random.randint(20, 900))
    if layout is _TEXT_LINK:
        return post.letter(line, text=f"台账和佐证材料较大，已传网盘。\n{said}"), replace(
            program, bodies="plain"
        )
    html = f"<html><body><div>台账和佐证材料较大，见附件。</div>{said}</body></html>"
    return post.letter(line, html=html, text="台账和佐证材料较大，见附件。"), program


@kind("pasted table", variants=4)
def pasted_table(post: Post) -> Iterator[Draft]:
    """The ledger's cells in the text, from Excel, Word or as columns between tabs or bars."""
    line = post.county()
    rows: list[tuple[str, ...]] = [("任务编号", "重点任务", "目标值", "累计完成值", "完成状态", "进展情况")]
    rows += [
        (
            f"T{at:02}",
            f"第{at}项任务",
            f"{post.random.randint(1, 9)}",
            f"{post.random.randint(1, 9)}",
            "序时推进",
            f"已建成{at}家",
        )
        for at in range(1, post.random.randint(9, 14))
    ]
    way = post.pick("excel", "tabs", "word", "bars")
    if way in ("tabs", "bars"):
        # An official reads columns between tabs as the table that they are.
        lines = ["\t".join(row) if way == "tabs" else f"| {' | '.join(row)} |" for row in rows]
        text = f"{line.name}台账如下：\n\n" + "\n".join(lines) + "\n"
        yield post.simple(
            post.letter(line, text=text),
            state=ReceiptState.TABLE_IN_BODY,
            program=replace(THUNDERBIRD, charset="utf-8"),
        )
        return
    table = _excel_table(rows) if way == "excel" else _word_table(rows)
    letter = post.letter(
        line,
        html=f"<html><body><p>{line.name}台账如下：</p>{table}</body></html>",
        text=f"{line.name}台账如下：",
    )
    yield post.simple(letter, state=ReceiptState.TABLE_IN_BODY, program=replace(OUTLOOK, bodies="html"))


def _excel_table(rows: list[tuple[str, ...]]) -> str:
    cells = "".join(
        "<tr height=19 style='height:14.4pt'>"
        + "".join(f"<td class=xl65 width=72>{escape(cell)}</td>" for cell in row)
        + "</tr>"
        for row in rows
    )
    return f"<table border=0 cellpadding=0 cellspacing=0 width=432 style='border-collapse:collapse'><colgroup><col width=72 span=6></colgroup>{cells}</table>"


def _word_table(rows: list[tuple[str, ...]]) -> str:
    cells = "".join(
        "<tr>"
        + "".join(
            f'<td valign="top"><p class="MsoNormal"><span lang="EN-US">{escape(cell)}</span></p></td>'
            for cell in row
        )
        + "</tr>"
        for row in rows
    )
    return f'<table class="MsoTableGrid" border="1" cellspacing="0" cellpadding="0"><tbody>{cells}</tbody></table>'


@kind("layout table")
def layout_table(post: Post) -> Iterator[Draft]:
    """A signature set in a table is no pasted ledger."""
    line = post.county()
    file, expected = post.ledger(line)
    html = (
        f'<html><body><p>请查收。</p><table cellpadding="0"><tr><td><b>{line.name}卫健局</b></td></tr>'
        "<tr><td>电话</td><td>0000-1234567</td></tr></table></body></html>"
    )
    files = (file,) if post.turn % 2 else ()
    letter = post.letter(line, *files, html=html, text="请查收。")
    if files:
        yield post.simple(letter, expected, program=QQ)
    else:
        yield post.simple(letter, state=ReceiptState.NO_ATTACHMENT, program=QQ, promises=False)


@kind("pictures only")
def pictures_only(post: Post) -> Iterator[Draft]:
    """The ledger as pictures within the text."""
    line = post.county()
    count = post.random.randint(1, 3)
    pictures = tuple(
        File(
            f"截图{at}.png",
            papers.png_of(post.random, 320, 60),
            "image/png",
            "inline",
            content_id=f"shot{at}.{post.random.getrandbits(40):x}",
        )
        for at in range(count)
    )
    shown = "".join(f'<div><img src="cid:{picture.content_id}"></div>' for picture in pictures)
    letter = post.letter(
        line,
        html=f"<html><body><div>台账截图如下：</div>{shown}</body></html>",
        text="台账截图如下：",
        pictures=pictures,
    )
    yield post.simple(letter, state=ReceiptState.PICTURES_ONLY, program=post.pick(QQ, OUTLOOK, NETEASE))


@kind("forgotten attachment")
def forgotten(post: Post) -> Iterator[Draft]:
    line = post.county()
    text = post.pick("台账见附件，请查收。", "附件是我县三季度台账，请审核。", "现将台账随函附上，详见附件。")
    letter = post.letter(line, text=text)
    yield post.simple(letter, state=ReceiptState.NO_ATTACHMENT, promises=True)


@kind("no attachment")
def no_attachment(post: Post) -> Iterator[Draft]:
    """A question, a greeting, 零报告 in words: the text is all."""
    line = post.county()
    text = post.pick("请问台账报到什么时候截止？", f"{line.name}本季度零报告。", "收到，谢谢。")
    yield post.simple(
        post.letter(line, text=text, subject=f"{line.name}来信"),
        state=ReceiptState.NO_ATTACHMENT,
        promises=False,
    )


@kind("mail without a text")
def without_a_text(post: Post) -> Iterator[Draft]:
    """Headers and nothing behind them. It has a sender and a subject, so it is not the mail of no bytes."""
    line = post.county()
    letter = post.letter(line, text="", subject="" if post.turn % 2 else f"{line.name}台账")
    raw = b"\r\n".join([*FOXMAIL.head(letter), b"Content-Type: text/plain; charset=gb2312", b"", b""])
    yield post.draft(letter, raw, state=ReceiptState.NO_ATTACHMENT)


@kind("no bytes")
def no_bytes(post: Post) -> Iterator[Draft]:
    """A file that holds no mail at all, perhaps a few blanks."""
    raw = b" " * post.random.randint(0, 60) + b"\r\n" * post.turn
    yield Draft(raw, Truth(ReceiptState.EMPTY, sender="", subject="", answered=False))
