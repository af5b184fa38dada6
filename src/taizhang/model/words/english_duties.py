"""Words of responsibility clauses in machine-translated English: who answers how, and what a unit's name holds.

Source: translations of published plans by browsers and translation sites; one Chinese word comes out in many ways.
"""

from __future__ import annotations

# What says which part, by the stems of its words; the first that fits holds.
PARTS_TAKEN: tuple[tuple[str, str], ...] = (
    ("lead", r"\b(?:leads?|led|leading|host(?:s|ed)?|sponsor(?:s|ed)?|head(?:s|ed)?|spearhead(?:s|ed)?|main responsib\w+|primary responsib\w+)\b"),
    ("joint", r"\b(?:respectively|separately|jointly|together|individually|each (?:takes?|responsible))\b"),
    ("support", r"\b(?:cooperat\w+|co-?operat\w+|participat\w+|assist\w*|support\w*|coordinat\w+|co-?ordinat\w+|collaborat\w+|help\w*|co-?organi[sz]\w+|join(?:s|ed)?|involv\w+|match\w*)\b"),
    ("by_duty", r"\b(?:divisions?|divid\w+|respective|duty|duties|functions?|according|accordance|own|shar(?:e|es|ed|ing)|roles)\b|responsib\w+ (?:for|of) (?:their|its) (?:responsib|job|work)|\b(?:by|per|for|of|with) (?:the |their |its )*(?:responsibilit|labou?r)"),
    ("answers", r"\b(?:responsib\w+|in charge|charge|undertak\w+|bears?|borne|implement\w*|organi[sz]\w+|carr(?:y|ies|ied) out|execut\w+|handled|complet\w+)\b"),
)  # fmt: skip

# Where the words on a part begin behind the names of units: lower-case words that no name holds.
PREDICATE = (
    r"(?:(?:is|are|shall|will|should|must|be|being|can|may|both|also|mainly|respectively|separately|jointly|actively|together|"
    r"takes?|taking|leads?|leading(?! (?:small )?(?:group|team|party))|lead(?! (?:group|team))|heads|"
    r"cooperat\w+|co-operat\w+|participat\w+|assist\w*|supports?|supporting|collaborat\w+|help|helps|coordinates?|coordinating|joins?|"
    r"responsib\w+|undertak\w+|bears?|borne|implements?|implementing|organi[sz]es?|perform|performs|"
    r"according|divid(?:e|es|ed)(?! into)|divisions?|share|shares|hosts?|sponsors?|executes?)\b"
    r"|in accordance\b|in charge\b|based on\b|as (?:the )?(?:lead|main|cooperat|participat|support)|"
    r"to (?:be\b|lead\b|take\b|cooperate\b|participate\b|assist\b|support\b)|by (?:the )?division\b|by (?:their|its|the) (?:respective )?(?:dut|responsib|function)|has the lead\b|have the lead\b|"
    r"(?:with|of) (?:the )?division of\b|in the lead\b)"
)

# What names a part before the units: led by …, with the participation of …, in conjunction with ….
_ASSISTANCE = r"(?:cooperation|co-operation|participation|assistance|support|coordination|collaboration|help|involvement)"
BEFORE_UNITS: tuple[tuple[str, str], ...] = (
    ("confer", r"(?:together|in conjunction|jointly|along|in consultation|in concert|in collaboration|in cooperation|in coordination|combined|working) with"),
    ("support", rf"(?:with|under) (?:the )?(?:active |full |close |joint |common )?{_ASSISTANCE} (?:of|from|by)|(?:assisted|supported|attended|joined|helped|coordinated) by|(?:cooperat\w+|participat\w+|assist\w+|support\w*) (?:by|from|with|of)|with participation (?:of|from)"),
    ("lead", r"(?:jointly |mainly )?(?:led|headed|hosted|sponsored|organi[sz]ed|spearheaded) by|under the (?:leadership|lead) of|leading by|lead by|taking the lead (?:by|in)"),
    ("joint", r"(?:jointly|respectively|separately) (?:responsible|undertaken|implemented|borne|in charge) (?:by|of|for)"),
    ("by_duty", r"(?:responsible|divided|implemented|undertaken) (?:according to|in accordance with|based on) (?:the |their )?(?:respective )?(?:division of )?(?:responsibilities|duties|labor|labour) (?:by|of)"),
    ("answers", r"(?:is |are |to be |shall be )?(?:(?:the )?responsib\w+|undertaken|implemented|borne|carried out|executed|completed|handled) (?:by|of|to)|under the responsibility of|in (?:the )?charge of|responsible for(?= the [A-Z]| ?[A-Z])|by(?= the [A-Z])"),
)  # fmt: skip

