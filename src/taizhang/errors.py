"""Troubles of the operator: one clear Chinese sentence each, and the exit code that goes with it.

County data never raises: what is wrong in a submission is a Finding. These are for whoever runs the program.
"""

from __future__ import annotations


class Trouble(Exception):  # noqa: N818 - the field says 问题, not Error
    """Something the operator has to mend; its text is shown as it is."""

    exit_code = 2


class BadUsage(Trouble):
    """The call's words are off."""

    exit_code = 2


class CannotRead(Trouble):
    """An input could not be read."""

    exit_code = 3


class CannotWrite(Trouble):
    """An output could not be written, or is busy."""

    exit_code = 4
