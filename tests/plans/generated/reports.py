"""Regular reports: how often, who, to whom."""

from __future__ import annotations

from hypothesis import strategies as st

from generated.families import Draw, family
from generated.said import Report, Words
from generated.words import World

REPORTS = family("reports")


def _often(draw: Draw) -> tuple[str, str]:
    return draw(
        st.sampled_from(
            (("每季度", "quarterly"), ("每月", "monthly"), ("每半年", "half-yearly"), ("每年", "annual"))
        )
    )


@REPORTS.form("to the office", "向.{1,3}医改办")
def _to_office(draw: Draw, world: World) -> Words:
    often, every = _often(draw)
    to = f"{world.sign}医改办"
    verb = draw(st.sampled_from(("报告{}进展", "报送{}情况", "书面报告{}工作")))
    return Words(f"{often}向{to}{verb.format(world.matter())}", reports=(Report(every, to=to),))


@REPORTS.form("by whom", "各(?:县|单位).{1,12}向")
def _by_whom(draw: Draw, world: World) -> Words:
    often, every = _often(draw)
    by, to = draw(st.sampled_from(("各县(市、区)", "各单位"))), f"{world.sign}医改办"
    word = draw(st.sampled_from(("要", "应", "须")))
    return Words(f"{by}{word}{often}向{to}报告{world.matter()}进展", reports=(Report(every, by, to),))


@REPORTS.form("no report", "通报|召开|督查")
def _no_report(draw: Draw, world: World) -> Words:
    return Words(
        draw(
            st.sampled_from(
                (f"按季度通报{world.matter()}情况", "每季度召开推进会议", f"定期开展{world.matter()}督查")
            )
        )
    )
