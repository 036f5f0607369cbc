"""Charts as SVG, drawn by pure functions from figures: a page, a PDF and a printed page show the same.

Each chart is a `Chart`: shapes for `templates/components/chart.html`, and the figures themselves as a table, since nobody
should have to guess a number from a line. Colours come from classes where a style sheet knows them, else from the
attributes beside them; lines differ by dashes and marks, too.
"""

from accountability.core.charts.bars import columns, ranking
from accountability.core.charts.lines import Line, lines
from accountability.core.charts.scale import Scale, scale_to
from accountability.core.charts.shapes import Bar, Chart, Legend, Shape, Table

__all__ = [
    "Bar",
    "Chart",
    "Legend",
    "Line",
    "Scale",
    "Shape",
    "Table",
    "columns",
    "lines",
    "ranking",
    "scale_to",
]
