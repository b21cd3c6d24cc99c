"""Text with a delimiter (.csv, .tsv, .txt) -> cells, whatever the encoding, delimiter, quoting and line ends.

A well-formed file is parsed by pyarrow, column by column; anything else line by line, so that a ragged row or an
unclosed quotation mark costs that row its shape and not the file.
"""

import codecs
import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.csv as pacsv
from charset_normalizer import from_bytes

from loaders import Unreadable
from loaders.records import Problem
from loaders.tables import cells, memory, spaces

SAMPLE = 1 << 18  # bytes looked at to tell encoding and delimiter
LONGEST_LINE = 8 << 20
LONGEST_RECORD = 200  # lines that one quoted cell may span
BLOCK = 1 << 20  # bytes read at a time
USUAL = 0.4  # share of the lines from the first with a delimiter that must have it too
LOOKED_AT = 500  # lines
MOST_ROWS_SLOW = 3_000_000
csv.field_size_limit(LONGEST_LINE)
DELIMITERS = ",;\t|^~¦§\x1f\x01"
LATIN = set("éèêëàâäáãåæçôöóòõøœùûüúíìîïñßÿýÉÈÊËÀÂÄÁÃÅÆÇÔÖÓÒÕØŒÙÛÜÚÍÌÎÏÑ’‘“”«»–—…°º€£§\u00a0·•")
BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}
SEP_LINE = re.compile(r'\A"?sep=(.|\\t)"?\r?\n?\Z', re.IGNORECASE)


def read(path: Path) -> cells.Sheet:
    """The cells of a text file; raises Unreadable when it holds no text."""
    with path.open("rb") as file:
        sample = file.read(SAMPLE)
    if not sample.strip(b" \t\r\n\0\xef\xbb\xbf\xff\xfe"):
        raise Unreadable(f"{path.name}: the file is empty; save the table again and load it once more")
    encoding = _encoding(path, sample)
    lines = _decode(sample, encoding).splitlines(keepends=True)
    if len(sample) == SAMPLE and len(lines) > 1:
        lines.pop()  # cut in the middle
    if len(lines) == 1 and path.stat().st_size > LONGEST_LINE:
        raise Unreadable(_too_long(path, 1))
    said = SEP_LINE.match(lines[0])
    delimiter = said[1].replace("\\t", "\t") if said else _delimiter(lines)
    starts = None if said or delimiter == "\t" else spaces.columns(lines[:LOOKED_AT])
    if starts:
        with path.open(encoding=encoding, errors="replace") as file:
            return cells.Sheet("", cells.from_rows(spaces.cells(line, starts) for line in file), [])
    columns = None if said else _read_fast(path, encoding, delimiter, lines)
    if columns is not None:
        rows = len(next(iter(columns.values())))
        memory.give_back(rows)
        return cells.Sheet("", cells.clean(columns, rows), [])
    problems: list[Problem] = []
    rows = list(_records(path, encoding, delimiter, problems))
    if said:
        rows[0] = []
    return cells.Sheet("", cells.from_rows(rows), problems)


def _encoding(path: Path, sample: bytes) -> str:
    for bom, name in BOMS.items():
        if sample.startswith(bom):
            return name
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if max(even, odd) > len(sample) / 5:
        return "utf-16-le" if odd > even else "utf-16-be"
    control = sum(sample.count(byte) for byte in range(32) if byte not in b"\t\n\v\f\r\x01\x1a\x1c\x1d\x1e\x1f")
    if control > len(sample) / 100 and control > 2:
        raise Unreadable(
            f"{path.name}: this is not a text table but binary data (seen in the first {len(sample)} bytes); "
            "open it in the program that made it and save it as CSV or XLSX"
        )
    try:
        codecs.getincrementaldecoder("utf-8")().decode(sample)
    except UnicodeDecodeError:
        return _single_byte(sample)
    return "utf-8" if _is_utf8(path) else _single_byte(_unusual_lines(path))


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with path.open("rb") as file:
            while block := file.read(1 << 22):
                if not block.isascii() or decoder.getstate()[0]:
                    decoder.decode(block)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _unusual_lines(path: Path) -> bytes:
    """Lines with bytes beyond ASCII, enough of them to tell the encoding."""
    found = b""
    with path.open("rb") as file:
        while len(found) < SAMPLE and (line := file.readline(LONGEST_LINE)):
            if not line.isascii():
                found += line
    return found


def _single_byte(sample: bytes) -> str:
    """cp1252 where its reading gives the letters of western languages, else the best guess."""
    letters = [char for char in sample.decode("cp1252", errors="replace") if ord(char) > 127 or char.isalpha()]
    unusual = [char for char in letters if ord(char) > 127]
    if sum(char in LATIN for char in unusual) >= 0.9 * len(unusual) and len(unusual) < 0.4 * len(letters):
        return "cp1252"
    guess = from_bytes(sample).best()
    return guess.encoding if guess else "cp1252"


