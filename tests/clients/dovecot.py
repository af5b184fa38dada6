"""A Dovecot of the test's own: a real IMAP server on this computer, with one account, that writes down what it is asked.

Mails are put in and flags are looked at with imap-tools, a client that is not ours.
"""

from __future__ import annotations

import grp
import os
import pwd
import re
import shutil
import signal
import ssl
import subprocess
from contextlib import suppress
from datetime import datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from time import monotonic, sleep
from urllib.parse import quote

import psutil
from imap_tools import MailBox

from clients.certificates import Certificates, make_certificates
from clients.ports import free_ports

USER, PASSWORD = "shi@example.cn", '暗号 "\\x7'
_PROGRAM = "/usr/sbin/dovecot"
_CONF = """\
base_dir = {run}/base
state_dir = {run}/state
instance_name = {run}
log_path = {log}
protocols = imap
listen = 127.0.0.1
ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = plain login
auth_failure_delay = 0
auth_verbose = yes
mail_location = maildir:{run}/mail
mail_fsync = never
mailbox_list_index = no
first_valid_uid = 1
default_internal_user = {internal}
default_internal_group = {internal_group}
default_login_user = {login}
imap_id_log = *
mail_max_userip_connections = 100
service imap-login {{
  {chroot}
  inet_listener imap {{
    port = {starttls_port}
  }}
  inet_listener imaps {{
    port = {port}
    ssl = yes
  }}
}}
service anvil {{
  {chroot}
}}
service stats {{
  {chroot}
}}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {run}/users
}}
userdb {{
  driver = static
  args = uid={uid} gid={gid} home={run}/home
}}
protocol imap {{
  rawlog_dir = {run}/raw
}}
"""


def dovecot_lacks() -> str:
    """Why no Dovecot can be started here; "" where one can."""
    if not Path(_PROGRAM).exists():
        return "没有安装 Dovecot（/usr/sbin/dovecot）"
    version = _version()
    return "" if version.startswith("2.3.") else f"Dovecot 的版本是 {version}，测试只会配置 2.3"


