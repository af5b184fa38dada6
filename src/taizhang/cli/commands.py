"""All commands, in the order of the work."""

from __future__ import annotations

import click

from taizhang import __version__
from taizhang.cli.archive_commands import archive
from taizhang.cli.chinese import ChineseGroup
from taizhang.cli.clear_commands import clear
from taizhang.cli.collect_command import collect
from taizhang.cli.demo_command import demo
from taizhang.cli.keeping_commands import backup, restore, verify
from taizhang.cli.ledger_commands import check, issue
from taizhang.cli.mailbox_commands import mailbox
from taizhang.cli.notice_commands import brief, notice, slips
from taizhang.cli.plan_commands import plan
from taizhang.cli.quarantine_commands import quarantine
from taizhang.cli.report_commands import consolidate, trace
from taizhang.cli.return_command import return_
from taizhang.cli.rule_commands import rules
from taizhang.cli.score_command import score
from taizhang.cli.status_command import status
from taizhang.cli.submission_diff_command import diff
from taizhang.cli.submit_command import submit
from taizhang.cli.waive_commands import waive


@click.group(
    cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "--version", message="台账 %(version)s", help="显示版本。")
def taizhang() -> None:
    """台账：把医改重点工作任务文件编成计划，生成各地任务台账，校验报送，汇总并溯源。"""


for command in (
    plan, archive, issue, check, collect, mailbox, quarantine, waive, status, diff, return_, clear, consolidate, submit,
    trace, notice, slips, brief, score, verify, backup, restore, rules, demo,
):  # fmt: skip
    taizhang.add_command(command)
