"""A ZIP archive -> the tables of every record in it, each read through the same door as a file of its own.

Members are unpacked one at a time into a folder of our own under a name of our own, so that no name in the archive
reaches the disk. Their bytes are counted while they are read: the sizes that an archive declares prove nothing.
"""

import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

import loaders
from loaders import records, same_event
from loaders.records import Problem
from loaders.unreadable import Unreadable
from outreach import schema

MOST_ENTRIES = 2_000
MOST_BYTES = 500_000_000  # unpacked, all together
MOST_MEMBER_BYTES = 200_000_000
MOST_RATIO = 100  # unpacked to packed; tables and notes pack 3 to 20 times
SMALL = 1_000_000  # below this a ratio is no danger
_CHUNK = 1 << 20
_ARCHIVES = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
_UTF_8 = 0x800  # flag of a member: its name is UTF-8
_ENCRYPTED = 0x1
_BESIDE = ".mapping.toml"


def read(path: Path, source: str) -> schema.Dataset:
    """The tables of every record in an archive; what is passed over is a problem that says why."""
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            parts = list(_members(archive, Path(folder), source))
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
        sentence = f"{source}: no ZIP archive, or a damaged one; pack it again or load the files in it one by one."
        raise Unreadable(sentence) from None
    if not parts:
        return records.tables([], source, [Problem("no event", f"{source}: there is no record in the archive.")])
    return schema.concat(same_event.own_ids(parts))


def _members(archive: zipfile.ZipFile, folder: Path, source: str) -> Iterator[schema.Dataset]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    if len(entries) > MOST_ENTRIES:
        raise Unreadable(f"{source}: has {len(entries)} files, more than the {MOST_ENTRIES} allowed; split it.")
    if sum(entry.file_size for entry in entries) > MOST_BYTES:
        raise Unreadable(f"{source}: unpacks to more than {MOST_BYTES // 1_000_000} MB; split it.")
    left = MOST_BYTES
    named = sorted(((_name(entry), entry) for entry in entries), key=lambda pair: (pair[0], pair[1].header_offset))
    mappings = {name: entry for name, entry in named if name.endswith(_BESIDE)}
    seen: set[str] = set()
    for number, (name, entry) in enumerate(named):
        if _is_hidden(name) or name in mappings:
            continue
        inside = f"{source}#{name}"
        if name in seen:
            yield _passed_over(inside, "a second file of this name in the archive; rename one of them")
            continue
        seen.add(name)
        suffix = PurePosixPath(name).suffix.lower()
        if suffix in _ARCHIVES:
            yield _passed_over(inside, "an archive inside an archive; unpack it and load its files")
            continue
        room = folder / str(number)
        room.mkdir()
        target = room / f"{_harmless(PurePosixPath(name).stem)}{suffix}"
        try:
            left -= _unpack(archive, entry, target, left)
            if mapping := mappings.get(f"{name}{_BESIDE}"):
                left -= _unpack(archive, mapping, target.with_name(f"{target.name}{_BESIDE}"), left)
        except Unreadable as error:
            yield _passed_over(inside, str(error))
            continue
        yield loaders.read_file(target, inside)
        for file in room.iterdir():
            file.unlink()


def _unpack(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, left: int) -> int:
    """The member's bytes on disk, counted while they are read; raises Unreadable past a limit."""
    if entry.flag_bits & _ENCRYPTED:
        raise Unreadable("protected by a password; pack it again without one")
    size = 0
    most = min(MOST_MEMBER_BYTES, left)
    try:
        with archive.open(entry) as member, target.open("wb") as file:
            while chunk := member.read(_CHUNK):
                size += len(chunk)
                if size > most:
                    raise Unreadable(f"unpacks to more than {most // 1_000_000} MB; load it by itself")
                if size > SMALL and size > MOST_RATIO * max(entry.compress_size, 1):
                    raise Unreadable(f"unpacks to more than {MOST_RATIO} times its size; load it by itself")
                file.write(chunk)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError):
        raise Unreadable("damaged in the archive; pack it again") from None
    return size


def _name(entry: zipfile.ZipInfo) -> str:
    """The member's name as its maker wrote it, without anything that points out of the archive."""
    name = entry.filename
    if not entry.flag_bits & _UTF_8:
        try:
            name = name.encode("cp437").decode("utf-8")
        except UnicodeError:  # what Windows packed under its own code page, or truly cp437
            name = _western(name)
    parts = [part for part in PurePosixPath(name.replace("\\", "/")).parts if part not in ("/", "..", ".")]
    if parts and parts[0].endswith(":"):
        parts = parts[1:]
    return "/".join(parts) or "unnamed"


def _western(name: str) -> str:
    """A name in cp437 or in Windows' Western code page: the reading that has no box drawing in it."""
    if not any("\u2500" <= character <= "\u259f" for character in name):
        return name
    try:
        return name.encode("cp437").decode("cp1252")
    except UnicodeError:
        return name


def _is_hidden(name: str) -> bool:
    """Whether a member is a by-product of packing: __MACOSX, .DS_Store, Thumbs.db, lock files of an office program."""
    parts = PurePosixPath(name).parts
    return any(part.startswith((".", "~$", "__MACOSX")) for part in parts) or parts[-1].lower() in (
        "thumbs.db",
        "desktop.ini",
    )


def _harmless(stem: str) -> str:
    """The stem without characters that mean something to a file system; readers may name an event by it."""
    return "".join(c if c.isalnum() or c in " -_.()," else "_" for c in stem)[:80].strip(" .") or "record"


def _passed_over(inside: str, why: str) -> schema.Dataset:
    problem = Problem("unreadable", f"{inside}: {why}.", severity="error")
    return records.tables([], inside, [problem])
