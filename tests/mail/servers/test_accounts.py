from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from taizhang.desk.accounts import password_for, store_password
from taizhang.errors import BadUsage, CannotRead, CannotWrite


class Remembering(KeyringBackend):
    """Keeps its secrets for one test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Failing(Remembering):
    """Fails in its own way, and gives the secret away in it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("geheim")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(password)


@pytest.fixture
def kept() -> Iterator[dict[tuple[str, str], str]]:
    before, backend = keyring.get_keyring(), Remembering()
    keyring.set_keyring(backend)
    yield backend.kept
    keyring.set_keyring(before)


def test_the_environment_comes_before_what_was_stored(kept):
    store_password("imap", "shi@163.com", "imap.163.com", "stored")
    environment = {"TAIZHANG_IMAP_PASSWORD": "given", "TAIZHANG_SMTP_PASSWORD": "other"}
    assert password_for("imap", "shi@163.com", "imap.163.com", environment) == "given"
    assert password_for("smtp", "shi@163.com", "imap.163.com", environment) == "other"


def test_what_was_stored_is_found_again_whatever_the_case_of_the_host(kept):
    store_password("imap", "shi@163.com", "IMAP.163.com", "一二三")
    assert kept == {("taizhang imap://shi@163.com@imap.163.com", "shi@163.com"): "一二三"}
    for environment in ({}, {"TAIZHANG_IMAP_PASSWORD": ""}, {"TAIZHANG_SMTP_PASSWORD": "other"}):
        assert password_for("imap", "shi@163.com", "imap.163.COM", environment) == "一二三"


def test_without_a_password_it_is_said_how_to_store_one(kept):
    store_password("imap", "a", "h", "of another service")
    with pytest.raises(CannotRead) as trouble:
        password_for("smtp", "a", "h", {})
    assert str(trouble.value) == (
        "没有保存“smtp://a@h”的密码。请运行“taizhang mailbox password smtp://a@h”保存，"
        "或在运行前把密码放进环境变量TAIZHANG_SMTP_PASSWORD。"
    )


@pytest.mark.parametrize("backend", [NoKeyring, Failing])
def test_a_computer_that_keeps_no_secrets_says_what_to_do_instead_and_gives_nothing_away(kept, backend):
    keyring.set_keyring(backend())
    with pytest.raises(CannotRead) as reading:
        password_for("imap", "a", "h", {})
    with pytest.raises(CannotWrite) as writing:
        store_password("imap", "a", "h", "geheim")
    instead = "请在运行前把密码放进环境变量TAIZHANG_IMAP_PASSWORD。"
    assert str(reading.value) == f"本机的钥匙串打不开，读不出密码。{instead}"
    assert str(writing.value) == f"本机没有可用的钥匙串，密码没有保存。{instead}"
    assert (reading.value.__suppress_context__, writing.value.__suppress_context__) == (True, True)


@pytest.mark.parametrize("password", ["", "a\n", "a\0b", "a\tb"])
def test_what_cannot_be_a_password_is_not_stored(kept, password):
    with pytest.raises(BadUsage) as trouble:
        store_password("imap", "a", "h", password)
    assert (str(trouble.value), kept) == ("密码是空的，或含有换行、控制字符，没有保存。请重新输入。", {})
