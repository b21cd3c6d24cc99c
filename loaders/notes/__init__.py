"""Information notes and press items -> events, every value with the words it came from.

A note is read in three steps. `layout` cuts its text into labels with their values, headings and prose (`labels` knows the
labels, `grids` the tables, `grouping` which belong to which of several events, `stories` the items of a newsletter).
`header` (with `came` and `bodies`), `headline` and `gather` turn these into claims, each with its place: `cues`, `roles`,
`chains`, `agents`, `prose`, `who` and `numbers` tell what a name, number or date in a sentence is; `unlisted`, `towns` and
`relative` find bodies, cities and days that are told less plainly. `judge` decides whether there is an event, and `making`
chooses among the claims. The words are in data/reference/: note_labels.csv, note_label_words.csv and note_cues.csv. What
decides:

- A label beats prose. Where they differ both are evidence, the label counts, and "disagreement" is a problem. A date in
  a headline is no label: the text below beats it.
- Without labels the prose is read: the headline is the title; the sentence that tells that the event was held gives date
  and place. The date of a page, a press release or a letter, of an invitation, a resolution, a deadline, and of an event
  before or after is never the event's.
- A number counts when its sentence tells who attended this event; numbers of other events, of those invited or expected,
  and parts of a whole do not.
- A state attended when a label for participants or a sentence says so, or when it or a body of its government organised
  or hosted. Donors, states invited or absent, and states that are only talked about did not.
- What is announced or cancelled has organisers but no attendance: its numbers and names stay as evidence.
- A text that is no note of an event gives no event and the problem "no event".
"""

from pathlib import Path

from loaders import documents, records
from loaders.notes import judge
from outreach import schema

__all__ = ["read", "read_document"]


def read(path: Path, source: str) -> schema.Dataset:
    """The events that one document tells of."""
    return read_document(documents.read(path), source)


def read_document(document: documents.Document, source: str) -> schema.Dataset:
    """The same from a text that is already extracted."""
    found, problems = judge.records(document)
    return records.tables(found, source, problems)
