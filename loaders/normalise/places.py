"""Where an event took place: city, state and format, as far as the words say."""

import re
from functools import cache, lru_cache
from typing import NamedTuple

from loaders.normalise import Mention, city_names, states
from loaders.normalise.place_text import find_cities
from loaders.normalise.state_names import ambiguous, key
from loaders.normalise.words import fold, fold_spans

_EDGES = " \t\n.,;:-–—|/·•*()[]"
_PARTS = re.compile(r"\s*(?:[,;|()\[\]（）\n、，]|\s[-–—]+\s|:\s)\s*")
_JOINTS = re.compile(r"\s*;\s*|\s*/\s*|\s+(?:&|\+|and|et|y|und)\s+")
_INITIALS = re.compile(r"(?<!\w)(?:\w\.\s?){2,}$")
_MEETING_ADDRESS = re.compile(r"\S*\b(?:zoom|webex|teams|gotomeeting)\.\w+\S*", re.IGNORECASE)
_NUMBERS = re.compile(r"[A-Z]{0,2}-?\d{3,}")


class Place(NamedTuple):
    """A place as far as it is known: city as written, alpha-3 code, format; "" where unknown."""

    city: str = ""
    country_code: str = ""
    format: str = ""


LONGEST = 400  # characters; a longer text is prose, not the name of a place


def parse(written: str) -> Place | None:
    """The place that a whole text names, or None where it names none or names two states for one place.

    A city keeps the spelling of the source. A bare city has a state only where its name means one city above all
    others (column `alone` of cities.csv).

    >>> parse("INTERPOL General Secretariat, Lyon (France)"), parse("Nairobi and online")
    (Place(city='Lyon', country_code='FRA', format=''), Place(city='Nairobi', country_code='KEN', format='hybrid'))
    """
    return _parse(written) if len(written) <= LONGEST else None


@lru_cache(maxsize=1 << 14)
def _parse(written: str) -> Place | None:
    if key(written) in _unknown():
        return None
    remaining, mode = _take_format(written)
    place = _locate(remaining) if key(remaining) else None
    if place is None:
        return Place(format=mode) if mode else None
    return place._replace(city=_spelt(place.city), format=mode)


@cache
def _unknown() -> frozenset[str]:
    """The keys of words for no place: TBC, N/A, various."""
    return frozenset(key(word) for word in city_names.words("unknown")) | {""}


def find(text: str) -> list[Mention]:
    """The cities that a running text names, with the state behind or before them; value is a Place.

    A city alone counts when it is well known and its name means one city; any other only beside its state.
    """
    return [
        Mention(start, end, text[start:end], Place(_spelt(city), code)) for start, end, city, code in find_cities(text)
    ]


def _spelt(city: str) -> str:
    """A city written in capitals as it is spelt: as the table has it, else each word with one capital."""
    if not city.isupper() or len(city) < 4:
        return city
    listed = [known.name for known in city_names.cities().get(key(city), ()) if key(known.name) == key(city)]
    return listed[0] if listed else re.sub(r"[^\W\d_]+", lambda word: word[0].capitalize(), city)


def _take_format(written: str) -> tuple[str, str]:
    """The text without the words for online, hybrid or in person, and the format that they give."""
    written = _MEETING_ADDRESS.sub(" online ", written)
    folded, places = fold_spans(written)
    kept = list(written)
    modes = set()
    for mode in ("hybrid", "online", "in person"):
        for match in city_names.pattern(mode).finditer(folded):
            modes.add(mode)
            for index in range(places[match.start()], places[match.end() - 1] + 1):
                kept[index] = "\0"
    if not modes:
        return written, ""
    remaining, joined = _without_joints("".join(kept))
    if "hybrid" in modes or modes == {"online", "in person"} or ("online" in modes and joined and key(remaining)):
        return remaining, "hybrid"
    return remaining, modes.pop()


