"""Hand-off cards: what stands on a run of them, for this office."""

from collections.abc import Sequence

from printables import hand_off_card
from printables.hand_off_card import CodedCard, HandOffCards
from store import codes
from store.office import Office


def render(symbols: Sequence[str], *, office: Office, languages: tuple[str, str]) -> bytes:
    """Cards with these codes (K7M2X) as PDF, ten on an A4, front and back.

    Raises CannotPrint with a sentence where a text does not fit or has a letter our fonts lack.
    """
    return hand_off_card.render(
        HandOffCards(
            cards=tuple(
                CodedCard(codes.printed(code), f"{office.base_url}/c/{code}") for code in symbols
            ),
            address=f"{office.domain()}/c/",
            phone=office.phone,
            office=office.name,
            sponsor=office.sponsor,
            languages=languages,
            palette=office.look(),
        )
    )
