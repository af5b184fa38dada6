"""What has been met so far in one mail, and the bounds that hold for all of it together (INTAKE 53)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

MESSAGE_LIMIT = 10  # messages, signed parts and Outlook files inside each other
PART_LIMIT = 1_000
HEADER_LIMIT = 1_000_000  # characters of all headers
_TIMES_OPENED = (
    4  # as often as the mail's own size may be opened again as a mail, a signed part, an Outlook file
)
_LEAST_OPENED = 1_000_000  # bytes
_LOOK = "请人工查看原邮件。"


@dataclass(slots=True)
class Found:
    """Notes, counts and what a returned mail names."""

    size: int  # bytes of the raw mail
    notes: list[str] = field(default_factory=list)
    incomplete: bool = False  # something was passed over or is missing
    returned_ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)  # (name, URL) of parts that lie elsewhere
    parts: int = 0
    headers: int = 0
    opened: int = 0  # bytes

    def miss(self, note: str) -> None:
        """Note that not all of the mail is here."""
        self.notes.append(note)
        self.incomplete = True

    def counts_part(self) -> bool:
        """Count one more part; False when it is one too many."""
        self.parts += 1
        if self.parts > PART_LIMIT:
            self.miss(f"邮件超过{PART_LIMIT}个部分，其余没有读取，{_LOOK}")
        return self.parts <= PART_LIMIT

    def counts_headers(self, items: Sequence[tuple[str, object]]) -> bool:
        """Count the headers of one more part; False when all together are too long."""
        self.headers += sum(len(name) + len(str(value)) for name, value in items)
        if self.headers > HEADER_LIMIT:
            self.miss(f"邮件的信头超过1MB，其余没有读取，{_LOOK}")
        return self.headers <= HEADER_LIMIT

    def counts_opened(self, size: int) -> bool:
        """Count bytes that are opened once more; False when it is too many."""
        self.opened += size
        if self.opened > _TIMES_OPENED * self.size + _LEAST_OPENED:
            self.miss(f"邮件里层层嵌套的内容过大，其余没有读取，{_LOOK}")
            return False
        return True

    def allows_depth(self, depth: int) -> bool:
        """Whether a message at this depth is still opened."""
        if depth > MESSAGE_LIMIT:
            self.miss(f"邮件套邮件超过{MESSAGE_LIMIT}层，其余没有读取，{_LOOK}")
        return depth <= MESSAGE_LIMIT
