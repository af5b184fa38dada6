"""The kinds of mail, each module a family of them."""

from postbag.kinds import (
    bodies,
    damaged,
    everyday,
    hostile,
    machines,
    names,
    ours,
    packages,
    rounds,
    senders,
    wrappers,
)

EVERY = (everyday, names, wrappers, packages, bodies, rounds, senders, machines, ours, damaged, hostile)
