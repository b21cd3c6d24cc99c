"""Add records: what is understood of files dropped here, tried in all charts for one session, kept only on a click."""

import hashlib
import re
import tempfile
from pathlib import Path

import pandas as pd
import streamlit as st
from streamlit.runtime.uploaded_file_manager import UploadedFile

import loaders
from loaders import keep, reference
from loaders.tables import beside
from outreach import schema
from outreach.charts import look
from outreach.languages import in_language
from outreach.loaded import RECORDS, prepared
from outreach.metrics.records import events_listed
from outreach.metrics.records_sources import problems_listed
from outreach.prepare import Prepared, prepare
from outreach.views import data, events, import_mapping, import_names, tables
from outreach.views.page import Page
from outreach.views.parts import plain

TRIED, FOLDER, READ, SAID = "tried", "upload-folder", "upload-read", "upload-said"
MOST_MB = 20
SHOWN = 10


def tried() -> Prepared | None:
    """The records of this session only, where it tries some."""
    return st.session_state.get(TRIED)


def banner() -> None:
    """Say on every page that this session sees more records than others, with a way to leave."""
    if tried() is None:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.info("Records that are not kept are tried in all charts. Only you see them.", icon=":material/science:")
        st.button("Leave the trial", key="leave-trial", on_click=_leave, help="Show the kept records again")


def render(page: Page) -> None:
    """The page: drop files, look, change, try, keep."""
    st.markdown(
        "Drop files here to see what is understood of them. They are put in a temporary folder that is deleted with "
        "your session; nothing else is written without a click."
    )
    _tell()
    folder = st.toggle("A whole folder", key="upload-a-folder")
    uploaded = st.file_uploader(
        "Records: notes, press items, tables, workbooks, calendars, archives",
        type=sorted(ending[1:] for ending in loaders.READERS),
        accept_multiple_files="directory" if folder else True,
        max_upload_size=MOST_MB,
        key=f"uploads-{folder}",
    )
    paths = _put(uploaded)
    read = [_file(path, page.theme.language) for path in paths]
    if paths:
        _decide(paths)
    told = schema.concat(read).problems if read else page.prepared.problems
    import_names.render(told, bool(read))
    import_names.duplicates(page.prepared)


def _tell() -> None:
    """What the click before this run did."""
    for kind, sentence in st.session_state.pop(SAID, []):
        (st.success if kind == "done" else st.error)(plain(sentence))


def _say(kind: str, sentence: str) -> None:
    st.session_state.setdefault(SAID, []).append((kind, sentence))


def _put(uploaded: list[UploadedFile]) -> list[Path]:
    """The files in the session's own folder, under the names they have; those taken back are gone from it."""
    if FOLDER not in st.session_state:
        st.session_state[FOLDER] = tempfile.TemporaryDirectory(prefix="outreach-")
    folder = Path(st.session_state[FOLDER].name) / "uploaded"
    folder.mkdir(exist_ok=True)
    names: dict[str, UploadedFile] = {}
    for file in uploaded:
        name = safe_name(file.name)
        while name in names:
            name = f"{Path(name).stem} again{Path(name).suffix}"
        names[name] = file
    for path in folder.iterdir():
        if path.name.removesuffix(".mapping.toml") not in names:
            path.unlink()
    for name, file in names.items():
        content = file.getvalue()
        path = folder / name
        if not path.exists() or path.read_bytes() != content:
            path.write_bytes(content)
            beside(path).unlink(missing_ok=True)
    return [folder / name for name in names]


def safe_name(name: str) -> str:
    """A name that stands for a file of the folder and for nothing else."""
    last = re.split(r"[/\\]", name)[-1]
    last = re.sub(r"[\x00-\x1f\x7f:*?\"<>|#]+", "_", last).lstrip(". ~$")
    return (Path(last).stem[:100] + Path(last).suffix[:20]) or "record"


