"""A Refusal stops the opening of one file, or of one member of a bundle: its class and one Chinese sentence."""

from __future__ import annotations

from taizhang.model.verdict import FileClass, Flag


class Refusal(Exception):  # noqa: N818 - not an error of ours: a verdict on the file
    """Raised inside `books` and `bundles` only; what they return holds its class, its sentence and its flags."""

    def __init__(self, file_class: FileClass, note: str, *flags: Flag) -> None:
        super().__init__(note)
        self.file_class = file_class
        self.note = note
        self.flags = flags

    @property
    def is_limit(self) -> bool:
        """Whether a limit was passed, which ends the opening of everything, not of one member."""
        return Flag.OVER_LIMIT in self.flags
