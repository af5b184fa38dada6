"""What a file's name claims its content to be; the content is believed, the difference is said (INTAKE 8)."""

from __future__ import annotations

from pathlib import PurePosixPath

# What may stand under each ending: WPS writes the forms of Excel under its own.
_HELD_BY = {
    "xlsx": ("xlsx",), "xltx": ("xlsx",), "xlsm": ("xlsm",), "xltm": ("xlsm",), "xlam": ("xlsm",), "xlsb": ("xlsb",),
    "xls": ("xls",), "xlt": ("xls",), "et": ("xls", "xlsx"), "ett": ("xls", "xlsx"), "ods": ("ods",), "ots": ("ods",),
    "fods": ("fods",), "csv": ("csv",), "txt": ("csv",), "tsv": ("csv",), "html": ("html",), "htm": ("html",),
    "xml": ("xml", "fods"), "doc": (), "docx": (), "wps": (), "pdf": (), "zip": (), "rar": (), "7z": (), "png": (),
    "jpg": (), "ppt": (), "pptx": (), "eml": (), "msg": (), "exe": (), "com": (), "scr": (), "bat": (), "cmd": (), "js": (), "vbs": (),
    "ps1": (), "lnk": (), "hta": (),
}  # fmt: skip


def claims_otherwise(name: str, form: str) -> bool:
    """Whether the name's ending stands for another form; one that stands for none claims nothing."""
    ending = PurePosixPath(name.lower()).suffix.removeprefix(".").strip()
    return bool(form) and ending in _HELD_BY and form not in _HELD_BY[ending]
