"""The drawings of the processes; nodes are never renamed (tests/unit/workflows/test_node_names.py)."""

from workflows.flows.addendum import AddendumFlow
from workflows.flows.assignment import AssignmentFlow
from workflows.flows.directive import DirectiveFlow
from workflows.flows.exemption import ExemptionFlow
from workflows.flows.extension import ExtensionFlow
from workflows.flows.report import ReportFlow

__all__ = ["AddendumFlow", "AssignmentFlow", "DirectiveFlow", "ExemptionFlow", "ExtensionFlow", "ReportFlow"]