@cache
def _version() -> str:
    return subprocess.run([_PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout.strip()


class Dovecot:
    """A context manager; its log and its certificates lie in a folder of its own in `folder`."""

    user = USER

    def __init__(
        self,
        folder: Path,
        *,
        password: str = PASSWORD,
        hosts: tuple[str, ...] = ("localhost", "127.0.0.1"),
        days: tuple[int, int] = (-1, 30),
    ) -> None:
        """`hosts` and `days` are those of its certificate."""
        self._folder, self.password = folder / "dovecot", password
        self._folder.mkdir()
        self.log = self._folder / "dovecot.log"
        self.certificates: Certificates = make_certificates(self._folder, hosts=hosts, days=days)
        self.port, self.starttls_port = free_ports(2)
        self._process: subprocess.Popen[bytes] | None = None
        self._run = Path()

    def __enter__(self) -> Dovecot:
        # Its sockets need a short path, and what it runs as must get to the mails.
        self._run = Path(mkdtemp(prefix="dovecot"))
        conf = self._folder / "dovecot.conf"
        conf.write_text(self._configured(), encoding="utf-8")
        self._process = subprocess.Popen([_PROGRAM, "-F", "-c", str(conf)], start_new_session=True)
        try:
            self._wait_until_it_answers()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        assert self._process is not None
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)  # it would take a second to end by itself
        self._process.wait()
        shutil.rmtree(self._run, ignore_errors=True)

    def url(self, folder: str = "INBOX", *, starttls: bool = False, trusted: bool = True) -> str:
        """How our own program is told of the account; the certificate is one that no computer trusts by itself."""
        port = self.starttls_port if starttls else self.port
        marks = ["starttls"] * starttls + [f"ca={quote(str(self.certificates.ca))}"] * trusted
        return f"imap://{USER}@localhost:{port}/{folder}{'?' * bool(marks)}{'&'.join(marks)}"

    def deliver(self, *mails: bytes, folder: str = "INBOX", internaldate: datetime | None = None) -> None:
        """Put mails into the folder, which is made when it is not there."""
        with self._other_client() as client:
            if not client.folder.exists(folder):
                client.folder.create(folder)
            for raw in mails:
                client.append(raw, folder, dt=internaldate)

    def replace_folder(self, folder: str) -> None:
        """Delete it and make one of the same name."""
        with self._other_client() as client:
            client.folder.delete(folder)
            client.folder.create(folder)

    def delete(self, uid: int, folder: str = "INBOX") -> None:
        with self._other_client() as client:
            client.folder.set(folder)
            client.delete(str(uid))

    def flags(self, folder: str = "INBOX") -> dict[int, tuple[str, ...]]:
        """What each mail is marked with, by UID, \\Recent left out; asking changes nothing."""
        with self._other_client() as client:
            client.folder.set(folder, readonly=True)
            _, lines = client.client.uid("FETCH", "1:*", "(FLAGS)")
        found = [re.search(rb"UID (\d+) FLAGS \(([^)]*)\)", line) for line in lines if line]
        return {
            int(one[1]): tuple(flag for flag in one[2].decode().split() if flag != "\\Recent")
            for one in found
            if one
        }

    def commands(self) -> list[list[str]]:
        """What each session of the programs that introduced themselves as ours asked after its log-in, without tags."""
        said = [_without_tags(path) for path in sorted((self._run / "raw").glob("*.in"))]
        return [lines for lines in said if any('"taizhang"' in line for line in lines)]

    def introductions(self) -> list[str]:
        """What the server's log tells of the IDs it was sent."""
        return re.findall(r"ID sent: (.*)", self.log.read_text(encoding="utf-8"))

    def break_sessions(self) -> None:
        """Kill what serves those who are logged in now."""
        assert self._process is not None
        for child in psutil.Process(self._process.pid).children():
            with suppress(psutil.NoSuchProcess):
                if child.name() == "imap":
                    child.kill()

    def _other_client(self) -> MailBox:
        context = ssl.create_default_context()
        context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
        client = MailBox("localhost", self.port, timeout=30, ssl_context=context)
        return client.login_utf8(USER, self.password)

    def _configured(self) -> str:
        uid, gid = os.getuid(), os.getgid()
        me = pwd.getpwuid(uid).pw_name
        names = {"internal": me, "login": me, "chroot": "chroot ="}
        if uid == 0:  # it reads no mails as root
            uid, gid = pwd.getpwnam("nobody")[2:4]
            names = {"internal": "dovecot", "login": "dovenull", "chroot": ""}
        for name in ("mail", "home", "raw"):
            (self._run / name).mkdir()
            os.chown(self._run / name, uid, gid)
        self._run.chmod(0o755)
        users = self._run / "users"
        users.write_text(f"{USER}:{{PLAIN}}{self.password}::::::\n", encoding="utf-8")
        users.chmod(0o644)
        internal_group = grp.getgrgid(pwd.getpwnam(names["internal"]).pw_gid).gr_name
        return _CONF.format(
            run=self._run, log=self.log, uid=uid, gid=gid, port=self.port, starttls_port=self.starttls_port,
            certificate=self.certificates.certificate, key=self.certificates.key,
            internal_group=internal_group, **names,
        )  # fmt: skip

    def _wait_until_it_answers(self) -> None:
        end = monotonic() + 30
        while True:
            try:
                self._other_client().logout()
                return
            except OSError:
                assert self._process is not None
                if self._process.poll() is not None or monotonic() > end:
                    told = self.log.read_text(encoding="utf-8") if self.log.exists() else ""
                    raise RuntimeError(f"Dovecot did not start: {told}") from None
                sleep(0.05)


def _without_tags(raw: Path) -> list[str]:
    """The lines of a session's record, each without the time that Dovecot puts before it."""
    lines = raw.read_text(encoding="utf-8", errors="replace").splitlines()
    return [re.sub(r"^(?:\d+\.\d+ )?\S+ ", "", line) for line in lines if line.strip()]
