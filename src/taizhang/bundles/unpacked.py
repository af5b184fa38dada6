"""What a bundle was found to hold."""

from __future__ import annotations

from dataclasses import dataclass

from taizhang.model.verdict import FileClass, Flag


@dataclass(frozen=True, slots=True)
class Member:
    """One file of a bundle; the name is for display, and no path."""

    name: str  # with its folders; a bundle in the bundle stands before its own members
    content: bytes  # of a member that is not READABLE: what there is of it, maybe nothing
    notes: tuple[str, ...] = ()  # Chinese sentences
    file_class: FileClass = FileClass.READABLE  # another one where this member alone could not be taken out
    why: str = ""  # one Chinese sentence: why it could not


@dataclass(frozen=True, slots=True)
class Unpacked:
    """A bundle that was opened, or why it was not.

    READABLE: opened, with at least one member. NOT_A_WORKBOOK: opened, and there was no file in it.
    """

    kind: str  # as `bundle_kind` says
    members: tuple[Member, ...]
    skipped: tuple[str, ...]  # Chinese sentences on what was listed in it and is no member
    file_class: FileClass
    why: str = ""  # one Chinese sentence where it is not READABLE
    flags: tuple[Flag, ...] = ()  # OVER_LIMIT; EXTENSION_DIFFERS where its name claims another kind