def _without_joints(text: str) -> tuple[str, bool]:
    """What stands beside the blanked words for a format, and whether `and` or the like joined them to it."""
    words = text.replace("\0", " \0 ").split()
    joined = any(
        fold(word) in city_names.words("joined") and "\0" in words[max(0, place - 2) : place + 3]
        for place, word in enumerate(words)
    )
    words = [word for word in words if word != "\0"]
    loose = city_names.words("joint") | city_names.words("joined") | {""}
    for end in (0, -1):
        while words and fold(words[end]).strip(_EDGES) in loose:
            words.pop(end)
    return " ".join(words), joined


def _locate(text: str) -> Place | None:
    """The place in a text without words for its format."""
    text = _without_label(text.strip(" \t\n,;:-–—|/"))
    return _several(text) or _single(text)


def _several(text: str) -> Place | None:
    """Several places in one text, each with its city and state: Nairobi and Mombasa, Kenya; Rotterdam; Brussels."""
    if states.resolve(text) or key(text) in city_names.cities():
        return None
    pieces = [piece for piece in _JOINTS.split(text) if piece]
    places = [_single(piece) for piece in pieces] if 1 < len(pieces) < 6 else []
    if not places or not all(place and place.city and place.country_code for place in places):
        return _listed_together(text)
    joint = _JOINTS.search(text)[0]
    codes = {place.country_code for place in places}
    return Place(joint.join(place.city for place in places), codes.pop() if len(codes) == 1 else "")


def _listed_together(text: str) -> Place | None:
    """Cities of one state joined by `and`, where only the last part names it: Kisumu and Mombasa, Kenya."""
    parts = [part.strip(_EDGES) for part in _PARTS.split(text)]
    code = states.resolve(parts[-1]) if len(parts) == 2 else None
    towns = [town for town in _JOINTS.split(parts[0]) if town]
    if code and len(towns) > 1 and all(code in _countries(town) for town in towns):
        return Place(parts[0], code)
    return None


def _single(text: str) -> Place | None:
    """One place: its city, its state, or both."""
    parts = _merged([_trimmed(part) for part in _PARTS.split(text)])
    if not parts:
        return None
    if len(parts) == 1 and (found := _alone(parts[0])):
        return found
    codes, towns = _take_states(parts)
    if codes is None:
        return None
    towns = [town for town in towns if not _is_area(town)] or towns
    if listed := _listed(towns, codes):
        return listed
    code = "" if len(codes) > 1 else next(iter(codes), "")
    for town in reversed(towns):
        for *_, city, country in reversed(find_cities(town, also_in_names=True)):
            if country == code or not code:
                return Place(city, country)
    city = next((town for town in reversed(towns) if not _is_venue(town)), "")
    return Place(city, code) if city or code else None


def _listed(towns: list[str], codes: frozenset[str]) -> Place | None:
    """The last part that is a listed city of one of the states; of two names of it (Bruxelles (Brussels)) the first."""
    for town in reversed(towns):
        common = _countries(town) & codes
        if len(common) == 1:
            code = next(iter(common))
        elif not codes and (city := city_names.meant(town)):
            code = city.country_code
        else:
            continue
        same = {city for city in city_names.cities()[key(town)] if city.country_code == code}
        first = next(other for other in towns if same & set(city_names.cities().get(key(other), ())))
        return Place(first, code)
    return None


def _trimmed(part: str) -> str:
    """A part without punctuation around it; D.C. keeps its last dot."""
    plain = part.strip(_EDGES)
    return f"{plain}." if _INITIALS.search(f"{plain}.") and f"{plain}." in part else plain


def _merged(parts: list[str]) -> list[str]:
    """The parts that say something; two that are one name (Washington, D.C.; Korea, Republic of) as one."""
    parts = [part for part in parts if part and not _NUMBERS.fullmatch(part)]
    for size in (3, 2):
        for start in range(len(parts) - size + 1):
            joined = ", ".join(parts[start : start + size])
            code = states.resolve(joined)
            if code or key(joined) in city_names.cities():
                town = [parts[start]] if code in _countries(parts[start]) else []  # Hong Kong, China is both
                return [*parts[:start], *town, joined, *parts[start + size :]]
    return parts


