"""What a person has to know of an item beside its state: where the newest ledger says otherwise than the record."""

from __future__ import annotations

from taizhang.model.clearing import Claim
from taizhang.model.words.status import Clearing
from taizhang.rollups.clearing_items import ClearingItem, moment_of

_OF_DECISION = {Clearing.REFUSED: "退回", Clearing.NOT_REQUESTED: "重新打开"}


def remark_on(item: ClearingItem) -> str:
    """One clause; "" where ledger and record agree, and where the ledger leaves the cell blank."""
    said = item.newest
    if said is None or said.clearing is None:
        return ""
    match item.state:
        case Clearing.CLEARED:
            return _after_clearing(item, said)
        case Clearing.REQUESTED:
            return _while_requested(item, said)
        case _:
            return _while_open(item, said)


def _after_clearing(item: ClearingItem, said: Claim) -> str:
    if said.clearing is Clearing.CLEARED or not _is_newer(item, said):
        return ""
    return f"核准后收到的台账填“{said.clearing}”，仍以核准为准"


def _while_requested(item: ClearingItem, said: Claim) -> str:
    if not said.wants:
        return f"台账填“{said.clearing}”，与登记的申请不一致，以登记为准"
    again = f"{_OF_DECISION[item.decision.state]}后再次申请" if item.decision else ""
    own_word = "台账自填“已销号”，没有核准记录，按申请办理" if said.clearing is Clearing.CLEARED else ""
    return "；".join(filter(None, (again, own_word)))


def _while_open(item: ClearingItem, said: Claim) -> str:
    """Nothing is asked: neither before anybody decided, nor since a refusal or a reopening."""
    if not _is_newer(item, said):
        return ""
    if said.wants:
        return f"台账填“{said.clearing}”，{_unfit(said)}，不作申请"
    if said.clearing is Clearing.REFUSED and item.state is not Clearing.REFUSED:
        return "台账填“退回”，没有退回记录"
    asked = any(claim.asks and _is_newer(item, claim) for claim in item.claims)
    return "此前的申请已由台账改回“未申请”" if asked else ""


def _unfit(said: Claim) -> str:
    if not said.finished:
        return f"但完成状态为“{said.status}”" if said.status else "但完成状态空白"
    return "但没有写佐证材料"


def _is_newer(item: ClearingItem, said: Claim) -> bool:
    """Whether the ledger came after the newest decision."""
    return item.decision is None or moment_of(said) > item.decision.at
