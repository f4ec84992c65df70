"""The words a key person reads aloud before somebody's name and contact are written down."""

from dataclasses import dataclass

from kiosk.wording import CATALOGUES
from store.languages import LANGUAGES, Language, translations
from store.office import Office

# Other words below need another number: it is stored with each consent.
VERSION = 1


@dataclass(frozen=True, slots=True)
class ConsentText:
    """What somebody agrees to by saying yes, in one language."""

    language: Language
    words: str


def texts(office: Office) -> list[ConsentText]:
    """The text in every language this office speaks."""
    return [_text(prefix, office) for prefix in office.languages]


def _text(prefix: str, office: Office) -> ConsentText:
    _ = translations(CATALOGUES, prefix).gettext
    words = _(
        "May I write down your name and your phone number or e-mail address? Only %(office)s and"
        " the volunteer who gets in touch with you can read them. They are deleted 90 days after"
        " your request has ended. You can take it back at any time: then they are deleted at once."
        " Is that all right with you?"
    )
    return ConsentText(LANGUAGES[prefix], words % {"office": office.name})
