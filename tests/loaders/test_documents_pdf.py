"""PDF files: reading order, tables, page furniture, footnotes, divided words; each file made here."""

import pytest
from reportlab.lib import colors
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfgen import canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageBreak, PageTemplate, Paragraph, Spacer, Table

from loaders import documents

WIDTH, HEIGHT = A4
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=11, leading=14, spaceAfter=8)
HEAD = ParagraphStyle("head", parent=BODY, fontName="Times-Bold", fontSize=13, leading=16)
PROSE = (
    "The seminar gave customs and licensing officials of the subregion the opportunity to compare the procedures that "
    "they follow when a consignment is presented at the border, and to rehearse the exchange of information."
)


@pytest.fixture
def draw(tmp_path):
    """A function that draws a page at a time with a canvas and reads the file."""

    def make(*pages) -> documents.Document:
        path = tmp_path / "note.pdf"
        pdf = canvas.Canvas(str(path), pagesize=A4)
        for page in pages:
            page(pdf)
            pdf.showPage()
        pdf.save()
        return documents.read(path)

    return make


@pytest.fixture
def typeset(tmp_path):
    """A function that sets a story in columns and reads the file."""

    def make(*story, columns=1, on_page=lambda pdf, template: None) -> documents.Document:
        path, gap = tmp_path / "note.pdf", 20
        width = (WIDTH - 120 - gap * (columns - 1)) / columns
        frames = [
            Frame(60 + i * (width + gap), 120, width, HEIGHT - 190, leftPadding=0, rightPadding=0)
            for i in range(columns)
        ]
        template = BaseDocTemplate(str(path), pagesize=A4)
        template.addPageTemplates(PageTemplate(frames=frames, onPage=on_page))
        template.build([Paragraph(part, BODY) if isinstance(part, str) else part for part in story])
        return documents.read(path)

    return make


def lines(pdf, x, y, *texts, size=11, leading=14, font="Times-Roman"):
    pdf.setFont(font, size)
    for i, text in enumerate(texts):
        pdf.drawString(x, y - i * leading, text)


def test_paragraphs_are_unwrapped_and_lines_that_end_are_kept(typeset):
    document = typeset(Paragraph("Highlights", HEAD), PROSE, "Dates: 3-5 May 2021<br/>Venue: Accra, Ghana")
    assert document.text == f"Highlights\n\n{PROSE}\n\nDates: 3-5 May 2021\nVenue: Accra, Ghana"


def test_columns_are_read_one_after_the_other(typeset):
    parts = [f"Part {i}. {PROSE}" for i in range(1, 13)]
    document = typeset(*parts, columns=2)
    assert document.text == "\n\n".join(parts)
    assert len(document.pages) == 1


def test_a_sentence_goes_on_over_the_page(typeset):
    parts = [f"Part {i}. {PROSE}" for i in range(1, 29)]
    document = typeset(*parts)
    assert document.text == "\n\n".join(parts)
    start = document.text.index("Part 28")
    assert documents.locator(document, start, start + 7) == f"page 3, characters {start}-{start + 7}"


@pytest.mark.parametrize("drawn", [True, False], ids=["lines", "no lines"])
def test_label_and_value_table(typeset, drawn):
    rows = [
        ["Event", Paragraph("Third regional seminar on strategic trade controls<super>1</super> and transit", BODY)],
        [Paragraph("Organizers and co-organizers", BODY), Paragraph("African Union<br/>Government of Ghana", BODY)],
        ["Date", "3-5 May 2021"],
        [
            "Participants",
            Paragraph("More than 60 from 21 countries, among them officers, prosecutors and judges", BODY),
        ],
    ]
    style = [("VALIGN", (0, 0), (-1, -1), "TOP")] + [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] * drawn
    document = typeset("Information Note", Table(rows, colWidths=[100, 300], style=style), PROSE)
    assert document.text.split("\n") == [
        "Information Note",
        "",
        "Event\tThird regional seminar on strategic trade controls¹ and transit",
        "Organizers and co-organizers\tAfrican Union",
        "Government of Ghana",
        "Date\t3-5 May 2021",
        "Participants\tMore than 60 from 21 countries, among them officers, prosecutors and judges",
        "",
        PROSE,
    ]


@pytest.mark.parametrize("drawn", [True, False], ids=["lines", "no lines"])
def test_table_of_many_columns(typeset, drawn):
    rows = [["No.", "State", "People", "Remarks"], ["1", "Kenya", "12", ""], ["2", "Guinea-Bissau", "7", "by video"]]
    style = [("ALIGN", (0, 0), (0, -1), "RIGHT")] + [("GRID", (0, 0), (-1, -1), 0.5, colors.black)] * drawn
    document = typeset(PROSE, Table(rows, colWidths=[40, 120, 90, 90], style=style))
    assert document.text == (f"{PROSE}\n\nNo.\tState\tPeople\tRemarks\n1\tKenya\t12\n2\tGuinea-Bissau\t7\tby video")


