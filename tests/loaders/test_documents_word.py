"""Word and OpenDocument files: what a reader sees in the body, in order, and what stands apart."""

import io
import zipfile

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from loaders import documents

W = nsdecls("w")
BOX = (
    '<w:r {w} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:v="urn:v" xmlns:s="urn:s">'
    '<mc:AlternateContent><mc:Choice Requires="s"><w:drawing><s:box><w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r>'
    "</w:p></w:txbxContent></s:box></w:drawing></mc:Choice><mc:Fallback><w:pict><v:box><w:txbxContent><w:p><w:r>"
    "<w:t>{text}</w:t></w:r></w:p></w:txbxContent></v:box></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
)


@pytest.fixture
def note():
    return docx.Document()


def read(note, tmp_path) -> documents.Document:
    path = tmp_path / "note.docx"
    note.save(path)
    return documents.read(path)


def add(note, inner: str):
    """A paragraph of the given runs."""
    paragraph = parse_xml(f"<w:p {W}>{inner}</w:p>")
    note.element.body.insert(len(note.element.body) - 1, paragraph)
    return paragraph


def run(text: str, style: str = "") -> str:
    return f'<w:r><w:rPr>{style}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def with_parts(path, parts: dict[str, str]) -> None:
    """Put parts into a saved file."""
    with zipfile.ZipFile(path, "a") as package:
        for name, content in parts.items():
            package.writestr(name, content)


