"""The one door: any source -> the schema's tables."""


class Unreadable(Exception):
    """A source that cannot be read at all; the message says what, where and what to do, in one sentence."""
