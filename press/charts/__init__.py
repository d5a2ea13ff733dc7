"""Numbers become a picture and, beside it, the table that says the same.

One helper for each kind of chart: a bar of a whole, a column by month, dots for before and after, dots of one person.
Each returns a Chart for templates/components/chart.html. drawing.py has what they share.
"""

from press.charts.bars import Share, bars_of_a_whole
from press.charts.columns import columns_by_month
from press.charts.dots import Pair, before_and_after
from press.charts.drawing import Chart, Row, Words
from press.charts.moments import Moments, moments_of_one

__all__ = [
    "Chart",
    "Moments",
    "Pair",
    "Row",
    "Share",
    "Words",
    "bars_of_a_whole",
    "before_and_after",
    "columns_by_month",
    "moments_of_one",
]
