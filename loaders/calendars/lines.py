"""The text of a calendar -> its entries and their properties, each with its line; one broken line costs only itself."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from icalendar.parser import Contentline
from icalendar.prop import vText

_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_NAME = re.compile(r"[A-Za-z0-9-]+")
_DAYS = ("DTSTART", "DTEND", "RECURRENCE-ID")
_STAMP = re.compile(r"\s*\d{8}")
_STILL_CLEAR = ("SUMMARY", "LOCATION", "DESCRIPTION", "CATEGORIES", "DTSTART", "DTEND", "STATUS", "URL")


@dataclass(frozen=True)
class Property:
    """One line of an entry: its name, parameters, value, and where it stands."""

    name: str
    value: str
    parameters: dict[str, str]
    line: int
    written: str


@dataclass
class Entry:
    """A component (VEVENT, VTODO ...) with its properties, and the lines of it that could not be read."""

    kind: str
    line: int
    properties: list[Property] = field(default_factory=list)
    broken: list[tuple[int, str, str]] = field(default_factory=list)

    @property
    def at(self) -> str:
        """The entry's place in the file."""
        return f"line {self.line}"

    def first(self, name: str) -> Property | None:
        """The first property of this name."""
        return next((prop for prop in self.properties if prop.name == name), None)

    def all(self, name: str) -> list[Property]:
        """Every property of this name."""
        return [prop for prop in self.properties if prop.name == name]

    def value(self, name: str) -> str:
        """The value of the first property of this name, "" where there is none."""
        prop = self.first(name)
        return prop.value.strip() if prop else ""


def entries(text: str) -> tuple[Entry, list[Entry]]:
    """The calendar's own properties, and its entries in the order of the file."""
    calendar = Entry("VCALENDAR", 1)
    found: list[Entry] = []
    open_entries = [calendar]
    for number, line in _unfolded(text):
        head, _, rest = line.partition(":")
        kind = rest.strip().upper()
        if head.strip().upper() == "BEGIN":
            if kind == "VEVENT" or len(open_entries) == 1 and kind != "VCALENDAR":
                open_entries = [calendar, Entry(kind, number)]  # an entry that was never closed ends here
                found.append(open_entries[-1])
            elif kind != "VCALENDAR":
                open_entries.append(Entry(kind, number))
        elif head.strip().upper() == "END":
            if kind != "VCALENDAR" and len(open_entries) > 1:
                open_entries.pop()
        else:
            _add(open_entries[-1], number, line)
    return calendar, found


def _unfolded(text: str) -> Iterator[tuple[int, str]]:
    """The logical lines with the number of the line each begins on."""
    held, began = "", 0
    for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
        if line[:1] in (" ", "\t") and began:
            held += line[1:]
            continue
        if held.strip():
            yield began, held
        held, began = line, number
    if held.strip():
        yield began, held


def _add(entry: Entry, number: int, line: str) -> None:
    try:
        name, parameters, value = Contentline(line).parts()
    except (ValueError, IndexError, KeyError):
        name, parameters, value = _loose(line)
        is_clear = name in _STILL_CLEAR and bool(value)
        what = "its value was taken" if is_clear else "it was passed over"
        entry.broken.append((number, name or "what stands there", what))
        if not is_clear:
            return
    if name.upper() in _DAYS and not _STAMP.match(value):  # a zone's name with a colon in it, not quoted
        value = line.rpartition(":")[2]
    texts = {key.upper(): value if isinstance(value, str) else ",".join(value) for key, value in parameters.items()}
    entry.properties.append(Property(name.upper(), str(value), texts, number, line))


def _loose(line: str) -> tuple[str, dict, str]:
    """Name and value of a line whose parameters make no sense."""
    name = _NAME.match(line)
    found = name[0].upper() if name else ""
    value = line.rpartition(":") if found in _DAYS else line.partition(":")
    return found, {}, vText.from_ical(value[2])


def plain(text: str) -> str:
    """The text without HTML tags and with its entities and spaces as read."""
    return " ".join(html.unescape(_TAG.sub(" ", text)).split())
