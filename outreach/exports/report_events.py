"""Every event of the report with what its sources say and where they say it."""

from html import escape
from urllib.parse import urlsplit

import pandas as pd

from outreach.charts import look
from outreach.languages import when
from outreach.prepare import Prepared


def listed(events: pd.DataFrame, prepared: Prepared, language: str) -> str:
    """The events, takes metrics.records.events_listed, each with every place that tells of it and its address."""
    inside = prepared.evidence[prepared.evidence["event_id"].isin(events["event_id"])]
    told = inside.drop_duplicates(["event_id", "source", "locator"]).groupby("event_id")[["source", "locator"]]
    places = {key: [_place(*row) for row in rows.itertuples(index=False)] for key, rows in told}
    web = inside[inside["field"] == "address"].drop_duplicates(["event_id", "value"]).groupby("event_id")["value"]
    addresses = {key: values.tolist() for key, values in web}
    own = prepared.events.set_index("event_id")["locator"]
    articles = []
    for row in events.itertuples(index=False):
        where = places.get(row.event_id) or [_place(row.source, own.get(row.event_id))]
        articles.append(_article(row, where, addresses.get(row.event_id, []), language))
    return '<div class="events">' + "\n".join(articles) + "</div>"


def _place(source: object, locator: object) -> str:
    return ", ".join(str(part) for part in (source, locator) if pd.notna(part) and part != "")


def _article(row: tuple, places: list[str], addresses: list[str], language: str) -> str:
    title = row.title if pd.notna(row.title) else "Event without a title"
    days = when(row.start_date, row.end_date, row.date_precision, language)
    facts = ["date not known" if days == "–" else days, row.place, row.event_type, row.format]
    facts += [row.status if row.status != "held" else None]
    numbers = [
        _said(row.participants, row.participants_bound, "participant", ""),
        _said(row.states_reported, row.states_bound, "state", " reported"),
        _said(row.states_named, "exact", "state", " named"),
    ]
    told = ", ".join(filter(None, numbers))
    lines = [" · ".join(look.isolated(str(fact)) for fact in facts if pd.notna(fact))]
    organised = f"Organised by {row.organisers}" if pd.notna(row.organisers) else ""
    lines += [" · ".join(filter(None, (organised, told)))] if organised or told else []
    said = "".join(f"<p>{escape(line)}</p>" for line in lines)
    links = "".join(f"<br>{link(address)}" for address in addresses)
    source = f'<p class="muted">Source: {escape("; ".join(places))}{links}</p>'
    return f"<article><h3>{escape(str(title))}</h3>{said}{source}</article>"


def _said(value: object, bound: object, noun: str, how: str) -> str:
    """ "at least 60 participants", "1 state named"; nothing where it is not known."""
    return "" if pd.isna(value) else f"{look.number(value, bound)} {noun if value == 1 else f'{noun}s'}{how}"


def link(address: str) -> str:
    """An address that may be followed, where it is one of the web; else its text."""
    try:
        parts = urlsplit(address)
        web = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        web = False
    shown = escape(address)
    return f'<a href="{shown}" rel="noopener noreferrer">{shown}</a>' if web else shown
