"""The passwords of mailboxes and mail servers: from the environment, or from where the computer keeps secrets.

A password is never an argument of a command, and stands in no message, log or repr.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from taizhang.errors import BadUsage, CannotRead, CannotWrite

Service = Literal["imap", "smtp"]
PasswordOf = Callable[[Service, str, str], str]  # of a service, a user and a host

_VARIABLES: dict[Service, str] = {"imap": "TAIZHANG_IMAP_PASSWORD", "smtp": "TAIZHANG_SMTP_PASSWORD"}
_COMMAND = "taizhang mailbox password"


def password_for(service: Service, user: str, host: str, environment: Mapping[str, str]) -> str:
    """The password of an account; a variable of the environment comes before what was stored.

    Raises:
        CannotRead: there is none, with how to store it.
    """
    given = environment.get(_VARIABLES[service], "")
    if given:
        return given
    import keyring

    try:
        stored = keyring.get_password(_service_name(service, user, host), user)
    except Exception:  # the failures of the many keepers of secrets are of many kinds, and may hold secrets
        raise CannotRead(f"本机的钥匙串打不开，读不出密码。{_instead(service)}") from None
    if not stored:
        address = f"{service}://{user}@{host}"
        raise CannotRead(
            f"没有保存“{address}”的密码。请运行“{_COMMAND} {address}”保存，或{_variable(service)}。"
        )
    return stored


def no_password(_service: Service, user: str, host: str) -> str:
    """For callers that read no mailboxes.

    Raises:
        CannotRead: always.
    """
    raise CannotRead(f"没有给出邮箱“{user}@{host}”的密码，请先存入系统的密码库或环境变量。")


def store_password(service: Service, user: str, host: str, password: str) -> None:
    """Keep the password of an account where the computer keeps secrets.

    Raises:
        BadUsage: it is empty, or has a line break or control character in it.
        CannotWrite: the computer keeps no secrets.
    """
    if not password or not password.isprintable():
        raise BadUsage("密码是空的，或含有换行、控制字符，没有保存。请重新输入。")
    import keyring

    try:
        keyring.set_password(_service_name(service, user, host), user, password)
    except Exception:  # as above
        raise CannotWrite(f"本机没有可用的钥匙串，密码没有保存。{_instead(service)}") from None


def _service_name(service: Service, user: str, host: str) -> str:
    return f"taizhang {service}://{user}@{host.lower()}"


def _instead(service: Service) -> str:
    return f"请{_variable(service)}。"


def _variable(service: Service) -> str:
    return f"在运行前把密码放进环境变量{_VARIABLES[service]}"


@dataclass(frozen=True, slots=True)
class Account:
    """Whose password it is."""

    service: Service
    user: str
    host: str


def account_of(address: str) -> Account:
    """The account that the address of a mailbox or mail server names.

    Raises:
        BadUsage: the address is none, or names no user.
    """
    from taizhang.mail.server_urls import parse_mailbox_url, parse_server_url

    service: Service = "imap" if address.lower().startswith("imap") else "smtp"
    url = parse_mailbox_url(address) if service == "imap" else parse_server_url(address)
    if not url.user:
        raise BadUsage(f"“{address}”没有写用户，请写成 {service}://用户@服务器。")
    return Account(service, url.user, url.host)