def _decode(sample: bytes, encoding: str) -> str:
    return codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)


def _delimiter(lines: list[str]) -> str:
    """The delimiter that splits most lines into the same number of cells, more than one."""
    best, best_score = ",", 0.0
    for delimiter in DELIMITERS:
        first = next((i for i, line in enumerate(lines[:LOOKED_AT]) if delimiter in line), None)
        if first is None or sum(delimiter in line for line in lines[first:LOOKED_AT]) < USUAL * len(
            lines[first:LOOKED_AT]
        ):
            continue  # a mark within a few cells of a list
        widths = Counter(len(row) for row in csv.reader(lines[:LOOKED_AT], delimiter=delimiter) if any(row))
        width, often = max(widths.items(), key=lambda item: (item[0] > 1, item[1], item[0]))
        score = (width > 1) * (often / widths.total()) ** 2 * (1 + min(width, 10) / 20)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def _read_fast(path: Path, encoding: str, delimiter: str, lines: list[str]) -> dict[int, pd.Categorical] | None:
    """Columns as pyarrow reads them, or None when the file is not well-formed."""
    width = len(next(csv.reader(lines, delimiter=delimiter)))
    names = [str(i) for i in range(width)]
    kind = pa.dictionary(pa.int32(), pa.string())
    columns = [_Column({}, []) for _ in names]
    try:
        batches = pacsv.open_csv(
            path,
            read_options=pacsv.ReadOptions(
                column_names=names,
                encoding="utf8" if encoding.startswith("utf-8") else encoding,
                block_size=BLOCK,
            ),
            parse_options=pacsv.ParseOptions(delimiter=delimiter, newlines_in_values=True, ignore_empty_lines=False),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, kind), strings_can_be_null=False, check_utf8=True
            ),
        )
        for batch in batches:
            for column, array in zip(columns, batch.columns, strict=True):
                column.add(array)
    except (pa.ArrowException, UnicodeError, LookupError):
        return None
    found = {}
    for i, column in enumerate(columns):
        values = pd.Series(list(column.words), dtype="str")
        if values.str.contains('"|\n.*\n.*\n', regex=True).any() and _swallowed(values):
            return None
        codes = np.concatenate(column.codes) if column.codes else np.empty(0, dtype="int32")
        column.codes.clear()
        found[i] = pd.Categorical.from_codes(codes, categories=pd.Index(values))
    return found


class _Column(NamedTuple):
    """A column as it is read, block by block: its distinct words numbered as they turn up, and their numbers."""

    words: dict[str, int]
    codes: list[np.ndarray]

    def add(self, array: pa.DictionaryArray) -> None:
        number = [self.words.setdefault(word, len(self.words)) for word in array.dictionary.to_pylist()]
        self.codes.append(np.array(number, dtype="int32")[array.indices.to_numpy()])


def _swallowed(values: pd.Series) -> bool:
    """Does a cell look like several rows, as after a quotation mark that was never closed?"""
    return bool(values.str.contains('"[^"\n]*\n[^"]*\\Z|(?:\n[^\n]*){20}', regex=True).any())


def _records(path: Path, encoding: str, delimiter: str, problems: list[Problem]) -> Iterator[list[str]]:
    """Rows one by one; a quotation mark that nothing closes is taken as a letter, and said."""
    waiting: list[str] = []
    number = 0
    with path.open(encoding=encoding, errors="replace", newline=None) as file:
        while line := (waiting.pop(0) if waiting else file.readline(LONGEST_LINE)):
            if len(line) >= LONGEST_LINE:
                raise Unreadable(_too_long(path, number + 1))
            number += 1
            if number > MOST_ROWS_SLOW:
                raise Unreadable(f"{path.name}: row {number} and all before it are irregular; save the table again")
            record, taken = line, []
            while record.count('"') % 2 and len(taken) < LONGEST_RECORD:
                following = waiting.pop(0) if waiting else file.readline(LONGEST_LINE)
                if not following:
                    break
                taken.append(following)
                record += following
            row = _cells(record, delimiter) if not record.count('"') % 2 else None
            if row is None:
                waiting[:0] = taken
                row = [cell.strip('"') for cell in line.rstrip("\r\n").split(delimiter)]
                problems.append(
                    Problem("unclear cell", "A quotation mark is not closed.", f"row {number}", severity="note")
                )
            yield row


def _too_long(path: Path, line: int) -> str:
    size = LONGEST_LINE >> 20
    return f"{path.name}: line {line} is longer than {size} MB, which no row of a table is; check that it is a table"


def _cells(record: str, delimiter: str) -> list[str] | None:
    """The cells of one record; None when its quotation marks do not enclose whole cells over several lines."""
    several = "\n" in record.rstrip("\r\n")
    try:
        rows = list(csv.reader(record.splitlines(keepends=True), delimiter=delimiter, strict=several))
    except csv.Error:
        return None
    return rows[0] if rows else []
