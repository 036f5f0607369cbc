"""The facts of the ranking, one noun per file."""

from accountability.ranking.models.formula import FormulaVersion
from accountability.ranking.models.objection import Objection
from accountability.ranking.models.ranking import CountedTask, Ranking, RankingCount, RankingRow

__all__ = ["CountedTask", "FormulaVersion", "Objection", "Ranking", "RankingCount", "RankingRow"]
