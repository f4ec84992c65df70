"""A key person's card: what stands on it, in the office's name and colours."""

from printables.staff_card import StaffCard
from store.office import Office

# Staff are spoken to in German.
LANGUAGE = "de"


def piece(secret: str, *, name: str, workplace: str, office: Office) -> StaffCard:
    """What is printed for a new card's secret. The secret is a fragment: no server is sent it."""
    return StaffCard(
        url=f"{office.base_url}/hand-off/card#{secret}",
        name=name,
        workplace=workplace,
        phone=office.phone,
        office=office.name,
        language=LANGUAGE,
        palette=office.look(),
    )
