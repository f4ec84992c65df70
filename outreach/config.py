"""What this process was told from outside; nothing else reads the environment."""

import os
from pathlib import Path


def data_from_environ() -> Path | None:
    """The data folder named by BEGEGNUNG_DATA, if any."""
    named = os.environ.get("BEGEGNUNG_DATA")
    return Path(named) if named else None
