"""Memory that is no longer used, handed back between the steps of reading a large table."""

import ctypes
import sys

import pyarrow as pa

LARGE = 100_000  # rows; below, what is kept for later is too little to matter


def give_back(rows: int) -> None:
    """Hand unused memory back to the system, which pyarrow and the C library would keep for later."""
    if rows < LARGE:
        return
    pa.default_memory_pool().release_unused()
    if sys.platform == "linux" and (trim := getattr(ctypes.CDLL(None), "malloc_trim", None)):
        trim(0)
