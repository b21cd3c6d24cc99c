"""The one exception that readers raise."""


class Unreadable(Exception):
    """A source that cannot be read at all; the message says what, where and what to do, in one sentence."""
