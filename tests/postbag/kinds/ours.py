"""Our own answers on their way back: passed on, forwarded, thrown back by a machine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from postbag.mime import box, message_part, text_part
from postbag.office import ADDRESS
from postbag.post import Draft, Post, kind, quarantined
from postbag.programs import EXCHANGE, FOXMAIL, File, Letter
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
