"""Plain text: encodings, page furniture, footnotes, divided words, places."""

import re
import time

import pytest

from loaders import Unreadable, documents


def read(tmp_path, content: str | bytes, name="note.txt") -> documents.Document:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return documents.read(path)


def place(document: documents.Document, words: str) -> str:
    start = document.text.index(words)
    assert document.text[start : start + len(words)] == words
    return documents.locator(document, start, start + len(words))


WRITTEN = "Séminaire à Lomé – 12 États d’Afrique\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
def test_encodings(tmp_path, encoding):
    assert read(tmp_path, WRITTEN.encode(encoding)).text == WRITTEN.strip()


@pytest.mark.parametrize(
    ("encoding", "written"),
    [
        ("latin-1", "Côte d'Ivoire, São Tomé et Príncipe, 22 février"),
        ("cp1251", "Семинар прошёл в Минске, участвовали представители двенадцати государств"),
    ],
)
def test_single_byte_encodings(tmp_path, encoding, written):
    assert read(tmp_path, written.encode(encoding)).text == written


def test_utf8_with_a_character_cut_in_two_stays_utf8(tmp_path):
    data = ("Les délégués du Sénégal, du Bénin et de la Côte d’Ivoire étaient présents à Lomé. " * 3).encode()
    assert read(tmp_path, data + "é".encode()[:1]).text.startswith("Les délégués du Sénégal")


def test_a_character_across_the_sampling_limit_is_not_a_reason_to_guess(tmp_path):
    written = "x" * 65_535 + "é" + "\nSénégal"
    assert read(tmp_path, written).text.endswith("é\nSénégal")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends_and_places(tmp_path, end):
    document = read(tmp_path, end.join(["Event: Seminar", "", "Date: 3 May 2018"]))
    assert document.text == "Event: Seminar\n\nDate: 3 May 2018"
    assert place(document, "3 May 2018") == "line 3, characters 22-32"


def test_page_line_in_the_middle_of_a_sentence(tmp_path):
    document = read(
        tmp_path,
        "The first day looked at trends. On the\n\nCircular 2019/11                    page 1 of 3\n\n"
        "second day they split into groups.\n\nThe end.\n",
    )
    assert document.text == "The first day looked at trends. On the\nsecond day they split into groups.\n\nThe end."
    assert place(document, "second day") == "line 5, characters 39-49"


@pytest.mark.parametrize(
    "line",
    [
        "Page 2 of 3",
        "- 2 -",
        "Note 2019/11 | Page 2",
        "Nota informativa      página 2 de 3",
        "Note d'information — page 2 sur 3",
        "page 2/3",
    ],
)
def test_page_numbers(tmp_path, line):
    document = read(tmp_path, f"They came from twelve States and\n\n{line}\n\nfrom two organisations.")
    assert document.text == "They came from twelve States and\nfrom two organisations."


@pytest.mark.parametrize(
    "line", ["120", "Participants: 34", "2018", "See page 4 of the report.", "- 12 participants", "1. Background"]
)
def test_what_is_no_page_number(tmp_path, line):
    assert line in read(tmp_path, f"Participants\n\n{line}\n\nEnd of the note.").text


def test_form_feeds_with_running_headers_and_bare_numbers(tmp_path):
    pages = [f"Annual review\n\n{body}\n\n{i}" for i, body in enumerate(["Held in Quito, with", "forty officials."], 1)]
    document = read(tmp_path, "\f".join(pages))
    assert document.text == "Held in Quito, with\nforty officials."


def test_footnote_in_the_middle_of_a_sentence(tmp_path):
    document = read(
        tmp_path,
        "Information Note¹\n\nThe course dealt with exercises on\n\n"
        "¹ For information only. It binds nobody,\nneither host nor guest.\n\nthe reading of papers.\n",
    )
    assert document.text == "Information Note¹\n\nThe course dealt with exercises on\nthe reading of papers."
    assert document.notes == ["¹ For information only. It binds nobody, neither host nor guest."]
    assert place(document, "the reading") == "line 8, characters 54-65"


