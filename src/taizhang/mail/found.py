"""What has been met so far in one mail, and the bounds that hold for all of it together (INTAKE 53)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from taizhang.model.mail_limits import MailLimits
from taizhang.model.words.sizes import megabytes

_LEAST_OPENED = 1_000_000  # bytes, however small the mail
_LOOK = "请人工查看原邮件。"


@dataclass(slots=True)
class Found:
    """Notes, counts and what a returned mail names."""

    size: int  # bytes of the raw mail
    limits: MailLimits = field(default_factory=MailLimits)
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
        most = self.limits.parts
        if self.parts > most:
            self.miss(f"邮件超过{most}个部分，其余没有读取，{_LOOK}")
        return self.parts <= most

    def counts_headers(self, items: Sequence[tuple[str, object]]) -> bool:
        """Count the headers of one more part; False when all together are too long."""
        self.headers += sum(len(name) + len(str(value)) for name, value in items)
        return self.allows_headers(self.headers)

    def allows_headers(self, characters: int) -> bool:
        """Whether headers of so many characters are still read."""
        most = self.limits.headers
        if characters > most:
            self.miss(f"邮件的信头超过{most}个字符，其余没有读取，{_LOOK}")
        return characters <= most

    def counts_opened(self, size: int) -> bool:
        """Count bytes that are opened once more; False when it is too many."""
        self.opened += size
        most = self.limits.times_opened * self.size + _LEAST_OPENED
        if self.opened > most:
            self.miss(f"邮件里层层嵌套的内容超过{megabytes(most)}，其余没有读取，{_LOOK}")
        return self.opened <= most

    def allows_depth(self, depth: int) -> bool:
        """Whether a message at this depth is still opened."""
        most = self.limits.messages
        if depth > most:
            self.miss(f"邮件套邮件超过{most}层，其余没有读取，{_LOOK}")
        return depth <= most
