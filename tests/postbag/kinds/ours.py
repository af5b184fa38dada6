"""Our own answers on their way back: passed on, forwarded, thrown back by a machine, or only the file that hung on them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from postbag.mime import box, message_part, text_part
from postbag.office import ADDRESS
from postbag.post import Draft, Post, accepted, kind, quarantined, returned
from postbag.programs import EXCHANGE, FOXMAIL, QQ, File, Letter
from taizhang.model.reporter import RosterLine
from taizhang.model.verdict import Machine, ReceiptState

OUR_MARKS = (b"Auto-Submitted: auto-replied", b"X-Loop: taizhang")


def answer_id(post: Post, line: RosterLine) -> str:
    return post.message_id(f"{line.reporter.code}@{ADDRESS.partition('@')[2]}")


def our_answer(post: Post, line: RosterLine, *files: File) -> Letter:
    """What this office's own program answers."""
    return Letter(
        sender=ADDRESS, sender_name="云岭市医改办", subject=f"{line.name}台账退回修改", text="有 3 处必须修改，请按附件逐项修改后重新报送。",
        date=post.moment(), message_id=answer_id(post, line), files=files, headers=(*OUR_MARKS, b"In-Reply-To: <x@county.example>"),
    )  # fmt: skip


def marked_ledger(post: Post, line: RosterLine) -> File:
    return File(f"{line.name}台账（退回修改）.xlsx", post.wrong(line))


@kind("our answer passed on", variants=3)
def passed_on(post: Post) -> Iterator[Draft]:
    """The whole mail redirected to us, headers and all: with the ledger, without one, or with our mark alone left."""
    line = post.county()
    what = post.pick("ledger", "nothing", "mark alone")
    files = () if what == "nothing" else (marked_ledger(post, line),)
    letter = our_answer(post, line, *files)
    machine = Machine.AUTO_REPLY
    if what == "mark alone":
        letter, machine = replace(letter, headers=(b"X-Loop: taizhang",)), Machine.OURS
    held = [quarantined(file.name, file.content, line) for file in files]
    state = ReceiptState.TAKEN if files else ReceiptState.OURS
    raw = FOXMAIL.written(letter, post.random)
    yield post.draft(letter, raw, *held, state=state, machine=machine, answered=False)


@kind("our answer forwarded")
def forwarded(post: Post) -> Iterator[Draft]:
    """A person forwards our mail with a question: what hangs on it is ours, the question is theirs and may be answered."""
    line = post.county()
    file = marked_ledger(post, line)
    inner = FOXMAIL.written(our_answer(post, line, file), post.random)
    letter = post.letter(
        line,
        parts=(message_part(inner),),
        subject=f"转发：{line.name}台账退回修改",
        text="这里说的第3处是什么意思？",
    )
    yield post.simple(letter, quarantined(file.name, file.content, line))


@kind("our answer with an automatic reply")
def automatic_reply(post: Post) -> Iterator[Draft]:
    """A machine that sends the mail it answers along, as it came."""
    line = post.county()
    file = marked_ledger(post, line)
    inner = FOXMAIL.written(our_answer(post, line, file), post.random)
    letter = post.letter(
        line,
        subject=f"自动答复: {line.name}台账退回修改",
        text="我正在休假。",
        headers=(b"Auto-Submitted: auto-generated",),
    )
    body = box(
        "mixed",
        [text_part(letter.text, "utf-8"), message_part(inner)],
        f"_000_{post.random.getrandbits(64):x}_",
    )
    raw = b"\r\n".join(EXCHANGE.head(letter)) + b"\r\n" + body.part
    yield post.draft(letter, raw, quarantined(file.name, file.content, line), machine=Machine.AUTO_REPLY)


# The copy by itself: no header of ours is left on it


@kind("return copy mended")
def mended(post: Post) -> Iterator[Draft]:
    """Our marked copy with every mistake put right is the county's new ledger, whatever it is called."""
    copy = post.return_copy()
    name = post.pick(copy.name, f"{copy.line.name}任务台账（改）.xlsx")
    ours = answer_id(post, copy.line)
    letter = post.letter(
        copy.line, File(name, copy.mended), subject=f"回复：{copy.line.name}台账退回修改", text="已按退回意见修改，见附件。",
        headers=(b"In-Reply-To: " + ours.encode(),),
    )  # fmt: skip
    yield post.simple(letter, accepted(name, copy.mended, copy.line))


@kind("return copy as it went out")
def unmended(post: Post) -> Iterator[Draft]:
    """The county sends the copy back untouched: the same mistakes are in it."""
    copy = post.return_copy()
    letter = post.letter(copy.line, File(copy.name, copy.content))
    yield post.simple(letter, returned(copy.name, copy.content, copy.line))


@kind("return copy in a bounce")
def bounced(post: Post) -> Iterator[Draft]:
    """Thrown back with our mail around it, or taken out of it: what comes with a bounce is not taken."""
    copy = post.return_copy()
    file = File(copy.name, copy.content)
    answer = our_answer(post, copy.line, file)
    sender = "postmaster@county.example"
    letter = Letter(
        sender,
        "PostMaster",
        "系统退信",
        "邮件未能送达。",
        post.moment(),
        post.message_id(sender),
        headers=(b"Return-Path: <>",),
    )
    whole = message_part(FOXMAIL.written(answer, post.random))
    held, ids = post.pick((whole, (answer.message_id,)), (FOXMAIL.attached(file), ()))
    body = box("mixed", [text_part(letter.text, "gbk"), held], f"----=_r{post.random.getrandbits(64):x}")
    yield post.draft(
        letter, b"\r\n".join(QQ.head(letter)) + b"\r\n" + body.part, state=ReceiptState.BOUNCE, machine=Machine.BOUNCE, answered=False,
        returned=1, returned_ids=ids, promises=None, incomplete=None,
    )  # fmt: skip


@kind("return copy with an automatic reply")
def with_an_automatic_reply(post: Post) -> Iterator[Draft]:
    """A machine that answers with the file it got, of which only the subject may tell."""
    copy = post.return_copy()
    marks = post.pick((b"Auto-Submitted: auto-replied",), ())
    letter = post.letter(
        copy.line,
        File(copy.name, copy.content),
        subject=f"自动回复: {copy.line.name}台账退回修改",
        headers=marks,
    )
    yield post.simple(letter, quarantined(copy.name, copy.content, copy.line), machine=Machine.AUTO_REPLY)


@kind("return copy of somebody else")
def of_somebody_else(post: Post) -> Iterator[Draft]:
    """Sent on by a stranger, or by another county, mended or not: it is not the sender's own."""
    copy = post.return_copy()
    name, content = post.pick((copy.name, copy.content), (copy.name, copy.mended))
    other = post.any([line for line in post.office.alone if line is not copy.line])
    stranger = post.letter(copy.line, File(name, content), sender="stranger@nowhere.example")
    letter, line = post.pick((stranger, copy.line), (post.letter(other, File(name, content)), other))
    yield post.simple(letter, quarantined(name, content, line))
