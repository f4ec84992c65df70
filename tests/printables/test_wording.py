"""Paper speaks every public language, completely."""

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po
from pytest import mark

from printables import wording
from printables.pages import TEMPLATES
from store.languages import LANGUAGES

TRANSLATED = [prefix for prefix in LANGUAGES if prefix != "en"]


def messages() -> set[str]:
    found = extract_from_dir(TEMPLATES, method_map=[("**.html", "jinja2")])
    return {message for _, _, message, _, _ in found}


@mark.parametrize("prefix", TRANSLATED)
def test_every_message_is_translated_and_none_is_left_over(prefix):
    with (wording.CATALOGUES / f"{prefix}.po").open("rb") as source:
        catalogue = read_po(source, locale=LANGUAGES[prefix].locale)
    translated = {message.id for message in catalogue if message.id and message.string}
    assert translated == messages()
    assert [error for message in catalogue for error in message.check(catalogue)] == []


def test_names_keep_their_own_direction():
    assert wording.direction("(Neumarkt 1)") == "ltr"
    assert wording.direction("0521 000 123") == "ltr"
    assert wording.direction("«بيت الجيران»") == "rtl"
    assert wording.isolated("<b>") == '<bdi class="ltr">&lt;b&gt;</bdi>'
