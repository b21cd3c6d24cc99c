"""How much a document may cost, and the checks that need no parser."""

import io
import zipfile
from pathlib import Path

TEXT_BYTES = 20_000_000
FILE_BYTES = 50_000_000
ZIP_BYTES = 50_000_000  # unpacked, all entries together
ZIP_RATIO = 100
ZIP_ENTRIES = 2_000
PAGES = 2_000
CHARACTERS = 20_000_000  # of extracted text
SECONDS = 30.0  # of wall clock for one document
MEMORY = 1_000_000_000  # of address space above what the idle child has
DOCUMENTS = 500  # read by one child before it is replaced, so that leaks stay small


class Refused(Exception):
    """A document that is not read; the message is the sentence without the file's name."""


def load(path: Path, most: int) -> bytes:
    """The bytes of a file that is not larger than it may be."""
    size = path.stat().st_size
    if size > most:
        raise Refused(f"the file has {size / 1e6:.0f} MB, more than the {most / 1e6:.0f} MB allowed; split it.")
    return path.read_bytes()


class Package:
    """The entries of a zip container (.docx, .odt), each counted while it is unpacked."""

    def __init__(self, data: bytes) -> None:
        try:
            self.zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError):
            raise Refused("the file is damaged or cut short; get it again from where it came from.") from None
        entries = self.zip.infolist()
        if len(entries) > ZIP_ENTRIES:
            raise Refused(f"it unpacks to {len(entries)} parts, more than the {ZIP_ENTRIES} allowed; save it anew.")
        if sum(entry.file_size for entry in entries) > ZIP_BYTES or any(map(_bomb, entries)):
            raise _too_large()
        self.names = set(self.zip.namelist())
        self.left = ZIP_BYTES

    def read(self, name: str) -> bytes | None:
        """The unpacked bytes of an entry, or None when there is no such entry."""
        if name not in self.names:
            return None
        try:
            with self.zip.open(name) as entry:
                data = entry.read(self.left + 1)
        except (zipfile.BadZipFile, zipfile.zlib.error, EOFError, NotImplementedError, OSError):
            raise Refused("the file is damaged or cut short; get it again from where it came from.") from None
        except RuntimeError:
            raise Refused("it is protected by a password; save it without one and load it again.") from None
        self.left -= len(data)
        if self.left < 0:
            raise _too_large()
        return data


def _bomb(entry: zipfile.ZipInfo) -> bool:
    return entry.file_size > 1_000_000 and entry.file_size > ZIP_RATIO * max(entry.compress_size, 1)


def _too_large() -> Refused:
    return Refused(f"it unpacks to far more than a document holds ({ZIP_BYTES // 10**6} MB allowed); save it anew.")


TOO_LONG = "reading it took longer than {:.0f} s, so it was given up; save it anew and load it again."
TOO_MUCH_MEMORY = "reading it takes too much memory, so it was given up; save it anew and load it again."
BROKE_PARSER = "it is damaged or takes too much memory, so reading it was given up; save it anew and load it again."