def test_numbers_that_touch_the_next_column(draw):
    def page(pdf):
        for y, number, state in ((700, "12", "Kenya"), (685, "7", "Ghana")):
            pdf.drawRightString(100, y, number)
            pdf.drawString(100, y, state)
        lines(pdf, 60, 600, "Held with 96Member States on the 2nd day.")

    assert draw(page).text == "12 Kenya\n7 Ghana\n\nHeld with 96 Member States on the 2nd day."


def test_headers_footers_and_page_numbers(typeset):
    def furniture(pdf, template):
        lines(pdf, 60, 810, "Regional Office – Note 2021/7", size=9)
        lines(pdf, 250, 30, f"Page {template.page} – for information only", size=9)

    document = typeset("First page", PageBreak(), "second page", on_page=furniture)
    assert document.text == "First page second page"


@pytest.mark.parametrize("mark", ["1", "- 1 -", "Page 1 of 1", "1 / 1", "Information note – round table – 1"])
def test_page_number_of_a_single_page(draw, mark):
    def page(pdf):
        lines(pdf, 60, 750, "Participants", "120", "from States all over the region")
        lines(pdf, 250, 40, mark, size=9)

    assert draw(page).text == "Participants\n120\nfrom States all over the region"


def test_a_number_in_the_body_is_kept(draw):
    document = draw(lambda pdf: lines(pdf, 60, 400, "Participants", "120", "States", "96"))
    assert document.text == "Participants\n120\nStates\n96"


def test_footnotes_below_a_rule(typeset):
    def feet(pdf, template):
        pdf.line(60, 112, 200, 112)
        for y, mark, texts in ((100, "1", ["This note has no official", "status."]), (76, "2", ["As planned."])):
            lines(pdf, 60, y + 3, mark, size=5)
            lines(pdf, 64, y, *texts, size=8, leading=10)

    document = typeset("Information Note<super size=6>1</super>", f"{PROSE} In May<super>2</super>.", on_page=feet)
    assert document.text == f"Information Note¹\n\n{PROSE} In May²."
    assert document.notes == ["¹ This note has no official status.", "² As planned."]


def test_raised_and_lowered_text(typeset):
    document = typeset("The 17<super>th</super> meeting on CO<sub>2</sub> and 30 m<super>2</super> of space.")
    assert document.text == "The 17th meeting on CO2 and 30 m² of space."


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("They came from Argentina, Bolivia, Bra-", "zil, Chile and", "Argentina, Bolivia, Brazil, Chile and"),
        ("They came from Argentina, and Guinea-", "Bissau and Chile", "Argentina, and Guinea-Bissau and Chile"),
        ("The seminar of the region was held from 9-", "11 January 2018", "from 9-11 January 2018"),
        ("The delegates filled in long forms for self-", "assessment of it", "long forms for self-assessment of it"),
    ],
)
def test_divided_words(draw, first, second, expected):
    assert expected in draw(lambda pdf: lines(pdf, 60, 700, first, second)).text


def test_text_drawn_out_of_order_and_slanted(draw):
    def page(pdf):
        lines(pdf, 60, 500, "Venue: Quito")
        lines(pdf, 60, 700, "Event: Seminar")
        pdf.saveState()
        pdf.translate(200, 300)
        pdf.rotate(45)
        lines(pdf, 0, 0, "DRAFT", size=60)
        pdf.restoreState()

    assert draw(page).text == "Event: Seminar\n\nVenue: Quito"


def test_a_page_turned_on_its_side(draw):
    def page(pdf):
        pdf.setPageRotation(90)
        pdf.translate(WIDTH, 0)
        pdf.rotate(90)
        lines(pdf, 60, 400, "Event: Seminar", "Venue: Quito")

    assert draw(page).text == "Event: Seminar\nVenue: Quito"


def test_scaled_type(draw):
    def page(pdf):
        pdf.scale(11, 11)
        lines(pdf, 6, 60, "Event: Seminar in Quito", "Venue: Hotel", size=1, leading=1.3)

    assert draw(page).text == "Event: Seminar in Quito\nVenue: Hotel"


def test_a_page_without_text_is_named(draw):
    document = draw(lambda pdf: lines(pdf, 60, 700, "Event: Seminar"), picture)
    assert document.text == "Event: Seminar"
    assert document.warnings == ["page 2 is a picture without text"]


def picture(pdf):
    """A page that is one grey picture."""
    from PIL import Image
    from reportlab.lib.utils import ImageReader

    pdf.drawImage(ImageReader(Image.new("L", (40, 40), 200)), 0, 0, WIDTH, HEIGHT)


def test_spaced_paragraph_list(typeset):
    document = typeset("Organizers:", "1. United Nations", "2. African Union", Spacer(1, 30), "Date: 3 May 2018")
    assert document.text == "Organizers:\n1. United Nations\n2. African Union\n\nDate: 3 May 2018"
