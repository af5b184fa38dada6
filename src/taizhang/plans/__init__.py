"""Plan documents compiled: text in, Plan out."""

from taizhang.plans.compiler import compile_plan
from taizhang.plans.in_force import in_force
from taizhang.plans.outline import outline_plan
from taizhang.plans.storing import fingerprint, plan_from_json, plan_to_json

__all__ = ["compile_plan", "fingerprint", "in_force", "outline_plan", "plan_from_json", "plan_to_json"]
