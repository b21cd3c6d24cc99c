"""XML from strangers: no entities, no document type, no network, no depth beyond libxml2's own limit."""

from lxml import etree

from .limits import Refused

STRICT = (
    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    b"http://purl.oclc.org/ooxml/officeDocument/relationships",
)
USUAL = (
    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
)
ENTITIES = "it declares XML entities, as no word processor does; save it anew and load it again."


def root(data: bytes) -> etree._Element:
    """The root element; refuses what is not well-formed and what declares entities."""
    for strict, usual in zip(STRICT, USUAL, strict=True):
        data = data.replace(strict, usual)
    if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise Refused(ENTITIES)
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        tree = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Refused("the file is damaged or cut short; get it again from where it came from.") from None
    if tree.getroottree().docinfo.doctype:
        raise Refused(ENTITIES)
    return tree
