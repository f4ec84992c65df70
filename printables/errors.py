"""Why a piece of paper was not made; each says it in a sentence for the person who wanted it."""


class CannotPrint(ValueError):
    """What a piece should say or show cannot be set; the base of those below."""


class TextTooLong(CannotPrint):
    """A text fits its `place` not even in the smallest type that can still be read."""

    def __init__(self, text: str, *, floor_pt: float, place: str) -> None:
        super().__init__(
            f"“{text}” does not fit, even at {floor_pt:.3g} points. Please choose a shorter text."
        )
        self.text, self.place = text, place


class MissingGlyph(CannotPrint):
    """A text has a character that none of our fonts can draw."""

    def __init__(self, text: str, character: str) -> None:
        super().__init__(
            f"Our fonts have no {character} (U+{ord(character):04X}), which stands in “{text}”. "
            "Please write it in another way."
        )
        self.character = character


class MissingImage(CannotPrint):
    """A template shows a picture that is not there, cannot be drawn or is none of our own."""


class UnusableProfile(CannotPrint):
    """A file that should describe a printing press does not."""


class Unreadable(CannotPrint):
    """The code of a finished file is too small for its distance, or no phone would read it."""
