"""The pages of the ranking."""

from accountability.ranking.views.deciding import ranking_decide, ranking_freeze, ranking_submit
from accountability.ranking.views.formulas import formula_new, formula_page
from accountability.ranking.views.keeping import ranking_new, ranking_recount, window_open
from accountability.ranking.views.objecting import objection_answer, objection_list, objection_new
from accountability.ranking.views.pages import ranking_detail, ranking_file, ranking_list, ranking_row

__all__ = [
    "formula_new", "formula_page", "objection_answer", "objection_list", "objection_new", "ranking_decide",
    "ranking_detail", "ranking_file", "ranking_freeze", "ranking_list", "ranking_new", "ranking_recount", "ranking_row",
    "ranking_submit", "window_open",
]  # fmt: skip