def test_paragraphs_headings_and_tables_in_order(note, tmp_path):
    note.add_heading("Information Note", 1)
    table = note.add_table(3, 2)
    for row, cells in zip(table.rows, [("Event:", "Seminar"), ("Hosts", "Chile\nPeru"), ("", "")], strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    note.add_paragraph("After the table.\nA new line.")
    document = read(note, tmp_path)
    assert document.text == "Information Note\nEvent:\tSeminar\nHosts\tChile\nPeru\n\nAfter the table.\nA new line."
    start = document.text.index("Peru")
    assert documents.locator(document, start, start + 4) == f"line 4, characters {start}-{start + 4}"


def test_merged_cells_are_read_once(note, tmp_path):
    table = note.add_table(3, 3)
    table.cell(0, 0).merge(table.cell(0, 2)).text = "Participants"
    table.cell(1, 0).merge(table.cell(2, 0)).text = "Africa"
    table.cell(1, 1).text, table.cell(1, 2).text = "Benin", "3"
    table.cell(2, 1).text, table.cell(2, 2).text = "Togo", "2"
    assert read(note, tmp_path).text == "Participants\nAfrica\tBenin\t3\n\tTogo\t2"


def test_nested_table(note, tmp_path):
    outer = note.add_table(1, 2)
    outer.cell(0, 0).text = "Dates"
    inner = outer.cell(0, 1).add_table(2, 2)
    for i, (left, right) in enumerate([("from", "3 May"), ("to", "5 May")]):
        inner.cell(i, 0).text, inner.cell(i, 1).text = left, right
    assert read(note, tmp_path).text == "Dates\tfrom\t3 May\nto\t5 May"


def test_a_page_laid_out_in_cells_is_read_cell_by_cell(note, tmp_path):
    table = note.add_table(1, 2)
    table.cell(0, 0).text = "First part. " * 20 + "\nSecond part."
    table.cell(0, 1).text = "Third part."
    assert read(note, tmp_path).text.split("\n")[1:] == ["Second part.", "Third part."]


def test_tracked_changes(note, tmp_path):
    change = 'w:id="1" w:author="" w:date="2020-01-01T00:00:00Z"'
    add(
        note,
        run("Participants: ")
        + f"<w:ins {change}>{run('96')}</w:ins><w:del {change}><w:r><w:delText>69</w:delText></w:r></w:del>"
        + f"<w:moveFrom {change}>{run(' old place')}</w:moveFrom>"
        + run(" Member States"),
    )
    add(note, f"<w:pPr><w:rPr><w:del {change}/></w:rPr></w:pPr>" + run("One "))
    add(note, run("paragraph"))
    assert read(note, tmp_path).text == "Participants: 96 Member States\nOne paragraph"


def test_links_fields_content_controls_and_hidden_text(note, tmp_path):
    add(note, run("Organizer: ") + f'<w:hyperlink w:anchor="x">{run("World Customs Organization")}</w:hyperlink>')
    add(
        note,
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE \\@ x</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        + run("3 May 2018")
        + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    add(note, f"<w:sdt><w:sdtPr/><w:sdtContent>{run('Lima')}</w:sdtContent></w:sdt>{run(' secret', '<w:vanish/>')}")
    add(note, run("Guinea") + "<w:r><w:noBreakHyphen/></w:r>" + run("Bissau") + "<w:r><w:tab/></w:r>" + run("12"))
    block = f"<w:sdt {W}><w:sdtContent><w:p>{run('In a control')}</w:p></w:sdtContent></w:sdt>"
    note.element.body.insert(0, parse_xml(block))
    assert read(note, tmp_path).text == (
        "In a control\nOrganizer: World Customs Organization\n3 May 2018\nLima\nGuinea-Bissau\t12"
    )


def test_raised_text(note, tmp_path):
    raised = '<w:vertAlign w:val="superscript"/>'
    add(note, run("Note") + run("1", raised) + run(" on the 8") + run("th", raised) + run(" meeting"))
    assert read(note, tmp_path).text == "Note¹ on the 8th meeting"


def test_automatic_numbers_and_bullets(note, tmp_path):
    note.add_paragraph("Participants:")
    for state in ("Benin", "Ghana", "Togo"):
        note.add_paragraph(state, style="List Number")
    note.add_paragraph("a point", style="List Bullet")
    assert read(note, tmp_path).text == "Participants:\n1. Benin\n2. Ghana\n3. Togo\n- a point"


def test_levels_of_numbers(note, tmp_path):
    numbering = note.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="{start}"/><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (start, shape, text) in enumerate([(1, "upperRoman", "%1."), (2, "lowerLetter", "(%2)")])
    )
    numbering.insert(0, parse_xml(f'<w:abstractNum {W} w:abstractNumId="77">{levels}</w:abstractNum>'))
    numbering.append(parse_xml(f'<w:num {W} w:numId="77"><w:abstractNumId w:val="77"/></w:num>'))
    for level, text in [(0, "Background"), (1, "first"), (1, "second"), (0, "Highlights"), (1, "again")]:
        place = f'<w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="77"/></w:numPr></w:pPr>'
        add(note, place + run(text))
    assert read(note, tmp_path).text == "I. Background\n(b) first\n(c) second\nII. Highlights\n(b) again"


def test_footnotes_headers_and_boxes_stand_apart(note, tmp_path):
    note.sections[0].header.paragraphs[0].text = "Information Note 2019/7"
    note.sections[0].footer.paragraphs[0].text = "page 1"
    add(note, run("Benin, Togo") + '<w:r><w:footnoteReference w:id="2"/></w:r>' + BOX.format(w=W, text="Aside"))
    path = tmp_path / "note.docx"
    note.save(path)
    notes = (
        f'<w:footnotes {W}><w:footnote w:type="separator" w:id="0"><w:p/></w:footnote>'
        f'<w:footnote w:id="2"><w:p>{run("Observer")}</w:p></w:footnote></w:footnotes>'
    )
    with_parts(path, {"word/footnotes.xml": notes})
    document = documents.read(path)
    assert document.text == "Benin, Togo¹"
    assert document.notes == ["Observer", "Aside"]


def test_typed_footnotes_leave_the_body(note, tmp_path):
    for text in ("Information note¹", "Title: Seminar", "¹ Not an official document."):
        note.add_paragraph(text)
    document = read(note, tmp_path)
    assert document.text == "Information note¹\nTitle: Seminar"
    assert document.notes == ["¹ Not an official document."]


def test_a_note_all_in_text_boxes_is_read(note, tmp_path):
    add(note, BOX.format(w=W, text="Event: Seminar"))
    add(note, BOX.format(w=W, text="Date: 4 May 2019"))
    assert read(note, tmp_path).text == "Event: Seminar\n\nDate: 4 May 2019"


def test_body_under_another_name_and_strict_namespace(note, tmp_path):
    note.add_paragraph("Event: Seminar")
    buffer, path = io.BytesIO(), tmp_path / "note.docx"
    note.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            data = old.read(name).replace(b"word/document.xml", b"word/document2.xml")
            data = data.replace(
                b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                b"http://purl.oclc.org/ooxml/wordprocessingml/main",
            )
            new.writestr(name.replace("word/document.xml", "word/document2.xml"), data)
    assert documents.read(path).text == "Event: Seminar"


def test_opendocument(tmp_path):
    names = "".join(
        f' xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{long}:1.0"'
        for short, long in (("office", "office"), ("text", "text"), ("table", "table"), ("draw", "drawing"))
    )
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    content = (
        f"<office:document-content{names}><office:body><office:text><text:h>Note<text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>Unofficial.</text:p></text:note-body></text:note></text:h>"
        f"<table:table><table:table-row>{cell.format('Event')}{cell.format('Seminar')}</table:table-row></table:table>"
        "<text:p>3<text:s/>May<text:tab/>2018<text:line-break/>Lima</text:p>"
        "</office:text></office:body></office:document-content>"
    )
    path = tmp_path / "note.odt"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        package.writestr("content.xml", content)
    document = documents.read(path)
    assert document.text == "Note¹\nEvent\tSeminar\n3 May\t2018\nLima"
    assert document.notes == ["Unofficial."]
