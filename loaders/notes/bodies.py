"""Lists of organisations and states under a label or after a cue -> claims on parties."""

import re

from loaders.normalise import Mention, organisations, states
from loaders.notes import roles
from loaders.notes.claims import HEADER, Claims, PartyClaim
from loaders.notes.cues import within
from loaders.notes.layout import is_sentence
from loaders.notes.reading import Reading

ROLE_CUES = ("organiser", "host", "sponsor", "partner", "observer", "invite", "absent", "organiser host")
KNOWN_ONLY = frozenset({"speaker"})  # labels under which the names of persons stand

_PERSON = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Miss|Dr|Prof|Professor|Ambassador|Amb|Minister|Ministre|Ministro|Ministra|H\.\s?E|Excellency|Director"
    r"|Directeur|Directora|Deputy|Chair|Chairman|Chairperson|Head|Secretary-General|Colonel|Captain|Sir|Mme|Sr|Sra|Dra|Lic|Ing)\b"
)
_BODY = re.compile(
    r"\b[A-ZÀ-Þ][A-ZÀ-Þ0-9&/-]{2,}\b|universit|universid|institut|\bcent(?:er|re|ro)s?\b|ministr|ministè|agenc|agência|organi[sz]a|organismo"
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
_HANDED_OVER = re.compile(r",?\s*(?:which|who|qui|que|that)\b.*$|\s*\(?both events\)?", re.IGNORECASE | re.DOTALL)


def listed(reading: Reading, start: int, end: int, role: str, claims: Claims, weight: int = HEADER) -> None:
    """The bodies in the value of a label, in the role of the label or of a cue within the value."""
    for each, a, b in _stretches(reading, start, end, role):
        names_only = each in KNOWN_ONLY
        given = "partner" if each in KNOWN_ONLY else each
        for name in given.split():
            if name in ("invite", "absent"):
                name = {"invite": "invited"}.get(name, name)
            for mention in pieces(reading, a, b):
                if names_only and not _is_known(mention):
                    continue
                _add(reading, mention, name, claims, weight)


def _stretches(reading: Reading, start: int, end: int, role: str) -> list[tuple[str, int, int]]:
    """The value of a label cut at its cues: "OPCW, in cooperation with the WCO; hosted by ..."."""
    text = reading.text
    found: list[tuple[str, int, int]] = []
    begin = start
    inside = roles.named_bodies(reading, start, end)
    for cue in within(reading.cues, start, end):
        if cue.start < begin or any(body.start <= cue.start < body.end for body in inside):
            continue
        by = next((r for r in ROLE_CUES if f"{r} by" in cue.meanings), "")
        act = next((r for r in ROLE_CUES if f"{r} act" in cue.meanings or f"{r} near" in cue.meanings), "")
        if act and not by and cue.means("host near", "host act", "sponsor act") and text[begin : cue.start].strip():
            names = pieces(reading, begin, cue.start)
            if names:
                found.append((role, begin, cue.start))
                found.append((act, names[-1].start, names[-1].end))
                role_after = "" if role == "" else role
                begin, role = cue.end, role_after
                stop = re.compile(r"[;,.\n]").search(text, cue.end, end)
                begin = stop.end() if stop else end
            continue
        if by and by != role:
            found.append((role, begin, cue.start))
            begin, role = cue.end, by
    found.append((role, begin, end))
    return [each for each in found if each[0] and each[1] < each[2]]


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
        if plural := _GOVERNMENTS.match(written):
            kept = kept._replace(start=kept.start + plural.end(), written=written[plural.end() :])
        if _is_name(kept):
            found.append(kept)
    return found


def _with_breaks(reading: Reading, start: int, end: int) -> str:
    """The text with a semicolon for each line end that separates two names; no character moves."""
    characters = list(reading.text[start:end])
    inside = roles.named_bodies(reading, start, end)
    for place in reading.line_ends(start, end):
        if not any(body.start < place < body.end for body in inside):
            characters[place - start] = ";"
    return "".join(characters).replace("\n", " ")


def _is_name(mention: Mention) -> bool:
    """Whether a piece of a list is the name of a body."""
    written = mention.written.strip()
    if not any(letter.isupper() for letter in written) or _PERSON.search(written):
        return False
    if _GENERIC.fullmatch(written) and not any(letter.isupper() for letter in written[1:]):
        return False
    if any(mark in written for mark in "@:") or len(written) > 240 or len(written) < 2:
        return False
    if mention.value is not None and _is_known(mention):
        return True
    words = list(re.findall(r"[^\W\d_][\w'’-]*", written))
    if not words:
        return False
    capital = sum(word[0].isupper() for word in words)
    longer = sum(len(word) > 3 for word in words)
    return bool(written[0].isupper() or written[:4].lower() in ("the ", "its ")) and capital * 2 >= longer


def _is_known(mention: Mention) -> bool:
    return mention.value.type != "unlisted"


def _add(reading: Reading, mention: Mention, role: str, claims: Claims, weight: int) -> None:
    """One body of a list as a claim; a state in such a list stands for its government."""
    code = states.resolve(mention.written.strip(" .,;"))
    if code:
        party = government(code)
        if role in ("invited", "absent", "observer"):
            claims.parties.append(PartyClaim(role, code, mention.start, mention.end, weight))
            return
    else:
        party = mention.value
    claims.parties.append(PartyClaim(role, party, mention.start, mention.end, weight))


def government(code: str) -> organisations.Organisation:
    """The government of a state."""
    return organisations.party(f"Government of {states.name(code)}")


def attending(reading: Reading, start: int, end: int, claims: Claims, only_states: bool) -> None:
    """States and bodies under a label for participants."""
    spans = roles.scopes(reading, start, end, "attend")
    taken: list[tuple[int, int]] = []
    for scope in spans:
        if scope.role == "topic" and not only_states:
            continue
        role = {"": "attend", "topic": "attend", "none": "attend", "speak": "attend", "partner": "attend"}.get(
            scope.role, scope.role
        )
        for mention in reading.parties(scope.start, scope.end):
            taken.append((mention.start, mention.end))
            if mention.kind == "state" or (mention.kind == "place" and only_states) or mention.kind == "organisation":
                _attend(role, mention.value, mention, claims)
    _unlisted(reading, start, end, claims, only_states, taken)


def _attend(role: str, party: str | organisations.Organisation, mention: Mention, claims: Claims) -> None:
    is_state = isinstance(party, str)
    given = {"attend": "participant" if is_state else "partner", "invite": "invited"}.get(role, role)
    for each in given.split():
        if is_state and each in ("organiser", "host", "sponsor"):
            claims.parties.append(PartyClaim(each, government(party), mention.start, mention.end))
        else:
            claims.parties.append(PartyClaim(each, party, mention.start, mention.end))


def _unlisted(
    reading: Reading, start: int, end: int, claims: Claims, only_states: bool, taken: list[tuple[int, int]]
) -> None:
    """Bodies that no table lists, among participants: pieces of a plain list that look like the name of a body."""
    for a, b in _chunks(reading, start, end):
        counted = within(reading.counts, a, b)
        plain = a
        if counted:
            plain = max(c.end for c in counted)
            joint = re.compile(
                r"[^;,.()A-ZÀ-Þ]{0,30}?(?:[;)](?:\s*(?:,|;|and|et|y)\b)?|,?\s*\b(?:and|et|y|as well as|ainsi que|así como|together with|plus)\b)\s*"
            ).match(reading.text, plain, b)
            plain = joint.end() if joint else b
        if is_sentence(reading.text[plain:b]) or plain >= b:
            continue
        for mention in pieces(reading, plain, b):
            if any(x < mention.end and mention.start < y for x, y in taken):
                continue
            written = mention.written
            if code := states.resolve(written.strip(" .")):
                if only_states:
                    claims.parties.append(PartyClaim("participant", code, mention.start, mention.end))
                continue
            if _is_known(mention) or _BODY.search(written):
                claims.parties.append(PartyClaim("partner", mention.value, mention.start, mention.end))
            elif only_states and len(written.split()) <= 5:
                claims.unresolved.append((written, mention.start, mention.end))


def _chunks(reading: Reading, start: int, end: int) -> list[tuple[int, int]]:
    """The parts of a participants value: its sentences and its lines."""
    found = []
    for a, b in reading.sentences_in(start, end):
        place = a
        for match in re.finditer(r";", reading.text[a:b]):
            found.append((place, a + match.start()))
            place = a + match.end()
        found.append((place, b))
    return found
