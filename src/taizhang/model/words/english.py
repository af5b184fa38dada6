"""Words of machine-translated plans: numbers, months, offices and provinces, with their Chinese."""

from __future__ import annotations

NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
ORDINALS = (
    "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth", "Eleventh", "Twelfth",
    "Thirteenth", "Fourteenth", "Fifteenth", "Sixteenth", "Seventeenth", "Eighteenth", "Nineteenth", "Twentieth",
)  # fmt: skip
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip

# The last year of each five-year plan.
FIVE_YEAR_PLANS = {
    "thirteenth": 2020, "13th": 2020, "fourteenth": 2025, "14th": 2025, "fifteenth": 2030, "15th": 2030, "sixteenth": 2035, "16th": 2035,
    "seventeenth": 2040, "17th": 2040,
}  # fmt: skip

# Provinces by the name that translations print; the Chinese name carries its level.
PROVINCES = {
    "Beijing": "北京市", "Tianjin": "天津市", "Shanghai": "上海市", "Chongqing": "重庆市", "Hebei": "河北省", "Shanxi": "山西省",
    "Liaoning": "辽宁省", "Jilin": "吉林省", "Heilongjiang": "黑龙江省", "Jiangsu": "江苏省", "Zhejiang": "浙江省",
    "Anhui": "安徽省", "Fujian": "福建省", "Jiangxi": "江西省", "Shandong": "山东省", "Henan": "河南省", "Hubei": "湖北省",
    "Hunan": "湖南省", "Guangdong": "广东省", "Hainan": "海南省", "Sichuan": "四川省", "Guizhou": "贵州省", "Yunnan": "云南省",
    "Shaanxi": "陕西省", "Gansu": "甘肃省", "Qinghai": "青海省", "Inner Mongolia": "内蒙古自治区",
    "Guangxi": "广西壮族自治区", "Tibet": "西藏自治区", "Xizang": "西藏自治区", "Ningxia": "宁夏回族自治区",
    "Xinjiang": "新疆维吾尔自治区",
}  # fmt: skip

# Offices by the words that every translation of their name holds; `{}` takes 厅 in a province and 局 in a city.
OFFICES: tuple[tuple[tuple[str, ...], str], ...] = (
    (("party", "editor"), "委编办"),
    (("party", "organization"), "委组织部"),
    (("party", "publicity"), "委宣传部"),
    (("party", "propaganda"), "委宣传部"),
    (("traditional chinese medicine",), "中医药管理局"),
    (("development and reform",), "发展改革委"),
    (("human resources",), "人力资源社会保障{}"),
    (("medical security",), "医疗保障局"),
    (("medical insurance bureau",), "医疗保障局"),
    (("healthcare security",), "医疗保障局"),
    (("medical insurance administration",), "医疗保障局"),
    (("market supervision",), "市场监督管理局"),
    (("market regulation",), "市场监督管理局"),
    (("industry and information",), "工业和信息化{}"),
    (("drug administration",), "药品监督管理局"),
    (("drug supervision",), "药品监督管理局"),
    (("civil affairs",), "民政{}"),
    (("department of finance",), "财政{}"),
    (("finance department",), "财政{}"),
    (("finance bureau",), "财政{}"),
    (("education",), "教育{}"),
    (("science and technology",), "科学技术{}"),
    (("public security",), "公安{}"),
    (("health",), "卫生健康委"),
)  # fmt: skip

# What a plan is called.
PLAN_WORDS = (
    "key work tasks|work tasks|key tasks|key work|key reform tasks|task list|list of tasks|(?:implementation|work|working|action|construction|development|reform)(?: and [a-z]+)? (?:plans?|program(?:me)?s?|schemes?)|"
    "work points|key points|main points|priorities|several (?:policy )?measures|implementing measures|implementation opinions|guiding opinions|implementation rules|"
    "division of (?:key )?(?:tasks|labor|responsibilities|work)|(?:plan|program|scheme|opinions|measures) (?:for|on|of|to)|tasks (?:for|of|in) (?:deepening|the)"
)

# Headings of parts that hold no tasks.
OPENING_PARTS = (
    "general requirements?|overall requirements?|overall goals?|overall objectives?|guiding (?:ideology|thoughts?|principles?)|basic principles?|work(?:ing)? (?:goals?|objectives?|principles?)|"
    "main (?:goals?|objectives?)|general (?:ideas?|goals?|objectives?)|work ideas?|development goals?|target tasks?"
)
CLOSING_PARTS = (
    "work(?:ing)? requirements?|safeguards?(?: measures?)?|guarantee(?: measures?)?|security measures|protection measures|supporting measures|organi[sz]ational? (?:guarantee|leadership|implementation|support)|organi[sz]ation and implementation|"
    "strengthen(?:ing)? (?:the )?organi[sz]ation\\w*|implementation guarantee|supervision and (?:inspection|assessment|evaluation)|publicity and guidance|implementation requirements?|relevant requirements?"
)

# What a web page prints after a document.
PAGE_FURNITURE = (
    r"copy to ?:|cc ?:|attachments? ?:|annex ?:|appendix ?:|print this page|close (?:the )?window|previous ?:|next ?:|related (?:reading|news|articles|links)|scan the|"
    r"all rights reserved|copyright|editor ?:|-? ?END ?-|hot articles|contact ?:|tel ?:|telephone ?:"
)

# What places are called; what institutions are called; what else is counted; whom coverage reaches.
PLACES = r"(?:counties|cities|districts|prefectures|coordinated areas|coordinating areas|co-ordination areas|planning areas|overall planning areas|regions|states|banners|leagues|provinces|county-level cities)"
INSTITUTIONS = r"hospital|institution|cent(?:er|re)|clinics?\b|pharmac|school|universit|compan|nursing home|station|\bCDC|consorti|communit|medical (?:group|alliance|union|association)"
COUNTED = (
    "square (?:meters|kilometers)|practitioners?|apprentices|projects?|special(?:i?ties|ty)|disciplines?|names?|pilots?|bases|services|varieties|kinds|types|batches|beds|places|posts?|doctors?|physicians|nurses|people|persons|"
    "times|diseases?|drugs|items|categories|teams?|groups|platforms?|towns|villages|townships|laborator(?:y|ies)|wards?|points|documents|models|talents|staff|personnel|"
    "students|sets|vehicles|ambulances|households|families|units|consumables|standards|guidelines|technologies|prescriptions|demonstration sites|areas|specialists|experts|alliances"
)
COVERED = (
    "patients|residents|students|villages|towns|townships|people|population|persons|insured|children|women|newborns|elderly|pregnant women|infants|doctors|staff|"
    "personnel|drugs|medicines|consumables|varieties|wards|households|enterprises|groups|streets|employees|pilots|areas|departments of hospitals|objects"
)
NOT_ALL = "responsible|kinds|localities|levels?|aspects|parties|sorts|relevant|departments|walks|over|types|round|units|member|efforts|this|at once|work|tasks|respects|the year|in all"
