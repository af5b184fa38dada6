"""Words around a time in a plan: what is done then, whose it is, and what makes it no time at all."""

from __future__ import annotations

# A time right behind the number of an item: 1.4月底前, 2.2031年.
OPENING_TIME = r"(?:20\d\d年|\d{1,2}(?:[-—–~～至到]\d{1,2})?月)"

# What is done at a time, so that a bare month or year says when (6月启动, 2031年新增).
ACTS = (
    "(?:力争|争取|确保|计划|拟|将|要|继续|再|正式|基本|全面|全部|陆续|逐步|至少|不少于|累计|分别|组织|集中|完成){0,3}"
    "(?:实现|达到|达|完成|建成|新[增建改]|启动|开展|出台|印发|制定|培育|培训|选派|遴选|认定|投入|投用|上线|组建|建设|建立|推[行开广]|覆盖"
    "|提[高升]|下降|降[至到低]|增[加长]|召开|形成|公布|接入|开[工通业]|竣工|验收|创建|力争|争取|确保|做到|控制|招[收聘录]|引进|配[备齐]|通过"
    r"|至少|不少于|\d+[个家所名项])"
)
# What a month, but no year, says when: 12月总结评估.
ENDS = "(?:进行|主体|封顶|总结|评估|评价|考核|实施|组织|督导|检查|上报|报送|公示|发布)"
WHOSE = "(?:我[省市县区州]|全[国省市县区州]|各[地市县]|[一二三]级|县域|所有|城乡|基层|公立)[^,，。;；]{0,20}?"
# A year that opens a sentence says when only if something is to be reached in it, not whose spirit it follows.
OPENINGS = r"[,，](?![^。]{0,60}(?:指导|精神|贯彻))[^。;；]{0,80}?(?:\d|实现|达到|建成|完成|出台|全部)"
# A year at the head of a part, before what is to be reached in it.
HEADS = r"[^,，;；。]{0,40}?(?:\d|全部|全覆盖|全面覆盖)"
# A year in the name of something: 2031年重点工作, 2031年版目录.
NAMES_OF_YEARS = (
    "[^,，。;；]{0,16}(?:重点工作|重点任务|工作要点|清单|方案|行动计划|工作计划|工作安排|目录|办法|标准)"
)
NO_START = "(?!度?(?:起|以来|以后|开始|至(?!少)|版|-|—|–|～|~|\\d{1,2}月))"

# A time gone by, at the opening of a part.
GONE_BY = (
    "(?:截至|截止到?|到|至|其中|全[国省市县区州]|我[省市县区州]|与|在)*(?:(?P<year>20\\d\\d)年|去年|上一?年度?|近[一二两三四五六七八九十\\d]{1,2}年|近几?年来|目前|当前"
    "|“?十[二三]五”?(?:期间|末|以来))"
)
# What is done already; what is still aimed at.
DONE = "(?<!业)已(?:经|[建完实达有累覆开全超纳成启出印接配通认创获])"
AIMS = "力争|争取|确保|保证|今年|明年|计划|进一步|持续|继续|推动|再|不低于|不少于|至少|不超过|以内|控制在|(?<![主重需次])要(?![求素点])"

# What has no end, and so is never late.
LASTING = "长期坚持|长期推进|长期执行|长期落实"
