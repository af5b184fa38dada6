"""Times in a translated plan for 2031: the last day each allows, and what is no deadline; every sentence is invented."""

from __future__ import annotations

import pytest

from taizhang.plans.english.deadlines import read_deadlines
from taizhang.plans.squeezed import squeeze


def told(sentence):
    read = read_deadlines(squeeze(sentence, blanks=True).whole, 2031)
    return [f"{one.printed.text} {one.day or 'every year'}" for one in read]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Before the end of the year, open a station.", ["Before the end of the year 2031-12-31"]),
        ("By the end of September, open a station; before June 30, check it.",
         ["By the end of September 2031-09-30", "before June 30 2031-06-30"]),
        ("Open a station before June 30, 2032.", ["before June 30, 2032 2032-06-30"]),
        ("Open a station before 15 March 2032.", ["before 15 March 2032 2032-03-15"]),
        ("In the first half of the year open it, in the third quarter check it.",
         ["In the first half of the year 2031-06-30", "in the third quarter 2031-09-30"]),
        ("Complete it in the fourth quarter of 2032.", ["in the fourth quarter of 2032 2032-12-31"]),
        ("By 2033 and 2035, the rate will reach 40% and 60% respectively.", ["By 2033 2033-12-31", "2035 2035-12-31"]),
        ("By the end of February next year, open it.", ["By the end of February next year 2032-02-29"]),
        ('During the "Sixteenth Five -Year Plan" period, open 3 stations.', ['During the "Sixteenth Five -Year Plan" period 2035-12-31']),
        ("By the end of the 16th Five-Year Plan, open 3 stations.", ["By the end of the 16th Five-Year Plan 2035-12-31"]),
        ("Every year before the end of March, hospitals check themselves.", ["Every year every year", "before the end of March every year"]),
        ('During the "16th Five Year Plan" period, open 3 stations.', ['During the "16th Five Year Plan" period 2035-12-31']),
        ("Every county will have at least one public hospital in 2032.", ["in 2032 2032-12-31"]),
        ("Complete the batches by the end of March, June and September respectively.",
         ["by the end of March 2031-03-31", "June 2031-06-30", "September 2031-09-30"]),
        ("Start in the third quarter; from the fourth quarter, check.", ["in the third quarter 2031-09-30"]),
        ("In 2032, each county shall create a model; the payment standard in 2033 is 380 yuan.", ["In 2032 2032-12-31"]),
        ("Within three years, build 5 specialties; results are told within 2 years of graduation.", ["Within three years 2033-12-31"]),
        ('Implement the special action during the "16th Five-Year Plan" period (2031-2035).', []),
        ("Every March, hospitals check themselves.", ["Every March every year"]),
        ("Submit lists before the 25th of the last month of each quarter.", ["before the 25th of the last month of each quarter every year"]),
        ("Within the year, 3 stations are opened (completed by the end of May).", ["Within the year 2031-12-31", "by the end of May 2031-05-31"]),
        ("In 2031, open 3 stations.", ["In 2031 2031-12-31"]),
        ("(Lead unit: Health Bureau; time limit for completion: May 31)", ["May 31 2031-05-31"]),
        ("Open 40 stations in 2032.", ["in 2032 2032-12-31"]),
        ("Print the rules by mid-May.", ["by mid-May 2031-05-20"]),
        ("The building is capped in October, and the move is completed in 2032.", ["capped in October 2031-10-31", "completed in 2032 2032-12-31"]),
        ("Hold a week of lectures in early April of each year.", ["in early April every year"]),
        ("In 2030, the rate was 43.8%.", []),
        ("Hold 4 lectures throughout the year.", []),
        ("From October 1, payment starts.", []),
        ('Carry out "Opinions on Stations by 2035" and the 2031 edition of the list.', []),
        ("The work in 2031 follows.", []),
        ("Read the notice of March 3, 2031.", []),
    ],
)  # fmt: skip
def test_days(sentence, expected):
    assert told(sentence) == expected
