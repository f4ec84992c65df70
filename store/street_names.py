"""Streets and towns as people write them, folded until two spellings of one name are equal."""

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

SHORT_WORDS = {
    "bgm": "buergermeister",
    "dr": "doktor",
    "pl": "platz",
    "prof": "professor",
    "skt": "sankt",
    "st": "sankt",
    "str": "strasse",
}
SHORT_ENDINGS = ("str", "pl")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
STATUS_OF_A_TOWN = {"gemeinde", "hansestadt", "kreisstadt", "landeshauptstadt", "stadt"}

DASHES = re.compile("[\u2010-\u2015\u2212]")
# The name is as short as the rest allows, so "Hauptstr. 5, 2. OG" ends at 5; and what follows the
# number must look like a remark, so "Straße des 17. Juni 135" does not end at 17.
STREET_AND_NUMBER = re.compile(
    r"""
    (?P<name> .*? ) [\s,]*
    (?: \b (?: hausnummer | haus-?nr | nr | no ) \b [.:]? \s* )?
    (?<! [0-9] ) (?P<first> [0-9]{1,4} ) (?! [0-9] )
    \s* (?P<addition> [a-z] \b )?
    (?: \s* (?: [-/+&] | bis | und | u\. ) \s*
        (?: (?P<last> [0-9]{1,4} ) (?! [0-9] ) \s* (?: [a-z] \b )? | [a-z] \b ) )?
    (?: \s* [,;(] .* | \s+ (?: haus | hinterhaus | eingang | etage | eg | [0-9]+\.\s*og ) \b .* )?
    \W*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
LONGEST_ADDRESS = 200  # characters; nothing longer is an address, and matching stays quick
LONGEST_RANGE = 100  # house numbers; "1 - 2000" is something else


@dataclass(frozen=True, slots=True)
class Street:
    """A street and its house number: `last` ends a range, `addition` is the letter at `first`."""

    name_key: str
    first: int | None
    last: int | None
    addition: str

    @property
    def numbers(self) -> range:
        """The numbers to look for, the first one first; a range stays on its side of the street."""
        if self.first is None:
            return range(0)
        last = self.last or self.first
        return range(self.first, last + 1, 1 if (last - self.first) % 2 else 2)


@lru_cache(maxsize=50_000)
def key(street: str) -> str:
    """Fold a street's name: 'Münster-Str.', 'Muensterstrasse' and 'MÜNSTER STRAßE' are the same.

    Letters and digits only, lower case; folding what is folded changes nothing.
    """
    folded = "".join(_long_word(word) for word in _words(street))
    # Words grow together and may make a new short word ("S. T." → "st"), so fold until it rests.
    return folded if folded == street else key(folded)


@lru_cache(maxsize=5_000)
def town_key(town: str) -> str:
    """Fold a town's name to words: 'Stadt Mülheim a.d. Ruhr' → 'muelheim an der ruhr'."""
    words = [_long_word(word) for word in _words(re.sub(r"\(.*?\)", " ", town))]
    named = " ".join(word for word in words if word not in STATUS_OF_A_TOWN)
    return f" {named} ".replace(" a d ", " an der ").strip()


def split(street_and_number: str) -> Street:
    """Take an address line apart: 'Westhoffstrasse 8 – 12' → 'westhoffstrasse', 8 to 12.

    Without a house number `first` is None and the whole line is the name; a line that is only a
    number has the empty name. Never raises.
    """
    line = DASHES.sub("-", street_and_number[:LONGEST_ADDRESS]).strip()
    found = STREET_AND_NUMBER.fullmatch(line)
    if found is None:
        return Street(key(line), None, None, "")
    first, last = int(found["first"]), int(found["last"] or 0)
    is_range = first < last <= first + LONGEST_RANGE
    name = found["name"].rstrip(" ,").rpartition(",")[2]  # "Gemeindehaus, Hauptstr. 5"
    return Street(key(name), first, last if is_range else None, (found["addition"] or "").lower())


def _words(text: str) -> list[str]:
    spelled = unicodedata.normalize("NFKC", text).casefold().translate(UMLAUTS)
    bare = "".join(
        letter
        for letter in unicodedata.normalize("NFKD", spelled)
        if not unicodedata.combining(letter)
    )
    return re.findall(r"[^\W_]+", bare)


def _long_word(word: str) -> str:
    if word in SHORT_WORDS:
        return SHORT_WORDS[word]
    for ending in SHORT_ENDINGS:
        if word.endswith(ending):
            return word.removesuffix(ending) + SHORT_WORDS[ending]
    return word
