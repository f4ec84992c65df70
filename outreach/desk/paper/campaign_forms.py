"""What a campaign's paper shall say, as it was typed: a sentence in each language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from printables import fonts
from printables.errors import MissingGlyph

# No piece has room for more; what fits which is seen in the proofs.
LONGEST = 120
LONGEST_WORD = 32


@dataclass(frozen=True, slots=True)
class CampaignForm:
    """The sentences by language; an empty one is said as everywhere."""

    sentences: Mapping[str, str]

    @classmethod
    def parse(cls, form: Mapping[str, str], languages: Sequence[str]) -> "CampaignForm":
        """Read the form."""
        return cls({one: " ".join(form.get(f"in-{one}", "").split()) for one in languages})

    def problems(self) -> dict[str, tuple[str, str]]:
        """What no piece can say: language → the kind of problem and the letters to blame."""
        found = {one: _problem(sentence) for one, sentence in self.sentences.items()}
        return {one: problem for one, problem in found.items() if problem}


def _problem(sentence: str) -> tuple[str, str] | None:
    if len(sentence) > LONGEST:
        return "too_long", str(len(sentence))
    longest = max(sentence.split(), key=len, default="")
    if len(longest) > LONGEST_WORD:
        return "long_word", longest
    try:
        fonts.check([fonts.composed(sentence)])
    except MissingGlyph as error:
        return "strange", error.character
    return None
