"""New files of the data folder: written whole or not at all, and for whom the folder is for."""

import os
from pathlib import Path
from tempfile import mkstemp

FOR_THE_OWNER = 0o600
FOR_THE_GROUP = 0o060


def mode_in(folder: Path) -> int:
    """Who may read and write a new file: its owner, and the group where the folder lets it write.

    So two rooms served by two system users of one group can share a folder (docs/office.md).
    """
    is_shared = folder.stat().st_mode & 0o020
    return FOR_THE_OWNER | (FOR_THE_GROUP if is_shared else 0)


def write_once(path: Path, content: bytes, *, mode: int = FOR_THE_OWNER) -> bool:
    """Write a file whole and for good, unless it is there; returns whether it was written.

    A key that a power cut takes back after the first contact was sealed would lose that contact.
    """
    made, new = mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(made, "wb") as file:
            file.write(content)
            os.fchmod(made, mode)
            file.flush()
            os.fsync(made)
        os.link(new, path)
    except FileExistsError:
        return False
    finally:
        Path(new).unlink()
    _sync(path.parent)
    return True


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
