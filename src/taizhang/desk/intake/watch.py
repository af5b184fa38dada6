"""Watch sources: look again and again, and take a file once it has stopped growing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from taizhang.desk.intake.sources import LeftThere, list_files
from taizhang.desk.intake.where_from import Source, files_among, is_mailbox_url, own_file
from taizhang.errors import Trouble

Told = TypeVar("Told")
_Seen = dict[Path, tuple[int, int]]  # size and time of last writing


def watch_sources(
    sources: Sequence[Source],
    collect: Callable[[Sequence[Source], datetime], Sequence[Told]],
    *,
    archive: Path | str,
    wait: Callable[[], bool],
    now: Callable[[], datetime],
    tell: Callable[[str], None],
) -> Iterator[Sequence[Told]]:
    """What `collect` tells of each look that took in anything; ends when `wait` says that nobody wants more.

    A file that is still being copied has another size at the next look, and is left until it has not. The
    archive's own file is none of them. A look that fails is told of, and the next one takes up what it left: a mailbox
    may be out of reach for an hour, and an archive busy for a minute.
    """
    mailboxes = [source for source in sources if is_mailbox_url(source)]
    before: _Seen = {}
    done: _Seen = {}
    while wait():
        try:
            seen = _look(sources, own_file(archive))
        except Trouble as trouble:
            tell(str(trouble))
            continue
        still = {path: facts for path, facts in seen.items() if before.get(path) == facts}
        ready = [path for path, facts in still.items() if done.get(path) != facts]
        before = seen
        if ready or mailboxes:
            try:
                taken = collect([*ready, *mailboxes], now())
            except Trouble as trouble:
                tell(str(trouble))
                continue
            done.update({path: still[path] for path in ready})
            if taken:
                yield taken


def _look(sources: Sequence[Source], without: Path | None) -> _Seen:
    """Every file that is there now."""
    seen: _Seen = {}
    for found in list_files(files_among(sources), without=without):
        if not isinstance(found, LeftThere):
            try:
                facts = found.stat()
            except OSError:
                continue  # gone between two looks
            seen[found] = (facts.st_size, facts.st_mtime_ns)
    return seen
