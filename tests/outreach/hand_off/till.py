"""Amira's supermarket today: the office's real server, and the network in between."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from store import database, devices, districts, office_keys, people, sealing, staff_cards
from store.database import Database, rows
from tests.conftest import OFFICE
from tests.outreach.hand_off.network import Network

WORKPLACE = "Markt am Park"


def found_an_office(folder: Path) -> None:
    """Make a data folder with two districts, as an office does on its first day."""
    (folder / "office.toml").write_text(OFFICE, "utf-8")
    db = database.open(folder / database.FILE_NAME)
    database.migrate(db)
    for name in ("Altstadt", "Senne"):
        districts.named(db, name)
    db.close()
    office_keys.make(folder)


@dataclass
class Till:
    """Where hand-offs begin, and what the server has of them."""

    folder: Path
    network: Network
    db: Database

    def key_person(self) -> int:
        """The id of a key person who may act today."""
        now = datetime.now(UTC)
        person = people.welcome(self.db, role="key_person", name="Amira Haddad", email="", now=now)
        people.train(self.db, person.id, until_on=(now + timedelta(days=365)).date())
        return people.bind(self.db, person.id, since_on=now.date()).id

    def token(self, person_id: int | None = None) -> str:
        """What an enrolled phone keeps; of somebody new, if nobody is named."""
        owner = person_id or self.key_person()
        return devices.begin(self.db, owner, name="Chrome, Android", now=datetime.now(UTC))

    def staff_card(self) -> str:
        """The secret of a new card of a new key person."""
        altstadt = districts.named(self.db, "Altstadt").id
        return staff_cards.issue(
            self.db,
            self.key_person(),
            workplace=WORKPLACE,
            district_id=altstadt,
            now=datetime.now(UTC),
        )

    def kept(self, entry_id: str) -> int:
        """How many hand-offs the server has under this id."""
        sql = """SELECT count(*) AS n FROM hand_off
        JOIN receipt USING (receipt) WHERE receipt.entry = ?"""
        return int(rows(self.db, sql, entry_id)[0]["n"])

    def told(self, entry_id: str) -> dict[str, str]:
        """What the office reads of somebody who said yes."""
        record = f"referral:{entry_id}"
        [row] = rows(self.db, "SELECT box FROM referral WHERE record = ?", record)
        keys = sealing.open_keys(self.folder)
        try:
            return sealing.read(keys, office_keys.private(self.folder), record, row["box"])
        finally:
            keys.close()
