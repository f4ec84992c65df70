"""Staff pages speak German, all of it."""

from pathlib import Path

from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

import outreach

ROOM = Path(outreach.__file__).parent


def test_every_sentence_of_the_staff_is_there_in_german():
    methods = [("**.py", "python"), ("**/templates/**.html", "jinja2")]
    found = {message for _, _, message, _, _ in extract_from_dir(ROOM, method_map=methods)}
    with (ROOM / "translations" / "de.po").open("rb") as file:
        # A sentence with a number in it is there twice: for one and for many.
        said = {message.id: message.string for message in read_po(file)}
    told = {sentence for sentence, german in said.items() if german and german[0]}
    assert found - told == set()