def _file(path: Path, language: str) -> schema.Dataset:
    """One file: its mapping to change, its first events, its problems."""
    with st.container(border=True):
        heading = st.empty()
        if loaders.reader_of(path) == "tables":
            import_mapping.edit(path, f"mapping-{path.name}-{_digest(path.read_bytes())}")
        told = _read(path)
        counts = [look.count(len(told.events), "event"), data.tally(told.problems)]
        parties = told.attendance["party_kind"].value_counts()
        counts[1:1] = [look.count(int(parties.get(kind, 0)), kind) + " named" for kind in ("state", "organisation")]
        heading.subheader(f"{plain(path.name)}: {', '.join(counts)}", anchor=False)
        if len(told.events):
            ready = in_language(prepare(told, reference.frame("states")), language)
            listed = events_listed(ready.events, ready.attendance, ready.states).head(SHOWN)
            st.dataframe(
                events.in_words(listed, language),
                hide_index=True,
                column_order=[name for name in events.COLUMNS if name != "source"],
                column_config=events.COLUMNS,
                placeholder="–",
                height=38 + 35 * len(listed),
                key=f"rows-{path.name}",
            )
            st.caption(f"The latest {len(listed)} of {look.count(len(told.events), 'event')}.")
        if len(told.problems):
            shown = problems_listed(told.problems).head(SHOWN)
            kinds = {row["kind"]: row["what_to_do"] for row in reference.rows("problem_kinds")}
            what_to_do = shown["suggestion"].where(shown["suggestion"].fillna("") != "", shown["kind"].map(kinds))
            shown = pd.DataFrame(
                {
                    "Severity": shown["severity"],
                    "What": shown["message"],
                    "What to do": what_to_do,
                    "Where": shown["locator"],
                }
            )
            tables.draw(shown, f"Problems of {path.name}", (12, 42, 30, 16))
            if len(told.problems) > SHOWN:
                st.caption(f"The first {SHOWN} of {look.number(len(told.problems))}, the worst first.")
    return told


def _read(path: Path) -> schema.Dataset:
    """What the file tells; read again only when it, its mapping or the reference tables have changed."""
    known = st.session_state.setdefault(READ, {})
    mapping = beside(path).read_bytes() if beside(path).exists() else b""
    key = (path.name, _digest(path.read_bytes()), _digest(mapping), import_names.version())
    if key not in known:
        known[key] = loaders.read_file(path, path.name)
        while len(known) > 40:
            known.pop(next(iter(known)))
    return known[key]


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:16]


def _decide(paths: list[Path]) -> None:
    """Try in all charts, or keep."""
    with st.container(border=True):
        st.subheader("What next?", anchor=False)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.button(
                "Try in all charts (this session only)",
                icon=":material/science:",
                key="try",
                on_click=_try,
                args=(paths[0].parent,),
            )
            if keep.allowed():
                st.button(
                    "Keep in data/records/",
                    icon=":material/save:",
                    key="keep",
                    type="primary",
                    on_click=_keep,
                    args=(paths,),
                )
        if not keep.allowed():
            mapped = any(beside(path).exists() for path in paths)
            st.caption(
                f"To keep files from here, start the dashboard with {keep.MAY_KEEP}=1; else copy them to data/records/"
                + (", each with the mapping below beside it." if mapped else ".")
            )
        else:
            taken = [path.name for path in paths if (RECORDS / path.name).exists()]
            if taken:
                st.checkbox(
                    f"Replace {plain(', '.join(taken))}, which data/records/ has already", key="replace", value=False
                )
        for path in (path for path in paths if beside(path).exists()):
            st.download_button(
                plain(beside(path).name),
                beside(path).read_bytes(),
                file_name=beside(path).name,
                mime="application/toml",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
                key=f"toml-{path.name}",
            )


def _try(folder: Path) -> None:
    """Read the kept records and those of this session together; for all pages of this session."""
    sources = [RECORDS, folder] if RECORDS.exists() else [folder]
    now = loaders.load(sources)
    st.session_state[TRIED] = prepared(now, sources)
    _say("done", f"All charts now show {look.count(len(now.events), 'event')}, for this session only.")


def _leave() -> None:
    st.session_state.pop(TRIED, None)


def _keep(paths: list[Path]) -> None:
    """Keep each file with its mapping; a file that is refused is said, the others stand."""
    done = []
    for path in paths:
        mapping = beside(path).read_text(encoding="utf-8") if beside(path).exists() else ""
        try:
            replace_it = bool(st.session_state.get("replace"))
            done += keep.record(path.name, path.read_bytes(), mapping, RECORDS, replace_it)
        except (keep.Refused, OSError) as error:
            _say("refused", str(error))
    if done:
        _leave()
        st.cache_resource.clear()  # all sessions read the records anew
        _say("done", f"Kept in data/records/: {', '.join(path.name for path in done)}.")
