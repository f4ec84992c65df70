"""Search in offers as people type: without umlauts, in other word forms, or half a compound."""

import re
import unicodedata
from functools import cache, lru_cache

import snowballstemmer
from sqlite_utils import Database

from store.database import rows, transaction

WORD = re.compile(r"\w+")

# Words that stand in every text and would only hide what is meant.
FILLERS = frozenset(
    """am an auf bei beim das dem den der des die ein eine einen einer fur gibt ich im in ist mit
    nach oder und von was wo zu zum zur a and for in of the to""".split()
)


def fold(text: str) -> str:
    """One spelling for all: lower case, no accents, ß as ss, ı as i, ä and ae as a (o, u too)."""
    lowered = text.casefold().replace("ı", "i")
    plain = "".join(
        c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c)
    )
    return plain.replace("ae", "a").replace("oe", "o").replace("ue", "u")


def find(db: Database, typed: str) -> list[int]:
    """Ids of offers that have all these words in some form, best first; part-words come last."""
    words = [word for word in WORD.findall(fold(typed)) if word not in FILLERS]
    if not words:
        return []
    stems = [_stem(word) for word in words]
    found = [*_by_words(db, stems), *_by_letters(db, stems)]
    return list(dict.fromkeys(found))


def index(db: Database, offer_id: int) -> None:
    """Make an offer findable by what its texts, organization and venue say today.

    One that is no longer there is not found any more.
    """
    said = _said_about(db, offer_id)
    with transaction(db):
        for table in ("offer_words", "offer_letters"):
            db.execute(f"DELETE FROM {table} WHERE rowid = ?", [offer_id])
        if said is None:
            return
        text = fold(said)
        words = WORD.findall(text)
        db.execute(
            "INSERT INTO offer_words (rowid, words) VALUES (?, ?)",
            [offer_id, " ".join([*words, *map(_stem, words)])],
        )
        db.execute("INSERT INTO offer_letters (rowid, letters) VALUES (?, ?)", [offer_id, text])


def index_where(db: Database, **columns: int) -> None:
    """Make the offers of an organization or at a venue findable by what these say today."""
    where = " AND ".join(f"{column} = :{column}" for column in columns)
    for row in rows(db, f"SELECT id FROM offer WHERE {where}", **columns):
        index(db, row["id"])


def _by_words(db: Database, stems: list[str]) -> list[int]:
    query = " ".join(f'"{stem}"*' for stem in stems)
    sql = "SELECT rowid FROM offer_words WHERE offer_words MATCH ? ORDER BY rank, rowid"
    return [row["rowid"] for row in rows(db, sql, query)]


def _by_letters(db: Database, stems: list[str]) -> list[int]:
    # A trigram index knows nothing shorter than three letters.
    if any(len(stem) < 3 for stem in stems):
        return []
    query = " ".join(f'"{stem}"' for stem in stems)
    sql = "SELECT rowid FROM offer_letters WHERE offer_letters MATCH ? ORDER BY rank, rowid"
    return [row["rowid"] for row in rows(db, sql, query)]


def _said_about(db: Database, offer_id: int) -> str | None:
    said = rows(
        db,
        """
        SELECT concat_ws(char(10),
          (SELECT group_concat(concat_ws(char(10), t.title, t.description, t.audience), char(10))
           FROM offer_text t WHERE t.offer_id = o.id),
          o.category, g.name, v.name, v.street, v.postcode, v.town, d.name) AS said
        FROM offer o JOIN organization g ON g.id = o.organization_id
        JOIN venue v ON v.id = o.venue_id LEFT JOIN district d ON d.id = v.district_id
        WHERE o.id = ?
        """,
        offer_id,
    )
    return str(said[0]["said"]) if said else None


@cache
def _stemmer() -> snowballstemmer.stemmer:
    return snowballstemmer.stemmer("german")


# The same words come again and again, and stemming is most of the work of indexing.
@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return str(_stemmer().stemWord(word))
