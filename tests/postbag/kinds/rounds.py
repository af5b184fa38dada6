"""Several ledgers, and several mails that belong together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

from postbag.kinds.ours import answer_id
from postbag.office import CLERK
from postbag.post import Draft, Post, accepted, kind, returned
from postbag.programs import File, Letter
from taizhang.model.reporter import RosterLine


@kind("two ledgers")
def two_ledgers(post: Post) -> Iterator[Draft]:
    """A first version and the mended one in one mail: each is judged by itself."""
    line = post.county()
    old, new = (f"{line.name}台账.xlsx", post.wrong(line)), (f"{line.name}台账（改）.xlsx", post.good(line))
    letter = post.letter(line, File(*old), File(*new))
    yield post.simple(letter, returned(*old, line), accepted(*new, line))


@kind("two counties of one clerk")
def two_counties(post: Post) -> Iterator[Draft]:
    """One address on the roster for two counties: both ledgers are at home."""
    first, second = post.office.of_one_clerk
    files = [(post.name(line), post.good(line), line) for line in (first, second)]
    letter = post.letter(first, *(File(name, content) for name, content, _ in files), sender=CLERK)
    yield post.simple(letter, *(accepted(*file) for file in files))


@kind("sent twice", mails=2)
def sent_twice(post: Post) -> Iterator[Draft]:
    """The same file in two mails of one sender: one line, though each mail was taken."""
    line = post.county()
    file, expected = post.ledger(line)
    yield post.simple(post.letter(line, file), expected)
    yield post.simple(post.letter(line, file, text="重发一次，请查收附件。"), expected)


@kind("corrected later", mails=2)
def corrected_later(post: Post) -> Iterator[Draft]:
    line = post.county()
    name, first, second = post.name(line), post.wrong(line), post.good(line)
    yield post.simple(post.letter(line, File(name, first)), returned(name, first, line))
    letter = post.letter(line, File(name, second), text="上一封有误，以此为准，见附件。")
    yield post.simple(letter, accepted(name, second, line))


@kind("older one arrives later", mails=2)
def older_arrives_later(post: Post) -> Iterator[Draft]:
    """The newer mail is here first. The older is judged by its own findings; that it replaces nothing is the register's
    business, as the newest by Date counts (INTAKE 54).
    """
    line = post.county()
    name, older, newer = post.name(line), post.wrong(line), post.good(line)
    late: Letter = post.letter(line, File(name, newer))
    early = post.letter(
        line, File(name, older), date=late.date - timedelta(days=2, minutes=post.random.randint(1, 500))
    )
    yield post.simple(late, accepted(name, newer, line))
    yield post.simple(early, returned(name, older, line))


@kind("mended answer")
def mended_answer(post: Post) -> Iterator[Draft]:
    """A person's reply to our return, with the mended ledger: a submission like any other."""
    line = post.county()
    name, content = f"{line.name}台账（已修改）.xlsx", post.good(line)
    ours = answer_id(post, line)
    letter = post.letter(
        line, File(name, content), subject=f"回复：{line.name}台账退回修改", text="已按退回意见修改，见附件。\n\n> 有 3 处必须修改",
        headers=(b"In-Reply-To: " + ours.encode(), b"References: <first@county.example>\r\n " + ours.encode()),
    )  # fmt: skip
    yield post.simple(letter, accepted(name, content, line))


@kind("same ledger of two senders", mails=2)
def same_of_two_senders(post: Post) -> Iterator[Draft]:
    """From the county's first address and from its second one: two lines, as the key holds the sender."""
    line: RosterLine = post.any([one for one in post.office.alone if len(one.addresses) == 2])
    file, expected = post.ledger(line)
    yield post.simple(post.letter(line, file), expected)
    other = replace(post.letter(line, file), sender=line.addresses[1])
    yield post.simple(other, expected)
