"""`taizhang mailbox …`: the passwords of mailboxes and mail servers, kept where the computer keeps secrets."""

from __future__ import annotations

import click

from taizhang.cli.chinese import ChineseGroup
from taizhang.cli.say import as_json, say, say_json


@click.group(cls=ChineseGroup)
def mailbox() -> None:
    """邮箱：把收件、发件邮箱的密码（授权码）存入本机钥匙串。"""


@mailbox.command()
@click.argument("address", metavar="地址")
@as_json
def password(address: str, machine: bool) -> int:
    """存入密码：地址写成 imap://用户@服务器 或 smtp://用户@服务器，密码在提示后输入，不显示。"""
    from taizhang import desk

    account = desk.account_of(address)
    desk.store_password(account.service, account.user, account.host, _asked(account.user))
    if machine:
        say_json({"service": account.service, "user": account.user, "host": account.host})
    else:
        say(f"“{account.user}@{account.host}”的密码已存入本机钥匙串。")
    return 0


def _asked(user: str) -> str:
    """Typed unseen; read from the standard input where there is no terminal."""
    return str(click.prompt(f"{user}的密码（授权码）", hide_input=True, prompt_suffix="："))
