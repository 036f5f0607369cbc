"""The verbs of the ranking: publish a formula, count, open the window, object, answer, freeze, submit, decide."""

from accountability.ranking.actions.counting import AT_ONCE, ask_count, count_now, recount, start_ranking
from accountability.ranking.actions.deciding import approve, freeze, return_ranking, submit
from accountability.ranking.actions.locking import Refused
from accountability.ranking.actions.objecting import Ruling, answer, object_to, open_window
from accountability.ranking.actions.publishing import FormulaSpec, publish_formula

__all__ = [
    "AT_ONCE", "FormulaSpec", "Refused", "Ruling", "answer", "approve", "ask_count", "count_now", "freeze", "object_to",
    "open_window", "publish_formula", "recount", "return_ranking", "start_ranking", "submit",
]  # fmt: skip
