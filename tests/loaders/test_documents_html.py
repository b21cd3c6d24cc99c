"""Web pages: the main text as blocks, tables as rows; nothing that a reader does not see."""

import pytest

from loaders import documents


def read(tmp_path, content: str | bytes, name="page.html") -> documents.Document:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return documents.read(path)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("<p>One\n  <b>two</b><p>three", "One two\n\nthree"),
        ("<h1>Note</h1>Event: Seminar<br>Date: 3 May", "Note\nEvent: Seminar\nDate: 3 May"),
        ("<table><tr><th>Event<td>Seminar<tr><td>Hosts<td>Chile<br>Peru</table>", "Event\tSeminar\nHosts\tChile\nPeru"),
        ("<table><tr><td><p>Whole page</p><p>in a cell</p></table>", "Whole page\n\nin a cell"),
        ("<ul><li>Benin<li><p>Togo</p></ul>", "- Benin\n- Togo"),
        ("<ol start=3><li>Benin<li>Togo</ol>", "3. Benin\n4. Togo"),
        ("<dl><dt>Date<dd>3 May<dt>Venue<dd>Quito</dl>", "Date\t3 May\nVenue\tQuito"),
        ("Note<sup>1</sup>, the 8<sup>th</sup>", "Note¹, the 8th"),
        ("<nav>Home</nav><main><p>" + "text " * 30 + "</main><footer>(c)</footer>", "text " * 29 + "text"),
        ("<article><header><h1>Title</h1></header><p>Body</article><aside>Ad</aside>", "Title\n\nBody"),
        ("<p>Seen<span style='display: none'> not</span><span hidden> nor</span>", "Seen"),
        ("<script>x = '<p>no</p>'</script><style>p{}</style><p>Yes<!-- no -->", "Yes"),
        ("<p>96<del>69</del> States", "96 States"),
        ("<pre>Event:\n  Seminar</pre>", "Event:\n  Seminar"),
        ("<div><div>One</div><div>Two</div></div>", "One\nTwo"),
        ("<title>Seminar in Quito</title><p>It took place in May.", "Seminar in Quito\n\nIt took place in May."),
        ("<p>Sao&nbsp;Tome &amp; Principe, C&ocirc;te d&rsquo;Ivoire", "Sao Tome & Principe, Côte d’Ivoire"),
    ],
)
def test_blocks(tmp_path, written, expected):
    assert read(tmp_path, written).text == expected


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="utf-8">', "utf-8"),
        ('<meta http-equiv=Content-Type content="text/html; charset=windows-1252">', "cp1252"),
        ("<meta charset=iso-8859-1>", "cp1252"),
        ("<meta charset=utf-8>", "cp1252"),
        ("", "utf-8"),
        ("", "utf-16"),
    ],
)
def test_encodings(tmp_path, head, encoding):
    page = f"<html><head>{head}</head><body><p>Séminaire – Lomé"
    assert read(tmp_path, page.encode(encoding)).text == "Séminaire – Lomé"


def test_xhtml_with_an_xml_declaration(tmp_path):
    page = '<?xml version="1.0" encoding="utf-8"?>\n<html xmlns="http://www.w3.org/1999/xhtml"><body><p>Lomé</p></body></html>'
    assert read(tmp_path, page, "page.txt").text == "Lomé"


@pytest.mark.parametrize("part", ["<div>", "<b>", "<table><tr><td>", "<ul><li>"])
def test_deep_nesting_is_read_or_refused(tmp_path, part):
    try:
        assert "Seminar" in read(tmp_path, "<p>Seminar</p>" + part * 20_000 + "deep").text
    except documents.limits.Refused:
        pytest.fail("a refusal is an Unreadable")
