"""What this process was told from outside; nothing else reads the environment."""

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Config:
    """Where the office's data folder is, and whom to listen to."""

    data: Path
    host: str = "127.0.0.1"
    port: int = 8000


def data_from_environ() -> Path | None:
    """The data folder named by BEGEGNUNG_DATA, if any."""
    named = os.environ.get("BEGEGNUNG_DATA")
    return Path(named) if named else None
