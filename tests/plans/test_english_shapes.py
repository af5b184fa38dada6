"""Shapes of translated documents: how parts are numbered, where titles end, what is a task and what is none."""

from __future__ import annotations

import pytest

from taizhang.plans import compile_plan

HEAD = "Key work tasks of Yunling City in 2031\n"
LEAD = "(Municipal Health Commission takes the lead)"


def told(text):
    """Each task as `section / number title: measures`."""
    return [
        f"{' > '.join((*task.section, ''))}{task.number} {task.title}: {len(task.measures)}"
        for task in compile_plan(HEAD + text).tasks
    ]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"One, build a system\n(one) Open stations. Open 3. {LEAD}\n(two) Check them. Check 2. {LEAD}\nTwo, organizational guarantee\n(one) Lead well. Report.",
         ["One, build a system > (one) Open stations: 1", "One, build a system > (two) Check them: 1"]),
        (f"1. Build a system\n1. Open stations. Open 3. {LEAD}\n2. Check them. Check 2. {LEAD}\n2. Raise quality\n3. Train people. Train 5. {LEAD}\n4. Pay them. Pay well. {LEAD}",
         ["1. Build a system > 1 Open stations: 1", "1. Build a system > 2 Check them: 1", "2. Raise quality > 3 Train people: 1", "2. Raise quality > 4 Pay them: 1"]),
        (f"1. Open stations. Open 3. {LEAD} 2. Check them. Check 2. {LEAD}\nThird, train people. Train 5. {LEAD}\n5. Pay them. Pay well. {LEAD}",
         ["1 Open stations: 1", "2 Check them: 1", "Third train people: 1", "5 Pay them: 1"]),
        (f"First, open stations. Open 3. {LEAD}\nSecond, check them. Check 2. {LEAD}\n3. Train people. Train 5. {LEAD}\nFourth, pay them. Pay well. {LEAD}",
         ["First open stations: 1", "Second check them: 1", "3 Train people: 1", "Fourth pay them: 1"]),
        ("1. open stations. Open 3. (the municipal health commission and the municipal finance bureau are responsible)", ["1 open stations: 1"]),
        (f"I. Build a system\n1. Open stations\nOpen 3.\nLead unit: Municipal Health Commission\nCooperating units: Municipal Finance Bureau\n2. Check them\nCheck 2.\n{LEAD}",
         ["I. Build a system > 1 Open stations: 1", "I. Build a system > 2 Check them: 1"]),
        (f"1. Open stations. Do this:\n(1) Open 3.\n(2) Check 2.\n{LEAD}\n2. Train people. Train 5.\n3. Pay them. Pay well. {LEAD}",
         ["1 Open stations: 3", "2 Train people: 1", "3 Pay them: 1"]),
        (f"First, open stations. Open 3. {LEAD}\nSecond, 30 rooms have been built. Check 2. {LEAD}\n3. Train people. Train 5. {LEAD}",
         ["First open stations: 1", "Second 30 rooms have been built: 1", "3 Train people: 1"]),
        (f"(1) Open stations. Open 3. {LEAD}\n(2) Train people\n1. Train 5.\n2. Train 6.\nResponsible units: Municipal Health Commission",
         ["(1) Open stations: 1", "(2) Train people: 2"]),
        ("I. Open stations\nOpen 3. The Municipal Health Commission takes the lead, and the Municipal Finance Bureau cooperates.\n"
         "II. Train people\nTrain 5. The Municipal Health Commission is responsible.", ["I Open stations: 1", "II Train people: 1"]),
        ("1. Build a system\n(1) Open stations\n.\nOpen 3 in every town\n.\n(2) Check them\n.\nCheck 2\n.", ["1. Build a system > (1) Open stations: 1", "1. Build a system > (2) Check them: 1"]),
        (f"(1) Open stations, check them, train people and pay them well, so that everybody in every village of the city is served. {LEAD}",
         ["(1) Open stations, check them, train people and pay them well, so that everybody in every village of the city is served: 1"]),
        (f"1. Open stations. Open 3. {LEAD}\n2. Check them. Check 2. {LEAD}\nKey work tasks of Yunling City in 2031\n1. Open stations. Open 3. {LEAD}\n2. Check them. Check 2. {LEAD}",
         ["1 Open stations: 1", "2 Check them: 1"]),
        ("1. Open stations. The group (the Municipal Health Commission is responsible for daily work) shall meet (including the person in charge of hospitals). "
         f"Open 3. {LEAD}", ["1 Open stations: 2"]),
        (f"First, build a system\n(1) Open stations. Open 3. {LEAD}\n(2) Check them. Check 2. {LEAD}\n(3) Ask them. Ask 2. {LEAD}\n2. Raise quality\nFour, Train people. Train 5. {LEAD}\n(five) Pay them. Pay well. {LEAD}\n"
         f"(6) Hear them. Hear all. {LEAD}\nThird, guarantee measures\n(1) Lead well. Report.",
         ["First, build a system > (1) Open stations: 1", "First, build a system > (2) Check them: 1", "First, build a system > (3) Ask them: 1",
          "2. Raise quality > Four Train people: 1", "2. Raise quality > (five) Pay them: 1", "2. Raise quality > (6) Hear them: 1"]),
        (f"one, Open stations. Open 3. {LEAD}\ntwo, Check them. Check 2. {LEAD}\nThird, train people. Train 5. {LEAD}\nIV. Pay them. Pay well. {LEAD}\n5. Hear them. Hear all. {LEAD}",
         ["one Open stations: 1", "two Check them: 1", "Third train people: 1", "IV Pay them: 1", "5 Hear them: 1"]),
        (f"(1) Build a system\n1. Open stations. Open 3. {LEAD}\n2. Check them. Check 2. {LEAD}\n(II) Raise quality\n1. Train people. Train 5. {LEAD}\n"
         f"(four) Hear them\n1. Hear all. Hear 5. {LEAD}\n2. Answer them. Answer all. {LEAD}",
         ["(1) Build a system > 1 Open stations: 1", "(1) Build a system > 2 Check them: 1", "(II) Raise quality > 1 Train people: 1",
          "(four) Hear them > 1 Hear all: 1", "(four) Hear them > 2 Answer them: 1"]),
        ("1. Open stations. Open 3.\nResponsible units: Municipal Health Commission\n2. Check them. Check 2.\n"
         "Municipal Health Commission, Municipal Finance Bureau and Municipal Education Bureau are responsible according to their respective duties\n"
         "All counties should strengthen leadership and are responsible for the work.",
         ["1 Open stations: 1", "2 Check them: 1"]),
        (f"A. Build a system\n(a) Open stations. Open 3. {LEAD}\n(b) Check them. Check 2. {LEAD}\nB. Raise quality\n(a) Train people. Train 5. {LEAD}\n(b) Pay them. Pay well. {LEAD}",
         ["A. Build a system > (a) Open stations: 1", "A. Build a system > (b) Check them: 1", "B. Raise quality > (a) Train people: 1", "B. Raise quality > (b) Pay them: 1"]),
        ("".join(f"({letter}) Open stations {letter}. Open 3. {LEAD}\n" for letter in "abcdefghij"),
         [f"({letter}) Open stations {letter}: 1" for letter in "abcdefghij"]),
        (f"1 Open stations\nOpen 3. {LEAD}\n2 Check them\nCheck 2. {LEAD}", ["1 Open stations: 1", "2 Check them: 1"]),
        (f"Open stations\nOpen 3.\nOpen rooms. {LEAD}\nCheck them. Check 2. {LEAD}\nAll counties shall report.", [" Open stations: 2", " Check them: 1"]),
        ("1. Open stations. Open 3. —— Municipal Health Commission takes the lead, Municipal Finance Bureau cooperates\n2. Check them. Check 2. —— Municipal Health Commission is responsible",
         ["1 Open stations: 1", "2 Check them: 1"]),
        ("1. Open stations. Open 3. Responsible units Municipal Health Commission, Municipal Finance Bureau\n2. Check them. Check 2. Lead unit Municipal Health Commission",
         ["1 Open stations: 1", "2 Check them: 1"]),
        (f"1. Open stations {LEAD}\nOpen 3. Build 5 rooms.\n2. Train people {LEAD}\nTrain 5. Test 3.", ["1 Open stations: 2", "2 Train people: 2"]),
        (f"First, open stations. Open 3. {LEAD} Second, train people. Train 5. {LEAD} Third, tell people. Tell 5. {LEAD}",
         ["First open stations: 1", "Second train people: 1", "Third tell people: 1"]),
        (f"I. Main tasks\n(1) Goals\n1. Choose 3 places.\n(2) Key work\n1. Open 5 stations. {LEAD}\n2. Train people. Train 3. {LEAD}",
         ["I. Main tasks > (2) Key work > 1 Open 5 stations: 1", "I. Main tasks > (2) Key work > 2 Train people: 1"]),
        ("1. Open stations. Open 3. (County Health Bureau, Finance Bureau)\n2. Check them. Check 2. (Office of the County Leading Group, the member units)\nthree, organization and guarantee\n(1) Lead well.",
         ["1 Open stations: 1", "2 Check them: 1"]),
        ("First, overall requirements\nServe people.\nSecond, key tasks\n(1) Open stations. Open 3.\n(2) Check them. Check 2.\nThird, safeguard measures\n(1) Lead well. Report.",
         ["Second, key tasks > (1) Open stations: 1", "Second, key tasks > (2) Check them: 1"]),
    ],
)  # fmt: skip
def test_tasks(body, expected):
    assert told(body) == expected


