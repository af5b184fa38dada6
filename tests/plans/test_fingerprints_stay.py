"""A plan that says nothing of a new kind of field keeps the fingerprint that its issued ledgers carry."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from taizhang.desk.compile import compile_document
from taizhang.model.light import Band, Light, Lights
from taizhang.model.pace import Pace, Timing
from taizhang.model.plan import Method, Over, Plan
from taizhang.plans import compile_plan, fingerprint, plan_from_json, plan_to_json
from taizhang.plans.changing.spots import with_indicator

# As they were before periods, weights, paces, milestones and bands.
SAMPLE = "f6e32f26ec3690aad2609463657625a835d4498fde66200a2702a7f8abd5b1bb"
REAL = {
    "000_451134af396e5151.txt": "68a06aca01dcc349a0891876b8a081e87efcf901a7c9a2846886afd02276cd05",
    "001_3a0727e4c0a4bca3.txt": "ae2175a1f1bf5fff4fd1bddadb1d571e9b8b2d68019efbeb9902760ff253ed47",
    "002_d28b6de1dc378ec4.txt": "237f0ce648350d015d897f1ce2ce97a44fe65de50e460e399c5ff96ae071bf2e",
    "003_4e3883321386a4f4.txt": "287f55edddd4db532c71ee82e3bfa9bae880215132e9e9e370d93161729b33d7",
    "004_53df34d172a76d0b.txt": "4a71c4bba9a8a2ca5a02ad6adf82fbdc3147336ad77ebabce0bfaefb123e2262",
}
NEW_FIELDS = ("over", "weight_of")
ROW = "T03.M02.I1"


@pytest.fixture(scope="module")
def plan(sample_document: Path) -> Plan:
    return compile_plan(sample_document.read_text(encoding="utf-8"))


def test_the_samples_fingerprint_stays(plan: Plan) -> None:
    assert fingerprint(plan) == SAMPLE


@pytest.mark.parametrize("name", REAL)
def test_the_real_plans_fingerprints_stay(name: str, real_plans: Path) -> None:
    assert fingerprint(compile_document(real_plans / name)) == REAL[name]


def test_a_plan_file_of_before_reads_as_the_same_plan(plan: Plan) -> None:
    held = json.loads(plan_to_json(plan))
    for task in held["tasks"]:
        for measure in task["measures"]:
            for indicator in measure["indicators"]:
                for name in NEW_FIELDS:
                    del indicator[name]
    for name in ("pace", "timings"):
        del held["settings"][name]
    del held["settings"]["lights"]["bands"]
    read = plan_from_json(json.dumps(held, ensure_ascii=False))
    assert (read, fingerprint(read)) == (plan, SAMPLE)


def test_what_the_office_sets_beside_the_text_changes_no_fingerprint(plan: Plan) -> None:
    settings = replace(
        plan.settings,
        pace=Pace.DAY,
        timings=(Timing(ROW, Pace.ONCE),),
        lights=Lights(bands=(Band(Light.GREEN, None, None),)),
    )
    changed = replace(plan, settings=settings)
    assert fingerprint(changed) == SAMPLE
    assert plan_from_json(plan_to_json(changed)) == changed


def test_what_a_county_has_to_write_does(plan: Plan) -> None:
    of_period = with_indicator(plan, ROW, lambda one: replace(one, over=Over.SUM))
    weighed = with_indicator(
        plan, ROW, lambda one: replace(one, method=Method.WEIGHTED, weight_of="T03.M01.I1")
    )
    assert len({fingerprint(one) for one in (plan, of_period, weighed)}) == 3
    assert plan_from_json(plan_to_json(weighed)) == weighed
