"""The same bounds under atheris, which looks for inputs that reach code not reached before; `pip install -e .[fuzz]`."""

from __future__ import annotations

import sys
from random import Random

import atheris

with atheris.instrument_imports(include=["taizhang.plans", "taizhang.papers"]):
    from .bounds import Seen, check_file, check_text

from .inputs import make_file, make_text

_SEEN = Seen()


def read_one(content: bytes) -> None:
    """The first byte says whether a text or a file; the rest is the text, the file, or the chance that makes one."""
    kind, rest = content[:1], content[1:]
    if kind < b"\x40":
        check_file(rest, _SEEN)
    elif kind < b"\x80":
        check_file(make_file(Random(rest)), _SEEN)
    elif kind < b"\xc0":
        check_text(rest.decode("utf-8", "replace"), _SEEN)
    else:
        check_text(make_text(Random(rest)), _SEEN)


if __name__ == "__main__":
    atheris.Setup(
        [
            sys.argv[0],
            f"-max_total_time={sys.argv[1]}",
            "-max_len=4096",
            "-print_final_stats=1",
            "-artifact_prefix=build/",
        ],
        read_one,
    )
    atheris.Fuzz()
