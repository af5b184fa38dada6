"""Nothing unaccounted: every mention of a duty, a number or a time is a field of the plan, or has its reason."""

from taizhang.plans.accounting.account import account_for
from taizhang.plans.accounting.draw import draw_accounting
from taizhang.plans.accounting.mentions import Accounting, MappedField, Mention, MentionKind
from taizhang.plans.accounting.reasons import Reason

__all__ = ["Accounting", "MappedField", "Mention", "MentionKind", "Reason", "account_for", "draw_accounting"]
