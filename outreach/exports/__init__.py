"""Tables -> files: what is on the screen, to take away. A page and the command line make them by the same functions."""

from outreach.exports.formats import FORMATS, csv, file_name, harmless

__all__ = ["FORMATS", "csv", "file_name", "harmless"]
