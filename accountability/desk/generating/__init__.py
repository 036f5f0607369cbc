"""Assignments by the million, to try and to measure the ladder: `manage.py generate`.

1.  One assignment per directive goes the real way: registered, cut, approved, acknowledged by its lead's head, each by
    the act that people use. All others are copies of it, made inside the database (`copying`): the same rows in the
    same tables, process and tasks included, with a lead, a deadline and keys of their own.
2.  `overdue` per cent have a deadline whose rung late-1 is reached on the last working day up to `at` and was not
    claimed; the reminders before it were, as a sweep on each morning would have done. The rest is due 30 to 120 days
    after `at`: no rung of it is reached at `at`; the first one is `silent`, 15 days after they were given.
3.  All were given on the first working day of the twelve days before `at`, acknowledged on the next working day.
4.  The same arguments on the same database give the same rows. Nobody is told: no mail, no notice remains.
5.  One transaction; besides the events of the real acts one audit event of the whole.
"""

from accountability.desk.generating.making import Generated, generate, refuse
from accountability.desk.generating.order import SYMBOL, Order

__all__ = ["SYMBOL", "Generated", "Order", "generate", "refuse"]
