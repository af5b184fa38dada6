"""All commands, in the order of the work."""

from __future__ import annotations

import click

from taizhang import __version__
from taizhang.cli.archive_commands import archive
from taizhang.cli.chinese import ChineseGroup
from taizhang.cli.demo_command import demo
from taizhang.cli.ledger_commands import check, issue
from taizhang.cli.plan_commands import plan
from taizhang.cli.report_commands import collect, consolidate, status, trace
from taizhang.cli.rule_commands import rules
from taizhang.cli.waive_commands import waive


@click.group(
    cls=ChineseGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "--version", message="台账 %(version)s", help="显示版本。")
def taizhang() -> None:
    """台账：把医改重点工作任务文件编成计划，生成各地任务台账，校验报送，汇总并溯源。"""


for command in (plan, archive, issue, check, collect, waive, status, consolidate, trace, rules, demo):
    taizhang.add_command(command)
