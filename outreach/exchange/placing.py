"""Venues of a list on the map: found in the address register, or told to a person's eye."""

from pathlib import Path

from store import addresses, venues
from store.database import Database
from store.venues import Venue


def place_by_register(db: Database, folder: Path, unplaced: list[Venue]) -> int:
    """Look venues up in the address register, if one was loaded. Returns how many were found."""
    register = addresses.open_register(folder)
    if register is None:
        return 0
    placed = 0
    try:
        for venue in unplaced:
            point = addresses.find(
                register, street=venue.street, postcode=venue.postcode, town=venue.town
            )
            if point is not None:
                venues.locate(db, venue.id, lat=point.lat, lon=point.lon, how="by_register")
                placed += 1
    finally:
        register.close()
    return placed


def on_an_envelope(venue: Venue) -> str:
    """The venue's number and address, as somebody needs it to place it by hand."""
    return f"{venue.id} {in_words(venue)}"


def in_words(venue: Venue) -> str:
    """The venue's name and address in one line."""
    town = f"{venue.postcode} {venue.town}".strip()
    return ", ".join(filter(None, [venue.name, venue.street, town]))
