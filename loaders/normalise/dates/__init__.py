"""Dates and ranges of dates, as outreach records write them; no year, day or order of figures is ever guessed.

>>> parse("30 November to 2 December 2016")[:2]
(datetime.date(2016, 11, 30), datetime.date(2016, 12, 2))
"""

from loaders.normalise.dates.columns import column
from loaders.normalise.dates.ranges import DateRange, complete, unlikely
from loaders.normalise.dates.reading import find, parse

__all__ = ["DateRange", "column", "complete", "find", "parse", "unlikely"]
