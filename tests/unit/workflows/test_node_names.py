"""Running processes keep the names of their nodes: a rename would leave them without a way on."""

from __future__ import annotations

import pytest
from viewflow.workflow.lock import NoLock

from workflows.base import WaitingLock
from workflows.flows import (
    AddendumFlow,
    AssignmentFlow,
    DirectiveFlow,
    ExemptionFlow,
    ExtensionFlow,
    ReportFlow,
)

NAMES = {
    AssignmentFlow: {
        "start", "split", "acknowledge", "accepted", "reassign", "work", "outcome", "review", "verify", "verified", "done",
        "explain", "explain_more", "give_explanation", "explained", "decide", "decide_more", "give_decision", "decided",
    },
    DirectiveFlow: {"start", "cut", "review", "reviewed", "sign", "issue", "fan_out", "end"},
    ExtensionFlow: {"start", "decide", "end"},
    ExemptionFlow: {"start", "decide", "end"},
    AddendumFlow: {"start", "cut", "review", "reviewed", "fan_out", "end"},
    ReportFlow: {"start", "draft", "review", "reviewed", "instruct", "issue", "end"},
}  # fmt: skip


@pytest.mark.parametrize("flow", NAMES, ids=lambda flow: flow.__name__)
def test_the_nodes_carry_the_names_that_running_processes_know(flow: type) -> None:
    assert {node.name for node in flow.instance.nodes()} == NAMES[flow]


@pytest.mark.parametrize("flow", NAMES, ids=lambda flow: flow.__name__)
def test_every_flow_has_a_real_lock(flow: type) -> None:
    assert isinstance(flow.lock_impl, WaitingLock)
    assert not isinstance(flow.lock_impl, NoLock)
