"""Who sends: addresses that nobody knows, that pretend to be a county's, that are a county's after all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from postbag.header_text import one_word
from postbag.office import ADDRESS, address_of
from postbag.post import Draft, Post, accepted, kind, quarantined
from postbag.programs import File

STRANGER = "stranger@nowhere.example"


@kind("unknown sender", variants=3)
def unknown_sender(post: Post) -> Iterator[Draft]:
    line = post.county()
    name, content = post.name(line), post.good(line)
    sender = post.pick(STRANGER, f"{line.reporter.code}@qq.example", "clerk@yunling.example.invalid")
    yield post.simple(post.letter(line, File(name, content), sender=sender), quarantined(name, content, line))


@kind("borrowed name", variants=4)
def borrowed_name(post: Post) -> Iterator[Draft]:
    """A stranger who shows a county's address as a name, bare, quoted or hidden in an encoded word."""
    line = post.county()
    name, content = post.name(line), post.good(line)
    shown, real = address_of(line).encode(), b"<" + STRANGER.encode() + b">"
    sender = post.pick(
        b'"' + shown + b'" ' + real, one_word(f"{line.name} <{shown.decode()}>", "utf-8") + b" " + real, shown + b" " + real,
        b'"' + shown + b'\\" <' + shown + b'>" ' + real,
    )  # fmt: skip
    letter = post.letter(line, File(name, content), sender=STRANGER, from_line=sender)
    yield post.simple(letter, quarantined(name, content, line))


@kind("doubtful sender", variants=7)
def doubtful_sender(post: Post) -> Iterator[Draft]:
    """A header that programs read differently, or none: whom a server vouched for is not known, so a person looks first."""
    line = post.county()
    name, content = post.name(line), post.good(line)
    county, stranger = address_of(line).encode(), STRANGER.encode()
    written = post.pick(
        county + b", " + stranger, b"<" + county + b"> <" + stranger + b">", b"county: " + county + b";",
        county + b"\r\nFrom: " + stranger, b"<" + one_word(county.decode() + "　", "utf-8") + b">", b"<" + county + b"\0>", b" ",
    )  # fmt: skip
    letter = post.letter(line, File(name, content), from_line=written)
    yield post.simple(letter, quarantined(name, content, line), sender="", answered=False)


@kind("second address")
def second_address(post: Post) -> Iterator[Draft]:
    """A county's other address, or its own in capitals: addresses do not mind case."""
    with_two = post.any([line for line in post.office.alone if len(line.addresses) == 2])
    file, expected = post.ledger(with_two)
    address = post.pick(with_two.addresses[1], address_of(with_two).upper())
    letter = replace(post.letter(with_two, file), sender=address)
    yield post.simple(letter, expected)


@kind("sender without brackets", variants=3)
def without_brackets(post: Post) -> Iterator[Draft]:
    """The bare address, with a comment, in a group's place; or only Sender."""
    line = post.county()
    name, content = post.name(line), post.good(line)
    address = address_of(line).encode()
    written = post.pick(
        address, address + b" (" + one_word(line.name, "utf-8") + b")", b" <" + address + b">  "
    )
    letter = post.letter(line, File(name, content), from_line=written)
    yield post.simple(letter, accepted(name, content, line))


@kind("from our own address")
def from_our_own_address(post: Post) -> Iterator[Draft]:
    """Somebody of the office sends it to its own mailbox: our address is on no roster and is never answered."""
    line = post.county()
    name, content = post.name(line), post.good(line)
    letter = post.letter(line, File(name, content), sender=ADDRESS)
    yield post.simple(letter, quarantined(name, content, line))


@kind("odd date", variants=4)
def odd_date(post: Post) -> Iterator[Draft]:
    """No date, one that nobody can read, one in the future: the ledger is taken, the receipt's time holds."""
    line = post.county()
    file, expected = post.ledger(line)
    written = post.pick(
        b"", b"yesterday", b"Sat, 08 Oct 2099 09:30:00 +0800", b"Sat, 99 Oct 2022 09:30:00 +0800"
    )
    letter = post.letter(line, file, date_line=written)
    yield replace(post.simple(letter, expected), sent=None)
