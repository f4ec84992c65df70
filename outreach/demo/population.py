"""How many people live in the demo town: invented like everything in it, and its file says so."""

from outreach.demo.town import HERE
from outreach.exchange import population_file
from store import districts, population
from store.database import Database


def build(db: Database) -> None:
    """Load the town's numbers into the database it was built in."""
    known = {district.name: district.id for district in districts.everywhere(db)}
    read = population_file.read(HERE / "population.csv", districts=known)
    assert not read.doubts, read.doubts
    population.load(db, read.people)
