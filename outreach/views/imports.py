"""Add records: what is understood of files dropped here, tried in all charts for one session, kept only on a click."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import streamlit as st

import loaders
from loaders import reference
from outreach import schema
from outreach.prepare import Prepared, prepare
from outreach.views.page import Page

TRIED = "tried"


def prepared(now: schema.Dataset, sources: Sequence[Path], before: schema.Dataset | None = None) -> Prepared:
    """The dataset made ready for all pages, with the dates of its files and when they were read."""
    files = [(source, path.stat().st_mtime) for path, source in loaders.files(sources) if isinstance(path, Path)]
    table = pd.DataFrame(files, columns=["source", "changed"])
    table["changed"] = pd.to_datetime(table["changed"], unit="s").dt.floor("s").astype(schema.DAY)
    ready = prepare(now, reference.frame("states"), reference.frame("memberships"), before)
    kinds = reference.frame("problem_kinds")
    return replace(ready, files=table, problem_kinds=kinds, read_at=pd.Timestamp.now().floor("s"))


def tried() -> Prepared | None:
    """The records of this session only, where it tries some."""
    return st.session_state.get(TRIED)


def banner() -> None:
    """Say on every page that this session sees more records than others."""


def render(page: Page) -> None:
    """The page."""
