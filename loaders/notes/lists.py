"""The names in a list of bodies, as the text has them."""

import re

from loaders.normalise import Mention, organisations, states
from loaders.notes.cues import within
from loaders.notes.reading import Reading

_PERSON = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Ambassador|Amb|Minister|Ministre|Ministro|Ministra|H\.\s?E|Excellency|Director"
    r"|Directeur|Directora|Deputy|Chair|Chairman|Chairperson|Head|Secretary-General|Colonel|Captain|Sir|Mme|Sr|Sra|Dra|Lic|Ing)\b"
)
_BODY = re.compile(
    r"(?-i:\b[A-ZÀ-Þ][A-ZÀ-Þ0-9&/-]{2,}\b)|école|escuela|polyt|polit[eé]c|facult|hospital|clinic|syndic|sindicat|confed|behörde|\bamt\b|universit|universid|institut|\bcent(?:er|re|ro)s?\b|ministr|ministè|agenc|agência|organi[sz]a|organismo"
    r"|associat|asocia|committee|comité|commission|comisión|council|conseil|consejo|office|oficina|bureau|group|grupo|groupe|network"
    r"|réseau|\bred\b|initiative|iniciativa|partnership|alianza|programme|programa|foundation|fondation|fundación|union|unión|\bbank"
    r"|banco|banque|laborator|authorit|autorité|autoridad|department|departamento|département|secretar|secrétar|society|société"
    r"|sociedad|police|policía|customs|douane|aduana|academ|académ|company|corporation|federation|fédération|federación|league|ligue"
    r"|\bliga|forum|\bforo|\bunit\b|unité|unidad|directorate|dirección|direction|service|servicio|parliament|parlement|parlamento"
    r"|embass|ambassade|embajada|\bmission|misión|consort|college|school|museum|hospital|coalition|chamber|chambre|cámara|trust|inc\b"
    r"|communit|communaut|comunidad|government|gouvernement|gobierno|national|regional|fund\b|fonds|fondo|project|liga",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"(?:^|\b)(?:and|y|et)?\s*(?:other|others|several|various|various other|international|regional|national|some|many|invited|all|etc|n/?a"
    r"|none|nil|tb[cd]|not applicable|otras?|otros?|autres?|divers|varias|varios|inter alia|among others|entre otros|notamment"
    r"|same as above|as above|see above|unknown)\b\s*(?:and\s+)?(?:\w+\s*){0,4}$",
    re.IGNORECASE,
)
_GOVERNMENTS = re.compile(  # "the Governments of A and B": the first name without the word that serves both
    r"(?:the\s+|les\s+|los\s+)?(?:governments|gouvernements|gobiernos|governos|regierungen)\s+(?:of|de|du|des|del|da|do|der|von)\s+"
    r"(?:the\s+|la\s+|l['’])?",
    re.IGNORECASE,
)
_SINGULAR = {
    "permanent missions": "Permanent Mission",
    "missions": "Mission",
    "embassies": "Embassy",
    "parliaments": "Parliament",
    "national authorities": "National Authority",
    "ministries of foreign affairs": "Ministry of Foreign Affairs",
    "ministries of defence": "Ministry of Defence",
    "foreign ministries": "Ministry of Foreign Affairs",
    "customs administrations": "Customs Administration",
}
_PLURAL_HEAD = re.compile(rf"(?:the\s+)?({'|'.join(_SINGULAR)})\s+(?:of|to)\b", re.IGNORECASE)
_HANDED_OVER = re.compile(
    r"\s+[-–—]\s+(?-i:[a-zà-ÿ]).*$|\s*:\s+(?-i:[a-zà-ÿ]).*$|,?\s*(?:which|who|qui|que|that)\b.*$|\s*\(?both events\)?",
    re.IGNORECASE | re.DOTALL,
)