def _alone(text: str) -> Place | None:
    """A text of one part that names a state, a city, or both without a comma (Nairobi Kenya)."""
    code = states.resolve(text)
    cities = city_names.cities().get(key(text), ())
    if code:
        own = any(key(city.name) == key(text) for city in cities if city.country_code == code)
        others = any(city.country_code != code for city in cities)
        return Place(text) if others and not own and city_names.is_doubtful(text) else Place(text if own else "", code)
    if cities:
        city = city_names.meant(text)
        return Place(text, city.country_code if city else "")
    words = text.split()
    for size in range(len(words) - 1, 0, -1):
        town, code = " ".join(words[:size]), states.resolve(" ".join(words[size:]))
        if code and code in _countries(town):
            return Place(town, code)
    return None


def _take_states(parts: list[str]) -> tuple[frozenset[str] | None, list[str]]:
    """The states that may be meant, and the parts that are towns or venues; None where two states contradict."""
    for place in (len(parts) - 1, 0, *range(len(parts) - 2, 0, -1)):
        others = parts[:place] + parts[place + 1 :]
        codes = _states(parts[place], bool(others)) if place >= 0 else frozenset()
        if codes and not _is_rather_city(parts[place], others):
            break
    else:
        return frozenset(), parts
    is_state = states.resolve(parts[place]) is not None
    towns, areas = [], []
    for part in others:
        further = _states(part, beside_city=True)
        if not further or _countries(part) & codes:
            towns.append(part)
        elif further & codes:
            codes = codes & further
            areas += [] if states.resolve(part) else [part]
        elif is_state and len(codes) == 1 and states.resolve(part):
            return None, parts
        else:
            towns.append(part)
    return codes, towns or areas[:1]  # Hawaii, USA


def _is_rather_city(part: str, others: list[str]) -> bool:
    """Whether a part of a state (New York) is the city of that name, as no city of its state stands beside it."""
    states_of = city_names.subdivisions().get(key(part), frozenset())
    cities = [c for c in city_names.cities().get(key(part), ()) if c.well_known and c.country_code in states_of]
    return bool(cities) and not any(_countries(other) & states_of for other in others)


def _states(written: str, beside_city: bool) -> frozenset[str]:
    """The states that one part may mean; beside a city a part of a state stands for it (Monterey, California)."""
    found = set(ambiguous()[key(written)].candidates) if key(written) in ambiguous() else set()
    if (code := states.resolve(written)) is not None:
        found.add(code)
    if beside_city:
        found |= city_names.subdivisions().get(key(written), frozenset())
        postal = city_names.postal().get(written.split(" ")[0].replace(".", ""))
        found |= {postal} if postal and re.fullmatch(r"[A-Z.]{2,4}(?: \d{5})?", written) else set()
    return frozenset(found)


def _countries(town: str) -> frozenset[str]:
    """The states that have a listed city of this name."""
    return frozenset(city.country_code for city in city_names.cities().get(key(town), ()))


def _is_venue(town: str) -> bool:
    return bool(city_names.pattern("venue").search(fold(town)))


def _is_area(town: str) -> bool:
    return bool(city_names.pattern("area").search(fold(town)))


def _without_label(text: str) -> str:
    """The text behind words such as `Venue:` or `held in`."""
    folded, places = fold_spans(text)
    label, before = city_names.pattern("label").pattern, city_names.pattern("preposition").pattern
    found = re.match(rf"(?:{label})\s*:\s*|(?:{before})\s+", folded)
    if not found or found.end() >= len(folded) or states.resolve(text) or key(text) in city_names.cities():
        return text
    return _without_label(text[places[found.end()] :])
