"""A second start with nothing changed reads what the first one worked out, from Parquet files.

The key is made of the content of the sources and of everything that reads them (code, reference tables), so a cached
load is never older than either. The load before the last is kept, to tell what has changed since.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import pandas as pd

import loaders
from outreach import schema

ROOT = Path(__file__).resolve().parents[1]
KEPT = 2  # loads in the folder: the last, and the one before it


class Load(NamedTuple):
    """What the sources tell now, and what they told at the last load that differed (None at the first)."""

    now: schema.Dataset
    before: schema.Dataset | None


def load(sources: Iterable[Path], folder: Path = ROOT / ".cache") -> Load:
    """The dataset of the sources (files and folders), from the cache where nothing has changed."""
    sources = list(sources)
    here = folder / key(sources)
    if not _whole(here):
        _write(loaders.load(sources), here)
    os.utime(here)
    kept = sorted((path for path in folder.iterdir() if _whole(path)), key=lambda path: path.stat().st_mtime_ns)
    for old in kept[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    before = kept[-2] if len(kept) > 1 else None
    return Load(_read(here), before and _read(before))


def key(sources: Iterable[Path]) -> str:
    """A digest of the sources' content, the code that reads them and the tables that it knows."""
    digest = hashlib.sha256(pd.__version__.encode())
    code = [*(ROOT / "loaders").rglob("*.py"), ROOT / "outreach" / "schema.py"]
    knowledge = (ROOT / "data" / "reference").glob("*.csv")
    for path in sorted([*code, *knowledge]):
        _add(digest, path.relative_to(ROOT).as_posix(), path)
    for path, source in loaders.files(sources):
        _add(digest, source, path)
        _add(digest, f"{source}.mapping.toml", path.with_name(f"{path.name}.mapping.toml"))
    return digest.hexdigest()[:32]


def _add(digest: "hashlib._Hash", name: str, path: Path) -> None:
    digest.update(name.encode())
    if path.is_file():
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())


def _whole(path: Path) -> bool:
    return all((path / f"{name}.parquet").is_file() for name in schema.TABLES)


def _write(dataset: schema.Dataset, folder: Path) -> None:
    """All tables or nothing: written beside, then put in place in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(dir=folder.parent, prefix=".new-"))
    for name in schema.TABLES:
        getattr(dataset, name).to_parquet(beside / f"{name}.parquet", index=False)
    shutil.rmtree(folder, ignore_errors=True)
    beside.replace(folder)


def _read(folder: Path) -> schema.Dataset:
    return schema.Dataset(
        **{name: schema.conform(pd.read_parquet(folder / f"{name}.parquet"), name) for name in schema.TABLES}
    )
