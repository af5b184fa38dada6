"""The command line: `taizhang …`. It says nothing the desk does not know."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the call, say troubles in one Chinese sentence, and leave with the right exit code."""
    from taizhang.cli.run import run

    sys.exit(run(sys.argv[1:]))
