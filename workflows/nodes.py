"""FanOut: one task of a process that starts a child process per row, and is done when all of them are.

The open Viewflow has no subprocess node. Lock order: the child's first, then, once it is released, the parent's
(`after_lock_released`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from django.db import transaction
from viewflow import this
from viewflow.workflow import lock
from viewflow.workflow.activation import Activation, has_manage_permission
from viewflow.workflow.base import Node
from viewflow.workflow.nodes import mixins
from viewflow.workflow.signals import flow_finished, task_started
from viewflow.workflow.status import PROCESS, STATUS

# Instants of nodes are those of the machine, as Viewflow itself writes them; no fact is read from them.
from accountability.core.clock import system_now
from workflows.bulk import start_many

_ENDED = (PROCESS.DONE, PROCESS.CANCELED)


class FanOutActivation(mixins.NextNodeActivationMixin, Activation):
    """One run of the node."""

    @Activation.status.transition(source=STATUS.NEW, target=STATUS.STARTED)
    def activate(self) -> None:
        """Start a child process for each row of the source, in bulk: there may be thousands."""
        with self.exception_guard(), transaction.atomic(savepoint=True):
            self.task.started = system_now()
            self.task.save()
            task_started.send(sender=self.flow_class, process=self.process, task=self.task)
            start_many(self.flow_task.start, self.flow_task.source(self), parent_task=self.task)

    def all_done(self) -> bool:
        """Whether every child has ended, and what others lead for it."""
        if self.task.subprocesses.exclude(status__in=_ENDED).exists():
            return False
        return not self.flow_task.waits_elsewhere(self)

    @Activation.status.transition(source=STATUS.STARTED, target=STATUS.DONE, conditions=[all_done])
    def complete(self) -> None:
        """Done: the parent goes on."""
        super().complete.original()

    @Activation.status.transition(
        source=[STATUS.STARTED, STATUS.NEW, STATUS.ERROR],
        target=STATUS.CANCELED,
        permission=has_manage_permission,
    )
    def cancel(self) -> None:
        """Cancel the children that live."""
        self.task.finished = system_now()
        self.task.save()
        for process in self.task.subprocesses.exclude(status__in=_ENDED):
            process.flow_class.instance.cancel(process)


class FanOut(mixins.NextNodeMixin, Node):
    """Starts `start` (a StartHandle of another flow) once per row that `source(activation)` yields.

    What was started by another parent and counts here as well: `elsewhere(activation)` says whether some of it still
    lives, `sharers(process)` gives the tasks of this node that wait for a process that has just ended.
    """

    activation_class = FanOutActivation
    task_type = "SUBPROCESS"
    bpmn_element = "callActivity"
    shape = {
        "width": 150,
        "height": 100,
        "text-align": "middle",
        "svg": '<rect class="task" width="150" height="100" rx="5" ry="5" stroke-width="3"/>',
    }

    def __init__(
        self, start: Any, source: Callable[[Any], Iterable[Any]], *, elsewhere: Callable[[Any], bool] | None = None,
        sharers: Callable[[Any], Iterable[Any]] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(**kwargs)
        self.start, self._source = start, source
        self._elsewhere, self._sharers = elsewhere, sharers

    def _resolve(self, instance: Any) -> None:
        super()._resolve(instance)
        self._source = this.resolve(instance, self._source)
        self._elsewhere = this.resolve(instance, self._elsewhere)
        self._sharers = this.resolve(instance, self._sharers)

    def _ready(self) -> None:
        super()._ready()
        flow_finished.connect(self._child_done, sender=self.start.flow_class, weak=False)

    def source(self, activation: FanOutActivation) -> Iterable[Any]:
        """The rows that get a child process."""
        return self._source(activation)

    def waits_elsewhere(self, activation: FanOutActivation) -> bool:
        """Whether a process that is no child of this task, and counts for it, still lives (`elsewhere(activation)`)."""
        return bool(self._elsewhere(activation)) if self._elsewhere else False

    def _child_done(self, process: Any = None, **kwargs: Any) -> None:
        if process is None:
            return
        parents = {task.pk: task for task in (self._sharers(process) if self._sharers else ())}
        if process.parent_task_id and process.parent_task.flow_task == self:
            parents[process.parent_task_id] = process.parent_task
        # In one order of processes, so that two that end at once do not wait for each other.
        for task in sorted(parents.values(), key=lambda task: task.process_id):
            lock.after_lock_released(partial(self.try_complete, task))

    def try_complete(self, task: Any) -> None:
        """Go on when nothing is waited for any more; also after cancelled children, of which Viewflow tells nobody."""
        with task.activation() as activation:
            if activation.complete.can_proceed():
                activation.complete()
                activation.activate_next()
