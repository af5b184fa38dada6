"""The libraries that open 7z and rar: an optional extra, loaded before a worker may load nothing any more."""

from __future__ import annotations

import logging
from functools import cache
from importlib import import_module
from types import SimpleNamespace
from typing import Any


def load_unpackers() -> tuple[str, ...]:
    """Load what is installed and return what can be opened besides zip: 7z, rar.

    Belongs in the preparation of a worker: libarchive is searched for with a program and loaded as a shared
    library, which a worker at work may do neither of.
    """
    found = {"7z": sevenzip_library(), "rar": rar_library()}
    return tuple(kind for kind, library in found.items() if library is not None)


@cache
def sevenzip_library() -> Any:
    """What is used of py7zr; None where it is not installed, or is another than it was."""
    try:
        library, header, decoder = (import_module(name) for name in _OF_PY7ZR)
        return SimpleNamespace(
            open=library.SevenZipFile,
            locked=library.exceptions.PasswordRequired,
            odd_method=library.exceptions.UnsupportedCompressionMethodError,
            read_header=header.HeaderStreamsInfo.retrieve,
            decoder=decoder.SevenZipDecompressor,
        )
    except Exception:
        return None


@cache
def rar_library() -> Any:
    """libarchive; None where it or its Python part is not installed."""
    try:
        library = import_module("libarchive")
        for form in ("rar", "rar5"):
            library.ffi.get_read_format_function(form)
        library.ffi.logger.addHandler(logging.NullHandler())
        library.ffi.logger.propagate = False  # it would log the names that a bundle gives
        return library
    except Exception:  # without the system's library it fails in several ways
        return None


_OF_PY7ZR = ("py7zr", "py7zr.archiveinfo", "py7zr.compressor")