# A label before a colon, by the stems of its words.
LABELS: tuple[tuple[str, str], ...] = (
    ("person", r"leader|person|people|comrade|official|contact|telephone"),
    ("time", r"\btime|deadline|schedule|completion|period|duration|progress|date"),
    ("support", r"cooperat|co-operat|participat|assist|support|coordinat|collaborat|co-?organi[sz]|involved|other responsib|joint(?!ly)"),
    ("lead", r"\blead|\bled\b|\bhead|hosting|host\b|organi[sz]er|sponsor|in charge|main respons|first respons|primary respons|competent"),
    ("answers", r"responsib|undertak|implement|charge|accountab|duty|obligat|executive|executing"),
)  # fmt: skip

OFFICE_NOUN = (
    r"(?:Commission|Committee|Bureau|Department|Office|Administration|Government|Authority|Center|Centre|Federation|Group|Secretariat|"
    r"Ministry|Union|Association|Society|Station|Agency|Board|Branch|Hospital|Company|Institute|College|University|Council|Team|Zone|Court|"
    r"Police|Brigade|Headquarters|Corps|Bank|League|commission|committee|bureau|department|office|administration|government|authority|center|group|"
    r"Governments|governments|Departments|departments|Committees|committees|units|Units|Hospitals|hospitals|hospital|institutions|Institutions|Offices|Bureaus|offices|bureaus|centers|centres|localities|commissions|streets)"
)
# What opens the name of a unit behind a joining "and".
NAME_OPENS = (
    r"(?:the |The )?(?:National|State|Central|Ministry|Provincial|Province|Municipal|City|County|District|Prefectur\w*|Autonomous|Regional|Region|"
    r"Party|Leading|Office|General|People's|Banking|China|Secretariat|Health Comm|League|Banner|Township|"
    r"all|each|every|other|various|relevant|local|people's|governments?|member|medical institutions|public hospitals|departments?|"
    r"provincial|municipal|city|county|district|prefectur\w*|autonomous|national|state|management|administrative|competent|management comm)\b"
)
# What follows "and" inside the name of one office (Development and Reform, Health and Health).
NAME_GOES_ON = (
    r"(?:the )?(?:Reform|Social|Information|Health|Technolog|Urban|Rural|Touris|Family|Prevention|Control|Insurance|Drug|Medic|Administration|Management|"
    r"Supervision|Natural|Television|Religio|Quarantine|Sport|Ecolog|Environment|Statistic|Planning|Construction|Inspection|Prosecut|Trade|Commerce|Economic|"
    r"Finance|Financial|Budget|Sanita|Population|Welfare|Security|Regulat|Law|Order|Communication|Transport|Mine|Water|Cultur|Video|Film|Press|Publi|Foreign|"
    r"Letters|Disease|Pharma|Device|Service|Innovat|Ethnic|Labor|Labour|Human|Legal|Judic|Intellect|Big|Digital|Data|Physical|Youth|Women|Children|"
    r"Disabled|Elder|Aging|Old|Veteran|Emergency|Fire|Forest|Grass|Local)"
)
# Whose office it is, where the place stands behind (Health Commission of the Autonomous Region).
OF_PLACE = r"(?:Region|Province|Municipality|City|County|District|Prefecture|State|League|Banner|Government)"
PLACE_NOUN = r"(?:counties|county|cities|city|districts?|prefectures?|states?|banners?|leagues?|towns?|townships?|regions?|provinces?|municipalities|zones|parks)"
GENERIC_OPENS = r"(?:other|all|various|each|every|relevant|related|local|member|governments? at|people's governments? (?:at|of (?:all|each|various|every)))\b"

# Levels that a list prints once, before a name or behind it.
LEVEL_BEFORE = r"(?:Provincial|Municipal|City|County|District|Prefectur(?:e|al)|State|League|Banner|Regional|Autonomous (?:Region|Prefecture|County))"
# What the offices of every level look after: with these words a name without a level is short for its sister's.
OFFICE_SUBJECTS = (
    r"(?:Health|Medical (?:Insurance|Security)|Healthcare Security|Development and Reform|Finance|Human Resources|Education|Civil Affairs|Public Security|"
    r"Science and Technology|Industry and Information|Market (?:Supervision|Regulation)|Food and Drug|Drug (?:Administration|Supervision)|Traditional Chinese Medicine|TCM|"
    r"Disease (?:Control|Prevention)|Big Data|Data|Natural Resources|Ecolog\w+|Housing|Agricultur\w+|Rural|Water|Transport\w*|Culture|Sports?|Commerce|"
    r"Tax\w*|Audit|Statistics|Justice|Veterans|Emergency|Ethnic|Disabled|Women)"
)
PARTY_OFFICES = r"(?:Organi[sz]ation|Propaganda|Publicity|Editorial|Edit(?:ing|or)|Compilation|Staffing|Establishment|United Front|Political)"
