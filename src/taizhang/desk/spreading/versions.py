"""What a machine stands on, as far as results depend on it: the same results need the same everywhere."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from functools import cache

import taizhang

Versions = Mapping[str, str]  # by name


@cache
def versions_here() -> Versions:
    """Those of this program, of Python, and of what carries the work."""
    import distributed

    return {
        "台账程序": taizhang.__version__,
        "Python": "{}.{}".format(*sys.version_info),
        "distributed": distributed.__version__,
    }


def difference(there: Versions | Exception, here: Versions) -> str:
    """A clause that says what differs and how; "" where nothing does."""
    if isinstance(there, Exception):
        return f"没有可用的台账程序，这里是{here['台账程序']}"
    return "、".join(
        f"{name}是{there.get(name, '没有的')}而这里是{wanted}"
        for name, wanted in here.items()
        if there.get(name) != wanted
    )