def test_footnotes_below_a_rule_and_with_signs(tmp_path):
    document = read(tmp_path, "Togo* and Benin [1] came.\n\n* As an observer.\n\nIt rained.\n\n_______\n1 By video.\n")
    assert document.text == "Togo* and Benin [1] came.\n\nIt rained."
    assert document.notes == ["* As an observer.", "1 By video."]


def test_bullets_with_asterisks_are_no_footnotes(tmp_path):
    text = "Points:\n* one\n* two\n\nStates: Benin*, Togo\n* three"
    assert read(tmp_path, text).text == text


def test_a_markdown_list_and_its_rules_stay(tmp_path):
    text = "# Seminar\n\n---\n\n- Benin\n- Togo"
    assert read(tmp_path, text, "note.md").text == text


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Argentina, Bolivia, Bra-\nzil, Chile", "Argentina, Bolivia, Brazil,\nChile"),
        ("held in Guinea-\nBissau last year", "held in Guinea-Bissau\nlast year"),
        ("from 9-\n11 January 2018", "from 9-11\nJanuary 2018"),
        ("a self-\nassessment sheet", "a self-assessment\nsheet"),
        ("trust- and confidence-\nbuilding", "trust- and confidence-building"),
        ("the cross-border trade and cross-\nborder aid", "the cross-border trade and cross-border\naid"),
        ("9\n-\n11 January 2018, Bissau, Guinea\n-\nBissau.", "9-11 January 2018, Bissau, Guinea-Bissau."),
        ("Dates: 27 -\n29 January", "Dates: 27 -\n29 January"),
        ("soft\u00ad\nware in the of\u00adfice", "software\nin the office"),
        ("the oﬃce, aﬀairs, traﬃc", "the office, affairs, traffic"),
        ("45States sent 9Experts; 2nd, 3D and 1.5Mio stay", "45 States sent 9 Experts; 2nd, 3D and 1.5Mio stay"),
    ],
)
def test_divided_words(tmp_path, written, expected):
    assert read(tmp_path, written).text == expected


def test_places_after_a_joined_word(tmp_path):
    document = read(tmp_path, "Argentina and Bra-\nzil sent experts\nto Lima.")
    assert place(document, "Brazil") == "line 1, characters 14-20"
    assert place(document, "experts") == "line 2, characters 26-33"
    assert place(document, "Lima") == "line 3, characters 37-41"


def test_a_text_named_pdf_is_read_as_text(tmp_path):
    assert read(tmp_path, "Event: Seminar", "note.pdf").text == "Event: Seminar"


@pytest.mark.parametrize(
    "written",
    [
        "x" * 2_000_000,
        " " * 2_000_000 + "x",
        "* one*\n" * 200_000,
        "word¹\n¹ note\n" * 100_000,
        "_____\n1 note\n" * 100_000,
        "a-\n" * 300_000,
        "\f1\n" * 300_000,
        "\n" * 1_000_000 + "x",
        ("(" * 1000 + "\n") * 1000,
        '."""' * 300_000,
        "page 1 " * 300_000,
    ],
    ids=range(11),
)
def test_odd_texts_cost_little(tmp_path, written):
    start = time.process_time()
    read(tmp_path, written)
    assert time.process_time() - start < 20  # quadratic time would be minutes


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "note.txt: the file is empty (0 bytes); get it again from where it came from."),
        (b" \n\n ", "note.txt: there is no text in it; check that it is the right file."),
        (bytes(range(256)) * 8, "note.txt: this is not text but binary data; save the document as .docx, .pdf or .txt"),
        (b"{\\rtf1 Seminar}", "note.txt: this is a rich text file (.rtf); save it as .docx and load it again."),
        (b"x" * 20_000_001, "note.txt: the file has 20 MB, more than the 20 MB allowed; split it."),
    ],
)
def test_refusals(tmp_path, data, sentence):
    with pytest.raises(Unreadable, match="^" + re.escape(sentence)):
        read(tmp_path, data)
