"""Parts of countries in a column of their own: "Georgia" beside Florida and Iowa is the US state."""

from functools import cache

import pycountry

from loaders.normalise import states
from loaders.normalise.words import fold

FEDERATIONS = ("US", "CA", "AU", "IN", "BR", "MX", "DE", "MY", "NG", "AR", "CH", "AT", "GB", "ES", "IT", "FR", "ZA")


@cache
def _names(country: str) -> frozenset[str]:
    parts = pycountry.subdivisions.get(country_code=country) or ()
    names = {fold(part.name) for part in parts} | {fold(part.code.split("-", 1)[1]) for part in parts}
    return frozenset(names | ({"washington dc", "washington d.c.", "d.c."} if country == "US" else set()))


def country_of_all(values: list[str]) -> str:
    """The alpha-3 code of the one country of which nearly all these are parts, or "".

    Names of states just as well ("Georgia" alone) are taken for states; codes ("CO", "PA") are not.
    """
    keys = [fold(value).strip() for value in values if value.strip()]
    if not keys:
        return ""
    as_states = sum(states.resolve(value) is not None for value in values)
    for country in FEDERATIONS:
        parts = sum(key in _names(country) for key in keys)
        if parts >= 0.85 * len(keys) and (parts > as_states or (parts == as_states and max(map(len, keys)) <= 3)):
            return pycountry.countries.get(alpha_2=country).alpha_3
    return ""
