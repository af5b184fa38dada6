"""The verbs: compile, issue, collect, check, return, waive, consolidate, trace, and what tries and lists rules.

Every face calls these and none knows more than another. A verb's module is imported when the verb is first asked for,
so that a face starts at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from taizhang.desk.accounts import Service as Service
    from taizhang.desk.accounts import account_of as account_of
    from taizhang.desk.accounts import password_for as password_for
    from taizhang.desk.accounts import store_password as store_password
    from taizhang.desk.align import Aligned as Aligned
    from taizhang.desk.align import align_files as align_files
    from taizhang.desk.amend import amend_plan as amend_plan
    from taizhang.desk.answering.answers import Answered as Answered
    from taizhang.desk.answering.answers import Office as Office
    from taizhang.desk.answering.answers import return_submissions as return_submissions
    from taizhang.desk.answering.deliver import Sent as Sent
    from taizhang.desk.answering.deliver import send_answers as send_answers
    from taizhang.desk.check import Checked as Checked
    from taizhang.desk.check import check_files as check_files
    from taizhang.desk.check import check_workbook as check_workbook
    from taizhang.desk.clearing import ClearingAsked as ClearingAsked
    from taizhang.desk.clearing import Requests as Requests
    from taizhang.desk.clearing import approve_clearing as approve_clearing
    from taizhang.desk.clearing import approve_requested as approve_requested
    from taizhang.desk.clearing import list_clearings as list_clearings
    from taizhang.desk.clearing import refuse_clearing as refuse_clearing
    from taizhang.desk.clearing import reopen_clearing as reopen_clearing
    from taizhang.desk.clearing import request_clearing as request_clearing
    from taizhang.desk.clearing_words import ClearingRow as ClearingRow
    from taizhang.desk.comparing.compare_submissions import SubmissionsCompared as SubmissionsCompared
    from taizhang.desk.comparing.compare_submissions import diff_submissions as diff_submissions
    from taizhang.desk.comparing.compare_words import cell_lines as cell_lines
    from taizhang.desk.comparing.compare_words import compared_summary as compared_summary
    from taizhang.desk.comparing.compare_words import lone_lines as lone_lines
    from taizhang.desk.comparing.compare_words import outside_lines as outside_lines
    from taizhang.desk.compile import account_as_json as account_as_json
    from taizhang.desk.compile import compile_content as compile_content
    from taizhang.desk.compile import compile_document as compile_document
    from taizhang.desk.compile import left_over_table as left_over_table
    from taizhang.desk.compile import outline_file as outline_file
    from taizhang.desk.compile import recompile as recompile
    from taizhang.desk.compile import recompiled_as_json as recompiled_as_json
    from taizhang.desk.compile import report_compilation as report_compilation
    from taizhang.desk.consolidate import consolidate_archives as consolidate_archives
    from taizhang.desk.demo.loop import run_demo as run_demo
    from taizhang.desk.differ import change_line as change_line
    from taizhang.desk.differ import diff_plans as diff_plans
    from taizhang.desk.differ import differences_as_json as differences_as_json
    from taizhang.desk.files import read_password as read_password
    from taizhang.desk.files import read_plan as read_plan
    from taizhang.desk.files import write_plan as write_plan
    from taizhang.desk.files import write_text as write_text
    from taizhang.desk.intake.collect import collect_each as collect_each
    from taizhang.desk.intake.collect import collect_sources as collect_sources
    from taizhang.desk.intake.intake_limits import IntakeLimits as IntakeLimits
    from taizhang.desk.intake.intake_limits import read_limits as read_limits
    from taizhang.desk.intake.quarantine import DoubtfulLine as DoubtfulLine
    from taizhang.desk.intake.quarantine import accept_submission as accept_submission
    from taizhang.desk.intake.quarantine import list_quarantine as list_quarantine
    from taizhang.desk.intake.quarantine import refuse_submission as refuse_submission
    from taizhang.desk.intake.quarantine import undo_decision as undo_decision
    from taizhang.desk.intake.taken import Taken as Taken
    from taizhang.desk.intake.watch import watch_sources as watch_sources
    from taizhang.desk.issue import Issued as Issued
    from taizhang.desk.issue import draw_blank_ledger as draw_blank_ledger
    from taizhang.desk.issue import issue_ledgers as issue_ledgers
    from taizhang.desk.keeping import Verified as Verified
    from taizhang.desk.keeping import back_up_archive as back_up_archive
    from taizhang.desk.keeping import expire_plan_year as expire_plan_year
    from taizhang.desk.keeping import export_archive as export_archive
    from taizhang.desk.keeping import restore_archive as restore_archive
    from taizhang.desk.keeping import verify_archive as verify_archive
    from taizhang.desk.noticing.brief import write_briefs as write_briefs
    from taizhang.desk.noticing.notice import write_notice_template as write_notice_template
    from taizhang.desk.noticing.notice import write_notices as write_notices
    from taizhang.desk.noticing.paper_files import NO_OFFICE as NO_OFFICE
    from taizhang.desk.noticing.paper_files import Paper as Paper
    from taizhang.desk.noticing.slips import SlipsWritten as SlipsWritten
    from taizhang.desk.noticing.slips import write_slip_books as write_slip_books
    from taizhang.desk.noticing.trace_paper import list_numbers as list_numbers
    from taizhang.desk.noticing.trace_paper import trace_paper as trace_paper
    from taizhang.desk.open_archive import init_archive as init_archive
    from taizhang.desk.returns import copy_remark as copy_remark
    from taizhang.desk.returns import return_copies as return_copies
    from taizhang.desk.review import accept_review as accept_review
    from taizhang.desk.review import review_plan as review_plan
    from taizhang.desk.rules import RuleLine as RuleLine
    from taizhang.desk.rules import list_rules as list_rules
    from taizhang.desk.rules import prove_rules as prove_rules
    from taizhang.desk.rules import write_rule_book as write_rule_book
    from taizhang.desk.scoring import Scored as Scored
    from taizhang.desk.scoring import score_archive as score_archive
    from taizhang.desk.standing.outbox import write_reminders as write_reminders
    from taizhang.desk.standing.reminders import Reminder as Reminder
    from taizhang.desk.standing.reminders import remind_each as remind_each
    from taizhang.desk.standing.reminders import remind_group as remind_group
    from taizhang.desk.standing.status import StatusReport as StatusReport
    from taizhang.desk.standing.status import report_status as report_status
    from taizhang.desk.standing.status_book import write_status as write_status
    from taizhang.desk.standing.status_words import RATE_TITLES as RATE_TITLES
    from taizhang.desk.standing.status_words import period_lines as period_lines
    from taizhang.desk.standing.status_words import place_lines as place_lines
    from taizhang.desk.standing.status_words import status_lines as status_lines
    from taizhang.desk.submit import list_submitted as list_submitted
    from taizhang.desk.submit import submit_rollup as submit_rollup
    from taizhang.desk.trace import trace_number as trace_number
    from taizhang.desk.trace_copies import write_source_copies as write_source_copies
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
    "accept_review": "review",
    "accept_submission": "intake.quarantine",
    "account_of": "accounts",
    "account_as_json": "compile",
    "align_files": "align",
    "Aligned": "align",
    "amend_plan": "amend",
    "approve_clearing": "clearing",
    "approve_requested": "clearing",
    "Answered": "answering.answers",
    "back_up_archive": "keeping",
    "cell_lines": "comparing.compare_words",
    "change_line": "differ",
    "check_files": "check",
    "check_workbook": "check",
    "Checked": "check",
    "checked_as_json": "words",
    "ClearingAsked": "clearing",
    "ClearingRow": "clearing_words",
    "collect_each": "intake.collect",
    "collect_sources": "intake.collect",
    "compared_summary": "comparing.compare_words",
    "compile_content": "compile",
    "compile_document": "compile",
    "consolidate_archives": "consolidate",
    "copy_remark": "returns",
    "diff_plans": "differ",
    "diff_submissions": "comparing.compare_submissions",
    "differences_as_json": "differ",
    "DoubtfulLine": "intake.quarantine",
    "draw_blank_ledger": "issue",
    "expire_plan_year": "keeping",
    "export_archive": "keeping",
    "grant_waiver": "waive",
    "init_archive": "open_archive",
    "IntakeLimits": "intake.intake_limits",
    "issue_ledgers": "issue",
    "Issued": "issue",
    "left_over_table": "compile",
    "list_clearings": "clearing",
    "list_numbers": "noticing.trace_paper",
    "list_quarantine": "intake.quarantine",
    "list_rules": "rules",
    "list_submitted": "submit",
    "list_waivers": "waive",
    "lone_lines": "comparing.compare_words",
    "NO_OFFICE": "noticing.paper_files",
    "Office": "answering.answers",
    "outline_file": "compile",
    "outside_lines": "comparing.compare_words",
    "Paper": "noticing.paper_files",
    "password_for": "accounts",
    "period_lines": "standing.status_words",
    "place_lines": "standing.status_words",
    "plan_facts": "words",
    "prove_rules": "rules",
    "RATE_TITLES": "standing.status_words",
    "read_limits": "intake.intake_limits",
    "read_password": "files",
    "read_plan": "files",
    "recompile": "compile",
    "recompiled_as_json": "compile",
    "refuse_clearing": "clearing",
    "refuse_submission": "intake.quarantine",
    "remind_each": "standing.reminders",
    "remind_group": "standing.reminders",
    "reopen_clearing": "clearing",
    "Reminder": "standing.reminders",
    "report_compilation": "compile",
    "report_status": "standing.status",
    "request_clearing": "clearing",
    "Requests": "clearing",
    "restore_archive": "keeping",
    "return_copies": "returns",
    "return_submissions": "answering.answers",
    "review_plan": "review",
    "RuleLine": "rules",
    "run_demo": "demo.loop",
    "score_archive": "scoring",
    "Scored": "scoring",
    "send_answers": "answering.deliver",
    "Sent": "answering.deliver",
    "Service": "accounts",
    "SlipsWritten": "noticing.slips",
    "status_lines": "standing.status_words",
    "StatusReport": "standing.status",
    "store_password": "accounts",
    "submit_rollup": "submit",
    "SubmissionsCompared": "comparing.compare_submissions",
    "Taken": "intake.taken",
    "Touched": "trying",
    "trace_number": "trace",
    "trace_paper": "noticing.trace_paper",
    "Tried": "trying",
    "try_rule": "trying",
    "undo_decision": "intake.quarantine",
    "Verified": "keeping",
    "verify_archive": "keeping",
    "WaiverAsked": "waive",
    "WaiverLine": "waive",
    "watch_sources": "intake.watch",
    "withdraw_waiver": "waive",
    "write_briefs": "noticing.brief",
    "write_notice_template": "noticing.notice",
    "write_notices": "noticing.notice",
    "write_plan": "files",
    "write_reminders": "standing.outbox",
    "write_rule_book": "rules",
    "write_source_copies": "trace_copies",
    "write_slip_books": "noticing.slips",
    "write_status": "standing.status_book",
    "write_text": "files",
}


def __getattr__(name: str) -> Any:
    """The verb, from the module it lives in."""
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
