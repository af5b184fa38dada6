"""What a mail is made of while it is taken apart: parts of the standard parser, and pieces that hold no others."""

from __future__ import annotations

from dataclasses import dataclass, replace
from email.message import Message


@dataclass(frozen=True, slots=True)
class Where:
    """Where in a mail something stands."""

    depth: int = 1  # messages inside each other
    inside: str = ""  # the kind of multipart around it: mixed, related, alternative, signed
    ours: bool = False  # in a message that carries our own mark
    at_the_cut: bool = False  # the last of parts that do not end as they should

    def deeper(self, *, ours: bool = False) -> Where:
        """In a message, a signed part or an Outlook file that stands here."""
        return Where(self.depth + 1, "", self.ours or ours)

    def within(self, kind: str) -> Where:
        return replace(self, inside=kind)


@dataclass(frozen=True, slots=True)
class Part:
    """A part as the standard parser hands it out."""

    message: Message
    where: Where


@dataclass(frozen=True, slots=True)
class Piece:
    """Bytes with what is said of them."""

    content: bytes
    kind: str  # content type as claimed, in lower case
    where: Where
    names: tuple[str, ...] = ()  # fit to be shown, the most trustworthy first
    charset: str = ""
    attached: bool = False  # said to be an attachment
    content_id: str = ""  # without angle brackets
    broken: bool = False  # its encoding was cut off or garbled

    @property
    def is_text(self) -> bool:
        """Whether it is a text of the mail itself, not a file."""
        return self.kind in ("text/plain", "text/html") and not self.names and not self.attached


Node = Part | Piece


def parts_in(message: Message) -> list[Message] | None:
    """The parts inside a part, in their order; None when it holds bytes, which the parser must not decode."""
    if not message.is_multipart():
        return None
    return [inner for inner in message.get_payload() if isinstance(inner, Message)]