_NEXT_NAME = re.compile(r"\([A-Z][\w/&.-]{1,14}\)[ \t](?=[A-ZÀ-Þ])")  # "Joint Research Centre (JRC) INTERPOL"
_COMMON = re.compile(  # a body that was named before, or none
    r"(?:(?:the|its|their|his|her|le|la|les|l['’]|el|los|las|su|sus|son|sa|leur)\s*)*(?:governments?|authorit(?:y|ies)|ministr(?:y|ies)"
    r"|committee|secretariat|cent(?:re|er)|agency|organi[sz]ations?|institute|university|department|directorate|council|commission|office"
    r"|gouvernement|ministère|comité|secrétariat|organisation|gobierno|ministerio|secretaría|organización|centro)",
    re.IGNORECASE,
)


def pieces(reading: Reading, start: int, end: int) -> list[Mention]:
    """The names in a list, without what only describes; each is text[start:end] as written."""
    cut = _with_breaks(reading, start, end)
    found = []
    for mention in organisations.split(cut):
        written = reading.text[start + mention.start : start + mention.end]
        tail = _HANDED_OVER.search(written)
        if tail and tail.start():
            written = written[: tail.start()]
        kept = mention._replace(start=start + mention.start, end=start + mention.start + len(written), written=written)
        if several := _bodies_of_states(reading, kept):
            found += several
            continue
        if plural := _GOVERNMENTS.match(written):
            kept = kept._replace(start=kept.start + plural.end(), written=written[plural.end() :])
        if _is_name(kept):
            found.append(kept)
    return found


def _bodies_of_states(reading: Reading, mention: Mention) -> list[Mention]:
    """One body a state for "Embassies of A and B"; [] for anything else."""
    plural = _PLURAL_HEAD.match(mention.written)
    named = [m for m in within(reading.states, mention.start, mention.end) if m.kind == "name"] if plural else []
    if len(named) < 2:
        return []
    head = _SINGULAR[plural[1].lower()]
    return [m._replace(value=organisations.party(f"{head} of {states.name(m.value)}"), kind="") for m in named]


def _with_breaks(reading: Reading, start: int, end: int) -> str:
    """The text with a semicolon for each line end that separates two names; no character moves."""
    characters = list(reading.text[start:end])
    bodies = {body.start for body in within(reading.every_body, start, end)}
    for match in _NEXT_NAME.finditer(reading.text, start, end):
        if match.end() in bodies:
            characters[match.end() - start - 1] = ";"
    inside = within(reading.every_body, start, end)
    for place in reading.line_ends(start, end):
        if not any(body.start < place < body.end for body in inside):
            characters[place - start] = ";"
    return "".join(characters).replace("\n", " ")


def _is_name(mention: Mention) -> bool:
    """Whether a piece of a list is the name of a body."""
    written = mention.written.strip()
    if _COMMON.fullmatch(written) or not any(letter.isupper() for letter in written) or _PERSON.search(written):
        return False
    if _GENERIC.fullmatch(written) and not any(letter.isupper() for letter in written[1:]):
        return False
    if re.match(r"[A-Z][a-z]{3,}ing\s+(?!Committee|Group|Party|Centre|Center)", written) and not is_known(mention):
        return False  # "Strengthening chemical security in the Levant" is a project
    if any(mark in written for mark in "@:") or len(written) > 240 or len(written) < 2:
        return False
    if mention.value is not None and is_known(mention):
        return True
    words = list(re.findall(r"[^\W\d_][\w'’-]*", written))
    if not words:
        return False
    capital = sum(word[0].isupper() for word in words)
    longer = sum(len(word) > 3 for word in words)
    begins = bool(written[0].isupper() or written[:4].lower() in ("the ", "its "))
    return begins and (capital * 2 >= longer or (len(words) <= 12 and looks_like_a_body(words[0])))


def is_known(mention: Mention) -> bool:
    """Whether the body is in the tables or one of a government."""
    return mention.value.type != "unlisted"


def looks_like_a_body(written: str) -> bool:
    """Whether a name that no table lists has a word or an acronym that bodies have."""
    return bool(_BODY.search(written))
