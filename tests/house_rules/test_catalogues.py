"""What we write ourselves is said in every language, completely."""

import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po

from store.languages import LANGUAGES

ROOT = Path(__file__).parents[2]
ROOMS = sorted(
    str(path.parents[1].relative_to(ROOT))
    for pattern in ("*/translations/de.po", "*/*/translations/de.po")
    for path in ROOT.glob(pattern)
)
TRANSLATED = [prefix for prefix in LANGUAGES if prefix != "en"]  # English is what the ids say
# For the office itself, and for its funder.
GERMAN = {"outreach/desk", "printables/office", "printables/report"}
PLACEHOLDER = re.compile(r"%\(\w+\)s|%%|\{\w*\}")

catalogues = pytest.mark.parametrize(
    ("room", "prefix"),
    [
        (room, prefix)
        for room in ROOMS
        for prefix in TRANSLATED
        if room not in GERMAN or prefix == "de"
    ],
)


def said_in(room: str) -> set[str | tuple[str, ...]]:
    """Every sentence that code and templates of a room want to have translated."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(
        ROOT / room, methods, options, directory_filter=lambda folder: not speaks_for_itself(folder)
    )
    return {message for _, _, message, _, _ in found}


def speaks_for_itself(folder: str) -> bool:
    """Whether this folder inside a room is a room of its own, or belongs to nobody."""
    path = Path(folder).relative_to(ROOT)
    return str(path) in ROOMS or path.name.startswith((".", "_"))


def catalogue(room: str, prefix: str) -> Catalog:
    with (ROOT / room / "translations" / f"{prefix}.po").open("rb") as file:
        return read_po(file, locale=LANGUAGES[prefix].locale)


def messages(room: str, prefix: str) -> list[Message]:
    return [message for message in catalogue(room, prefix) if message.id]


def forms(text: str | tuple[str, ...]) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text)


def test_every_room_speaks():
    assert {"kiosk", "outreach", "printables"} | GERMAN == set(ROOMS)


@catalogues
def test_nothing_is_missing_and_nothing_is_left_over(room, prefix):
    there = {message.id for message in messages(room, prefix)}
    assert there == said_in(room), f"bring it in step: bin/words {room}"
    assert not catalogue(room, prefix).obsolete


@catalogues
def test_every_sentence_is_said_in_all_its_forms(room, prefix):
    plurals = catalogue(room, prefix).num_plurals
    for message in messages(room, prefix):
        assert not message.fuzzy, message.id
        said = forms(message.string)
        assert len(said) == (plurals if message.pluralizable else 1), message.id
        assert all(form.strip() == form and form for form in said), message.id


@catalogues
def test_what_is_filled_in_later_is_kept(room, prefix):
    for message in messages(room, prefix):
        wanted = set(PLACEHOLDER.findall(" ".join(forms(message.id))))
        *special, usual = (set(PLACEHOLDER.findall(form)) for form in forms(message.string))
        assert usual == wanted, message.id
        # "One minute" need not say the number.
        assert all(form <= wanted for form in special), message.id


def test_leichte_sprache_is_not_a_copy_of_the_german():
    for room in set(ROOMS) - GERMAN:
        german = {message.id: message.string for message in messages(room, "de")}
        plain = {message.id: message.string for message in messages(room, "ls")}
        same = [text for text in german if german[text] == plain[text]]
        assert [text for text in same if isinstance(text, str) and len(text) > 60] == []
