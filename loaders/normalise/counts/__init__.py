"""How many people, how many states: numbers with their bounds, in a cell or in running text.

>>> parse("more than 60 officials")
Count(value=60, bound='at least')
"""

from loaders.normalise.counts.cells import Count, parse
from loaders.normalise.counts.reading import find

__all__ = ["Count", "find", "parse"]
