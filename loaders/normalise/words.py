"""One comparison key for words as people type them: accents, case, quotes, dashes, spaces and footnote marks aside."""

import re
import unicodedata

_DASHES = dict.fromkeys("‐‑‒–—―⁃−﹘﹣－", "-")
_QUOTES = dict.fromkeys("‘’‚‛′`´ʹʻʼˈ＇‵᾽", "'") | dict.fromkeys("“”„‟″«»＂〝〞", '"')
_MARKS = dict.fromkeys("*∗⁎＊†‡§¶®™©", "")  # footnote and trade marks
_RAISED = ("<super>", "<sub>", "<circle>")  # figures that are footnote marks
_LETTERS = {"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th", "ħ": "h", "ı": "i", "ŋ": "n"}
_ACCENTS = re.compile("[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670]")
_WORD = re.compile(r"\S+")
_STRETCH = re.compile(r"\S+(?: \S+)*")
_COMPOSING = re.compile("[\u3099\u309a\u1160-\u11ff]")


class _Folding(dict):
    """Code point -> its folded text, worked out once for each character that turns up."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _fold_character(chr(code))
        return folded


def _fold_character(character: str) -> str:
    for table in (_DASHES, _QUOTES, _MARKS):
        if character in table:
            return table[character]
    if character.isspace():
        return " "
    category = unicodedata.category(character)
    if category in ("Cf", "Cc", "Cs") or (
        category == "No" and unicodedata.decomposition(character).startswith(_RAISED)
    ):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    plain = _ACCENTS.sub("", unicodedata.normalize("NFKD", character)).casefold()
    plain = "".join(_LETTERS.get(letter, letter) for letter in plain)
    return unicodedata.normalize("NFC", _ACCENTS.sub("", plain))


FOLDING = _Folding()


def fold(text: str) -> str:
    """The comparison key of a text: what two spellings of the same words have in common.

    >>> fold("  CÔTE  D’IVOIRE¹ ")
    "cote d'ivoire"
    """
    if not text.isascii() and not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    return " ".join(text.translate(FOLDING).split())


def fold_spans(text: str, folding: dict[int, str] = FOLDING) -> tuple[str, list[int]]:
    """The folded text, and for each of its characters the index in `text` it came from, plus one end entry.

    Each run of white space, line ends included, becomes one space, so that a name wrapped over two lines is one name.
    """
    pieces: list[str] = []
    places: list[int] = []
    done = 0
    odd = "".join(sorted(letter for letter in set(text) if len(folding[ord(letter)]) != 1 or _COMPOSING.match(letter)))
    for word in re.finditer(rf"\S*[{re.escape(odd)}]\S*", text) if odd else ():
        _add_plain(text, done, word.start(), folding, pieces, places)
        _add_word(word, folding, pieces, places)
        done = word.end()
    _add_plain(text, done, len(text), folding, pieces, places)
    places.append(len(text.rstrip()))
    return "".join(pieces), places


def _add_plain(text: str, start: int, end: int, folding: dict[int, str], pieces: list[str], places: list[int]) -> None:
    """Fold text[start:end], in which each character folds to one."""
    for stretch in _STRETCH.finditer(text[start:end].translate(folding)):
        first, last = stretch.span()
        if pieces:
            pieces.append(" ")
            places.append(start + first - 1)
        pieces.append(stretch[0])
        places.extend(range(start + first, start + last))


def _add_word(word: re.Match[str], folding: dict[int, str], pieces: list[str], places: list[int]) -> None:
    """Fold a word with a character that folds to none or several."""
    start = word.start()
    folded, offsets = _fold_word(word[0], folding)
    for part in _WORD.finditer(folded):
        if pieces:
            pieces.append(" ")
            places.append(start + offsets[part.start()] - 1 if part.start() else start - 1)
        pieces.append(part[0])
        places += [start + offset for offset in offsets[part.start() : part.end()]]


def _fold_word(word: str, folding: dict[int, str]) -> tuple[str, range | list[int]]:
    """A folded word and the offset in it of each folded character."""
    folded = word.translate(folding)
    if word.isascii() and len(folded) == len(word):
        return folded, range(len(word))
    offsets: list[int] = []
    pieces: list[str] = []
    for cluster in re.finditer(r".[\u3099\u309a\u1160-\u11ff]*", word, re.DOTALL):  # letters that compose
        piece = unicodedata.normalize("NFC", cluster[0]).translate(folding)
        pieces.append(piece)
        offsets += [cluster.start()] * len(piece)
    return "".join(pieces), offsets
