"""The same bounds under atheris, which looks for inputs that reach code not reached before; `pip install -e .[fuzz]`.

`python -m fuzz.coverage_guided SUBJECT SECONDS`; what libFuzzer keeps, and what broke, lies in build/fuzz.
"""

from __future__ import annotations

import sys

import atheris

_OURS = [
    "taizhang.books",
    "taizhang.bundles",
    "taizhang.mail",
    "taizhang.papers",
    "taizhang.plans",
    "taizhang.ledgers",
]

with atheris.instrument_imports(include=_OURS):
    from fuzz.bounds import KEPT, Seen, try_one
    from fuzz.fed import Fed
    from fuzz.subjects import subjects

    SUBJECT = subjects()[sys.argv[1]]
    SUBJECT.wholes()

_SEEN = Seen()


def read_one(choices: bytes) -> None:
    """One choice in sixteen is that the rest are the input itself; else they are the chance that makes one."""
    if choices[:1] < b"\x10":
        try_one(SUBJECT, choices[1:], _SEEN)
    else:
        try_one(SUBJECT, SUBJECT.make(Fed(choices[1:])), _SEEN)


if __name__ == "__main__":
    KEPT.mkdir(parents=True, exist_ok=True)
    told = [
        "-max_len=2048",
        "-len_control=0",
        "-print_final_stats=1",
        "-rss_limit_mb=2048",
        f"-artifact_prefix={KEPT}/",
    ]
    atheris.Setup([sys.argv[0], f"-max_total_time={sys.argv[2]}", *told], read_one)
    atheris.Fuzz()
