"""The archive: the office's memory as the staff's rooms use it, with the office's pepper."""

import threading
from pathlib import Path
from typing import cast

from flask import current_app

from kiosk.screens.kept_documents import Latest
from store import database, pepper
from store.database import Database
from store.errors import NotFound
from store.silence import Silence


class Archive:
    """One office's data folder, to read and write in; made once per process.

    Nothing is opened before somebody needs it: public pages stay up without any of it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.last_silence: Latest[list[Silence]] = Latest()
        self._of_thread = threading.local()

    def db(self) -> Database:
        """This thread's connection. A write waits its turn for some seconds."""
        if not hasattr(self._of_thread, "db"):
            try:
                self._of_thread.db = database.open_office(self.folder)
            except NotFound as error:
                # To pages, NotFound is a wrong address; this is a fault of ours.
                raise FileNotFoundError(str(error)) from error
        return cast(Database, self._of_thread.db)

    def pepper(self) -> bytes:
        """The secret that passwords, second factors and forms hang on."""
        return pepper.of(self.folder)


def here() -> Archive:
    """The archive of the office this application serves."""
    return cast(Archive, current_app.extensions["archive"])