def test_lines_broken_at_the_width_of_a_page():
    words = "the stations of the city serve all people of the villages around them in every season "
    text = "".join(f"{at}. Open stations. In part {at}, {words * 3}. {LEAD}\n" for at in range(1, 9))
    lines, line = [], ""
    for word in text.replace("\n", " \n ").split(" "):
        if word == "\n" or len(line) + len(word) > 60:
            lines.append(line)
            line = ""
        line += "" if word == "\n" else f"{word} "
    assert told("\n".join(lines)) == told(text)


def test_a_line_of_units_and_their_part_without_a_label():
    plan = compile_plan(
        HEAD + "1. Open stations. Open 3.\nResponsible units: Municipal Health Commission\n2. Check them. Check 2.\n"
        "Municipal Health Commission, Municipal Finance Bureau and Municipal Education Bureau are responsible according to their respective duties"
    )  # fmt: skip
    assert [(duty.unit, duty.role.value) for duty in plan.tasks[1].duties] == [
        ("Municipal Health Commission", "by_duty"), ("Municipal Finance Bureau", "by_duty"), ("Municipal Education Bureau", "by_duty"),
    ]  # fmt: skip


def test_a_label_at_the_end_of_a_line():
    text = "1. Open stations. Open 3. (Leading unit:\nMunicipal Health Commission; cooperating units: Municipal Finance Bureau)\n2. Check them.\nResponsible units:\nMunicipal Health Commission"
    assert [[f"{duty.unit} {duty.role.value}" for duty in task.duties] for task in compile_plan(HEAD + text).tasks] == [
        ["Municipal Health Commission lead", "Municipal Finance Bureau support"], ["Municipal Health Commission lead"],
    ]  # fmt: skip


def test_a_sentence_broken_before_a_number_word_goes_on():
    text = "1. Open stations. Open rooms in stations,\none, two and three in each. " + LEAD
    assert told(text) == ["1 Open stations: 1"]
