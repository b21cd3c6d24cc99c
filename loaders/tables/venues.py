"""Where the events of a table were held: city, country and form, from the cells that tell of the place."""

import numpy as np
import pandas as pd

from loaders.normalise import places, states
from loaders.records import Problem
from loaders.tables import subdivisions, words
from loaders.tables.rows import Read, Rows, combinations, first_of, locator, used_codes


def place(rows: Rows, fields: dict[str, Read], problems: list[tuple[Problem, int]]) -> None:
    cells = {name: cell for name in ("place", "city", "event_country", "subdivision") if (cell := rows.first(name))}
    if not cells:
        return
    parts_of = ""
    if "subdivision" in cells:
        used = cells["subdivision"].text
        parts_of = subdivisions.country_of_all(used.categories[used_codes(used)].tolist())
    combined, which = combinations({name: cell.text for name, cell in cells.items()})
    found = [where(**said, parts_of=parts_of) for said in combined]
    for i, name in enumerate(("city", "country_code", "format")):
        values = np.array([place[i] or None for place in found], dtype=object)[which]
        order = (
            ("event_country", "place", "city", "subdivision")
            if i == 1
            else ("city", "place", "event_country", "subdivision")
        )
        fields.setdefault(name, Read(values, first_of([cells[n] for n in order if n in cells])))
    if "format" in fields:
        by_place = np.array([place[2] or None for place in found], dtype=object)[which]
        given = fields["format"]
        fields["format"] = Read(np.where(pd.isna(given.values), by_place, given.values), given.cell)
    country = cells.get("event_country") or cells.get("place")
    if country is not None:
        unknown = np.array([place[3] is not None for place in found])[which]
        for code in np.unique(country.text.codes[unknown & (country.text.codes >= 0)]):
            at = int(np.flatnonzero(unknown & (country.text.codes == code))[0])
            problems.append(
                (
                    _place_problem(found[which[at]][3], country.text.categories[code], locator(rows, country.row[at])),
                    at,
                )
            )


def where(
    place: str = "", city: str = "", event_country: str = "", subdivision: str = "", parts_of: str = ""
) -> tuple[str, str, str, str | None]:
    """City, country code, format, and the country's words where they could not be resolved.

    A country cell decides; a city alone gives its country only where the reference table knows just one such city.
    """
    code, form, unresolved = "", "", None
    if event_country and not words.is_blank(event_country):
        code = next(filter(None, map(states.resolve, [event_country, *_several(event_country)])), "")
        if (
            code
            and not states.resolve(event_country)
            and len({*map(states.resolve, _several(event_country))} - {None}) > 1
        ):
            unresolved = event_country
        if not code:
            parsed = places.parse(event_country)
            if parsed:
                code, form, city = parsed.country_code, parsed.format, city or parsed.city
            if not code and not form:
                unresolved = event_country
    town = "" if words.is_blank(city) else city
    parsed = places.parse(", ".join(filter(None, (town, subdivision)))) if town else None
    if parsed:
        form = form or parsed.format
        if not code and not parts_of:
            code = parsed.country_code
        town = parsed.city or ("" if parsed.format == "online" else town)
    if place and not words.is_blank(place):
        parsed = places.parse(place)
        if parsed:
            form = form or parsed.format
            town = town or parsed.city
            if not code and not parts_of:
                code = parsed.country_code
        if not (town or code or form or states.resolve(place)):
            town = place if len(place) <= 40 and "," not in place else ""
    return town, code or parts_of, form, unresolved


def _several(text: str) -> list[str]:
    return [
        piece.strip()
        for piece in text.replace("/", ";").replace("|", ";").replace(" and ", ";").replace(",", ";").split(";")
    ]


def _place_problem(written: str, cell: str, locator: str) -> Problem:
    if any(map(states.resolve, _several(written))):
        message = f'"{written}" names several states; the first was taken for the place.'
        return Problem("several values", message, locator, "country_code", written)
    explained = states.explain(written)
    kind, message = explained or ("unresolved state", f'"{written}" is no state that is known.')
    return Problem(kind, message, locator, "country_code", written)
