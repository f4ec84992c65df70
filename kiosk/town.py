"""What every public page stands on: the office, its database and its tally."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

from flask import current_app

from kiosk.kept_pages import KeptPages
from kiosk.screens.kept_documents import KeptDocuments, Latest
from kiosk.screens.screen_contents import Plan
from kiosk.screens.turns import Turns
from kiosk.tally import Tally
from store import database, sealing
from store.database import Database
from store.errors import NotFound
from store.office import Office


class Town:
    """One office's data folder as the public rooms see it; made once per process."""

    def __init__(self, folder: Path, office: Office) -> None:
        self.folder = folder
        self.office = office
        self.tally = Tally(folder)
        self.kept_pages = KeptPages()
        self.kept_documents = KeptDocuments()
        self.last_plan: Latest[Plan] = Latest()
        self.turns = Turns()
        self._of_thread = threading.local()

    def reading(self) -> Database:
        """This thread's connection for reading; it cannot write."""
        if not hasattr(self._of_thread, "reading"):
            try:
                self._of_thread.reading = database.open_office(self.folder, is_reader=True)
            except NotFound as error:
                # To pages, NotFound is a wrong address; this is a fault of ours.
                raise FileNotFoundError(str(error)) from error
        return cast(Database, self._of_thread.reading)

    @contextmanager
    def writing(self) -> Iterator[Database]:
        """A transaction of this thread. Raises NotWritten after a moment: no page is held up."""
        if not hasattr(self._of_thread, "writing"):
            self._of_thread.writing = database.open_office(self.folder, wait_ms=50)
        db = cast(Database, self._of_thread.writing)
        with database.transaction(db, wait_seconds=0.05):
            yield db

    def taking_in(self) -> Database:
        """This thread's connection for what somebody sends us, which waits for its turn."""
        if not hasattr(self._of_thread, "taking_in"):
            self._of_thread.taking_in = database.open_office(self.folder)
        return cast(Database, self._of_thread.taking_in)

    def keys(self) -> Database:
        """This thread's connection to the keys of what was sealed."""
        if not hasattr(self._of_thread, "keys"):
            self._of_thread.keys = sealing.open_keys(self.folder)
        return cast(Database, self._of_thread.keys)


def here() -> Town:
    """The town this application serves."""
    return cast(Town, current_app.extensions["town"])
