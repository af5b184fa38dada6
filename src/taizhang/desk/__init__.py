"""The verbs: compile, issue, collect, check, return, waive, consolidate, trace, and what tries and lists rules.

Every face calls these and none knows more than another. A verb's module is imported when the verb is first asked for,
so that a face starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taizhang.desk.align import Aligned as Aligned
    from taizhang.desk.align import align_files as align_files
    from taizhang.desk.amend import amend_plan as amend_plan
    from taizhang.desk.check import Checked as Checked
    from taizhang.desk.check import check_files as check_files
    from taizhang.desk.check import check_workbook as check_workbook
    from taizhang.desk.collect import Taken as Taken
    from taizhang.desk.collect import collect_sources as collect_sources
    from taizhang.desk.compile import account_as_json as account_as_json
    from taizhang.desk.compile import compile_content as compile_content
    from taizhang.desk.compile import compile_document as compile_document
    from taizhang.desk.compile import left_over_table as left_over_table
    from taizhang.desk.compile import outline_file as outline_file
    from taizhang.desk.compile import recompile as recompile
    from taizhang.desk.compile import recompiled_as_json as recompiled_as_json
    from taizhang.desk.compile import report_compilation as report_compilation
    from taizhang.desk.consolidate import consolidate_archive as consolidate_archive
    from taizhang.desk.demo.loop import run_demo as run_demo
    from taizhang.desk.differ import change_line as change_line
    from taizhang.desk.differ import diff_plans as diff_plans
    from taizhang.desk.differ import differences_as_json as differences_as_json
    from taizhang.desk.files import read_password as read_password
    from taizhang.desk.files import read_plan as read_plan
    from taizhang.desk.files import write_plan as write_plan
    from taizhang.desk.files import write_text as write_text
    from taizhang.desk.issue import Issued as Issued
    from taizhang.desk.issue import draw_blank_ledger as draw_blank_ledger
    from taizhang.desk.issue import issue_ledgers as issue_ledgers
    from taizhang.desk.open_archive import init_archive as init_archive
    from taizhang.desk.returns import copy_remark as copy_remark
    from taizhang.desk.returns import return_copies as return_copies
    from taizhang.desk.review import accept_review as accept_review
    from taizhang.desk.review import review_plan as review_plan
    from taizhang.desk.rules import RuleLine as RuleLine
    from taizhang.desk.rules import list_rules as list_rules
    from taizhang.desk.rules import prove_rules as prove_rules
    from taizhang.desk.rules import write_rule_book as write_rule_book
    from taizhang.desk.status import report_status as report_status
    from taizhang.desk.trace import trace_number as trace_number
    from taizhang.desk.trying import Touched as Touched
    from taizhang.desk.trying import Tried as Tried
    from taizhang.desk.trying import try_rule as try_rule
    from taizhang.desk.waive import WaiverAsked as WaiverAsked
    from taizhang.desk.waive import WaiverLine as WaiverLine
    from taizhang.desk.waive import grant_waiver as grant_waiver
    from taizhang.desk.waive import list_waivers as list_waivers
    from taizhang.desk.waive import withdraw_waiver as withdraw_waiver
    from taizhang.desk.words import checked_as_json as checked_as_json
    from taizhang.desk.words import plan_facts as plan_facts

_HOME = {
    "Aligned": "align",
    "align_files": "align",
    "Checked": "check",
    "Issued": "issue",
    "RuleLine": "rules",
    "Taken": "collect",
    "Touched": "trying",
    "Tried": "trying",
    "WaiverAsked": "waive",
    "WaiverLine": "waive",
    "accept_review": "review",
    "account_as_json": "compile",
    "amend_plan": "amend",
    "change_line": "differ",
    "check_files": "check",
    "check_workbook": "check",
    "checked_as_json": "words",
    "collect_sources": "collect",
    "compile_content": "compile",
    "compile_document": "compile",
    "consolidate_archive": "consolidate",
    "copy_remark": "returns",
    "diff_plans": "differ",
    "differences_as_json": "differ",
    "draw_blank_ledger": "issue",
    "grant_waiver": "waive",
    "init_archive": "open_archive",
    "issue_ledgers": "issue",
    "read_password": "files",
    "left_over_table": "compile",
    "list_rules": "rules",
    "list_waivers": "waive",
    "outline_file": "compile",
    "plan_facts": "words",
    "prove_rules": "rules",
    "read_plan": "files",
    "report_compilation": "compile",
    "recompile": "compile",
    "recompiled_as_json": "compile",
    "report_status": "status",
    "return_copies": "returns",
    "review_plan": "review",
    "run_demo": "demo.loop",
    "trace_number": "trace",
    "try_rule": "trying",
    "withdraw_waiver": "waive",
    "write_plan": "files",
    "write_rule_book": "rules",
    "write_text": "files",
}


def __getattr__(name: str) -> Any:
    """The verb, from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
