"""A locked workbook opened with its password."""

from __future__ import annotations

from io import BytesIO

import msoffcrypto
from msoffcrypto.exceptions import InvalidKeyError
from msoffcrypto.format import xls97
from msoffcrypto.format.ooxml import OOXMLFile

from taizhang.books.container import open_container
from taizhang.books.file_types import file_type
from taizhang.books.ods_package import is_ods
from taizhang.books.refusal import Refusal, encrypted
from taizhang.books.unlock_ods import OtherPasswordError, unlocked_ods
from taizhang.model.file_limits import FileLimits

# Excel locks with this one where a sheet or the workbook is protected and nobody is to be asked ([MS-XLS] 2.4.191).
NOBODY_ASKED = "VelvetSweatshop"


class _InMemory:
    """In place of the module tempfile: a worker may write nothing to the disk (INTAKE 4)."""

    TemporaryFile = BytesIO


xls97.tempfile = _InMemory


def unlocked(content: bytes, password: str, limits: FileLimits) -> bytes:
    """The workbook without its lock.

    Raises:
        Refusal: the password is another one, or the lock is of a kind that is not known here.
    """
    try:
        if file_type(content) == "ole":
            return _unlocked_ole(content, password)
        container = open_container(content, limits)
        if is_ods(container):
            return unlocked_ods(container, password, limits.part)
    except (InvalidKeyError, OtherPasswordError) as trouble:
        raise encrypted(
            "给出的密码打不开这个文件。请向填报单位核对密码，或请其取消密码后重新报送"
        ) from trouble
    except Refusal:
        raise
    except Exception as trouble:  # what it reads is barely checked by the library
        raise _other_lock() from trouble
    raise _other_lock()


def _other_lock() -> Refusal:
    return encrypted("文件的加密方法不认识，给出密码也读不出内容。请取消密码后重新报送")


def _unlocked_ole(content: bytes, password: str) -> bytes:
    book = msoffcrypto.OfficeFile(BytesIO(content))
    if isinstance(book, OOXMLFile):
        book.load_key(password=password, verify_password=True)
    else:
        book.load_key(password=password)
    opened = BytesIO()
    book.decrypt(opened)
    return opened.getvalue()
