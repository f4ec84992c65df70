"""Which row of a list is which offer: by name and street, or by name alone where that is clear."""

from collections import Counter

from outreach.exchange.land_nrw import Listed
from store.listed_offers import Known, Listing


def of(row: Listed) -> Listing:
    """How the list names what this row offers."""
    return Listing(row.title, row.organization, row.town, row.street)


class Before:
    """Offers taken over before, found again by name and street, or by name alone if it is clear."""

    def __init__(self, known: list[Known]) -> None:
        self._known = known

    def matches(self, listed: list[Listed]) -> dict[Listing, Known]:
        """For each row that is known its offer."""
        exact = {known.listing: known for known in self._known}
        found = {of(row): exact[of(row)] for row in listed if of(row) in exact}
        left = _unambiguous([known.listing for known in self.without(found)])
        new = _unambiguous([of(row) for row in listed if of(row) not in found])
        moved = {new[name]: exact[left[name]] for name in new.keys() & left.keys()}
        return found | moved

    def without(self, matches: dict[Listing, Known]) -> list[Known]:
        """Known offers that no row of the list stands for."""
        found = {known.offer_id for known in matches.values()}
        return [known for known in self._known if known.offer_id not in found]


def _unambiguous(listings: list[Listing]) -> dict[Listing, Listing]:
    """Listings by their name without street, those left out that share it."""
    times = Counter(listing.without_street() for listing in listings)
    return {
        listing.without_street(): listing
        for listing in listings
        if times[listing.without_street()] == 1
    }
