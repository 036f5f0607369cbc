"""Proxy process models: the rows of fact keep a one-to-one key to their process, so that processes can be made in bulk."""

from __future__ import annotations

from viewflow.workflow.models import Process


class DirectiveProcess(Process):
    """A directive's way from registration to the assignments it gives."""

    class Meta:
        proxy = True
        verbose_name = "quy trình văn bản"


class AssignmentProcess(Process):
    """An assignment's way from receipt to acceptance, with its two armed handles."""

    class Meta:
        proxy = True
        verbose_name = "quy trình nhiệm vụ"


class ExtensionProcess(Process):
    """A request for more time, from asking to the leader's word."""

    class Meta:
        proxy = True
        verbose_name = "quy trình gia hạn"


class AddendumProcess(Process):
    """An addendum to a directive, from its first duty to the assignments it gives."""

    class Meta:
        proxy = True
        verbose_name = "quy trình giao bổ sung"


class ExemptionProcess(Process):
    """A proposal of "không thuộc đối tượng", from asking to the Office's answer."""

    class Meta:
        proxy = True
        verbose_name = "quy trình đề nghị không thuộc đối tượng"


class ReportProcess(Process):
    """A period of a report, from closing to archive."""

    class Meta:
        proxy = True
        verbose_name = "quy trình báo cáo định kỳ"
