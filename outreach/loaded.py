"""The records as every door (dashboard, command line) opens them: read, made ready, with the names to show."""

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import pandas as pd

import loaders
from loaders import cache, reference
from outreach import schema
from outreach.languages import in_language, region_names
from outreach.prepare import SCHEMES, Prepared, prepare

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "records"
RECORDS = Path(os.environ.get("OUTREACH_RECORDS") or SHIPPED).resolve()


def load(records: Path | str = RECORDS) -> Prepared:
    """The records made ready. Only the shipped folder is kept in the cache, and compared with its load before."""
    if records != SHIPPED:
        return prepared(loaders.load([records]), [records])
    told = cache.load([SHIPPED])
    return prepared(told.now, [SHIPPED], told.before)


def prepared(now: schema.Dataset, sources: Sequence[Path | str], before: schema.Dataset | None = None) -> Prepared:
    """The dataset made ready for all pages, with the dates of its files and when they were read."""
    files = [(source, path.stat().st_mtime) for path, source in loaders.files(sources) if isinstance(path, Path)]
    table = pd.DataFrame(files, columns=["source", "changed"])
    times = [pd.Timestamp.fromtimestamp(changed) for changed in table["changed"]]  # as clocks here show it
    table["changed"] = pd.Series(times, dtype=schema.DAY).dt.floor("s")
    ready = prepare(now, reference.frame("states"), reference.frame("memberships"), before, _groups())
    kinds = reference.frame("problem_kinds")
    return replace(ready, files=table, problem_kinds=kinds, read_at=pd.Timestamp.now().floor("s"))


def _groups() -> pd.DataFrame:
    """Own schemes of regions; refuses one that takes the name of a scheme of the house."""
    groups = reference.frame("region_groups")
    taken = groups.index[groups["scheme"].str.lower().isin(SCHEMES)]
    if len(taken):
        scheme = groups.loc[taken[0], "scheme"]
        raise reference.ReferenceError(
            f"region_groups.csv, row {taken[0] + 2}: the scheme {scheme!r} has the name of one that is there already."
        )
    return groups


@lru_cache(maxsize=16)
def short_names(prepared: Prepared, language: str = "en") -> dict[str, str]:
    """Names for lists: acronym of a listed organisation, else the full name; states, named or not, and regions."""
    shown = in_language(prepared, language)
    parties = shown.attendance.drop_duplicates("party_id")
    names = dict(zip(shown.states["iso3"], shown.states["name"], strict=True))
    names |= dict(zip(parties["party_id"], parties["party_name"], strict=True))
    acronyms = {row["organisation_id"]: row["acronym"] for row in reference.rows("organisations")}
    return {key: acronyms.get(key) or name for key, name in names.items()} | region_names(language)
