"""An offer's text in another language, as it was typed."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from store.offer_texts import OfferText

# What is translated, in the order it stands on the page → how long it may be.
LENGTHS = {
    "title": 200,
    "description": 4_000,
    "first_visit": 4_000,
    "audience": 500,
    "times": 500,
}


@dataclass(frozen=True, slots=True)
class TranslationForm:
    """The fields of the text."""

    title: str = ""
    description: str = ""
    first_visit: str = ""
    audience: str = ""
    times: str = ""

    @classmethod
    def of(cls, text: OfferText) -> "TranslationForm":
        """What is written so far."""
        return cls(**{name: getattr(text, name) for name in LENGTHS})

    @classmethod
    def parse(cls, form: Mapping[str, str]) -> "TranslationForm":
        """Read the form."""
        typed = {name: form.get(name, "").replace("\r\n", "\n").strip() for name in LENGTHS}
        return cls(**{name: text[: LENGTHS[name]] for name, text in typed.items()})

    def is_empty(self) -> bool:
        """Whether nothing is written: the translation is to go."""
        return not any(asdict(self).values())

    def problems(self) -> dict[str, str]:
        """What is wrong, by field: only a text without a title cannot be shown."""
        return {"title": "missing"} if not self.title and not self.is_empty() else {}

    def text(self, language: str) -> OfferText:
        """What was written, in its language."""
        return OfferText(language, **asdict(self))
