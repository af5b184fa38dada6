"""Words of the language of plans that say nothing about a task's subject: they weigh nothing when tasks are compared."""

from __future__ import annotations

# The longest first, where one holds another.
GENERIC = (
    "进一步", "重点任务", "重点工作", "工作任务", "有关部门", "相关部门", "责任单位", "指导意见", "实施意见", "实施方案", "工作方案", "行动计划",
    "县（市、区）", "县(市、区)", "各县区", "自治区", "积极探索", "不断", "持续", "全面", "深入", "扎实", "稳步", "切实", "大力", "着力", "有序",
    "加快", "加强", "加大", "推进", "推动", "深化", "完善", "健全", "建立", "强化", "提升", "提高", "优化", "促进", "开展", "实施", "落实",
    "巩固", "拓展", "扩大", "增强", "鼓励", "支持", "引导", "探索", "规范", "统筹", "协调", "构建", "打造", "创新", "改革", "发展", "建设",
    "机制", "制度", "体系", "体制", "能力", "水平", "工作", "任务", "政策", "措施", "方案", "要求", "标准", "管理", "服务", "组织", "试点", "示范",
    "重点", "有关", "相关", "各级", "各类", "全省", "全市", "全县", "全区", "我省", "我市", "我县", "我区", "国家", "省级", "市级", "县级", "按照", "根据",
    "结合", "实际", "进行", "做好", "抓好", "形成", "实现", "达到", "完成", "确保", "力争", "年底前", "以上", "以及", "通过", "对", "和", "与", "的", "在",
    "为", "等", "及", "将", "由", "并", "或", "到",
)  # fmt: skip

GENERIC_ENGLISH = frozenset(
    ["a", "an", "and", "are", "as", "at", "be", "been", "being", "by", "for", "from", "has", "have", "in", "into", "is", "it", "its", "of", "on", "or", "that", "the", "their", "them", "these", "this", "to", "was", "we", "will", "with", "all", "each", "every", "more", "than", "least", "not", "such", "which", "who", "other", "further", "continue", "continuously", "deepen", "promote", "strengthen", "improve", "implement", "implementation", "establish", "build", "construct", "construction", "carry", "out", "develop", "development", "accelerate", "enhance", "perfect", "support", "encourage", "guide", "explore", "standardize", "coordinate", "optimize", "expand", "consolidate", "fully", "comprehensively", "steadily", "actively", "vigorously", "system", "mechanism", "policy", "policies", "work", "works", "task", "tasks", "key", "level", "levels", "reform", "reforms", "service", "services", "management", "ability", "capacity", "relevant", "related", "accordance", "unified", "national", "provincial", "municipal", "county", "city", "province", "district", "year", "end", "before", "during", "new", "do", "good", "job", "make", "ensure", "strive", "complete", "completed", "pilot", "pilots", "measures", "plan", "plans", "requirements", "standards", "various", "government", "people"]
)
